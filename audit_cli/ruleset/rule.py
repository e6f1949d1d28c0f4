"""Rules and rulesets as values: what is required, on whose authority, from when until when."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, Literal, NamedTuple

from audit_cli.model import Comparison, Severity
from audit_cli.reading import Reading
from audit_cli.registry import Check
from audit_cli.value import Value

Basis = Literal["law", "norm", "template", "practice", "memory"]


class Dated(NamedTuple):
    """A value that a regulation fixes, by the first day it holds: a threshold, the bands of grades, a list of words.

    *values* are sorted by day.
    """

    name: str
    title: str
    authority: str
    values: tuple[tuple[str, Any], ...]

    def on(self, day: str) -> Any:
        """Return the value on *day* (2022-12-31), the latest for ""; None before the first."""
        known = [value for since, value in self.values if not day or since <= day]
        return known[-1] if known else None

    def __hash__(self) -> int:
        return hash((self.name, tuple(day for day, _ in self.values)))


class Rule(Value, frozen=True):
    """A requirement: which check, how severe, on whose authority.

    *since* and *until* are the first and last day it is valid, "" where there is no bound.  An option may be dated.
    """

    id: str
    title: str
    title_en: str
    check: Check
    options: Mapping[str, Any]
    severity: Severity
    authority: str
    basis: Basis
    since: str = ""
    until: str = ""
    enabled: bool = True

    def compare(self, reading: Reading) -> Iterator[Comparison]:
        """Run the rule's check with the rule's options, the latest of those that are dated."""
        return self.check(reading, **settled(self.options, ""))

    def on(self, day: str = "") -> Rule | None:
        """Return the rule with its options as they are on *day* (2022-12-31); None if it is off or not valid then."""
        if not self.enabled or (day and not self.since <= day <= (self.until or day)):
            return None
        options = settled(self.options, day)
        return None if any(value is None for value in options.values()) else self._replace(options=options)


def settled(options: Mapping[str, Any], day: str) -> Mapping[str, Any]:
    """Return *options* with the values that the dated ones have on *day*."""
    if Dated not in map(type, options.values()):
        return options
    return {name: value.on(day) if isinstance(value, Dated) else value for name, value in options.items()}


def shown(value: Any) -> str:
    """Return the value of an option as a reader of the rules would write it."""
    if isinstance(value, Dated):
        dated = [f"{shown(one)}" + (f" ({day}–)" if len(value.values) > 1 else "") for day, one in value.values]
        return f"{', '.join(dated)} [{value.name}]"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        return " ".join(map(shown, value)) or "[]"
    if isinstance(value, Mapping):
        return " ".join(f"{name}:{shown(one)}" for name, one in value.items()) or "{}"
    return str(value)


class Signs(NamedTuple):
    """By what a document shows that it comes under a profile.

    *names* of places, *numbers* that documents of its offices begin with (湘财), *sections* of its outline and *forms*
    that only it has.
    """

    names: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()


class Ruleset(NamedTuple):
    """The rules of a profile, sorted by id, and the digest of the files they come from."""

    profile: str
    title: str
    rules: tuple[Rule, ...]
    sha256: str
    signs: Signs = Signs()

    def in_force(self, day: str = "") -> tuple[Rule, ...]:
        """Return the rules that are on and valid on *day*, with their options as they were then."""
        return _in_force(self, day)

    def rule(self, rule_id: str) -> Rule | None:
        """Return the rule of that id, None if there is none."""
        return next((rule for rule in self.rules if rule.id == rule_id), None)

    def __hash__(self) -> int:
        return hash((self.profile, self.sha256))


@lru_cache(maxsize=256)
def _in_force(ruleset: Ruleset, day: str) -> tuple[Rule, ...]:
    return tuple(found for rule in ruleset.rules if (found := rule.on(day)) is not None)
