"""The results of a document for lists and rows: in the words of one language, with the lines that they stand in."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from audit_cli.calculation import Calculation, calculation, money_at_stake, plain
from audit_cli.model import Document, Figure, Result, Term
from audit_cli.outputs.places import place_of
from audit_cli.outputs.view import View
from audit_cli.outputs.words import WORDS
from audit_cli.report import DocumentReport, RunInfo, findings
from audit_cli.wording import message, suggestion


class Region(NamedTuple):
    """A stretch of the canonical text, in code points from *start* to *end*, and in lines and columns from 1."""

    start: int
    end: int
    line: int
    column: int
    end_line: int
    end_column: int


class Lines:
    """Where the lines of a text begin."""

    def __init__(self, text: str) -> None:
        self.starts = [0]
        while at := text.find("\n", self.starts[-1]) + 1:
            self.starts.append(at)

    def region(self, figure: Figure) -> Region:
        """Return where *figure* stands."""
        first, last = (bisect_right(self.starts, at) - 1 for at in (figure.start, figure.end))
        columns = (figure.start - self.starts[first] + 1, figure.end - self.starts[last] + 1)
        return Region(figure.start, figure.end, first + 1, columns[0], last + 1, columns[1])


class Operand(NamedTuple):
    """A figure of a result, with its place in words; *path* is that of the document if it is another."""

    label: str
    text: str
    place: str
    region: Region
    path: str = ""


class Entry(NamedTuple):
    """One result: *operands* begins with the stated figure and has none where something is missing altogether.

    *accepted* says that it is known or suppressed, and why; "" if nobody accepted it.
    """

    result: Result
    title: str
    message: str
    advice: str
    hints: tuple[str, ...]
    worked: Calculation
    amount: str
    authority: str
    place: str
    operands: tuple[Operand, ...]
    accepted: str = ""


def entries(report: DocumentReport, run: RunInfo, view: View) -> Iterator[Entry]:
    """Yield what does not hold in *report*, or all that was compared if the user wants to see everything."""
    if report.document is None:
        return
    lines = Lines(report.document.text)
    for result in report.results if view.everything else findings(report):
        yield _entry(report.document, result, run, report, view, lines)


def _entry(
    document: Document, result: Result, run: RunInfo, report: DocumentReport, view: View, lines: Lines
) -> Entry:  # fmt: skip
    comparison = result.comparison
    rule = run.words(report)[result.rule]
    worked, stake = calculation(comparison), money_at_stake(comparison)
    operands = tuple(
        Operand(term.label, term.figure.text, place_of(document, term, view.lang), lines.region(term.figure))
        if term.document is None
        else _elsewhere(term, term.document, view)
        for term in comparison.claim.terms
    )
    return Entry(
        result=result,
        title=view.said(rule.title),
        message=view.said(message(comparison, worked, rule.title)),
        advice=view.said(suggestion(comparison, worked, rule.title)),
        hints=tuple(view.said((hint.zh, hint.en)) for hint in result.hints),
        worked=worked,
        amount="" if stake is None else plain(stake),
        authority=rule.authority,
        place=operands[0].place if operands else comparison.claim.section,
        operands=operands,
        accepted=_accepted(report, result, view),
    )


def _elsewhere(term: Term, document: Document, view: View) -> Operand:
    region = Lines(document.text).region(term.figure)
    return Operand(term.label, term.figure.text, place_of(document, term, view.lang), region, document.path)


def _accepted(report: DocumentReport, result: Result, view: View) -> str:
    words, suppression = WORDS[view.lang], report.suppressed.get(result.fingerprint)
    if suppression:
        return f"{words['suppressed']}{view.said(('：', ': '))}{suppression.reason}"
    return words["known"] if result.fingerprint in report.known else ""


def unread_reason(report: DocumentReport, view: View) -> str:
    """Return why *report* says less than it should, without the path before it; "" if it does not."""
    colon = view.said(("：", ": "))
    return view.said((report.reason_zh, report.reason_en)).removeprefix(report.path + colon)
