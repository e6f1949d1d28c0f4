"""Plausibility: the year that a year is compared with."""

from __future__ import annotations

from collections.abc import Iterator

from audit_cli import Comparison, Reading, as_required, check, days_of


@check(kind="period")
def base_is_another_year(reading: Reading) -> Iterator[Comparison]:
    """A year is compared with another one, not with itself.

    Holds: 某局2022年度部门决算说明¶2022年接待游客26.4万人次，比2021年增长10%。
    Fails: 某局2022年度部门决算说明¶2022年接待游客26.4万人次，比2022年增长10%。
    """
    for extraction in reading.extractions:
        for dating in extraction.datings:
            if dating.what != "comparison":
                continue
            base = days_of(dating.year)
            compared = days_of(dating.other) if dating.other else None
            year = str(compared[0].year) if compared else extraction.year
            if base is not None:
                yield as_required(dating.claim(), str(base[0].year) != year)
