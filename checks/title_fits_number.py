"""Tie-out: titles of documents with their numbers."""

from __future__ import annotations

from collections.abc import Iterator

from audit_cli import Comparison, Reading, as_required, check


@check(kind="citation")
def title_fits_number(reading: Reading) -> Iterator[Comparison]:
    """A document is cited by the number that belongs to its title.

    Holds: 根据《项目支出绩效评价管理办法》（财预〔2020〕10号）开展自评。
    Fails: 根据《项目支出绩效评价管理办法》（财预〔2020〕11号）开展自评。
    """
    for citation in reading.each_citation():
        if citation.by_title is not None and citation.number is not None:
            right = citation.by_title.number
            yield as_required(citation.claim("number", right), citation.by_number == citation.by_title)
