"""Settings: found upwards, told where they are wrong, and overruled by the environment and the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from audit_cli.cli import audit_cli
from audit_cli.cli.settings import default_map, find_settings, options_of
from audit_cli.errors import UsageError
from tests.command import run

SHORT = "2023年度培训人员500人，其中：干部300人，教师150人。\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    below = tmp_path / "送审" / "甲局"
    below.mkdir(parents=True)
    (below / "a.txt").write_text(SHORT, encoding="utf-8")
    return below


def shown(printed: str) -> dict[str, list[str]]:
    """Return the rows of `config` by option."""
    return {line.split()[0]: line.split()[1:] for line in printed.splitlines()[4:] if line}


def test_settings_are_found_upwards_and_the_nearest_count(folder: Path) -> None:
    (folder.parent.parent / "audit-cli.toml").write_text("fail-on = 'warning'\nlang = 'en'\n", encoding="utf-8")
    assert run("check", "a.txt", folder=folder).returncode == 1
    (folder.parent / "setup.cfg").write_text("[metadata]\nname = x\n", encoding="utf-8")
    assert run("check", "a.txt", folder=folder).returncode == 1
    (folder.parent / "setup.cfg").write_text("[metadata]\nname = x\n\n[audit-cli]\nlang = en\n", encoding="utf-8")
    done = run("check", "a.txt", folder=folder)
    assert done.returncode == 0
    assert "warning 1" in done.stdout.decode()


def test_the_command_line_goes_before_the_environment_and_that_before_the_file(folder: Path) -> None:
    (folder / "audit-cli.toml").write_text("fail-on = 'warning'\n", encoding="utf-8")
    assert run("check", "a.txt", folder=folder).returncode == 1
    assert run("check", "a.txt", folder=folder, AUDIT_CLI_FAIL_ON="never").returncode == 0
    assert run("check", "a.txt", "--fail-on", "info", folder=folder, AUDIT_CLI_FAIL_ON="never").returncode == 1


def test_config_says_what_is_in_force_and_who_set_it(folder: Path) -> None:
    (folder / "audit-cli.toml").write_text(
        "profile = 'hunan'\nas-of = 2022-12-31\noutput = ['a.json', 'sarif:b']\n\n[limit]\nfile = 50\n",
        encoding="utf-8",
    )
    done = run("config", folder=folder, AUDIT_CLI_ALL="1", AUDIT_CLI_PASSWORD="secret")
    assert done.returncode == 0
    rows = shown(done.stdout.decode())
    assert set(rows) == set(options_of(audit_cli.commands["check"]))
    file = folder / "audit-cli.toml"
    assert rows["profile"] == ["hunan", f"{file}:1"]
    assert rows["as-of"] == ["2022-12-31", f"{file}:2"]
    assert rows["output"] == ["a.json", "sarif:b", f"{file}:3"]
    assert rows["limit"] == ["file=50", f"{file}:5"]
    assert rows["all"] == ["true", "环境变量", "AUDIT_CLI_ALL"]
    assert rows["fail-on"] == ["error", "默认"]
    assert b"secret" not in done.stdout


def test_other_commands_take_what_says_how_to_read_and_by_which_rules(folder: Path) -> None:
    (folder / "my.yaml").write_text(
        "title: 本单位\nextends: national\nrules:\n  - id: AR102\n    enabled: false\n", encoding="utf-8"
    )
    (folder.parent / "audit-cli.toml").write_text(
        "rules = '甲局/my.yaml'\nformat = 'sarif'\noutput = 'b.csv'\n", encoding="utf-8"
    )
    listed = run("rules", folder=folder)
    assert listed.returncode == 0
    assert b"AR101" in listed.stdout
    assert b"AR102" not in listed.stdout
    assert not (folder / "b.csv").exists()
    # a profile that is asked for goes before rules that are only a default
    assert b"AR102" in run("rules", "--profile", "hunan", folder=folder).stdout


def test_outputs_of_settings_keep_their_formats(folder: Path) -> None:
    (folder / "audit-cli.toml").write_text("output = ['b.csv', 'b.md']\nformat = 'json'\n", encoding="utf-8")
    done = run("check", "a.txt", folder=folder)
    assert (done.returncode, done.stdout) == (0, b"")
    assert (folder / "b.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert run("check", "a.txt", "--format", "github", folder=folder).stdout.startswith(b"::warning ")
    assert (folder / "b.md").read_text("utf-8").startswith("# 审核结果")
    assert run("check", "a.txt", "-o", "c.xml", folder=folder).returncode == 0
    assert (folder / "c.xml").read_text("utf-8").startswith("<?xml")


@pytest.mark.parametrize(
    ("name", "text", "line", "said"),
    [
        ("audit-cli.toml", "lang = 'zh'\nfial-on = 'error'\n", 2, "是否为 fail-on"),
        ("audit-cli.toml", "\nfail-on = 'eror'\n", 2, "fail-on"),
        ("audit-cli.toml", "fail-on = ['error']\n", 1, "应为一个值"),
        ("audit-cli.toml", "output = 3\n", 1, "应为一组文字"),
        ("audit-cli.toml", "all = 'perhaps'\n", 1, "all"),
        ("audit-cli.toml", "lang = \n", 0, "TOML"),
        ("setup.cfg", "[other]\nlnag = x\n[audit-cli]\nlnag = en\n", 4, "是否为 lang"),
        ("setup.cfg", "[audit-cli]\nlang = en\nlang = zh\n", 0, "格式有误"),
    ],
)
def test_what_cannot_be_is_told_with_its_file_and_line(
    folder: Path, name: str, text: str, line: int, said: str
) -> None:  # fmt: skip
    (folder / name).write_text(text, encoding="utf-8")
    with pytest.raises(UsageError) as told:
        default_map(find_settings(folder), audit_cli.commands)
    assert told.value.zh.startswith(f"{folder / name}:{line}：" if line else f"{folder / name}：")
    assert said in told.value.zh


def test_wrong_settings_end_with_two_and_one_line(folder: Path) -> None:
    (folder / "audit-cli.toml").write_text("fial-on = 'error'\n", encoding="utf-8")
    done = run("check", "a.txt", folder=folder)
    assert (done.returncode, done.stdout) == (2, b"")
    (line,) = done.stderr.decode().splitlines()
    assert "audit-cli.toml:1" in line


def test_every_option_of_check_has_a_variable() -> None:
    for key, option in options_of(audit_cli.commands["check"]).items():
        assert option.envvar == f"AUDIT_CLI_{key.upper().replace('-', '_')}"
