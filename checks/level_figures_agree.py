"""Tie-out: figures that are said to be level."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from audit_cli import Comparison, Reading, TrendKind, as_required, check


@check(kind="narrative")
def level_figures_agree(
    reading: Reading, *, of: TrendKind = "level", tolerance: Decimal = Decimal(1)
) -> Iterator[Comparison]:
    """Two figures that are said to be level are no more than *tolerance* percent apart, or than their print can show.

    Holds: 2023年公用经费80.50万元，与上年80.00万元持平。
    Fails: 2023年公用经费95.00万元，与上年80.00万元持平。
    """
    for trend in reading.each_trend():
        if trend.what == of:
            new, base = trend.new, trend.base
            gap = abs(new.value - base.value)
            within = gap <= max(base.value * tolerance / 100, (new.quantum + base.quantum) / 2)
            yield as_required(trend.claim()._replace(asserted=False), within)
