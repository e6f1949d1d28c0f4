"""Limit: targets that were not reached."""

from __future__ import annotations

from collections.abc import Iterator

from audit_cli import Comparison, Indicator, Reading, check, is_met, target_agrees


@check(kind="target")
def unmet_target_is_explained(reading: Reading, *, nothing: tuple[str, ...] = ("", "/", "-")) -> Iterator[Comparison]:
    """A target is reached, or the form says why it was not.

    The sign of the target counts: ≥, ≤ and =; without one more is better, unless the name says otherwise.  A form that
    has no column of reasons may leave it to the text: what is told there of the same two figures counts.  *nothing* is
    what stands in a cell that gives no reason.

    Holds: 三级指标|指标值|完成值|分值|得分|偏差原因¶培训人数|≥320人|300人|60|56|疫情影响¶合格率|≥95%|97%|40|40|
    Fails: 三级指标|指标值|完成值|分值|得分|偏差原因¶培训人数|≥320人|300人|60|56|¶合格率|≥95%|97%|40|40|
    """
    told = {_figures(indicator) for indicator in reading.each_indicator() if indicator.reason.printed not in nothing}
    for indicator in reading.each_indicator():
        met = is_met(indicator)
        if met is None or (not met and indicator.reason.state == "lost"):
            continue
        elsewhere = indicator.reason.state == "absent" and _figures(indicator) in told
        yield target_agrees(indicator, met or elsewhere or indicator.reason.printed not in nothing, "unmet")


def _figures(indicator: Indicator) -> tuple[object, ...]:
    """Return what was wanted and what was reached, with their units."""
    return tuple((q.value, q.unit) if q else None for q in (indicator.target.quantity, indicator.actual.quantity))
