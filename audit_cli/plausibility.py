"""Whether figures are too far apart to contradict each other: rather, what does not belong together was read together.

Whoever adds up wrong or forgets a part comes near, and whoever mistypes is one slip away. A rate that is a multiple of
the quotient, and no slip of any of its figures, belongs to other figures. What no word asserts is more likely read
wrong than wrong: there nothing but a slip counts.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from audit_cli.calculation import RATES, difference_of
from audit_cli.hints.needs import needed_values
from audit_cli.mistyped import of_quotient, slipped
from audit_cli.model import Claim, Comparison, Figure, Kind
from audit_cli.quantity import HUNDRED, ZERO

_READ_TOGETHER: frozenset[Kind] = frozenset({"sum", "difference", "ratio", "growth"})
_GUESSED: frozenset[Kind] = frozenset({"sum", "difference", "ratio", "distributive"})  # where no word asserts them
_TWO = 2  # parts, of which one is what is left without the other
_OF_ONE = 2  # terms of a whole and one part of it, of which no more can be read wrong
_FACTOR = 2
_ROUNDED = 2  # last places of a rate that the figures it is made of leave open
_ANYTHING = frozenset({"个", "项", "次", "处", "条"})  # measure words of what is of another kind than the whole
_BESIDE = 10  # characters between figures that can belong to nothing else
_POINTS = Decimal(5)  # by which small rates may differ


def are_far_apart(comparison: Comparison) -> bool:
    """Whether a relation that prose tells misses by so much that neither reckoning nor one slip explains it."""
    claim, expected = comparison.claim, comparison.expected
    if claim.basis.startswith("table") or expected is None:
        return False
    if claim.kind in _GUESSED and not claim.asserted and len(claim.terms) > _OF_ONE:
        return not (_is_one_slip_off(comparison) or _counts_a_part_twice(comparison))
    if claim.kind not in _READ_TOGETHER:
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
    return not _is_one_slip_off(comparison)


def _counts_a_part_twice(comparison: Comparison) -> bool:
    """Whether one of several parts is counted once too often, or not at all."""
    parts = comparison.claim.figures("part")
    gap = abs(difference_of(comparison))
    return comparison.claim.kind == "sum" and len(parts) > _TWO and any(abs(part.value) == gap for part in parts)


def _is_one_slip_off(comparison: Comparison) -> bool:
    """Whether one slip of one of its figures is all that keeps a relation from holding."""
    return any(slipped(figure, value, rounded) for figure, value, rounded in needed(comparison))


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
    claim = comparison.claim
    if claim.kind in RATES:
        yield from _needed_for_rate(claim, comparison)
    elif claim.kind == "distributive":
        yield from _needed_for_product(claim)
    else:
        together = sum((t.figure.quantum for t in claim.terms), ZERO)
        for term, value in needed_values(comparison):
            yield term.figure, value, together


def _needed_for_rate(claim: Claim, comparison: Comparison) -> Iterator[tuple[Figure, Decimal, Decimal]]:
    rate = claim.terms[0]
    for term, value in needed_values(comparison):
        yield term.figure, value, _ROUNDED * rate.figure.quantum
    quotient, quantum = rate.figure.value * rate.sign / HUNDRED, rate.figure.quantum / HUNDRED
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
