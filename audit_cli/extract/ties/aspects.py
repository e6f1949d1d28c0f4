"""Aspects: when two facts may be one, as far as measure, period, scope, fund and their figures tell."""

from __future__ import annotations

from collections.abc import Iterable
from operator import attrgetter

from audit_cli.model import Fact, Figure
from audit_cli.quantity import agrees, same_verdict, significant_digits

ASPECTS = attrgetter("measure", "period", "scope", "fund")
DISTINCTIVE = 5  # digits that make a repeated figure the same fact
_ROUND = 3  # significant digits below which printed zeros tell nothing


def digits_of(figure: Figure) -> int:
    """Return how many digits make a figure distinctive: those printed, unless it is round."""
    value = figure.value
    if not value:
        return 0
    significant = significant_digits(value)
    if significant < _ROUND:
        return significant
    return (value / figure.quantum).adjusted() + 1


def compatible(a: Fact, b: Fact) -> bool:
    """Whether no aspect of two facts contradicts."""
    return (
        (a.measure == b.measure or not a.measure or not b.measure)
        and (a.period == b.period or not a.period or not b.period)
        and (a.scope == b.scope or not a.scope or not b.scope)
        and (a.fund == b.fund or not a.fund or not b.fund)
    )


def unread_aspects(a: Fact, b: Fact) -> int:
    """Return how many of measure and period were not read on both sides."""
    return (not (a.measure and b.measure)) + (not (a.period and b.period))


def same_figure(a: Figure, b: Figure) -> bool:
    """Whether two figures agree as printed."""
    if a.approximate or b.approximate or not a.unit:
        return a.value == b.value and a.qualifier == b.qualifier
    return a.value == b.value or agrees(same_verdict(a.quantity, b.quantity))


def only_fact(facts: Iterable[Fact]) -> Fact | None:
    """Return the one fact that all of *facts* state, or None if they state several."""
    found: Fact | None = None
    for fact in facts:
        if found is None:
            found = fact
        elif not same_figure(found.figure, fact.figure):
            return None
    return found
