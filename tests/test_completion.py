"""What shells complete: names that the program knows, quickly, and files everywhere else."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.shell_completion import ShellComplete
from click.testing import CliRunner

from audit_cli.cli import audit_cli
from audit_cli.outputs.formats import FORMATS

ENVIRONMENT = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}


def completed(*words: str) -> list[tuple[str, str]]:
    """Return what completes the last of *words*, and how the shell is to take it."""
    found = ShellComplete(audit_cli, {}, "audit-cli", "_AUDIT_CLI_COMPLETE").get_completions(
        list(words[:-1]), words[-1]
    )
    return [(item.type, item.value) for item in found]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("explain", "AR10"), "AR101"),
        (("explain", "total_eq"), "total_equals_parts"),
        (("check", "--profile", "hu"), "hunan"),
        (("rules", "--profile", ""), "national"),
        (("check", "--format", "sa"), "sarif"),
        (("check", "--output", "js"), "jsonl:"),
        (("check", "--limit", "fi"), "file="),
        (("check", "--lang", ""), "en"),
        (("ba",), "baseline"),
        (("completion", "b"), "bash"),
    ],
)
def test_names_are_completed(words: tuple[str, ...], expected: str) -> None:
    assert ("plain", expected) in completed(*words)


@pytest.mark.parametrize(
    "words",
    [
        ("check", "报"), ("check", "a.docx", ""), ("explain", "报告.d"), ("diff", "a", "b"), ("text", ""),
        ("watch", ""), ("check", "--output", ""), ("check", "--baseline", ""), ("check", "--rules", ""),
        ("paper", "a", "-o", ""),
        ("baseline", "create", "--file", "b"), ("letter", ""), ("compare", "a", ""), ("figures", ""),
    ],
)  # fmt: skip
def test_files_are_left_to_the_shell(words: tuple[str, ...]) -> None:
    assert ("file", words[-1]) in completed(*words)


def test_every_format_is_completed() -> None:
    found = {value for letter in "abcdefghijklmnopqrstuvwxyz" for _, value in completed("check", "-o", letter)}
    assert {f"{name}:" for name in FORMATS} <= found


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_script_asks_the_program(shell: str, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "audit_cli", "completion", shell], env=ENVIRONMENT, capture_output=True, check=True,
        text=True, encoding="utf-8",
    )  # fmt: skip
    assert f"_AUDIT_CLI_COMPLETE={shell}_complete" in done.stdout
    if program := shutil.which(shell):
        script = tmp_path / "completion"
        script.write_text(done.stdout, encoding="utf-8")
        subprocess.run([program, "-n", str(script)], check=True)


def test_what_a_shell_asks_is_answered_without_the_audit() -> None:
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "audit_cli"], capture_output=True, check=True, text=True,
        encoding="utf-8",
        env={
            **ENVIRONMENT, "COMP_WORDS": "audit-cli explain AR10", "COMP_CWORD": "2",
            "_AUDIT_CLI_COMPLETE": "bash_complete",
        },
    )  # fmt: skip
    assert "plain,AR101" in done.stdout.splitlines()
    imported = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}
    assert imported & {"audit_cli.rulebook"}
    assert not imported & {"pandas", "numpy", "pandera", "rich", "lxml"}


@pytest.mark.parametrize(("lang", "said"), [("zh", "合计应等于其中各项之和"), ("en", "A total equals")])
def test_a_check_that_was_completed_is_explained(lang: str, said: str) -> None:
    done = CliRunner().invoke(audit_cli, ["explain", "total_equals_parts", "--lang", lang], standalone_mode=False)
    first, *_, last = done.output.splitlines()
    assert first == "total_equals_parts (sum)"
    assert last.startswith("AR1")
    assert said in done.output
