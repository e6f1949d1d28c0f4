"""Figures that are added, taken away, counted, multiplied or told again, against what they make together."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Context, Decimal

from audit_cli.comparisons.terms import not_assessable, signed
from audit_cli.model import Claim, Comparison, Figure, Term
from audit_cli.quantity import ZERO, Quantity, Verdict, agrees, same_verdict, signed_sum, sum_verdict
from audit_cli.spans import signed_span, span, sum_span, widened

_SCORED, _TENTH = "分", Decimal("0.1")
# digits of a standard, as in 1.2万元 for each village, that nobody has rounded
_LAID_DOWN = 2
_ENDLESS, _SHORT = 20, Context(prec=10)  # digits


def parts_exceed(comparison: Comparison) -> bool:
    """Whether the parts of a sum contradict their total whatever else belongs to it: they go beyond it.

    Where parts of both signs are listed, one that is not listed can always make up for it.
    """
    if comparison.verdict != "inconsistent" or comparison.expected is None:
        return False
    stated = comparison.claim.stated.value
    values = [t.sign * t.figure.value for t in comparison.claim.terms if t.role == "part"]
    if all(v >= 0 for v in values):
        return comparison.expected > stated
    return all(v <= 0 for v in values) and comparison.expected < stated


def sum_agrees(claim: Claim) -> Comparison:
    """Compare a total with the signed sum of its parts."""
    total, parts = claim.terms[0], [t for t in claim.terms if t.role == "part"]
    return _added(claim, total, parts, [t.sign for t in parts])


def difference_agrees(claim: Claim) -> Comparison:
    """Compare a remainder with what its minuend leaves when its subtrahends are taken away."""
    result, parts = claim.terms[0], [t for t in claim.terms if t.role in ("minuend", "subtrahend")]
    return _added(claim, result, parts, [t.sign if t.role == "minuend" else -t.sign for t in parts])


def _are_given(total: Figure, parts: Sequence[Figure]) -> bool:
    """Whether the parts are scores as somebody gives them, 27分 and 28.5分, which nobody rounds."""
    return total.unit == _SCORED and all(part.quantum >= _TENTH for part in parts)


def _added(claim: Claim, total: Term, parts: Sequence[Term], signs: Sequence[int]) -> Comparison:
    if not parts:
        return not_assessable(claim, "no parts")
    stated = signed(total)
    figures = [t.figure for t in parts]
    expected = signed_sum(figures, signs)
    verdict: Verdict = "exact"
    if expected != stated.value:
        verdict = sum_verdict(stated, figures, signs)
        if (
            verdict == "rounding"
            and _are_given(total.figure, figures)
            and 2 * abs(expected - stated.value) > stated.quantum
        ):
            verdict = "improbable"
        if not agrees(verdict) and claim.approximate:
            verdict = widened(verdict, sum_span(signs, parts), signed_span(total))
    # a fall of 5 that should be a fall of 7 is reported as 7
    direction = -1 if stated.value != total.figure.value else 1
    return Comparison(claim, verdict, direction * expected, direction * (stated.value - expected))


def same_agrees(claim: Claim, cell_by_cell: bool = False) -> list[Comparison]:
    """Compare the statements of a fact with the first that is not approximate, each pair in a claim of its own."""
    terms = claim.terms
    firm = next((i for i, term in enumerate(terms) if not term.figure.approximate), 0)
    comparisons = []
    for i in range(len(terms)):
        if i == firm:
            continue
        pair = claim if len(terms) == 2 else claim._replace(terms=(terms[min(i, firm)], terms[max(i, firm)]))
        first, second = pair.terms[0].figure, pair.terms[1].figure
        verdict = same_verdict(first.quantity, second.quantity, cell_by_cell)
        if not agrees(verdict) and pair.approximate:
            verdict = widened(verdict, span(second), span(first))
        comparisons.append(Comparison(pair, verdict, second.value, first.value - second.value))
    return comparisons


def count_agrees(claim: Claim) -> Comparison:
    """Compare a count with the names listed for it; an open list may be shorter, and then says nothing of the rest."""
    stated, names = claim.stated, Decimal(len(claim.figures("name")))
    if claim.form == "open" and names < stated.value:
        names = stated.value
    verdict: Verdict = "exact" if stated.value == names else "inconsistent"
    if claim.approximate and verdict != "exact":
        verdict = widened(verdict, (names, names), span(stated))
    return Comparison(claim, verdict, names, stated.value - names)


def product_agrees(claim: Claim) -> Comparison:
    """Compare a total with an amount for each of the names.

    An amount printed without decimals, or with two digits in all, is one laid down, not one rounded, unless it is an
    average.
    """
    total, each, names = claim.figure("total"), claim.figure("each"), claim.times
    expected = each.value * names
    if len(expected.as_tuple().digits) > _ENDLESS:
        expected = _SHORT.plus(expected).normalize()  # a third of 800万元
    exact = each.exact and claim.form != "average"
    rounded = Quantity(expected, each.quantum * names, exact)
    short = len(each.value.normalize().as_tuple().digits) <= _LAID_DOWN
    whole = (each.quantum >= each.scale or short) and claim.form != "average"
    verdict = sum_verdict(total.quantity, [rounded._replace(exact=exact or whole)])
    if whole and verdict == "inconsistent" and agrees(sum_verdict(total.quantity, [rounded])):
        verdict = "improbable"
    if not agrees(verdict) and claim.approximate:
        low, high = span(each)
        verdict = widened(verdict, (low * names, high * names), span(total))
    return Comparison(claim, verdict, expected, total.value - expected)


def balance_agrees(claim: Claim) -> Comparison:
    """Compare what came in, with the opening balance, with what went out and the closing balance.

    The role alone says on which side a leg stands.
    """
    legs = claim.terms
    signs = [1 if t.role in ("income", "opening") else -1 for t in legs]
    gap = sum((s * t.figure.value for s, t in zip(signs, legs, strict=True)), ZERO)
    # the leg with most digits is the total: dropped zeros are then dropped in parts only
    finest = min(range(len(legs)), key=lambda i: (legs[i].figure.quantum, i))
    others = [i for i in range(len(legs)) if i != finest]
    verdict = sum_verdict(
        legs[finest].figure.quantity, [legs[i].figure for i in others], [-signs[i] * signs[finest] for i in others]
    )
    if not agrees(verdict) and claim.approximate:
        verdict = widened(verdict, sum_span(signs, legs), (ZERO, ZERO))
    return Comparison(claim, verdict, claim.stated.value - signs[0] * gap, signs[0] * gap)
