"""Limit: the year runs on, and the budget with it."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from audit_cli import Comparison, Reading, check, not_assessable, spending_agrees

_MONTHS = 12


@check(kind="unspent")
def execution_keeps_pace(
    reading: Reading, *, least: Decimal = Decimal(80), besides: tuple[str, ...] = ()
) -> Iterator[Comparison]:
    """What was spent within part of the year is at least *least* percent of that part of the budget.

    It is for reports that say up to which month they tell: of a whole year another rule asks more.  A gap that has a
    reason is none here; *besides* names terms for which spending less is no fault.

    Holds: 2023年1—6月部门预算绩效运行监控报告¶2023年项目支出全年预算100.00万元，执行48.00万元，执行率48.0%。
    Fails: 2023年1—6月部门预算绩效运行监控报告¶2023年项目支出全年预算100.00万元，执行30.00万元，执行率30.0%。
    """
    for execution in reading.each_execution():
        if execution.measure != "executed" or execution.months == _MONTHS or execution.concept in besides:
            continue
        if not execution.months:
            yield not_assessable(execution.claim("unspent"), "the month is unknown")
        elif not execution.explained:
            yield spending_agrees(execution, "unspent", least=least * execution.months / _MONTHS)
