"""Tie-out: totals of the same money by two classifications."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from audit_cli import Claim, Comparison, Reading, Term, check, same_agrees


@check(kind="equal")
def totals_agree(
    reading: Reading, *, concepts: tuple[str, ...] = ("total_by_income", "total_by_spending")
) -> Iterator[Comparison]:
    """The totals that the terms *concepts* name are one amount, each stated once.

    The same money is divided twice, by where it came from and by what it went to; one of the two is incomplete, unless
    its form divides what was allotted by the one and what was spent by the other.

    Holds: 自评表（万元）¶按收入性质分：30.1|按支出性质分：30.1¶财政拨款：20|基本支出：10.1¶其他资金：10.1|项目支出：20
    Fails: 自评表（万元）¶按收入性质分：30.1|按支出性质分：20.1¶财政拨款：20|基本支出：10.1¶其他资金：10.1|项目支出：10
    """
    stated = [[fact for fact in reading.each_fact() if fact.concept == concept] for concept in concepts]
    values = [{fact.figure.value for fact in facts} for facts in stated]
    if all(len(one) == 1 for one in values) and not _are_two_moments(values, reading):
        terms = tuple(Term(facts[0].figure, "statement", facts[0].label) for facts in stated)
        yield from same_agrees(Claim("equal", terms))


def _are_two_moments(values: Sequence[set[Decimal]], reading: Reading) -> bool:
    """Tell whether two totals are the money of something and what was spent of it."""
    spent = [e for extraction in reading.extractions for e in extraction.executions if e.measure == "executed"]
    return any([{e.planned.value}, {e.executed.value}] == list(values) for e in spent)
