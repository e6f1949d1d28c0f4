"""Plausibility: the year in which a goal is to be reached."""

from __future__ import annotations

from collections.abc import Iterator

from audit_cli import Comparison, Reading, as_required, check, days_of, not_assessable


@check(kind="period")
def goal_lies_ahead(reading: Reading) -> Iterator[Comparison]:
    """A goal is set for the year of the report, or for a later one; what was left unpaid, for a later one only.

    Holds: 某局2022年度绩效自评报告¶总体目标：到2025年，监管体制机制基本完善，事故总量明显下降。
    Fails: 某局2022年度绩效自评报告¶总体目标：到2020年，监管体制机制基本完善，事故总量明显下降。
    """
    for extraction in reading.extractions:
        for dating in extraction.datings:
            days = days_of(dating.year) if dating.what in ("goal", "due") else None
            if days is None:
                continue
            if not extraction.year:
                yield not_assessable(dating.claim(), "the year of the report is unknown")
            else:
                first = int(extraction.year) + (dating.what == "due")
                yield as_required(dating.claim(), days[0].year >= first)
