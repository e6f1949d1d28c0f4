"""The working paper: a workbook with what was found, each calculation made again by live formulas.

A comparison stands in one row of findings or ticks; its operands stand one a row on the sheet of calculations, where
formulas make of them what is expected and the difference.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from decimal import Decimal
from io import BytesIO
from ntpath import basename

from xlsxwriter import Workbook

from audit_cli import __version__
from audit_cli.calculation import calculation, money_at_stake, plain
from audit_cli.judgement import FAILING, PASSING, RANK
from audit_cli.model import Document, Result
from audit_cli.outputs.calculations import Calculations
from audit_cli.outputs.columns import short
from audit_cli.outputs.ledgers import contract_rows, contract_sums, figure_rows, indicator_rows
from audit_cli.outputs.paper_columns import COLUMNS, SHEETS, TEXTS
from audit_cli.outputs.places import place, quotations
from audit_cli.outputs.sheets import Cell, Formula, Link, Number, Sheet, Styles
from audit_cli.outputs.view import View
from audit_cli.outputs.words import WORDS
from audit_cli.report import DocumentReport, RunInfo, findings
from audit_cli.wording import Words, message, suggestion
from audit_cli.wording.labels import tidied
from audit_cli.wording.notes import notes_in

# how many columns of the summary are counts
_COUNTS = 8
_LONGEST_LABEL = 60
# the same bytes for the same reports
_MADE = datetime(2000, 1, 1)


def render(reports: Iterable[DocumentReport], run: RunInfo, view: View) -> Iterator[bytes]:
    """Yield a whole xlsx file at the end, and nothing for each report as it comes: a package is written at once."""
    target = BytesIO()
    book = Workbook(target, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"created": _MADE, "comments": f"audit-cli {__version__}"})
    paper = _Paper(book, run, view.lang)
    yield b""
    for number, report in enumerate(reports, 1):
        paper.add(number, report)
        yield b""
    paper.finish()
    book.close()
    yield target.getvalue()


class _Paper:
    """The sheets of a working paper, filled one report after the other."""

    def __init__(self, book: Workbook, run: RunInfo, lang: str) -> None:
        self.run, self.lang = run, lang
        self.words, self.texts = WORDS[lang], TEXTS[lang]
        styles = Styles(book)
        self.names = {key: zh if lang == "zh" else en for key, (zh, en) in SHEETS.items()}
        self.sheets = {key: Sheet(book, styles, name, COLUMNS[key], lang) for key, name in self.names.items()}
        self.calculations = Calculations(self.sheets["calculations"], lang)
        self.documents = 0
        self.counts: Sequence[int] = (0,) * _COUNTS
        self.contracts: list[list[Cell]] = []

    def add(self, number: int, report: DocumentReport) -> None:
        """Add the rows of *report* to every sheet."""
        self.documents = number
        file = f"{number} {basename(report.path)}"
        self._summary(number, report)
        document = report.document
        if document is None:
            return
        for result in sorted(findings(report), key=lambda r: RANK[r.severity]):
            self._finding(file, document, report, result)
        for result in report.results:
            if result.status in PASSING:
                self._tick(file, document, report, result)
            elif result.status == "not-assessable":
                self._unassessed(file, document, report, result)
        owed = self.sheets["backlog"]
        contracts = list(contract_rows(report.contracts, document, self.lang, owed.row + 2))
        self.contracts += contracts
        ledgers = (
            ("figures", figure_rows(report, document, self.lang)),
            ("backlog", contracts),
            ("indicators", indicator_rows(report, document, self.lang)),
        )
        for name, rows in ledgers:
            for row in rows:
                self.sheets[name].add(file, *row)

    def finish(self) -> None:
        """Add the sums, and what is said of the run as a whole."""
        summary, owed, texts = self.sheets["summary"], self.sheets["backlog"], self.texts
        for sheet in self.sheets.values():
            sheet.finish()
        if self.contracts:
            owed.add(texts["total"], "", *contract_sums(self.contracts, owed.row + 1), None, "万元", bold=True)
        if self.documents:
            last = self.documents + 1
            sums = [Formula(f"=SUM({c}2:{c}{last})", Decimal(n)) for c, n in zip("FGHIJKLM", self.counts, strict=True)]
            summary.add(None, texts["total"], None, None, None, *sums, bold=True)
        for sheet in self.sheets.values():
            if sheet.left_out:
                summary.add(None, texts["left out"].format(sheet.left_out, sheet.name), font_color="#C00000")
        summary.add()
        run = self.run
        about = (
            ("made by", f"audit-cli {__version__}"),
            ("rules", f"{run.profile if run.profile != 'auto' else texts['by region']} {run.sha256[:16]}"),
            ("as of", run.as_of or texts["year end"]),
            ("how", texts["use"]),
            *((blank, "") for blank in ("auditor", "reviewer", "day")),
        )
        for name, said in about:
            summary.add(None, texts[name], said)
        for key, name in self.names.items():
            if key != "summary":
                summary.add(None, Link(f"'{name}'!A1", name), max(self.sheets[key].row, 0))

    def _summary(self, number: int, report: DocumentReport) -> None:
        coverage, year = report.coverage, report.profile.fiscal_year
        severities = Counter(r.severity for r in findings(report))
        unassessed = sum(r.status == "not-assessable" for r in report.results)
        counts = (severities["error"], severities["warning"], severities["info"], coverage.figures, coverage.tied,
                  coverage.unread, coverage.claims_compared, unassessed)  # fmt: skip
        self.counts = [a + b for a, b in zip(self.counts, counts, strict=True)]
        said = [report.reason_zh if self.lang == "zh" else report.reason_en]
        notes = notes_in(report.document.notes, self.lang) if report.document else []
        said += [note for note in notes if note not in said[0]]
        self.sheets["summary"].add(
            number, report.path, report.profile.organization, "" if year is None else str(year),
            self.texts[report.status], *counts, "\n".join(filter(None, said)),
        )  # fmt: skip

    def _finding(self, file: str, document: Document, report: DocumentReport, result: Result) -> None:
        comparison, rule = result.comparison, self.run.words(report)[result.rule]
        claim, worked, stake = comparison.claim, calculation(comparison), money_at_stake(comparison)
        said, advice = message(comparison, worked, rule.title), suggestion(comparison, worked, rule.title)
        passages = ["".join(f"【{p.text}】" if p.role == "stated" else p.text for p in passage)
                    for passage in quotations(document, claim)]  # fmt: skip
        also = [r for r in report.results if r.group == result.group and r is not result and r.status in FAILING]
        link, amounts = self.calculations.add(file, document, result, worked)
        self.sheets["findings"].add(
            link, file, self.words[result.severity], self.texts[result.status], result.rule, self._said(rule.title),
            self._place(document, result), self._said(said), "\n".join(passages), worked.formula, *amounts,
            None if stake is None else Number(stake, 2, plain(stake)),
            "\n".join(self._said(Words(hint.zh, hint.en)) for hint in result.hints), self._said(advice),
            "\n".join(f"{r.rule} {self._place(document, r)}" for r in also if result.group), rule.authority,
            result.fingerprint,
        )  # fmt: skip

    def _tick(self, file: str, document: Document, report: DocumentReport, result: Result) -> None:
        worked, terms = calculation(result.comparison), result.comparison.claim.terms
        link, amounts = self.calculations.add(file, document, result, worked)
        self.sheets["ticks"].add(
            link, file, result.rule, self._said(self.run.words(report)[result.rule].title), self.texts[result.status],
            short(tidied(terms[0].label), _LONGEST_LABEL) if terms else "", self._place(document, result),
            worked.formula, *amounts, result.fingerprint,
        )  # fmt: skip

    def _unassessed(self, file: str, document: Document, report: DocumentReport, result: Result) -> None:
        rule = self.run.words(report)[result.rule]
        said = message(result.comparison, calculation(result.comparison), rule.title)
        self.sheets["unassessed"].add(
            file, result.rule, self._said(rule.title), self._place(document, result), self._said(said), rule.authority
        )

    def _place(self, document: Document, result: Result) -> str:
        claim = result.comparison.claim
        return place(document, claim.stated, self.lang) if claim.terms else claim.section

    def _said(self, words: Words) -> str:
        return words.zh if self.lang == "zh" else words.en
