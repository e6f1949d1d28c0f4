"""Markdown: a heading and a table of findings for each document."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from audit_cli.expressions import expression
from audit_cli.judgement import FAILING
from audit_cli.outputs.entries import Entry, entries, unread_reason
from audit_cli.outputs.harmless import one_line
from audit_cli.outputs.view import View
from audit_cli.outputs.words import STATUS_WORDS, WORDS
from audit_cli.report import DocumentReport, RunInfo, Total, severity_counts

_HEADERS = {
    "zh": ("级别", "规则", "位置", "说明", "线索和建议", "指纹"),
    "en": ("severity", "rule", "place", "message", "hints and advice", "fingerprint"),
}
_TITLE = {"zh": "审核结果", "en": "Findings"}
_MARKED = expression(r"([\\`*_{}\[\]<>#|~$!&@:^=])")
# what begins a list at the beginning of a line, and what is taken for an address when it stands bare
_BULLET = expression(r"^([0-9]*)([-+.)])")
_ADDRESS = expression(r"(www)\.", re.IGNORECASE)


def render(reports: Iterable[DocumentReport], run: RunInfo, view: View) -> Iterator[bytes]:
    """Yield a title, the part of each document as it comes, and the sum of all."""
    words, total = WORDS[view.lang], Total()
    yield _bytes(f"# {_TITLE[view.lang]}\n")
    for report in reports:
        total.add(report)
        yield _bytes(_part(report, run, view, words))
    counts = " · ".join(f"{words[severity]} {count}" for severity, count in total.severities.items())
    unread = "".join(f" · {words[status]} {count}" for status, count in sorted(total.unread.items(), reverse=True))
    yield _bytes(f"\n{total.documents} {words['documents']} · {counts}{unread}\n")


def _part(report: DocumentReport, run: RunInfo, view: View, words: Mapping[str, str]) -> str:
    from tabulate import tabulate

    parts = [f"\n## {plain_text(report.profile.title or report.path)}\n", f"{plain_text(report.path)}\n"]
    if report.status != "audited":
        parts.append(f"**{words[report.status]}** {plain_text(unread_reason(report, view))}\n")
    coverage = report.coverage
    if coverage.figures:
        counts = [(words[severity], count) for severity, count in severity_counts(report).items()]
        counts += [(words["figures"], coverage.figures), (words["tied"], coverage.tied)]
        counts += [(words["unread"], coverage.unread), (words["compared"], coverage.claims_compared)]
        parts.append(" · ".join(f"{name} {count}" for name, count in counts) + "\n")
    rows = [[plain_text(cell) for cell in _cells(entry, words)] for entry in entries(report, run, view)]
    if rows:
        table = tabulate(rows, headers=_HEADERS[view.lang], tablefmt="github", disable_numparse=True)
        parts.append(table + "\n")
    elif coverage.figures:
        parts.append(words["clean" if coverage.claims_compared else "nothing"] + "\n")
    return "\n".join(parts)


def _cells(entry: Entry, words: Mapping[str, str]) -> tuple[str, ...]:
    result = entry.result
    first = words[result.severity] if result.status in FAILING else words[STATUS_WORDS[result.status]]
    if entry.accepted:
        first = f"{first} · {entry.accepted}"
    more = [*entry.hints, entry.advice]
    return first, f"{result.rule} {entry.title}", entry.place, entry.message, " ".join(more), result.fingerprint


def plain_text(text: str) -> str:
    """Return *text* in one line, every character that means something to Markdown or HTML escaped."""
    text = _MARKED.sub(r"\\\1", one_line(text))
    return _ADDRESS.sub(r"\1\\.", _BULLET.sub(r"\1\\\2", text))


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "replace")
