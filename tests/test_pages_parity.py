"""A report says the same on pages as in Word: the same facts and findings from PDF and OFD, whoever made them."""

from __future__ import annotations

import shutil
import subprocess
from collections import Counter
from pathlib import Path

import pytest

from audit_cli.readers import read, read_data
from audit_cli.report import DocumentReport
from fixtures.expectations import FOLDER, Fixture, fixtures, seeded_text
from fixtures.printed import printed
from fixtures.printer import Ofd, Pdf, Printer
from tests.parity import audited, in_word

FIXTURES = fixtures()
SOFFICE = shutil.which("soffice")
SHARE = 0.99


def facts(report: DocumentReport) -> Counter[tuple[object, ...]]:
    return Counter((f.concept, f.measure, f.period, f.scope, f.fund, f.figure.value) for f in report.facts)


def findings(report: DocumentReport) -> Counter[tuple[object, ...]]:
    return Counter(
        (r.rule, r.status, r.severity, r.comparison.verdict, r.comparison.difference) for r in report.results
    )


def share(ours: Counter[tuple[object, ...]], theirs: Counter[tuple[object, ...]]) -> float:
    return (ours & theirs).total() / max(ours.total(), theirs.total(), 1)


@pytest.mark.parametrize("printer", [Pdf, Ofd])
@pytest.mark.parametrize("fixture", FIXTURES, ids=lambda fixture: fixture.name)
def test_a_printed_report_says_what_the_word_document_says(fixture: Fixture, printer: type[Printer]) -> None:
    data = printed(fixture, seeded_text(fixture), printer())
    report = audited(read_data(f"报告.{printer.__name__.lower()}", data))
    assert facts(report) == facts(in_word(fixture.name))
    assert findings(report) == findings(in_word(fixture.name))
    assert report.status == "audited"


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed; it is a second producer of PDF files")
def test_a_report_that_libreoffice_printed_says_what_the_word_document_says(tmp_path: Path) -> None:
    assert SOFFICE is not None
    names = [fixture.name for fixture in FIXTURES]
    for name in names:
        shutil.copy(FOLDER / name / "seeded.docx", tmp_path / f"{name}.docx")
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [SOFFICE, profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)]
    subprocess.run([*command, *map(str, tmp_path.glob("*.docx"))], check=True, capture_output=True, timeout=280)
    for name in names:
        report = audited(read(str(tmp_path / f"{name}.pdf")))
        assert share(facts(report), facts(in_word(name))) >= SHARE, name
        assert share(findings(report), findings(in_word(name))) >= SHARE, name
