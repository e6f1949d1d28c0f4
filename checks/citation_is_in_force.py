"""Tie-out: documents that a report rests on with its year."""

from __future__ import annotations

from collections.abc import Iterator

from audit_cli import Comparison, Reading, as_required, check, not_assessable


@check(kind="citation")
def citation_is_in_force(reading: Reading) -> Iterator[Comparison]:
    """What a report rests on had not been replaced by then.

    Holds: 2019年度自评报告¶根据《财政支出绩效评价管理暂行办法》（财预〔2011〕285号）开展自评。
    Fails: 2021年度自评报告¶根据《财政支出绩效评价管理暂行办法》（财预〔2011〕285号）开展自评。
    """
    for extraction in reading.extractions:
        for citation in extraction.citations:
            regulation = citation.regulation
            if not citation.basis or regulation is None or not regulation.last_year:
                continue
            claim = citation.claim("replaced", regulation.replaced_by)
            if extraction.year:
                yield as_required(claim, extraction.year <= regulation.last_year)
            else:
                yield not_assessable(claim, "the year of the report is unknown")
