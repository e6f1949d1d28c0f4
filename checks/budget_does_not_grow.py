"""Limit: the budget of one year against that of the year before."""

from __future__ import annotations

from collections.abc import Iterator

from audit_cli import Claim, Comparison, Fact, Reading, Term, as_required, check

_BUDGETS = ("initial_budget", "budget")


@check(kind="period")
def budget_does_not_grow(reading: Reading, *, concept: str = "three_public_expenses") -> Iterator[Comparison]:
    """The budget for *concept* is no higher than that of the year before.

    Only budgets are compared, the first ones of their years; a year with several figures says nothing.

    Holds: 2022年“三公”经费预算12.00万元，2021年“三公”经费预算15.00万元。
    Fails: 2022年“三公”经费预算15.00万元，2021年“三公”经费预算12.00万元。
    """
    for extraction in reading.extractions:
        by_year: dict[int, list[Fact]] = {}
        for fact in extraction.facts:
            named = fact.known and fact.concept == concept and fact.measure in _BUDGETS
            if named and fact.period.isdigit() and not fact.figure.approximate:
                by_year.setdefault(int(fact.period), []).append(fact)
        single = {year: facts[0] for year, facts in by_year.items() if len({f.figure.value for f in facts}) == 1}
        for year, now in sorted(single.items()):
            before = single.get(year - 1)
            if before is None or (before.scope, before.fund) != (now.scope, now.fund):
                continue
            gap = now.figure.value - before.figure.value
            terms = (Term(now.figure, "new", now.label), Term(before.figure, "base", before.label))
            compared = as_required(Claim("period", terms, "grown", asserted=False), gap <= 0)
            yield compared._replace(expected=before.figure.value, difference=gap)
