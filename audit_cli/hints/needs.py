"""What each figure of a relation would have to be for it to hold, and how many digits make a match no accident."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from audit_cli.calculation import RATES, difference_of
from audit_cli.model import Comparison, Term

LEAST_DIGITS = 3


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
        case "equal":
            for term in rest:
                yield term, stated.figure.value
