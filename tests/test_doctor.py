"""`audit-cli doctor`: every format has a sample that is read, and what is missing is told with its remedy."""

from __future__ import annotations

import json
import sys
from configparser import ConfigParser
from importlib import metadata
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from audit_cli import diagnosis
from audit_cli.cli import audit_cli
from audit_cli.diagnosis import FOLDER, LOCKED, Trial, extras, formats
from audit_cli.readers.kinds import CONTAINERS, KINDS
from audit_cli.ruleset import profiles

ROOT = Path(__file__).parent.parent


def by_name(trials: Any) -> dict[str, Trial]:
    return {trial.name: trial for trial in trials}


def run(*arguments: str) -> Any:
    return CliRunner().invoke(audit_cli, ["doctor", *arguments], standalone_mode=False)


def test_every_format_and_container_is_tried() -> None:
    found = by_name(formats(False))
    assert set(found) == {*KINDS, LOCKED, *(container.suffixes[0].split(".")[1] for container in CONTAINERS)}
    assert {path.name for path in FOLDER.iterdir()} == set(found)
    assert {trial.state for trial in found.values()} <= {"works", "missing", "untried"}
    assert {name for name, trial in found.items() if trial.state == "untried"} == {"image"}


def test_an_image_is_recognised_when_asked() -> None:
    pytest.importorskip("rapidocr")
    assert by_name(formats(True))["image"].state == "works"


@pytest.mark.parametrize(
    ("module", "name", "extra"),
    [("pypdfium2", "pdf", "pdf"), ("xlrd", "xls", "xls"), ("olefile", "doc", "doc"), ("py7zr", "7z", "sevenzip"),
     ("msoffcrypto", LOCKED, "password")],
)  # fmt: skip
def test_a_missing_library_is_told_with_what_installs_it(
    module: str, name: str, extra: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    trial = by_name(formats(False))[name]
    assert trial.state == "missing"
    assert f"pip install 'audit-cli[{extra}]'" in trial.reason_zh
    assert f"pip install 'audit-cli[{extra}]'" in trial.reason_en


def test_a_reader_that_reads_something_else_is_broken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for path in FOLDER.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    (tmp_path / "txt").write_bytes("合计，51.00".encode())
    (tmp_path / "docx").write_bytes(b"PK\x03\x04cut off")
    (tmp_path / "ofd").unlink()
    monkeypatch.setattr(diagnosis, "FOLDER", tmp_path)
    assert {name for name, trial in by_name(formats(False)).items() if trial.state == "broken"} == {
        "txt",
        "docx",
        "ofd",
    }
    done = run()
    assert done.return_value == 1
    assert "有 3 项已安装而不可用" in done.output


def test_every_extra_for_use_is_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    setup = ConfigParser()
    setup.read(ROOT / "setup.cfg", encoding="utf-8")
    declared = {name: lines.split() for name, lines in setup["options.extras_require"].items()}
    lines = [f'{line}; extra == "{name}"' for name, needed in declared.items() for line in needed]
    monkeypatch.setattr(metadata, "requires", lambda _name: [*lines, "click>=8.1"])
    found = by_name(extras())
    assert set(found) == set(declared) - {"dev", "all"}
    assert "olefile" in found["doc"].about
    monkeypatch.setattr(metadata, "version", lambda name: (_ for _ in ()).throw(metadata.PackageNotFoundError(name)))
    assert by_name(extras())["pdf"].reason_zh == "缺 pypdfium2：pip install 'audit-cli[pdf]'"


def test_the_page_and_json_say_the_same() -> None:
    page, told = run("--lang", "en"), json.loads(run("--format", "json").output)
    assert page.return_value == 0
    assert told["works"] is True
    sections = [section for section in told.values() if isinstance(section, list)]
    for trial in (trial for section in sections for trial in section):
        assert f" {trial['name']} " in page.output
    assert {trial["name"] for trial in told["rulesets"]} == set(profiles())
    assert {trial["name"]: trial["state"] for trial in told["languages"]} == {"zh": "works", "en": "works"}


def test_the_settings_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "audit-cli.toml").write_text("lang = 'en'\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    (trial,) = json.loads(run("--format", "json").output)["settings"]
    assert trial["about"] == f"{tmp_path / 'audit-cli.toml'}: lang"
