"""The hook for commits: what it is told to run exists, and is run on the files of a report."""

from __future__ import annotations

import re
from configparser import ConfigParser
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from audit_cli.cli import audit_cli
from audit_cli.readers.kinds import KINDS

ROOT = Path(__file__).parent.parent
(HOOK,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))


def test_the_hook_names_a_command_that_is_installed() -> None:
    setup = ConfigParser()
    setup.read(ROOT / "setup.cfg", encoding="utf-8")
    program, command = HOOK["entry"].split()
    assert program == setup["options.entry_points"]["console_scripts"].split("=")[0].strip()
    assert command in audit_cli.commands
    (extras,) = HOOK["additional_dependencies"]
    named = re.fullmatch(r"\.\[([a-z,]+)\]", extras)
    assert named is not None
    assert set(named[1].split(",")) <= set(setup["options.extras_require"])


@pytest.mark.parametrize("name", KINDS)
def test_the_hook_takes_every_office_format_and_no_plain_text(name: str) -> None:
    wanted = not KINDS[name].is_text and name not in ("html", "image")
    for suffix in KINDS[name].suffixes:
        assert bool(re.search(HOOK["files"], f"送审/报告{suffix.upper()}")) is wanted
        assert bool(re.search(HOOK["files"], f"送审/报告{suffix}")) is wanted


def test_the_entry_runs_as_the_hook_runs_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text("本年支出合计500.00万元，其中：基本支出300.00万元，项目支出210.00万元。", "utf-8")
    (tmp_path / "b.txt").write_text("本年支出合计510.00万元，其中：基本支出300.00万元，项目支出210.00万元。", "utf-8")
    monkeypatch.chdir(tmp_path)
    _, *arguments = HOOK["entry"].split()
    for files, code in ((["a.txt", "b.txt"], 1), (["b.txt"], 0)):
        done = CliRunner().invoke(audit_cli, [*arguments, *files], standalone_mode=False)
        assert done.return_value == code


def test_the_hook_in_the_readme_is_there() -> None:
    (shown,) = re.findall(r"```yaml\n(repos:.*?)```", (ROOT / "README.md").read_text("utf-8"), re.DOTALL)
    (repository,) = yaml.safe_load(shown)["repos"]
    (used,) = repository["hooks"]
    assert used.pop("id") == HOOK["id"]
    assert set(used) <= {"args", "files"}
