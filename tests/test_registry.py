"""The registry: options are read off a signature, checks are found by their place, others through an entry point."""

from __future__ import annotations

import pickle
import subprocess
import sys
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Literal

import pytest

from audit_cli import Comparison, Reading, check
from audit_cli.ruleset import load_ruleset

PLUGIN = '''
"""Presence: a check of somebody else."""

from collections.abc import Iterator

from audit_cli import Comparison, Reading, check


@check(kind="sum")
def nothing_is_wrong(reading: Reading, *, least: int = 3) -> Iterator[Comparison]:
    """Nothing is wrong."""
    yield from ()
'''
RULE = """
rules:
  - id: XX001
    title: 应无误
    title_en: Nothing is wrong
    check: nothing_is_wrong
    options: {least: 5}
    severity: info
    authority: 某条
    basis: norm
"""


def test_options_are_read_off_the_signature() -> None:
    @check(kind="sum")
    def compared(
        reading: Reading,
        *,
        form: Literal["a", "b"] = "a",
        least: int = 3,
        share: Decimal = Decimal("0.9"),
        strict: bool = False,
        word: str = "",
    ) -> Iterator[Comparison]:
        """Compare."""
        yield from ()

    assert compared.name == "compared"
    assert [tuple(option) for option in compared.options] == [
        ("form", str, ("a", "b"), "a"),
        ("least", int, (), 3),
        ("share", Decimal, (), Decimal("0.9")),
        ("strict", bool, (), False),
        ("word", str, (), ""),
    ]
    assert list(compared(Reading([]))) == []


def test_an_option_is_a_plain_value() -> None:
    def compared(reading: Reading, *, words: list[str] = []) -> Iterator[Comparison]:  # noqa: B006
        yield from ()

    with pytest.raises(TypeError, match="words"):
        check(kind="sum")(compared)


def test_rules_travel_to_other_processes() -> None:
    ruleset = load_ruleset()
    assert pickle.loads(pickle.dumps(ruleset)) == ruleset


def test_a_second_package_of_checks_is_found(tmp_path: Path) -> None:
    package = tmp_path / "more_checks"
    package.mkdir()
    (package / "__init__.py").write_text("", encoding="utf-8")
    (package / "nothing_is_wrong.py").write_text(PLUGIN, encoding="utf-8")
    information = tmp_path / "more_checks-1.0.dist-info"
    information.mkdir()
    (information / "METADATA").write_text("Metadata-Version: 2.1\nName: more-checks\nVersion: 1.0\n", encoding="utf-8")
    (information / "entry_points.txt").write_text("[audit_cli.checks]\nmore = more_checks\n", encoding="utf-8")
    (tmp_path / "mine.yaml").write_text(RULE, encoding="utf-8")
    program = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "from pathlib import Path; from audit_cli.registry import check_names\n"
        "from audit_cli.ruleset import load_ruleset\n"
        "rule = load_ruleset('mine', Path(sys.argv[1])).rules[0]\n"
        "print(rule.check.name, rule.options['least'], 'nothing_is_wrong' in check_names(),"
        " 'total_equals_parts' in check_names())"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path)], capture_output=True, text=True, check=False, timeout=60
    )
    assert done.stdout.split() == ["nothing_is_wrong", "5", "True", "True"], done.stderr
