"""Plausibility: full marks for spending beyond the budget."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from audit_cli import Comparison, Reading, as_required, check


@check(kind="score")
def overspending_scores_less(reading: Reading, *, most: Decimal = Decimal(100)) -> Iterator[Comparison]:
    """A form that spent more than *most* percent of its budget does not give itself all points for execution.

    Holds: 项目资金|年初预算数|全年预算数|全年执行数|分值|执行率|得分¶年度资金总额|800|800|766.4|10|95.8%|9.58
        ¶¶三级指标|指标值|完成值|分值|得分¶培训人数|≥320人|324人|90|90
    Fails: 项目资金|年初预算数|全年预算数|全年执行数|分值|执行率|得分¶年度资金总额|800|800|960|10|120%|10
        ¶¶三级指标|指标值|完成值|分值|得分¶培训人数|≥320人|324人|90|90
    """
    for form in reading.each_form():
        score, points = form.execution_score.quantity, form.execution_points.quantity
        budget, executed = form.budget.quantity, form.executed.quantity
        if score is None or points is None or budget is None or executed is None or budget.value <= 0:
            continue
        over = 100 * executed.value > most * budget.value + 50 * budget.quantum
        roles = ("execution_score", "execution_points", "rate", "budget", "executed")
        wrong = over and score.value >= points.value
        yield as_required(form.claim("score", *(roles if wrong else roles[:2]), form="overspent"), not wrong)
