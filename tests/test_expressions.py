"""Expressions of modules: compiled when they are first used, and all of them sound."""

from __future__ import annotations

import gc
import re
import signal
from importlib import import_module
from itertools import product
from pathlib import Path

import pytest

import audit_cli
from audit_cli import expressions
from audit_cli.expressions import expression

FOLDER = Path(audit_cli.__file__).parent
REPETITION = re.compile(r"\)(?:[*+]|\{)")
# words of an expression that are tried in pairs, characters of each text, and seconds that no search may take
WORDS, LENGTH, SECONDS = 24, 60, 1.0


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


def test_what_is_compiled_is_what_re_compiles() -> None:
    """Patterns are equal if their code is: the sets that are prepared once say the same in each of them."""
    of_re = re._compiler._optimize_charset
    for one in of_ours():
        ours = expression(one.pattern, one.flags).search.__self__
        assert ours is not one
        re.purge()
        assert ours == re.compile(one.pattern, one.flags)
    assert re._compiler._optimize_charset is of_re


def test_an_interpreter_without_that_step_compiles_as_well(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(expressions, "_STEP_ONCE", None)
    assert expression("[一-鿿]{2}万").search("共计万元")


def of_ours() -> list[re.Pattern[str]]:
    for path in FOLDER.rglob("*.py"):
        if path.stem != "__main__":
            import_module(
                ".".join(("audit_cli", *path.relative_to(FOLDER).with_suffix("").parts)).removesuffix(".__init__")
            )
    made = {(one.pattern, one.flags) for one in gc.get_objects() if isinstance(one, expressions._Compiled)}
    return [re.compile(pattern, flags) for pattern, flags in sorted(made)]


def test_every_expression_of_ours_compiles() -> None:
    assert len(of_ours()) > len(list((FOLDER / "extract").rglob("*.py")))


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="nothing here can interrupt a search that does not end")
def test_no_expression_is_slow_where_its_own_words_are_repeated() -> None:
    """What two alternatives of a repetition can both read, again and again, is tried without end: 调整后?|调整."""
    slow: list[tuple[str, str]] = []

    def too_long(*_: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, too_long)
    for pattern in of_ours():
        words = [*sorted(set(re.findall("[一-鿿]{1,4}", pattern.pattern)))[:WORDS], "1", "，", "（", "字"]
        pairs = product(words, words) if REPETITION.search(pattern.pattern) else zip(words, words, strict=True)
        for pair in pairs:
            unit = "".join(dict.fromkeys(pair))
            text = unit * (LENGTH // len(unit)) + "！"
            signal.setitimer(signal.ITIMER_REAL, SECONDS)
            try:
                pattern.search(text)
                pattern.fullmatch(text)
            except TimeoutError:
                slow.append((unit, pattern.pattern))
            finally:
                signal.setitimer(signal.ITIMER_REAL, 0)
    signal.signal(signal.SIGALRM, before)
    assert slow == []
