"""Plausibility: results that are far better than the spending."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from audit_cli import Comparison, Reading, as_required, check


@check(kind="score")
def indicator_score_keeps_to_execution(reading: Reading, *, most: Decimal = Decimal(10)) -> Iterator[Comparison]:
    """The indicators of a form do not score a much larger share of their points than its execution does.

    *most* is by how much, in percent of that share.  More was reached with less money, or not yet paid for, or scored
    too well: it is to be explained, beside the funds or below the form.

    Holds: 项目资金|年初预算数|全年预算数|全年执行数|分值|执行率|得分¶年度资金总额|800|800|766.4|10|95.8%|9.58
        ¶¶三级指标|指标值|完成值|分值|得分¶培训人数|≥320人|324人|90|90¶总分|||100|99.58
    Fails: 项目资金|年初预算数|全年预算数|全年执行数|分值|执行率|得分¶年度资金总额|800|800|400|10|50%|5
        ¶¶三级指标|指标值|完成值|分值|得分¶培训人数|≥320人|324人|90|90¶总分|||100|95
    """
    for form in reading.each_form():
        points, score = form.total_points.quantity, form.total_score.quantity
        own, scored = form.execution_points.quantity, form.execution_score.quantity
        if points is None or score is None or own is None or scored is None or not form.whole:
            continue
        rest = points.value - own.value
        if rest <= 0 or own.value <= 0 or score.value <= scored.value:
            continue
        share, execution = (score.value - scored.value) / rest, scored.value / own.value
        if 100 * (share - execution) > most * share and form.execution_reason.state != "filled":
            yield as_required(form.claim("score", "execution_score", "total_score", form="results ahead"), False)
        else:
            yield as_required(form.claim("score", "execution_score", form="results ahead"), True)
