"""One report in several formats gives the same text, the same cells and the same findings."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
import xlwt

from audit_cli.model import Block, Document
from audit_cli.readers import read, read_data
from fixtures.expectations import FOLDER, fixtures
from tests.odf_files import cell, covered, odf, odt_of, paragraph, row
from tests.outcomes import contradicted

NAMES = [fixture.name for fixture in fixtures()]
CONVERTED = ("emergency-funding-list", "culture-work-report")
by_name = pytest.mark.parametrize("name", NAMES)


def word(name: str) -> Document:
    return read(str(FOLDER / name / "seeded.docx"))


@by_name
def test_odt_has_the_findings_of_docx(name: str) -> None:
    document = word(name)
    assert contradicted(read_data("seeded.odt", odt_of(document))) == contradicted(document) != []


def tables(document: Document) -> Iterator[dict[tuple[int, int], Block]]:
    """Yield the cells of each table by their place."""
    cells = [block for block in document.blocks if block.table is not None]
    for number in sorted({block.table for block in cells if block.table is not None}):
        yield {(block.row, block.col): block for block in cells if block.table == number}


def xlsx_of(document: Document) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for number, cells in enumerate(tables(document), 1):
        sheet = book.create_sheet(f"表{number}")
        for (i, j), block in cells.items():
            sheet.cell(i + 1, j + 1, document.text_of(block)).data_type = "s"
            if (block.rowspan, block.colspan) != (1, 1):
                sheet.merge_cells(None, i + 1, j + 1, i + block.rowspan, j + block.colspan)
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def xls_of(document: Document) -> bytes:
    book = xlwt.Workbook()
    for number, cells in enumerate(tables(document), 1):
        sheet = book.add_sheet(f"表{number}")
        for (i, j), block in cells.items():
            sheet.write_merge(i, i + block.rowspan - 1, j, j + block.colspan - 1, document.text_of(block))
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def ods_of(document: Document) -> bytes:
    sheets = []
    for number, cells in enumerate(tables(document), 1):
        rows = []
        for i in range(max(i for i, _ in cells) + 1):
            own = [cells.get((i, j)) for j in range(max(j for _, j in cells) + 1)]
            rows.append(row(*[_cell(document, block) if block else covered() for block in own]))
        sheets.append(f'<table:table table:name="表{number}">{"".join(rows)}</table:table>')
    return odf("spreadsheet", "".join(sheets))


def _cell(document: Document, block: Block) -> str:
    lines = "".join(paragraph(line) for line in document.text_of(block).split("\n"))
    return cell(lines, block.rowspan, block.colspan)


@by_name
def test_workbooks_of_its_tables_are_the_same(name: str) -> None:
    document = word(name)
    if not any(tables(document)):
        pytest.skip("a report without tables")
    xlsx = read_data("a.xlsx", xlsx_of(document))
    for other in (read_data("a.xls", xls_of(document)), read_data("a.ods", ods_of(document))):
        assert other.text == xlsx.text
        assert (other.blocks, other.sections, other.notes) == (xlsx.blocks, xlsx.sections, ())
        assert contradicted(other) == contradicted(xlsx)


@pytest.fixture(scope="module")
def converted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of fixtures that LibreOffice has converted."""
    office = shutil.which("soffice")
    if not office:
        pytest.skip("LibreOffice is not installed")
    folder = tmp_path_factory.mktemp("converted")
    for name in CONVERTED:
        shutil.copy(FOLDER / name / "seeded.docx", folder / f"{name}.docx")
    for kind in ("doc", "odt"):
        files = [str(folder / f"{name}.docx") for name in CONVERTED]
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        command = [office, profile, "--headless", "--convert-to", kind, "--outdir", str(folder), *files]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
    return folder


@pytest.mark.parametrize("kind", ["doc", "odt"])
@pytest.mark.parametrize("name", CONVERTED)
def test_what_libreoffice_writes_has_the_findings_of_docx(converted: Path, name: str, kind: str) -> None:
    document = read(str(converted / f"{name}.{kind}"))
    assert document.text == word(name).text
    assert contradicted(document) == contradicted(word(name))
