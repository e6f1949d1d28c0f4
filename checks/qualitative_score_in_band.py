"""Limit: scores of indicators that are judged in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from audit_cli import Comparison, Reading, as_required, check


@check(kind="score")
def qualitative_score_in_band(
    reading: Reading, *, bands: Mapping[str, Decimal] = {"all": Decimal(80), "part": Decimal(60), "none": Decimal(0)}
) -> Iterator[Comparison]:
    """The score of an indicator that is judged by a label lies in the band of that label.

    *bands* gives for each label, as the result begins with it, the least share of the points in percent; a band ends
    where the next one begins.

    Holds: 三级指标|指标值|完成值|分值|得分¶制度建设|健全|部分达成|60|42¶合格率|≥95%|97%|40|40
    Fails: 三级指标|指标值|完成值|分值|得分¶制度建设|健全|部分达成|60|58¶合格率|≥95%|97%|40|40
    """
    labels = tuple(bands)
    for indicator in reading.each_indicator():
        printed = indicator.actual.printed
        if not printed.startswith(labels):
            continue
        label = next(label for label in bands if printed.startswith(label))
        score, points = indicator.score.quantity, indicator.points.quantity
        if score is None or points is None or points.value <= 0:
            continue
        least = bands[label]
        above = min((other for other in bands.values() if other > least), default=None)
        share = 100 * score.value / points.value
        inside = share >= least and (share <= 100 if above is None else share < above)
        yield as_required(indicator.claim("score", "score", "points", "actual", form="band"), inside)
