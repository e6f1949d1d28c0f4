"""A comparison as a spreadsheet works it out: its operands in cells, and a formula that makes the expected amount.

Every relation has one form: a sum of operands, each so often as its factor says, perhaps over another such sum.  What
the form makes is held against what the check found; a comparison that it does not give has no formula.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Context, Decimal, localcontext
from typing import NamedTuple

from audit_cli.calculation import RATES, difference_of, falls
from audit_cli.model import QUANTITIES, Claim, Comparison, Term
from audit_cli.quantity import HUNDRED, ZERO

_ONE = Decimal(1)
# a cell holds a binary number of fifteen digits
_MOST_DIGITS = 15
_NEAR = Decimal("1e-15")
_WIDE = Context(prec=60)


class Operand(NamedTuple):
    """An amount and how often it counts, *below* the line or above it; a constant has no *term*."""

    term: Term | None
    amount: Decimal
    factor: Decimal = _ONE
    below: bool = False


class Recalculation(NamedTuple):
    """How the expected amount is made: *times* the sum of *operands*, over the sum of those below the line.

    *stated*, *expected* and *difference* are in the unit of the stated figure; *counted* is how many names there are,
    where they are what makes the amount.
    """

    operands: tuple[Operand, ...]
    times: Decimal
    stated: Decimal
    expected: Decimal
    difference: Decimal
    counted: int = 0


def recalculation(comparison: Comparison) -> Recalculation | None:
    """Return how a spreadsheet makes what *comparison* expects, None where it cannot."""
    claim = comparison.claim
    if comparison.expected is None or not claim.terms or claim.stated.type not in QUANTITIES:
        return None
    scale = claim.stated.scale
    expected, difference = comparison.expected / scale, difference_of(comparison) / scale
    found = Recalculation((), _ONE, claim.stated.value / scale, expected, difference)
    names = claim.figures("name")
    if claim.kind == "count" and len(names) == expected:
        return found._replace(counted=len(names))
    for operands, times in _ways(claim, scale):
        made = found._replace(operands=tuple(operands), times=times)
        if made.operands and _fits(made):
            return made
    return None


def _fits(made: Recalculation) -> bool:
    """Whether the form makes the expected amount, and every cell can hold its number."""
    above, below = ([o.amount * o.factor for o in made.operands if o.below is side] for side in (False, True))
    if not all(exact_in_a_cell(number) for number in (made.stated, *(o.amount for o in made.operands))):
        return False
    with localcontext(_WIDE):
        under = sum(below, ZERO) if below else _ONE
        if not under:
            return False
        gap = made.times * sum(above, ZERO) / under - made.expected
        return abs(gap) <= _NEAR * max(_ONE, abs(made.expected))


def exact_in_a_cell(number: Decimal) -> bool:
    """Whether a cell of a spreadsheet holds *number* digit by digit."""
    return len(number.normalize().as_tuple().digits) <= _MOST_DIGITS


def _ways(claim: Claim, scale: Decimal) -> Iterator[tuple[Iterable[Operand], Decimal]]:
    """Yield the ways in which a claim may be worked out, the one of its kind first."""
    others = [t for t in claim.terms[1:] if t.figure.type in QUANTITIES]
    direction = Decimal(-1 if falls(claim) else 1)

    def each(terms: Iterable[Term], factor: Decimal | None = None) -> list[Operand]:
        return [Operand(t, t.figure.value / scale, direction * t.sign if factor is None else factor) for t in terms]

    if claim.kind in RATES:
        times = claim.stated.of_all / scale
        yield (_quotient if claim.kind == "ratio" else _change)(others), direction * times
    elif claim.form == "shares":
        yield [Operand(None, HUNDRED / scale), *each(others, Decimal(-1))], _ONE
    elif claim.kind == "difference":
        yield (
            [o._replace(factor=-o.factor) if o.term and o.term.role == "subtrahend" else o for o in each(others)],
            _ONE,
        )
    elif claim.kind == "distributive":
        yield each([t for t in claim.terms if t.role == "each"], claim.times), _ONE
    elif claim.kind == "balance":
        own = 1 if claim.terms[0].role in ("income", "opening") else -1
        yield (
            [
                o._replace(factor=Decimal(-own if o.term and o.term.role in ("income", "opening") else own))
                for o in each(others)
            ],
            _ONE,
        )
    elif claim.kind == "backlog":
        yield each([t for t in others if t.role == "paid"], _ONE), _ONE
        # where none was paid, the sum itself is owed
        unpaid = [t for t in others if t.role == "unpaid"] or claim.terms[:1]
        yield [*each(claim.terms[:1], _ONE), *each(unpaid, Decimal(-1))], _ONE
    elif claim.form == "execution":
        rates = [t.figure.value / HUNDRED for t in others if t.role == "rate"]
        yield from (([*each([t for t in others if t.role == "execution_points"], rate)], _ONE) for rate in rates)
    yield each([t for t in others if t.role == "part"]), _ONE
    for term in others:
        yield each([term], _ONE), _ONE


def _quotient(terms: list[Term]) -> Iterator[Operand]:
    scale = terms[-1].figure.scale if terms else _ONE
    for below in (False, True):
        for term in terms:
            if (term.role == "whole") is below:
                yield Operand(term, term.figure.value / scale, Decimal(term.sign), below)


def _change(terms: list[Term]) -> Iterator[Operand]:
    """Yield new less base over base, change over base, or change over new less change."""
    by_role = {t.role: t for t in terms}
    new, base, change = by_role.get("new"), by_role.get("base"), by_role.get("change")
    scale = (base or new or terms[0]).figure.scale if terms else _ONE

    def operand(term: Term, factor: int, below: bool = False) -> Operand:
        turned = term.role == "change" and term.sign < 0 < term.figure.value
        return Operand(term, term.figure.value / scale, Decimal(-factor if turned else factor), below)

    if new and base:
        yield from (operand(new, 1), operand(base, -1), operand(base, 1, True))
    elif change and base:
        yield from (operand(change, 1), operand(base, 1, True))
    elif change and new:
        yield from (operand(change, 1), operand(new, 1, True), operand(change, -1, True))
