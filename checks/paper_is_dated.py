"""Presence: the day of a report."""

from __future__ import annotations

import re
from collections.abc import Iterator

from audit_cli import Claim, Comparison, Document, Figure, Reading, as_required, check, not_assessable

_LONGEST_LINE = 40
_LAST = 12  # the blocks at the end, where a date may stand in a cell
# a year and a month, whatever stands between them; in Chinese numerals what is longer than a year
_MONTH = re.compile(r"(?:19|20)[0-9]{2}\s*\D\s*[0-9]{1,2}|[^0-9]{7}")


@check(kind="missing-section")
def paper_is_dated(reading: Reading, *, least: int = 0) -> Iterator[Comparison]:
    """A department's self-evaluation, *least* characters long, bears the day or the month in a line of its own.

    Holds: 林业局2023年度部门整体支出绩效自评报告¶一、基本情况¶在职人员32人。¶2024年4月10日
    Fails: 林业局2023年度部门整体支出绩效自评报告¶一、基本情况¶2023年4月10日，在职人员共32人。
    """
    for extraction in reading.extractions:
        document = extraction.document
        if not any(paper.kind == "self-evaluation" and paper.length >= least for paper in extraction.papers):
            continue
        dates = (f for f in extraction.figures if f.type == "date" and f.block >= 0 and _MONTH.match(f.text))
        dated = any(_stands_alone(document, date) for date in dates)
        section = document.sections[-1] if document.sections else ""
        claim = Claim("missing-section", (), "date", section=section)
        if not (dated or document.is_whole):
            yield not_assessable(claim, "it may stand in another file")
        else:
            yield as_required(claim, dated)


def _stands_alone(document: Document, date: Figure) -> bool:
    """Tell whether a date ends a short line of its own, or a cell at the end of the document."""
    block = document.blocks[date.block]
    short = block.end - date.end <= 1 and block.end - block.start <= _LONGEST_LINE
    return short and (block.kind != "cell" or len(document.blocks) - date.block <= _LAST)
