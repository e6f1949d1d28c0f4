"""Recalculation: the score for budget execution."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from audit_cli import Comparison, Reading, check, not_assessable

_SLACK = Decimal("0.05")


@check(kind="score")
def execution_score_fits_rate(
    reading: Reading, *, full_from: Decimal = Decimal(100), lost_a_point: Decimal = Decimal(0), named: str = ""
) -> Iterator[Comparison]:
    """The score for execution is the execution rate times its points, and never more than these.

    The rate is that of the figures, or the printed one: either may have been used.  From *full_from* percent on all
    points are due; where *lost_a_point* is given, each percentage point below costs so many points.  *named* is how the
    form calls the rate (支出进度), if only those forms are meant.  A form that brings its own standard is not judged.

    Holds: 项目资金|年初预算数|全年预算数|全年执行数|分值|执行率|得分¶年度资金总额|800|800|766.4|10|95.8%|9.58
        ¶¶三级指标|指标值|完成值|分值|得分¶培训人数|≥320人|324人|90|90
    Fails: 项目资金|年初预算数|全年预算数|全年执行数|分值|执行率|得分¶年度资金总额|800|800|766.4|10|95.8%|10.00
        ¶¶三级指标|指标值|完成值|分值|得分¶培训人数|≥320人|324人|90|90
    """
    for form in reading.each_form():
        score, points = form.execution_score.quantity, form.execution_points.quantity
        if score is None or points is None or form.graded or named not in form.rate_name:
            continue
        claim = form.claim("score", "execution_score", "execution_points", "rate", form="execution")
        budget, executed, printed = form.budget.quantity, form.executed.quantity, form.rate.quantity
        rates = [printed.value] if printed is not None else []
        if budget is not None and executed is not None and budget.value > 0:
            rates.append(100 * executed.value / budget.value)
        if not rates:
            yield not_assessable(claim, "the rate is unknown")
            continue
        due = [points.value - _lost(max(rate, Decimal(0)), points.value, full_from, lost_a_point) for rate in rates]
        slack = max(_SLACK, score.quantum / 2)
        fits = min(due) - slack <= score.value <= max(due) + slack
        expected = min(due, key=lambda value: abs(value - score.value))
        yield Comparison(claim, "exact" if fits else "inconsistent", expected, score.value - expected)


def _lost(rate: Decimal, points: Decimal, full_from: Decimal, lost_a_point: Decimal) -> Decimal:
    """Return what of the *points* is lost at *rate* percent."""
    if rate >= full_from:
        return Decimal(0)
    return min(points, lost_a_point * (full_from - rate)) if lost_a_point else points * (100 - rate) / 100
