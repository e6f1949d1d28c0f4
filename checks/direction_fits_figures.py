"""Tie-out: rise and fall in words, and the figures they are said of."""

from __future__ import annotations

from collections.abc import Iterator

from audit_cli import Comparison, Reading, as_required, check


@check(kind="narrative")
def direction_fits_figures(reading: Reading) -> Iterator[Comparison]:
    """What is said to rise has the larger figure after, what is said to fall the smaller one.

    Holds: 公务接待费由95万元下降到80万元。
    Fails: 公务接待费由80万元下降到95万元。
    """
    for trend in reading.each_trend():
        if trend.what in ("rise", "fall"):
            lower, higher = (trend.base, trend.new) if trend.what == "rise" else (trend.new, trend.base)
            yield as_required(trend.claim(), lower.value <= higher.value)
