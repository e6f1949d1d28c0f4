"""Regular expressions that are compiled when they are first used: one report needs half of those that there are."""

from __future__ import annotations

import re
from typing import Any, cast

_METHODS = ("search", "match", "fullmatch", "finditer", "findall", "split", "sub")


class _Expression:
    """An expression in place of its `re.Pattern`: it takes over the methods of the pattern when one is asked for."""

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern, self.flags = pattern, flags

    def __getattr__(self, name: str) -> Any:
        # Python asks here only for what is not there yet, so that the pattern is compiled once
        compiled = re.compile(self.pattern, self.flags)
        self.__dict__.update((method, getattr(compiled, method)) for method in _METHODS)
        return getattr(compiled, name)


def expression(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Return what `re.compile` does, for an expression of a module, which is made when the program starts."""
    return cast("re.Pattern[str]", _Expression(pattern, flags))
