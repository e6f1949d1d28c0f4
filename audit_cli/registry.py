"""Checks, found by looking into the folder: a file in ``checks`` registers itself by its place.

A second package of checks is found through an entry point of the group ``audit_cli.checks`` that names the package.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Any, Literal, NamedTuple, get_args, get_origin, get_type_hints

from audit_cli.model import Comparison, Kind
from audit_cli.quantity import agrees
from audit_cli.reading import Reading
from audit_cli.value import Value

ENTRY_POINTS = "audit_cli.checks"

# what an option that holds several values is read as
_COLLECTIONS: Mapping[Any, type] = {tuple[str, ...]: tuple, Mapping[str, Decimal]: dict}

CheckFunction = Callable[..., Iterator[Comparison]]


class Option(NamedTuple):
    """A keyword-only parameter of a check: its *type*, the values it may have if they are few, and its default.

    *type* is bool, int, str, Decimal, tuple (of texts) or dict (texts to numbers).
    """

    name: str
    type: type
    choices: tuple[Any, ...]
    default: Any


class Check(Value, frozen=True):
    """A way to compare: a pure function from a reading to comparisons of one kind."""

    name: str
    kind: Kind
    function: CheckFunction
    options: tuple[Option, ...]
    document: str

    def __call__(self, reading: Reading, **options: Any) -> Iterator[Comparison]:
        """Run the check; what can only tick, and what is approximate, never contradicts."""
        return filter(_may_stand, self.function(reading, **options))

    def __reduce__(self) -> tuple[Callable[[str], Check | None], tuple[str]]:
        """Travel to another process by name: there the check is found again."""
        return find_check, (self.name,)


def _may_stand(comparison: Comparison) -> bool:
    verdict = comparison.verdict
    if verdict is None:
        return not comparison.claim.tick_only
    return agrees(verdict) or comparison.claim.may_contradict


def check(*, kind: Kind) -> Callable[[CheckFunction], Check]:
    """Make a function the check of its name; its keyword-only parameters are its options."""

    def register(function: CheckFunction) -> Check:
        return Check(function.__name__, kind, function, _options(function), function.__doc__ or "")

    return register


def _options(function: CheckFunction) -> tuple[Option, ...]:
    assert isinstance(function, types.FunctionType)
    code, defaults = function.__code__, function.__kwdefaults__ or {}
    names = code.co_varnames[code.co_argcount : code.co_argcount + code.co_kwonlyargcount]
    if not names:
        return ()
    hints = get_type_hints(function)
    return tuple(_option(name, hints[name], defaults[name]) for name in names)


def _option(name: str, hint: Any, default: Any) -> Option:
    choices: tuple[Any, ...] = get_args(hint) if get_origin(hint) is Literal else ()
    kind = type(choices[0]) if choices else _COLLECTIONS.get(hint, hint)
    if kind not in (bool, int, str, Decimal, tuple, dict):
        raise TypeError(f"option {name}: {hint!r} is no type of option")
    return Option(name, kind, choices, default)


@cache
def _homes() -> dict[str, str]:
    """Return the module of every check by the check's name."""
    homes = dict(_modules("checks"))
    from importlib.metadata import entry_points

    for entry in sorted(entry_points(group=ENTRY_POINTS), key=lambda e: e.name):
        for name, module in _modules(entry.value).items():
            homes.setdefault(name, module)
    return homes


@cache
def _modules(package: str) -> dict[str, str]:
    path = import_module(package).__path__
    return {m.name: f"{package}.{m.name}" for m in iter_modules(path) if not m.name.startswith("_")}


def check_names() -> list[str]:
    """Return the names of all checks, sorted."""
    return sorted(_homes())


@cache
def find_check(name: str) -> Check | None:
    """Return the check *name*, None if there is none of that name."""
    home = _modules("checks").get(name) or _homes().get(name)
    return None if home is None else _load(name, home)


def _load(name: str, home: str) -> Check:
    found = getattr(import_module(home), name, None)
    if not isinstance(found, Check):
        raise TypeError(f"{home} holds no check called {name}")
    return found
