"""One sound file of each format, made of the reports in `fixtures/`: what the fuzzer spoils and the benchmark reads."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from audit_cli.readers.word.docx import read_docx
from fixtures.containers import mail_of, sevenzip_of, tar_of, zip_of
from fixtures.expectations import fixtures, seeded_text
from fixtures.opendocument import odt_of
from fixtures.page import separated_table, web_archive, web_page
from fixtures.within import word_holding
from fixtures.workbooks import ods_of, xls_of, xlsx_of

FIXTURES = Path(__file__).parent.parent / "fixtures"
_CONTAINERS = {".zip": zip_of, ".tar.gz": tar_of, ".7z": sevenzip_of, ".eml": mail_of}
# what only another program can write
WRITTEN = Path(__file__).parent.parent / "tests" / "data"


class Sample(NamedTuple):
    """A file: its name, whose suffix is its format, and what stands in it."""

    name: str
    data: bytes


def samples() -> Iterator[Sample]:
    """Yield the samples, format by format."""
    for path in sorted(FIXTURES.glob("*/seeded.docx"))[:4]:
        yield Sample(f"{path.parent.name}.docx", path.read_bytes())
    for path in sorted(FIXTURES.glob("*/seeded.txt")):
        yield Sample(f"{path.parent.name}.txt", path.read_bytes())
    for name in ("agriculture-yunnan", "civil-affairs-hubei"):
        written = (FIXTURES / name / "seeded.docx").read_bytes()
        document = read_docx(f"{name}.docx", written)
        yield Sample(f"{name}.odt", odt_of(document))
        yield Sample(f"{name}.xlsx", xlsx_of(document))
        yield Sample(f"{name}.xls", xls_of(document))
        yield Sample(f"{name}.ods", ods_of(document))
        page = web_page(fixtures()[0], fixtures()[0].clean_text())
        yield Sample(f"{name}-within.docx", word_holding(page, written, xlsx_of(document)))
    for path in sorted(WRITTEN.glob("*.doc")):
        yield Sample(path.name, path.read_bytes())
    yield from _printed()
    yield from _markup()
    for suffix, pack in _CONTAINERS.items():
        yield Sample(f"submission{suffix}", pack(_submission()))


def _printed() -> Iterator[Sample]:
    from fixtures.printed import printed
    from fixtures.printer import Ofd, Pdf

    for fixture in fixtures()[:4]:
        text = fixture.clean_text()
        yield Sample(f"{fixture.name}.pdf", printed(fixture, text, Pdf()))
        # what it draws in plain sight, so that spoiling it does more than break the compression
        yield Sample(f"{fixture.name}-plain.pdf", printed(fixture, text, Pdf(pageCompression=0)))
        yield Sample(f"{fixture.name}.ofd", printed(fixture, text, Ofd()))


def _markup() -> Iterator[Sample]:
    for fixture in fixtures()[:4]:
        text = seeded_text(fixture)
        page = web_page(fixture, text)
        yield Sample(f"{fixture.name}.html", page)
        yield Sample(f"{fixture.name}.mht", web_archive(page))
        for number, table in enumerate(fixture.tables):
            yield Sample(f"{fixture.name}-{number}.csv", separated_table(table, text.split("\n")))


def _submission() -> dict[str, bytes]:
    folder = FIXTURES / "housing-budget"
    return {
        "甲局/自评报告.docx": (folder / "seeded.docx").read_bytes(),
        "说明.txt": (folder / "seeded.txt").read_bytes(),
    }
