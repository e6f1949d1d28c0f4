"""Presence: the row for the change of the budget, where it was changed."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from audit_cli import Claim, Comparison, Reading, Term, as_required, check


@check(kind="blank-field")
def adjustment_is_entered(
    reading: Reading,
    *,
    concepts: tuple[str, ...] = ("basic_expenditure", "department_budget"),
    most: Decimal = Decimal(10),
) -> Iterator[Comparison]:
    """The row of the basic data for the change of the budget is not blank where the budget was changed.

    *concepts* are what the row is about, and what its change shows in where its own budget is not stated; *most* is how
    much may be changed unsaid, in percent.  A change that is explained elsewhere is none here.

    Holds: 项目|年初预算数|全年预算数¶基本支出（万元）|180.00|185.00
        ¶¶项目|上年决算数|本年预算数|本年决算数¶公用经费（万元）|20.00|22.00|21.00¶部门基本支出预算调整|||
    Fails: 项目|年初预算数|全年预算数¶基本支出（万元）|180.00|220.00
        ¶¶项目|上年决算数|本年预算数|本年决算数¶公用经费（万元）|20.00|22.00|21.00¶部门基本支出预算调整|||
    """
    for extraction in reading.extractions:
        rows = [gap for gap in extraction.gaps if gap.what == "adjustment"]
        changed = [e for e in extraction.executions if e.measure == "budget" and e.planned.value > 0] if rows else []
        stated = next((concept for concept in concepts if any(e.concept == concept for e in changed)), None)
        for execution in changed if stated is not None else ():
            first, last = execution.planned.value, execution.executed.value
            if execution.concept == stated and not execution.explained:
                terms = (Term(rows[0].place, "label"), *execution.claim("over-plan").terms)
                claim = Claim("blank-field", terms, "unadjusted", asserted=stated == concepts[0])
                yield as_required(claim, 100 * abs(last - first) <= most * first)
