"""Documentation that cannot drift: commands, rules, dependencies and examples are those of the program."""

from __future__ import annotations

import configparser
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from audit_cli.cli import audit_cli
from audit_cli.ruleset import load_rules_file, load_ruleset, profiles
from audit_cli.suppressions import load_suppressions
from docs import build, screenshots
from docs.build import MANUAL, RULES, coverage, manual

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
DEPENDENCIES = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")


def requirements() -> list[str]:
    settings = configparser.ConfigParser()
    settings.read(ROOT / "setup.cfg", encoding="utf-8")
    lines = settings["options"]["install_requires"].split("\n")
    lines += [line for extra in settings["options.extras_require"].values() for line in extra.split("\n")]
    names = [re.split(r"[\[<>=~ ]", line, maxsplit=1)[0] for line in lines if line.strip()]
    return sorted(set(names) - {"audit-cli"})


def blocks(language: str = "") -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", README, re.MULTILINE | re.DOTALL)


def test_the_manual_is_current() -> None:
    # releases of click fold lines differently
    assert MANUAL.read_text(encoding="utf-8").split() == manual().split(), "run python -m docs.build"


def test_every_command_is_in_the_readme() -> None:
    for name in audit_cli.commands:
        assert f"`audit-cli {name}" in README
    for name in re.findall(r"`audit-cli ([a-z]+)", README):
        assert name in audit_cli.commands


def test_the_list_of_requirements_is_current() -> None:
    assert RULES.read_text(encoding="utf-8") == coverage(), "run python -m docs.build"


def test_every_requirement_has_a_rule_or_says_what_it_lacks() -> None:
    known = {rule.id for profile in profiles() for rule in load_ruleset(profile).rules}
    for one in build.requirements():
        assert one["rules"] or one.get("lacks"), one["id"]
        assert set(one["rules"]) <= known, one["id"]


def test_every_rule_of_the_field_meets_a_requirement() -> None:
    asked = {rule for one in build.requirements() for rule in one["rules"]}
    groups = {one["id"][:2] for one in build.requirements()}
    rules = {rule.id for name in profiles() for rule in load_ruleset(name).rules}
    assert {name for name in rules if name[:2] in groups} <= asked


def test_every_rule_is_in_the_manual() -> None:
    text = MANUAL.read_text(encoding="utf-8")
    for rule in load_ruleset().rules:
        assert f"| {rule.id} |" in text
        assert rule.title in text


@pytest.mark.parametrize("name", requirements())
def test_every_dependency_is_accounted_for(name: str) -> None:
    assert re.search(rf"^\|.*\b{re.escape(name)}\b.*\|$", DEPENDENCIES, re.MULTILINE)


def test_no_other_dependency_is_accounted_for() -> None:
    rows = re.findall(r"^\| ([\w, .-]+) \|", DEPENDENCIES, re.MULTILINE)
    named = {name for row in rows if row != "package" for name in row.split(", ")}
    assert named == set(requirements())


@pytest.mark.parametrize("path", ["README.md", "CHANGELOG.md", "fixtures/README.md", "benchmarks/README.md"])
def test_links_lead_somewhere(path: str) -> None:
    for target in re.findall(r"\]\(([^)#:]+)\)", (ROOT / path).read_text(encoding="utf-8")):
        assert (ROOT / path).parent.joinpath(target).exists(), target


def test_every_picture_is_shown_and_small() -> None:
    pictures = {path.relative_to(ROOT).as_posix() for path in (ROOT / "docs" / "images").iterdir()}
    assert pictures == set(re.findall(r"!\[[^\]]+\]\(([^)]+)\)", README))
    assert all((ROOT / picture).stat().st_size < 300_000 for picture in pictures)


def test_a_picture_that_cannot_be_taken_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(screenshots, "IMAGES", tmp_path / "images")
    monkeypatch.setattr(screenshots, "what_lacks", lambda: "no browser")
    monkeypatch.chdir(tmp_path)
    screenshots.main()
    told = capsys.readouterr()
    assert told.out.startswith("console.svg ")
    assert told.err.splitlines() == ["review_page: not taken, no browser", "marked_report: not taken, no browser"]
    svg = (tmp_path / "images" / "console.svg").read_text(encoding="utf-8")
    assert "AR104" in svg
    # no font from a server
    assert "url(http" not in svg


def test_every_make_target_exists() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in re.findall(r"\bmake ([a-z]+)", README):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target


def test_the_run_in_the_readme_is_real() -> None:
    (shown,) = [block for block in blocks() if block.startswith("$ audit-cli check")]
    command, output = shown.split("\n", 1)
    arguments = command.removeprefix("$ audit-cli ").split()
    done = subprocess.run(
        [sys.executable, "-m", "audit_cli", *arguments],
        cwd=ROOT, env={**os.environ, "COLUMNS": "90"}, capture_output=True, check=False,
    )  # fmt: skip
    real = done.stdout.decode("utf-8")
    findings = [part.strip("\n") for part in output.split("\n\n") if part.startswith("▎")]
    assert findings
    assert real.startswith(output.partition("\n\n")[0])
    for finding in findings:
        assert finding in real


def test_the_suppressions_in_the_readme_load(tmp_path: Path) -> None:
    _, text, _ = blocks("yaml")
    file = tmp_path / "suppressions.yaml"
    file.write_text(text, encoding="utf-8")
    assert load_suppressions(str(file), "2028-01-01").expired


def test_the_rules_in_the_readme_load(tmp_path: Path) -> None:
    _, _, text = blocks("yaml")
    path = tmp_path / "my-rules.yaml"
    path.write_text(text, encoding="utf-8")
    rules = {rule.id: rule for rule in load_rules_file(path).in_force()}
    assert rules["AR102"].severity == "error"
    assert "AR103" not in rules


def test_the_programs_in_the_readme_run() -> None:
    check, reader = blocks("python")
    found: dict[str, object] = {"__name__": "checks.part_within_whole"}
    exec(compile(check, "part_within_whole.py", "exec"), found)
    assert "part_within_whole" in found
    reading: dict[str, object] = {"__name__": "audit_cli.readers.srt"}
    exec(compile(reader, "srt.py", "exec"), reading)
    subtitles = "1\n00:00:01,000 --> 00:00:04,000\n共有56人，其中男40人、女17人。\n".encode()
    document = reading["read_srt"]("a.srt", subtitles, None)  # type: ignore[operator]
    assert document.text == "共有56人，其中男40人、女17人。"
