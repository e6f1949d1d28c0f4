"""Expressions of modules: compiled when they are first used, and all of them sound."""

from __future__ import annotations

import gc
import re
from importlib import import_module
from pathlib import Path

import pytest

import audit_cli
from audit_cli import expressions
from audit_cli.expressions import expression

FOLDER = Path(audit_cli.__file__).parent


def test_it_is_used_like_a_pattern() -> None:
    year = expression(r"(?P<year>[0-9]{4})年", re.M)
    assert year.pattern == r"(?P<year>[0-9]{4})年"
    found = year.search("共2023年", 1)
    assert found is not None
    assert found["year"] == "2023"
    assert year.sub("", "2023年度") == "度"
    assert year.groups == 1


def test_it_is_compiled_once_and_only_when_used(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []
    monkeypatch.setattr(expressions.re, "compile", lambda *of: made.append(of[0]) or re.Pattern)
    word = expression("词")
    assert made == []
    _ = word.search, word.match, word.search
    assert made == ["词"]


def test_every_expression_of_ours_compiles() -> None:
    for path in (FOLDER / "extract").rglob("*.py"):
        import_module(".".join(("audit_cli", *path.relative_to(FOLDER).with_suffix("").parts)))
    made = [one for one in gc.get_objects() if isinstance(one, type(expression("")))]
    assert len(made) > len(list((FOLDER / "extract").glob("*.py")))
    for one in made:
        re.compile(one.pattern, one.flags)
