"""Limit: what was planned is spent, or it is said why not."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from audit_cli import Comparison, Reading, check, spending_agrees

_MONTHS = 12


@check(kind="unspent")
def plan_is_spent(
    reading: Reading, *, least: Decimal = Decimal(80), explained: bool = False, besides: tuple[str, ...] = ()
) -> Iterator[Comparison]:
    """What was spent is at least *least* percent of what was planned for it.

    Money that is not used is missing elsewhere, and stands for work that was not done; what becomes of it must be
    said.  A report on part of the year is held to less, elsewhere.  *explained* says whether the rule is about gaps
    that have a reason beside them, or about those that have none; *besides* names terms for which spending less is no
    fault.

    Holds: 2023年项目支出全年预算100.00万元，全年执行95.00万元，执行率95.0%。
    Fails: 2023年项目支出全年预算100.00万元，全年执行40.00万元，执行率40.0%。
    """
    for execution in reading.each_execution():
        asked = execution.measure == "executed" and execution.months == _MONTHS and execution.concept not in besides
        if asked and execution.explained == explained:
            yield spending_agrees(execution, "unspent", least=least)
