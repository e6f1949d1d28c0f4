"""Regular expressions that are compiled when they are first used: one report needs half of those that there are.

Half of what their compilation costs goes into sets of characters: `re` enters the 21,000 of [一-鿿] one by one,
again for each expression that names them. Here each set is prepared once. What is compiled is the same, as
`re.Pattern` compares it.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, cast

_METHODS = ("search", "match", "fullmatch", "finditer", "findall", "split", "sub")
# where `re` turns a set of characters into code: a step of CPython's own, which another interpreter may lack
_COMPILER, _STEP = sys.modules.get("re._compiler"), "_optimize_charset"


class _Compiled:
    """An expression in place of its `re.Pattern`, with the methods of that."""

    __slots__ = ("flags", "groupindex", "groups", "pattern", *_METHODS)


class _Expression(_Compiled):
    """An expression that is not compiled yet: it becomes one that is when a method is asked for."""

    __slots__ = ()

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern, self.flags = pattern, flags

    def __getattr__(self, name: str) -> Any:
        # Python asks here only for what is not there yet, so that the pattern is compiled once
        with _sets_prepared_once():
            compiled = re.compile(self.pattern, self.flags)
        for attribute in ("groupindex", "groups", *_METHODS):
            setattr(self, attribute, getattr(compiled, attribute))
        # where nothing is asked for in vain, every look-up is quicker
        self.__class__ = _Compiled  # type: ignore[assignment]
        return getattr(compiled, name)


def expression(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Return what `re.compile` does, for an expression of a module, which is made when the program starts."""
    return cast("re.Pattern[str]", _Expression(pattern, flags))


def _prepared_once(prepare: Callable[..., Any]) -> Callable[..., Any]:
    """Return *prepare*, which turns a set of characters into code, as it is but for sets that it has prepared."""
    known: dict[tuple[Any, ...], Any] = {}

    def prepared(charset: list[Any], iscased: Any = None, fixup: Any = None, fixes: Any = None) -> Any:
        if fixup is not None:  # upper and lower case are one
            return prepare(charset, iscased, fixup, fixes)
        key = tuple(charset)
        if key not in known:
            known[key] = prepare(charset, iscased, fixup, fixes)
        code, has_case = known[key]
        return list(code), has_case

    return prepared


_STEP_OF_RE = getattr(_COMPILER, _STEP, None)
_STEP_ONCE = _prepared_once(_STEP_OF_RE) if _STEP_OF_RE else None


@contextmanager
def _sets_prepared_once() -> Iterator[None]:
    """Let `re` prepare each set of characters once; nothing changes where it has no such step."""
    if _STEP_ONCE is None:
        yield
        return
    setattr(_COMPILER, _STEP, _STEP_ONCE)
    try:
        yield
    finally:
        setattr(_COMPILER, _STEP, _STEP_OF_RE)
