"""What settings ask for by path: another profile, another severity, and every mistake told with its line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from audit_cli.cli import audit_cli
from audit_cli.cli.settings import find_settings
from audit_cli.errors import UsageError
from audit_cli.places import Place

WRONG = "2023年度本年支出合计500.00万元，其中：基本支出300.00万元，项目支出210.00万元。\n"
SETTINGS = """fail-on = "warning"

[[paths]]
match = "学校/**"
profile = "hunan"
severity = {AR101 = "warning"}

[[paths]]
match = "a*.txt"
[paths.severity]
AR101 = "info"
"""
SHARED = """[audit-cli]
fail-on = warning

[audit-cli:学校/**]
profile = hunan
severity =
    AR101 = warning

[audit-cli:a*.txt]
severity = AR101=info
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("学校/a.txt", "学校/b.txt", "局/b.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(WRONG, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str) -> Any:
    return CliRunner().invoke(audit_cli, [*arguments], standalone_mode=False, catch_exceptions=False)


def audited(*arguments: str) -> dict[str, tuple[str, str]]:
    """Return the profile of each document, and the severity of what is wrong in it."""
    told = json.loads(run("check", ".", "--format", "json", *arguments).output)
    return {
        document["path"].removeprefix("./"): (
            document["profile"],
            next(result["severity"] for result in document["results"] if result["rule"] == "AR101"),
        )
        for document in told["documents"]
    }


@pytest.mark.parametrize(("name", "text"), [("audit-cli.toml", SETTINGS), ("setup.cfg", SHARED)])
def test_a_path_has_its_profile_and_severities(folder: Path, name: str, text: str) -> None:
    (folder / name).write_text(text, encoding="utf-8")
    assert audited() == {
        "学校/a.txt": ("hunan", "info"), "学校/b.txt": ("hunan", "warning"), "局/b.txt": ("national", "error"),
    }  # fmt: skip
    assert run("check", "学校/a.txt").return_value == 0
    assert run("check", "学校/b.txt").return_value == 1


def test_the_command_line_and_the_environment_go_before_a_path(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "audit-cli.toml").write_text(SETTINGS, encoding="utf-8")
    assert audited("--profile", "yunnan")["学校/b.txt"] == ("yunnan", "warning")
    monkeypatch.setenv("AUDIT_CLI_PROFILE", "sichuan")
    assert audited()["学校/b.txt"] == ("sichuan", "warning")
    monkeypatch.delenv("AUDIT_CLI_PROFILE")
    # a profile for all files of the same settings is less than one for some
    (folder / "audit-cli.toml").write_text('profile = "henan"\n' + SETTINGS, encoding="utf-8")
    assert {path: profile for path, (profile, _) in audited().items()} == {
        "学校/a.txt": "hunan", "学校/b.txt": "hunan", "局/b.txt": "henan",
    }  # fmt: skip


def test_the_digest_of_the_rules_tells_what_paths_ask(folder: Path) -> None:
    def digest() -> str:
        return str(json.loads(run("check", ".", "--format", "json").output)["ruleset"]["sha256"])

    plain = digest()
    (folder / "audit-cli.toml").write_text(SETTINGS, encoding="utf-8")
    asked = digest()
    (folder / "audit-cli.toml").write_text(SETTINGS.replace('"info"', '"error"'), encoding="utf-8")
    assert len({plain, asked, digest()}) == 3


def test_config_says_which_rules_a_file_gets_and_why(folder: Path) -> None:
    file = folder / "audit-cli.toml"
    file.write_text(SETTINGS, encoding="utf-8")
    *_, page = run("config", "学校/a.txt").output.split("学校/a.txt\n")
    rows = {line.split()[0]: line.split()[1:] for line in page.splitlines() if line}
    assert rows["规则集"] == ["hunan", f"{file}:3", "学校/**"]
    assert rows["按哪一天"][0] == "2023-12-31"
    assert rows["AR101"] == ["info", f"{file}:8", "a*.txt", "原为", "error"]
    english = run("config", "局/b.txt", "--lang", "en").output
    assert "no region found" in english
    assert "AR101" not in english
    with pytest.raises(Exception, match="missing"):
        run("config", "missing.txt")


@pytest.mark.parametrize(
    ("match", "path", "holds"),
    [
        ("学校/**", "学校/甲/a.docx", True),
        ("学校/**", "局/学校/a.docx", False),
        ("**/学校/*", "局/学校/a.docx", True),
        ("**/学校/*", "学校/a.docx", True),
        ("学校/*", "学校/甲/a.docx", False),
        ("*.xlsx", "甲/乙/b.xlsx", True),
        ("送审.zip/**", "送审.zip/甲/a.docx", True),
        ("a?.txt", "ab.txt", True),
        ("a+(b)[c].txt", "a+(b)[c].txt", True),
        ("-", "-", True),
    ],
)
def test_a_pattern_holds_for_paths(match: str, path: str, holds: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir("/")
    assert Place("/audit-cli.toml", match).holds(path) is holds


@pytest.mark.parametrize(
    ("name", "text", "line", "said"),
    [
        ("audit-cli.toml", '[[paths]]\nmatch = "a"\nprofil = "hunan"\n', 3, "没有 profil，有 match、profile、severity"),
        ("audit-cli.toml", '\n[[paths]]\nprofile = "hunan"\n', 2, "应写明 match"),
        ("audit-cli.toml", '[[paths]]\nmatch = 3\n', 2, "应写明 match"),
        ("audit-cli.toml", '[[paths]]\nmatch = "a"\nseverity = "info"\n', 3, "severity"),
        ("audit-cli.toml", '[[paths]]\nmatch = "a"\nseverity = {AR101 = "eror"}\n', 3, "AR101 的级别应为"),
        ("audit-cli.toml", '[[paths]]\nmatch = "a"\n[[paths]]\nmatch = "b"\nprofile = ["x"]\n', 5, "规则集名称"),
        ("audit-cli.toml", '[paths]\nmatch = "a"\n', 0, "[[paths]]"),
        ("audit-cli.toml", 'paths = [{match = "a", x = 1}, {match = "b"}]\n', 0, "没有 x"),
        ("setup.cfg", "[audit-cli]\n[audit-cli:a]\nprofil = hunan\n", 3, "没有 profil"),
        ("setup.cfg", "[x]\nseverity = 1\n[audit-cli:a]\nseverity = AR101\n", 4, "AR101 的级别应为"),
    ],
)  # fmt: skip
def test_what_cannot_be_asked_is_told_with_its_line(
    tmp_path: Path, name: str, text: str, line: int, said: str
) -> None:  # fmt: skip
    (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(UsageError) as told:
        find_settings(tmp_path)
    assert told.value.zh.startswith(f"{tmp_path / name}:{line}：" if line else f"{tmp_path / name}：")
    assert said in told.value.zh


@pytest.mark.parametrize(
    ("entry", "line", "said"),
    [
        ('profile = "hunen"', 3, "没有规则集 hunen"),
        ('severity = {AR999 = "info"}', 3, "没有规则 AR999"),
        ('[paths.severity]\nAR101 = "info"\nSC181 = "error"', 5, "依据为惯例"),
    ],
)
def test_what_there_is_not_is_told_when_rules_are_chosen(folder: Path, entry: str, line: int, said: str) -> None:
    (folder / "audit-cli.toml").write_text(f'[[paths]]\nmatch = "a"\n{entry}\n', encoding="utf-8")
    for command in (["check", "."], ["config", "学校/a.txt"]):
        with pytest.raises(UsageError) as told:
            run(*command)
        assert told.value.zh.startswith(f"{folder / 'audit-cli.toml'}:{line}：")
        assert said in told.value.zh
