"""Tie-out: words of completion, and what was reached of the target."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from audit_cli import Comparison, Reading, as_required, check


@check(kind="narrative")
def completion_fits_figures(reading: Reading, *, nearly: Decimal = Decimal(90)) -> Iterator[Comparison]:
    """A target that is said to be surpassed or reached is; one nearly reached is so to *nearly* percent.

    Holds: 超额完成年度任务100个，实际完成105个。
    Fails: 超额完成年度任务100个，实际完成95个。
    """
    for trend in reading.each_trend():
        reached, target = trend.new.value, trend.base.value
        done = {
            "surpassed": reached > target,
            "all done": reached >= target,
            "nearly done": reached * 100 >= target * nearly,
        }
        if trend.what in done:
            yield as_required(trend.claim(), done[trend.what])
