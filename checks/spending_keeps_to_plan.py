"""Limit: no more is spent than was planned."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from audit_cli import Comparison, Reading, check, spending_agrees


@check(kind="over-plan")
def spending_keeps_to_plan(
    reading: Reading, *, most: Decimal = Decimal(100), explained: bool = False, only: tuple[str, ...] = ()
) -> Iterator[Comparison]:
    """What was spent is at most *most* percent of what was planned for it.

    Money beyond the budget came from somewhere: an increase that was approved, a balance brought forward, another
    project.  The report must say so.  *explained* says whether the rule is about gaps that have a reason beside them,
    or about those that have none; *only* names the terms it is for, none for all.

    Holds: 2023年基本支出全年预算100.00万元，全年执行95.00万元，执行率95.0%。
    Fails: 2023年基本支出全年预算100.00万元，全年执行128.00万元，执行率128.0%。
    """
    for execution in reading.each_execution():
        if (
            execution.measure == "executed"
            and execution.explained == explained
            and (not only or execution.concept in only)
        ):
            yield spending_agrees(execution, "over-plan", most=most)
