"""Recalculation: multiples said in words."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from audit_cli import Comparison, Reading, as_required, check, not_assessable

_WHOLE = Decimal(1)


@check(kind="narrative")
def multiple_fits_figures(reading: Reading, *, tolerance: Decimal = Decimal(10)) -> Iterator[Comparison]:
    """A multiple is that of the two figures beside it, within *tolerance* percent or but for the digits cut off.

    To grow by one time is to double; what has doubled twice is four times as much.

    Holds: 受益人数由1000人增加到2000人，增长1倍。
    Fails: 财政投入由200万元增加到400万元，增长2倍。
    """
    for trend in reading.each_trend():
        if trend.what not in ("times", "growth by times"):
            continue
        claim = trend.claim()._replace(asserted=False)
        if not trend.base.value:
            yield not_assessable(claim, "the base is zero or negative")
            continue
        beyond = _WHOLE if trend.what == "growth by times" else Decimal(0)
        actual, stated = trend.new.value / trend.base.value, trend.times + beyond
        cut = (actual - beyond) // 1 == trend.times
        yield as_required(claim, cut or abs(actual - stated) <= stated * tolerance / 100)
