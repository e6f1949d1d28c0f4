"""Plausibility: a range of years."""

from __future__ import annotations

from collections.abc import Iterator

from audit_cli import Comparison, Reading, as_required, check, days_of


@check(kind="period")
def range_runs_forward(reading: Reading) -> Iterator[Comparison]:
    """A range of years ends in a later year than it begins.

    Of a range that ends in the year it begins with, one end was changed and the other left from another report.

    Holds: 火灾事故起数较2019年至2021年平均数下降35%。
    Fails: 火灾事故起数较2021年至2021年平均数下降35%。
    """
    for dating in reading.each_dating():
        if dating.what == "range" and dating.other is not None:
            first, last = days_of(dating.year), days_of(dating.other)
            if first is not None and last is not None:
                yield as_required(dating.claim(), first[0].year < last[0].year)
