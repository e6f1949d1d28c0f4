"""Plausibility: targets that were passed by far."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from audit_cli import Comparison, Reading, attainment, check, is_far_beyond, target_agrees


@check(kind="target")
def overshoot_is_explained(
    reading: Reading, *, least: Decimal = Decimal(120), nothing: tuple[str, ...] = ("", "/", "-")
) -> Iterator[Comparison]:
    """A result far beyond its target has a reason beside it: the target may have been set too low.

    *least* is from what share of the target on, in percent; *nothing* is what gives no reason.  One thing more than was
    planned is not far, nor is a rate that is higher by less than twenty percentage points.

    Holds: 三级指标|指标值|完成值|分值|得分|偏差原因¶培训人数|≥320人|330人|60|60|¶合格率|≥95%|97%|40|40|
    Fails: 三级指标|指标值|完成值|分值|得分|偏差原因¶培训人数|≥320人|700人|60|60|¶合格率|≥95%|97%|40|40|
    """
    for indicator in reading.each_indicator():
        if indicator.reason.state == "lost" or indicator.aim not in ("", "at_least", "equal"):
            continue
        share = attainment(indicator)
        if share is None:
            continue
        if share >= least and is_far_beyond(indicator, least):
            comparison = target_agrees(indicator, indicator.reason.printed not in nothing, "overshoot")
            # how far it went is plain, whatever the sign
            yield comparison._replace(claim=comparison.claim._replace(asserted=True))
        else:
            yield target_agrees(indicator, True, "overshoot")
