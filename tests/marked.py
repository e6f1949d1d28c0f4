"""Marked copies for tests: a file audited and marked, and what a package holds."""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import NamedTuple

from audit_cli.marking import marked_copy
from audit_cli.marking.remarks import Remark, remarks
from audit_cli.model import Document
from audit_cli.pipeline import audit_documents
from audit_cli.readers import read_data
from audit_cli.readers.limits import Options
from audit_cli.report import DocumentReport, findings, run_info
from audit_cli.rulebook import rulebook

RULES = rulebook()
OPTIONS = Options(origins=True)
DAY = "2026-03-31"


class Marked(NamedTuple):
    """A file, what was found in it, and the copy with remarks."""

    path: str
    data: bytes
    report: DocumentReport
    remarks: list[Remark]
    copy: bytes

    @property
    def document(self) -> Document:
        assert self.report.document is not None
        return self.report.document

    def said(self, remark: Remark) -> str:
        """Return the text that *remark* stands beside."""
        return self.document.text[remark.start : remark.end]


def marked(path: str, data: bytes) -> Marked:
    """Return *data* audited under the rules of its region, and marked whatever the severity."""
    (report,) = audit_documents([read_data(path, data, OPTIONS)], RULES)
    written = remarks(report, run_info(RULES), "zh", "info")
    assert report.document is not None
    return Marked(path, data, report, written, marked_copy(data, report.document, written, DAY, OPTIONS))


def parts(data: bytes) -> dict[str, bytes]:
    """Return what stands in a package, by name."""
    with zipfile.ZipFile(BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def check_same_report(case: Marked) -> None:
    """The copy says what the file says, and the same is found in it."""
    again = read_data(case.path, case.copy)
    assert (again.text, again.blocks, again.sections, again.notes) == (
        case.document.text, case.document.blocks, case.document.sections, case.document.notes,
    )  # fmt: skip
    (report,) = audit_documents([again], RULES)
    assert [r.fingerprint for r in findings(report)] == [r.fingerprint for r in findings(case.report)]


def check_every_operand(case: Marked) -> None:
    """Each finding has a remark of its own, and each of its operands stands at one."""
    own = [remark for remark in case.remarks if remark.number]
    assert len(own) == len(findings(case.report))
    assert [remark.number for remark in own] == list(range(1, len(own) + 1))
    places = {(remark.start, remark.end) for remark in case.remarks}
    for result in findings(case.report):
        for term in result.comparison.claim.terms:
            assert (term.figure.start, term.figure.end) in places
