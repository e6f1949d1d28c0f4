"""Plausibility: a range of years."""

from __future__ import annotations

from collections.abc import Iterator

from audit_cli import Comparison, Reading, as_required, check, days_of

_ANY_YEAR = 2000  # of days whose year is not said; it has a 29th of February


@check(kind="period")
def range_runs_forward(reading: Reading) -> Iterator[Comparison]:
    """A range of years ends in a later year than it begins, a range of days on no earlier day.

    Of a range that ends in the year it begins with, one end was changed and the other left from another report.

    Holds: 火灾事故起数较2019年至2021年平均数下降35%。
    Fails: 火灾事故起数较2021年至2021年平均数下降35%。
    """
    for dating in reading.each_dating():
        if dating.what == "range" and dating.other is not None:
            first = days_of(dating.year, _ANY_YEAR)
            last = days_of(dating.other, first[0].year) if first is not None else None
            if first is not None and last is not None:
                years = first[0].year < last[0].year
                is_year = first[0].month != first[1].month
                yield as_required(dating.claim(), years or (not is_year and first[0] <= last[1]))
