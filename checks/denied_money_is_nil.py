"""Tie-out: money that a report says there was none of, and amounts of it elsewhere."""

from __future__ import annotations

from collections.abc import Iterator

from audit_cli import Comparison, Reading, as_required, check


@check(kind="narrative")
def denied_money_is_nil(reading: Reading) -> Iterator[Comparison]:
    """What is said not to have been spent, received or left has no amount in the report.

    Holds: 2023年未发生因公出国（境）费用，因公出国（境）费0万元。
    Fails: 2023年未发生因公出国（境）费用，因公出国（境）费2.3万元。
    """
    for trend in reading.each_trend():
        if trend.what == "none":
            yield as_required(trend.claim(), trend.new.value == 0)
