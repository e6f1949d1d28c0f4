"""Plausibility: the score of what was not to happen at all."""

from __future__ import annotations

from collections.abc import Iterator

from audit_cli import Comparison, Reading, check, is_met


@check(kind="score")
def broken_limit_of_zero_scores_nothing(
    reading: Reading, *, nothing: tuple[str, ...] = ("", "/", "-")
) -> Iterator[Comparison]:
    """Where nothing of it was allowed and something happened, there are no points, or a reason stands beside it.

    No share of zero can be reached, so that no formula gives points.  *nothing* is what gives no reason.

    Holds: 三级指标|指标值|完成值|分值|得分|偏差原因¶安全事故|≤0起|0起|60|60|¶合格率|≥95%|97%|40|40|
    Fails: 三级指标|指标值|完成值|分值|得分|偏差原因¶安全事故|≤0起|2起|60|50|¶合格率|≥95%|97%|40|40|
    """
    for indicator in reading.each_indicator():
        score, target = indicator.score.quantity, indicator.target.quantity
        if score is None or target is None or target.value != 0 or indicator.reason.state == "lost":
            continue
        met = is_met(indicator)
        if met is None:
            continue
        given = indicator.reason.printed not in nothing
        kept = met or score.value == 0 or given
        claim = indicator.claim("score", "score", "actual", "target", form="zero limit")
        yield Comparison(claim, "exact" if kept else "inconsistent", score.value if kept else target.value)
