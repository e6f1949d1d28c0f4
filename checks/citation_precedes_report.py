"""Plausibility: documents that are younger than the report."""

from __future__ import annotations

from collections.abc import Iterator

from audit_cli import Comparison, Reading, as_required, check


@check(kind="citation")
def citation_precedes_report(reading: Reading) -> Iterator[Comparison]:
    """A report does not cite a document of a year after all that it speaks of.

    Holds: 2022年度自评报告¶根据《关于开展绩效自评工作的通知》（某财绩〔2023〕5号）开展自评。
    Fails: 2022年度自评报告¶根据《关于开展绩效自评工作的通知》（某财绩〔2032〕5号）开展自评。
    """
    for citation in reading.each_citation():
        if citation.ahead:
            yield as_required(citation.claim("issued later", citation.issued), False)
