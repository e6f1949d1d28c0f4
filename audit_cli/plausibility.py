"""Whether figures are too far apart to contradict each other: rather, what does not belong together was read together.

Whoever adds up wrong or forgets a part comes near, and whoever mistypes is one slip away. A rate that is a multiple of
the quotient, and no slip of any of its figures, belongs to other figures.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from audit_cli.calculation import RATES
from audit_cli.hints.needs import needed_values
from audit_cli.mistyped import of_quotient, slipped
from audit_cli.model import Claim, Comparison, Figure, Kind
from audit_cli.quantity import HUNDRED, ZERO

_READ_TOGETHER: frozenset[Kind] = frozenset({"sum", "difference", "ratio", "growth"})
_FACTOR = 2
_ROUNDED = 2  # last places of a rate that the figures it is made of leave open
_ANYTHING = frozenset({"个", "项", "次", "处", "条"})  # measure words of what is of another kind than the whole
_BESIDE = 10  # characters between figures that can belong to nothing else
_POINTS = Decimal(5)  # by which small rates may differ


def are_far_apart(comparison: Comparison) -> bool:
    """Whether a relation that prose tells misses by so much that neither reckoning nor one slip explains it."""
    claim, expected = comparison.claim, comparison.expected
    if claim.kind not in _READ_TOGETHER or claim.basis.startswith("table") or expected is None:
        return False
    stated = claim.stated.value  # as what was expected is: of a fall, printed without a sign, by how much
    if claim.kind in RATES and abs(stated - expected) < _POINTS:
        return False
    if _is_beside_its_whole(claim) or _says_both_directions(claim):
        return False
    less, more = sorted((abs(stated), abs(expected)))
    turned = stated * expected < 0
    if (turned and less == more) or (not turned and more < _FACTOR * less):
        return False  # the words may say the wrong direction
    return not any(slipped(figure, value, rounded) for figure, value, rounded in needed(comparison))


def _is_beside_its_whole(claim: Claim) -> bool:
    """Whether one part follows its whole at once, so that it is of nothing else: 在职50人，其中党员317人."""
    if claim.kind != "sum" or len(claim.terms) != 2 or not claim.asserted:
        return False
    whole, part = (term.figure for term in claim.terms)
    alike = whole.unit == part.unit and part.unit not in _ANYTHING
    return alike and whole.block == part.block and 0 < part.start - whole.end <= _BESIDE


def _says_both_directions(claim: Claim) -> bool:
    """Whether a change and the rate right behind it contradict each other by their words: 增加5万元，降幅5%."""
    changes = [term for term in claim.terms if term.role == "change"]
    if claim.kind != "growth" or not changes or claim.stated.value < 0 or not claim.asserted:
        return False
    change, rate = changes[0], claim.terms[0]
    return change.sign != rate.sign and 0 < rate.figure.start - change.figure.end <= _BESIDE


def needed(comparison: Comparison) -> Iterator[tuple[Figure, Decimal, Decimal]]:
    """Yield each figure with the value that it would need, and what may be rounded of that."""
    terms = comparison.claim.terms
    is_rate = comparison.claim.kind in RATES
    together = _ROUNDED * terms[0].figure.quantum if is_rate else sum((t.figure.quantum for t in terms), ZERO)
    for term, value in needed_values(comparison):
        yield term.figure, value, together
    figures = {term.role: term.figure for term in terms}
    if len(figures) != len(terms) or not is_rate:
        return
    rate, quantum = figures["rate"].value * terms[0].sign / HUNDRED, figures["rate"].quantum / HUNDRED
    match figures:
        case {"part": one, "whole": other}:
            quotient = rate
        case {"new": one, "base": other}:
            quotient = 1 + rate
        case {"change": one, "base": other}:
            quotient = abs(rate)
        case {"new": other, "change": one}:
            quotient = abs(rate) / (1 + rate) if rate != -1 else ZERO
        case _:
            return
    if quotient:
        yield from of_quotient(one, other, quotient, quantum)
