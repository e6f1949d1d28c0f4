"""Tie-out: rise and fall in words, and the figures they are said of."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from audit_cli import Comparison, Reading, as_required, check

_WHOLE = Decimal(100)  # percent


@check(kind="narrative")
def direction_fits_figures(reading: Reading) -> Iterator[Comparison]:
    """What is said to rise has the larger figure after, what is said to fall the smaller one.

    Holds: 公务接待费由95万元下降到80万元。
    Fails: 公务接待费由80万元下降到95万元。
    Holds: 支出决算为95万元，完成预算95%，决算数小于预算数的主要原因是项目延期。
    Fails: 支出决算为95万元，完成预算95%，决算数大于预算数的主要原因是项目延期。
    """
    for trend in reading.each_trend():
        if trend.what in ("rise", "fall"):
            new, base = trend.new.value, _WHOLE if trend.of_whole else trend.base.value
            yield as_required(trend.claim(), base <= new if trend.what == "rise" else new <= base)
