"""Comma-separated values for Excel: a row a finding, UTF-8 with its mark; no cell is taken for a formula."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import StringIO

from audit_cli.expressions import expression
from audit_cli.outputs.entries import Entry, entries, unread_reason
from audit_cli.outputs.harmless import harmless
from audit_cli.outputs.view import View
from audit_cli.outputs.words import STATUS_WORDS, WORDS
from audit_cli.report import DocumentReport, RunInfo

_HEADERS = {
    "zh": ("文件", "单位", "年度", "级别", "状态", "规则", "要求", "位置", "说明", "算式", "写为", "应为", "差额",
           "计量单位", "金额（元）", "线索", "建议", "依据", "指纹", "起", "止", "已知、豁免"),
    "en": ("file", "organization", "year", "severity", "status", "rule", "requirement", "place", "message", "formula",
           "stated", "expected", "difference", "unit", "amount (yuan)", "hints", "advice", "authority", "fingerprint",
           "start", "end", "accepted"),
}  # fmt: skip
_MARK = b"\xef\xbb\xbf"
# a cell of Excel holds 32,767 characters
_LONGEST = 32_000
# what makes a cell a formula in some program, full-width where Chinese is written; but a number is only a number
_FORMULA = expression(r"\s*[=+\-@＝＋－＠]|[\t\r\n]")
_NUMBER = expression(r"[+-]?[0-9][0-9,]*(?:\.[0-9]+)?%?")


def render(reports: Iterable[DocumentReport], run: RunInfo, view: View) -> Iterator[bytes]:
    """Yield the header, the rows of each document as it comes, one for a document that was not read in full."""
    words = WORDS[view.lang]
    yield _MARK + _rows([_HEADERS[view.lang]])
    for report in reports:
        year = report.profile.fiscal_year
        about = [report.path, report.profile.organization, "" if year is None else str(year)]
        rows = [[*about, *_cells(entry, words)] for entry in entries(report, run, view)]
        if report.status != "audited":
            rows.insert(0, [*about, words["error"], words[report.status], "", "", "", unread_reason(report, view)])
        yield _rows(rows)
    yield b""


def _cells(entry: Entry, words: Mapping[str, str]) -> list[str]:
    result, worked = entry.result, entry.worked
    region = entry.operands[0].region if entry.operands else None
    return [
        words[result.severity],
        words[STATUS_WORDS[result.status]],
        result.rule,
        entry.title,
        entry.place,
        entry.message,
        worked.formula,
        worked.stated,
        worked.expected or "",
        worked.difference or "",
        worked.unit,
        entry.amount,
        "\n".join(entry.hints),
        entry.advice,
        entry.authority,
        result.fingerprint,
        "" if region is None else str(region.start),
        "" if region is None else str(region.end),
        entry.accepted,
    ]


def _rows(rows: Iterable[Sequence[str]]) -> bytes:
    target = StringIO()
    width = len(_HEADERS["zh"])
    csv.writer(target).writerows([*map(_cell, row), *[""] * (width - len(row))] for row in rows)
    return target.getvalue().encode("utf-8", "replace")


def _cell(text: str) -> str:
    """Return *text* as a cell that is shown and not computed: an apostrophe stands before what could be a formula."""
    shown = harmless(text)
    if len(shown) > _LONGEST:
        shown = shown[:_LONGEST] + "…"
    return f"'{shown}" if _FORMULA.match(shown) and not _NUMBER.fullmatch(shown) else shown
