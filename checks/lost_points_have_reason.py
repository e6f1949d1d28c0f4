"""Presence: the reason for points that were lost."""

from __future__ import annotations

from collections.abc import Iterator

from audit_cli import Comparison, Reading, check, is_met


@check(kind="score")
def lost_points_have_reason(reading: Reading, *, nothing: tuple[str, ...] = ("", "/", "-")) -> Iterator[Comparison]:
    """An indicator that did not get all its points has a reason beside it, where the form has a column for it.

    Targets that were missed are asked for their reason elsewhere.  *nothing* is what stands in a cell that gives none.

    Holds: 三级指标|指标值|完成值|分值|得分|偏差原因¶制度建设|完善|基本完善|60|56|一项未修订¶合格率|≥95%|97%|40|40|
    Fails: 三级指标|指标值|完成值|分值|得分|偏差原因¶制度建设|完善|基本完善|60|56|¶合格率|≥95%|97%|40|40|
    """
    for indicator in reading.each_indicator():
        score, points = indicator.score.quantity, indicator.points.quantity
        if score is None or points is None or indicator.reason.state not in ("filled", "blank"):
            continue
        if score.value < points.value and is_met(indicator) is not False:
            claim = indicator.claim("score", "score", "points", form="lost")
            given = indicator.reason.printed not in nothing
            gap = score.value - points.value
            yield Comparison(claim, "exact" if given else "inconsistent", points.value, gap)
