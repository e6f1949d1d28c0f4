"""Plausibility: full marks for a target that was missed."""

from __future__ import annotations

from collections.abc import Iterator

from audit_cli import Comparison, Reading, check, is_met


@check(kind="score")
def full_marks_need_met_target(reading: Reading) -> Iterator[Comparison]:
    """An indicator that missed its target does not get all its points.

    Holds: 三级指标|指标值|完成值|分值|得分¶培训人数|≥320人|288人|60|54¶合格率|≥95%|97%|40|40
    Fails: 三级指标|指标值|完成值|分值|得分¶培训人数|≥320人|319人|60|60¶合格率|≥95%|97%|40|40
    """
    for form in reading.each_form():
        for indicator in form.indicators:
            score, points = indicator.score.quantity, indicator.points.quantity
            if score is None or points is None or form.graded or points.value <= 0 or is_met(indicator) is not False:
                continue
            full = score.value >= points.value
            # a tick says no more than that points were lost
            told = ("actual", "target") if full else ()
            claim = indicator.claim("score", "score", "points", *told, form="full")
            yield Comparison(claim, "inconsistent" if full else "exact", points.value, score.value - points.value)
