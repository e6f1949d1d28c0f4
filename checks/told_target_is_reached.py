"""Limit: targets that the text itself shows to be missed."""

from __future__ import annotations

from collections.abc import Iterator

from audit_cli import Comparison, Reading, as_required, check


@check(kind="narrative")
def told_target_is_reached(reading: Reading) -> Iterator[Comparison]:
    """What a sentence says was planned is what it says was done, or the report says why not.

    A limit is kept, anything else is reached; a reason beside the figures, or where the same is told of again, counts.

    Holds: 2023年度绩效自评报告¶全年巡查河道计划不少于600次，实际开展542次，主要原因是汛期较短。
    Fails: 2023年度绩效自评报告¶全年巡查河道计划不少于600次，实际开展542次。
    """
    for trend in reading.each_trend():
        if trend.what == "missed":
            yield as_required(trend.claim(), not trend.sure)
