"""Other kept libraries that read the same formats: what they say of a file, to be set beside our readers."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

# number of the table, row and column, rows and columns that it covers
Place = tuple[int, int, int, int, int]


class Said(NamedTuple):
    """What a reader says: lines outside tables, the texts of cells, and, if it knows, the places of these."""

    lines: list[str]
    cells: list[str]
    placed: list[tuple[Place, str]] | None = None


class Alternative(NamedTuple):
    """A library and how to read a file with it."""

    name: str
    read: Callable[[bytes], Said]


def python_docx(data: bytes) -> Said:
    import docx

    word = docx.Document(io.BytesIO(data))
    # a merged cell is given once for each place that it covers
    cells = {cell._tc: cell.text for table in word.tables for row in table.rows for cell in row.cells}
    return Said([paragraph.text for paragraph in word.paragraphs], list(cells.values()))


def msdoc2docx(data: bytes) -> Said:
    import doc2docx

    with TemporaryDirectory() as folder:
        old, new = Path(folder) / "a.doc", Path(folder) / "a.docx"
        old.write_bytes(data)
        doc2docx.convert(old, new)
        return python_docx(new.read_bytes())


def openpyxl(data: bytes) -> Said:
    from openpyxl import load_workbook

    placed = []
    for number, sheet in enumerate(load_workbook(io.BytesIO(data)).worksheets):
        spans = {
            (area.min_row, area.min_col): (area.max_row - area.min_row + 1, area.max_col - area.min_col + 1)
            for area in sheet.merged_cells.ranges
        }
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value is not None:
                    place = (number, cell.row - 1, cell.column - 1, *spans.get((cell.row, cell.column), (1, 1)))
                    placed.append((place, str(cell.value)))
    return Said([], [text for _, text in placed], placed)


def calamine(data: bytes) -> Said:
    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    rows = [row for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python()]
    return Said([], [str(cell) for row in rows for cell in row if cell != ""])


def pdfplumber(data: bytes) -> Said:
    import pdfplumber

    lines: list[str] = []
    cells: list[str] = []
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        for page in pdf.pages:
            lines += page.extract_text().split("\n")
            cells += [cell for table in page.extract_tables() for row in table for cell in row if cell]
    return Said(lines, cells)


def pandas_html(data: bytes) -> Said:
    import pandas

    try:
        frames = pandas.read_html(io.BytesIO(data), flavor="lxml", keep_default_na=False)
    except ValueError:
        # how it says that there is no table
        return Said([], [])
    return Said([], [str(cell) for frame in frames for cell in frame.to_numpy().ravel() if str(cell)])


ALTERNATIVES = {
    "docx": Alternative("python-docx", python_docx),
    "doc": Alternative("msdoc2docx, python-docx", msdoc2docx),
    "xlsx": Alternative("openpyxl", openpyxl),
    "xls": Alternative("python-calamine", calamine),
    "ods": Alternative("python-calamine", calamine),
    "pdf": Alternative("pdfplumber", pdfplumber),
    "html": Alternative("pandas.read_html", pandas_html),
}
