"""Rates: shares, quotients and growth against the figures that they are made of."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal

from audit_cli.comparisons.terms import not_assessable, signed
from audit_cli.model import Claim, Comparison, Figure, Term
from audit_cli.quantity import (
    HUNDRED,
    ZERO,
    Quantity,
    Verdict,
    agrees,
    change_verdict,
    compounds,
    growth_verdict,
    ratio_verdict,
    sum_verdict,
)
from audit_cli.spans import added_spans, change_span, less_hundred, percent_span, rate_span, signed_span, span, widened


def shares_agree(claim: Claim) -> Comparison:
    """Compare the shares of one whole with a hundred; *expected* is what the others leave for the stated one.

    Quotients are rounded as it comes, 71.7% beside 13.04%: each leaves open what its own digits do.
    """
    shares = claim.figures("share")
    verdict = sum_verdict(Quantity(HUNDRED, Decimal(1), exact=True), shares)
    difference = sum((f.value for f in shares), ZERO) - HUNDRED
    mixed = len({f.quantum for f in shares if f.value}) > 1
    if mixed and not agrees(verdict) and 2 * abs(difference) <= sum(f.quantum for f in shares):
        verdict = "rounding"
    return Comparison(claim, verdict, claim.stated.value - difference, difference)


def ratio_agrees(claim: Claim) -> Comparison:
    """Compare a rate with the quotient of part and whole; the whole must not be zero."""
    part, whole = (_together([t for t in claim.terms if t.role == role]) for role in ("part", "whole"))
    if whole.may_be_zero():
        return not_assessable(claim, "the whole is zero")
    term = claim.terms[0]
    stated, expected = _rate(term), HUNDRED * part.value / whole.value
    parts, wholes = claim.figures("part"), claim.figures("whole")
    if len(parts) == len(wholes) == 1 and all(t.sign == 1 for t in claim.terms[1:]):
        beside = ratio_verdict(stated, *_beside(parts[0], wholes[0]))
        verdict = _without_zeros(beside, lambda: ratio_verdict(stated, part, whole))
    else:
        verdict = ratio_verdict(stated, part, whole)
    if not agrees(verdict) and claim.approximate:
        spans = [added_spans(claim.figures(role)) for role in ("part", "whole")]
        verdict = widened(verdict, percent_span(*spans), rate_span(term))
    return _of_rate(claim, verdict, expected)


def growth_agrees(claim: Claim) -> Comparison:
    """Compare a rate of change with new and base, with new and change, or with change and base.

    A base that is zero or negative has no rate of change.
    """
    if claim.form == "compound":
        return _compound(claim)
    by_role = {t.role: t for t in claim.terms[1:]}
    stated = _rate(claim.terms[0])
    new, base, change = by_role.get("new"), by_role.get("base"), by_role.get("change")
    before = base.figure.quantity if base else _before(new, change)
    if before is None and change and stated.value * signed(change).value < 0:
        return _of_rate(claim, "inconsistent", -stated.value)  # 减少84万元，增长4.6%
    if before is None:
        return not_assessable(claim, "the base is unknown")
    # 接待费1万元，增加0.5万元: what it was is known by its value, however wide a printed 1 may be
    if before.value <= 0 or (base and before.interval()[0] <= 0):
        return not_assessable(claim, "the base is zero or negative")
    if new and base:
        after = new.figure.quantity
        beside = growth_verdict(stated, *_beside(new.figure, base.figure))
        verdict = _without_zeros(beside, lambda: growth_verdict(stated, after, before))
        expected = HUNDRED * (after.value - before.value) / before.value
        rates = less_hundred(percent_span(span(new.figure), span(base.figure)))
    elif new and change:
        step = signed(change)
        after, change_beside = _beside(new.figure, change.figure)
        beside = change_verdict(stated, after, change_beside._replace(value=step.value))
        verdict = _without_zeros(beside, lambda: change_verdict(stated, new.figure.quantity, step))
        expected = HUNDRED * step.value / before.value
        rates = change_span(span(new.figure), signed_span(change))
    elif change and base:
        step = signed(change)
        verdict = ratio_verdict(stated, step, before)
        expected = HUNDRED * step.value / before.value
        rates = percent_span(signed_span(change), span(base.figure))
    else:
        return not_assessable(claim, "the change is unknown")
    if not agrees(verdict) and claim.approximate:
        verdict = widened(verdict, rates, rate_span(claim.terms[0]))
    direction = -1 if claim.terms[0].figure.value * stated.value < 0 else 1
    return _of_rate(claim, verdict, direction * expected)


def _compound(claim: Claim) -> Comparison:
    """Compare a rate of growth a year with that which leads from base to new in so many years."""
    rate, new, base = claim.terms
    one = Decimal(1)
    grown = (new.figure.value / base.figure.value) ** (one / base.sign)
    stated = _rate(rate)
    holds = compounds(stated, new.figure.quantity, base.figure.quantity, base.sign)
    direction = -1 if rate.figure.value * stated.value < 0 else 1
    return _of_rate(claim, "rounding" if holds else "inconsistent", direction * HUNDRED * (grown - one))


def _beside(a: Figure, b: Figure) -> tuple[Quantity, Quantity]:
    return a.beside(b), b.beside(a)


def _without_zeros(beside: Verdict, own: Callable[[], Verdict]) -> Verdict:
    """Return the verdict of figures read *beside* one another; what only their *own* digits admit is improbable."""
    return "improbable" if not agrees(beside) and agrees(own()) else beside


def _before(new: Term | None, change: Term | None) -> Quantity | None:
    if new is None or change is None:
        return None
    step, after = signed(change), new.figure
    return Quantity(after.value - step.value, after.quantum + step.quantum, after.exact and step.exact)


def _of_rate(claim: Claim, verdict: Verdict, percent: Decimal) -> Comparison:
    stated = claim.stated
    expected = percent * stated.of_all / HUNDRED
    return Comparison(claim, verdict, expected, stated.value - expected)


def _rate(term: Term) -> Quantity:
    quantity = signed(term)
    times = HUNDRED / term.figure.of_all
    return quantity if times == 1 else Quantity(quantity.value * times, quantity.quantum * times)


def _together(terms: Iterable[Term]) -> Quantity:
    """Return several operands as one, added or taken away; its interval is as wide as all of theirs."""
    value = quantum = ZERO
    exact = True
    for term in terms:
        figure = term.figure
        value, exact = value + term.sign * figure.value, exact and figure.exact
        quantum += abs(term.sign) * figure.quantum
    return Quantity(value, quantum, exact)
