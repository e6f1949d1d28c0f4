"""What each figure of a relation would have to be for it to hold, and how many digits make a match no accident."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from audit_cli.calculation import RATES, balance_sides, difference_of
from audit_cli.mistyped import of_quotient
from audit_cli.model import Claim, Comparison, Figure, Term
from audit_cli.quantity import ZERO

LEAST_DIGITS = 3
_ROUNDED = 2  # last places of a rate that the figures it is made of leave open


def needed_values(comparison: Comparison) -> Iterator[tuple[Term, Decimal]]:
    """Yield each figure with the value that it alone would need for the relation to hold."""
    claim = comparison.claim
    stated, rest = claim.terms[0], claim.terms[1:]
    gap = difference_of(comparison)
    if comparison.expected is None:
        return
    expected = comparison.expected
    if claim.kind in RATES:
        quantum = stated.figure.quantum
        expected = (expected / quantum).to_integral_value(ROUND_HALF_UP) * quantum
    yield stated, expected
    match claim.kind:
        case "sum":
            for term in rest:
                yield term, term.figure.value + gap / term.sign
        case "difference":
            for term in rest:
                yield term, term.figure.value + (gap if term.role == "minuend" else -gap)
        case "balance":
            incoming, _ = balance_sides(claim)
            for term in rest:
                yield term, term.figure.value + (-gap if (term in incoming) == (stated in incoming) else gap)
        case "equal":
            for term in rest:
                yield term, stated.figure.value


def needed(comparison: Comparison) -> Iterator[tuple[Figure, Decimal, Decimal]]:
    """Yield each figure with the value that it would need, and what may be rounded of that."""
    claim = comparison.claim
    if claim.kind in RATES:
        yield from _needed_for_rate(claim, comparison)
    elif claim.kind == "distributive":
        yield from _needed_for_product(claim)
    else:
        rounded = rounded_together(claim)
        for term, value in needed_values(comparison):
            yield term.figure, value, rounded / abs(term.sign)


def rounded_together(claim: Claim) -> Decimal:
    """Return by how much the figures of a claim may be rounded in all; exact ones are not."""
    return sum((figure.quantum for figure in claim.figures() if not figure.exact), ZERO)


def _needed_for_rate(claim: Claim, comparison: Comparison) -> Iterator[tuple[Figure, Decimal, Decimal]]:
    rate = claim.terms[0]
    for term, value in needed_values(comparison):
        yield term.figure, value, _ROUNDED * rate.figure.quantum
    if claim.form == "compound":
        return
    quotient, quantum = rate.figure.value * rate.sign / rate.figure.of_all, rate.figure.quantum / rate.figure.of_all
    yield from of_quotient(_weighted(claim), quotient, quantum)


def _weighted(claim: Claim) -> Iterator[tuple[Figure, int, int]]:
    """Yield each figure that a rate is made of, with how often it adds to its dividend, and to its divisor."""
    roles = {term.role for term in claim.terms}
    for term in claim.terms[1:]:
        match term.role:
            case "part":
                yield term.figure, term.sign, 0
            case "whole":
                yield term.figure, 0, term.sign
            case "new":
                yield (term.figure, 1, 0) if "base" in roles else (term.figure, 0, 1)
            case "base":
                yield (term.figure, -1, 1) if "new" in roles else (term.figure, 0, 1)
            case "change":
                yield (term.figure, term.sign, 0) if "base" in roles else (term.figure, term.sign, -term.sign)


def _needed_for_product(claim: Claim) -> Iterator[tuple[Figure, Decimal, Decimal]]:
    """Yield total, amount for each, and for how many it is, with what the others make of it."""
    total, each, times = claim.figure("total"), claim.figure("each"), claim.times
    printed = claim.figures("times")
    yield total, each.value * times, each.quantum * times + total.quantum
    if times:
        yield each, total.value / times, total.quantum / times + each.quantum
    if len(printed) == 1 and each.value and printed[0].value:
        beside = each.value * times / printed[0].value
        needed = total.value / beside
        yield printed[0], needed, (needed * each.quantum / each.value) + total.quantum / beside + printed[0].quantum / 2
