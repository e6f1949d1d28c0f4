"""Tie-out: what a report says of its execution in words, and in figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from audit_cli import Assured, Claim, Comparison, Execution, Reading, Term, as_required, check, holds, spending_agrees


@check(kind="narrative")
def words_fit_execution(
    reading: Reading, *, said: Assured = "within budget", least: Decimal = Decimal(0), explained: bool = False
) -> Iterator[Comparison]:
    """Praise does not stand beside figures that deny it.

    Where a report says of terms that they kept within the budget, their spending is at most the plan; where it says
    that all went well, at least *least* percent of it.  Words about the whole are held to the larger budgets only.
    *explained* says whether the rule is about gaps that have a reason beside them.

    Holds: 2023年基本支出全年预算100.00万元，全年执行95.00万元，执行率95.0%。¶各项支出均控制在预算内。
    Fails: 2023年基本支出全年预算100.00万元，全年执行128.00万元，执行率128.0%。¶各项支出均控制在预算内。
    """
    most = Decimal(100) if said == "within budget" else None
    for extraction in reading.extractions:
        spent = [e for e in extraction.executions if e.measure == "executed" and e.explained == explained]
        said_here = [assurance for assurance in extraction.assurances if assurance.what == said]
        for concepts in dict.fromkeys(assurance.concepts for assurance in said_here):
            named = [e for e in spent if e.concept in concepts] if concepts else _large(spent)
            agreeing = [holds(spending_agrees(e, "narrative", least=least, most=most)) for e in named]
            for assurance in (each for each in said_here if named and each.concepts == concepts):
                shown = named[agreeing.index(False) if False in agreeing else 0]
                terms = (Term(assurance.place, "words"), *shown.claim("narrative").terms)
                yield as_required(Claim("narrative", terms, said, asserted=False), all(agreeing))


def _large(spent: Sequence[Execution]) -> list[Execution]:
    """Return those whose plan is at least half of the largest."""
    largest = max((e.planned.value for e in spent), default=Decimal(0))
    return [e for e in spent if e.planned.value * 2 >= largest]
