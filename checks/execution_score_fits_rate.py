"""Recalculation: the score for budget execution."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from audit_cli import Comparison, Reading, check, not_assessable

_SLACK = Decimal("0.05")


@check(kind="score")
def execution_score_fits_rate(
    reading: Reading, *, full_from: Decimal = Decimal(100), fall: Decimal = Decimal(0)
) -> Iterator[Comparison]:
    """The score for execution is the execution rate times its points, and never more than these.

    The rate is that of the figures, or the printed one: either may have been used.  Where *fall* is given, all points
    are due from *full_from* percent on, and below it *fall* of a point is taken off for each percent; or the score is
    in proportion.  A form that brings its own standard is not judged.

    Holds: 项目资金|年初预算数|全年预算数|全年执行数|分值|执行率|得分¶年度资金总额|800|800|766.4|10|95.8%|9.58
        ¶¶三级指标|指标值|完成值|分值|得分¶培训人数|≥320人|324人|90|90
    Fails: 项目资金|年初预算数|全年预算数|全年执行数|分值|执行率|得分¶年度资金总额|800|800|766.4|10|95.8%|10.00
        ¶¶三级指标|指标值|完成值|分值|得分¶培训人数|≥320人|324人|90|90
    """
    for form in reading.each_form():
        score, points = form.execution_score.quantity, form.execution_points.quantity
        if score is None or points is None or form.graded:
            continue
        claim = form.claim("score", "execution_score", "execution_points", "rate", form="execution")
        budget, executed, printed = form.budget.quantity, form.executed.quantity, form.rate.quantity
        rates = [printed.value] if printed is not None else []
        if budget is not None and executed is not None and budget.value > 0:
            rates.append(100 * executed.value / budget.value)
        if not rates:
            yield not_assessable(claim, "the rate is unknown")
            continue
        due = [points.value * min(max(rate, Decimal(0)), Decimal(100)) / 100 for rate in rates]
        slack = max(_SLACK, score.quantum / 2)
        fits = min(due) - slack <= score.value <= max(due) + slack
        if fall:
            fallen = [max(points.value - fall * max(full_from - rate, Decimal(0)), Decimal(0)) for rate in rates]
            fits = fits or min(fallen) - slack <= score.value <= max(fallen) + slack
            due += fallen
        expected = min(due, key=lambda value: abs(value - score.value))
        yield Comparison(claim, "exact" if fits else "inconsistent", expected, score.value - expected)
