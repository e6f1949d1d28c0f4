"""Presence: the budget that spending is measured by."""

from __future__ import annotations

from collections.abc import Iterator

from audit_cli import Comparison, Reading, as_required, check


@check(kind="blank-field")
def budget_is_known(reading: Reading) -> Iterator[Comparison]:
    """The full-year budget of a form is neither blank nor zero where money was spent or execution was scored.

    Holds: 项目资金|年初预算数|全年预算数|全年执行数|分值|执行率|得分¶年度资金总额|800|800|766.4|10|95.8%|9.58
        ¶¶三级指标|指标值|完成值|分值|得分¶培训人数|≥320人|324人|90|90
    Fails: 项目资金|年初预算数|全年预算数|全年执行数|分值|执行率|得分¶年度资金总额|0|0|766.4|10|100%|10
        ¶¶三级指标|指标值|完成值|分值|得分¶培训人数|≥320人|324人|90|90
    """
    for form in reading.each_form():
        spent, scored = form.executed.quantity, form.execution_score.quantity
        used = (spent is not None and spent.value > 0) or (scored is not None and scored.value > 0)
        if form.budget.state not in ("filled", "blank") or not used:
            continue
        budget = form.budget.quantity
        if form.budget.state == "blank" or budget is not None:
            roles = ("budget", "executed") if spent is not None else ("budget", "execution_score")
            claim = form.claim("blank-field", *roles, form="no budget")
            yield as_required(claim, budget is not None and budget.value != 0)
