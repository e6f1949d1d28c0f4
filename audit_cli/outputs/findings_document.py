"""A Word file of all findings: for each document its points with their figures, as the letter has them.

Word files cannot be written piece by piece, so that the file comes when all documents are by.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from docx.document import Document as Word

from audit_cli.judgement import FAILING, RANK
from audit_cli.outputs.entries import entries, unread_reason
from audit_cli.outputs.points import point_of
from audit_cli.outputs.view import View
from audit_cli.outputs.word import add_line, add_point, blank_document, packed
from audit_cli.outputs.words import STATUS_WORDS, WORDS
from audit_cli.report import DocumentReport, RunInfo, Total, severity_counts
from audit_cli.wording.notes import notes_in

_TITLES = {"zh": "审核结果", "en": "Findings"}


def render(reports: Iterable[DocumentReport], run: RunInfo, view: View) -> Iterator[bytes]:
    """Yield nothing for each report, and the whole file behind the last."""
    words, title = WORDS[view.lang], _TITLES[view.lang]
    word, total = blank_document(), Total()
    add_line(word, title, bold=True, size=20, centred=True)
    yield b""
    for report in reports:
        total.add(report)
        _part(word, report, run, view)
        yield b""
    counts = [f"{words[severity]} {count}" for severity, count in total.severities.items()]
    counts += [f"{words[status]} {count}" for status, count in sorted(total.unread.items(), reverse=True)]
    add_line(word, " · ".join([f"{total.documents} {words['documents']}", *counts]), bold=True)
    yield packed(word, title)


def _part(word: Word, report: DocumentReport, run: RunInfo, view: View) -> None:
    """Add what is to be said of one document."""
    words, coverage = WORDS[view.lang], report.coverage
    add_line(word, report.profile.title or report.path, "Heading 1", bold=True, size=14)
    add_line(word, report.path)
    if report.status != "audited":
        colon = view.said(("：", ": "))
        add_line(word, f"{words[report.status]}{colon}{unread_reason(report, view)}", bold=True)
    if report.document is None:
        return
    for note in notes_in(report.document.notes, view.lang):
        add_line(word, note)
    counts = [(words[severity], count) for severity, count in severity_counts(report).items()]
    counts += [(words["figures"], coverage.figures), (words["tied"], coverage.tied)]
    counts += [(words["compared"], coverage.claims_compared)]
    add_line(word, " · ".join(f"{name} {count}" for name, count in counts))
    shown = sorted(entries(report, run, view), key=lambda entry: RANK[entry.result.severity])
    if not any(entry.result.status in FAILING for entry in shown) and coverage.figures:
        add_line(word, words["clean" if coverage.claims_compared else "nothing"])
    for number, entry in enumerate((entry for entry in shown if entry.result.status in FAILING), 1):
        point = point_of(report, entry.result, run, view.lang)
        state = " · ".join(filter(None, (words[entry.result.severity], entry.accepted)))
        add_point(word, number, point._replace(title=f"{state}  {point.title}"), lang=view.lang)
    for entry in shown:
        if entry.result.status not in FAILING:
            said = (words[STATUS_WORDS[entry.result.status]], entry.result.rule, entry.worked.formula, entry.place)
            add_line(word, "  ".join(filter(None, said)))
