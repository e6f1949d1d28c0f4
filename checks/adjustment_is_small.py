"""Limit: a budget is not changed beyond recognition within its year."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from audit_cli import Comparison, Reading, check, spending_agrees


@check(kind="over-plan")
def adjustment_is_small(
    reading: Reading, *, least: Decimal = Decimal(70), most: Decimal = Decimal(130), explained: bool = False
) -> Iterator[Comparison]:
    """The budget of the full year is at least *least* and at most *most* percent of the first one.

    A budget that doubles within its year was not planned; what was added, and by whom, must be said.  A fund of which
    nothing was planned has no rate of change: the total of its form tells how much it weighs.  *explained* says whether
    the rule is about changes that have a reason beside them, or about those that have none.

    Holds: 项目|年初预算数|全年预算数¶基本支出（万元）|180.00|200.00
    Fails: 项目|年初预算数|全年预算数¶基本支出（万元）|180.00|420.00
    """
    for execution in reading.each_execution():
        if execution.measure == "budget" and execution.explained == explained and execution.planned.value:
            yield spending_agrees(execution, "over-plan", least=least, most=most)
