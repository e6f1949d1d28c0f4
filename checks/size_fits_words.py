"""Tie-out: words of bounds and ranks, and the figures that they are said of."""

from __future__ import annotations

from collections.abc import Iterator

from audit_cli import Comparison, Reading, as_required, check


@check(kind="narrative")
def size_fits_words(reading: Reading) -> Iterator[Comparison]:
    """What is said to be above another figure, or below it, is so.

    Holds: 到位率为95%、办结率为92%，均达到90%以上。
    Fails: 到位率为95%、办结率为88%，均达到90%以上。
    """
    for trend in reading.each_trend():
        figure, other = trend.new.value, trend.base.value
        fits = {
            "at least": figure >= other,
            "at most": figure <= other,
            "over half": figure * 2 >= other,
            "under half": figure * 2 <= other,
        }
        if trend.what in fits:
            yield as_required(trend.claim(), fits[trend.what])
