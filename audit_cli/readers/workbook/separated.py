"""Reads tables whose cells are separated by commas, semicolons or tabs: a sheet without a name."""

from __future__ import annotations

import csv
import hashlib
import re
from collections.abc import Iterator
from contextlib import suppress
from io import StringIO
from itertools import islice

from audit_cli.errors import TooLarge
from audit_cli.expressions import expression
from audit_cli.model import Document, Note
from audit_cli.readers.encoding import decode
from audit_cli.readers.limits import Limits, Options, too_many_cells
from audit_cli.readers.outline import with_sections
from audit_cli.readers.workbook.cells import Sheet, address
from audit_cli.readers.workbook.layout import Writer, write_sheet

_SEPARATORS = (",", "\t", ";", "|")
_NAMED = expression(r"sep=(.)\r?\n", re.IGNORECASE)
_SAMPLED_ROWS = 100
# how exports keep a spreadsheet from reading a code as a number: ="0012"
_KEPT_AS_TEXT = expression(r'="((?:[^"]|"")*)"')
_FORMULA = expression(r"=\s*[A-Za-z(]")


def read_csv(path: str, data: bytes, options: Options | None = None) -> Document:
    """Return the table in *data*; raises Damaged if it is no text, TooLarge if it has too many or too long cells.

    Rows and columns of blocks are those of the file, counted from 0.
    """
    limits = (options or Options()).limits
    text, notes = decode(path, data)
    named = _NAMED.match(text)
    body = text[named.end() :] if named else text
    separator = named[1] if named else _separator(path, body)
    try:
        sheet = _sheet(path, body, separator, limits)
    except csv.Error:
        raise TooLarge(
            f"{path}：有一个单元格超过 {csv.field_size_limit()} 字，可能是引号不成对，请检查后另存",
            f"{path}: a cell of more than {csv.field_size_limit()} characters; a quotation mark may lack its pair",
        ) from None
    writer = Writer()
    write_sheet(writer, sheet)
    shown = "".join(writer.pieces)
    blocks, sections = with_sections(shown, writer.blocks)
    if sheet.uncalculated:
        first = address(*sheet.uncalculated[0])
        notes = (*notes, Note("formulas", (first, len(sheet.uncalculated))))
    return Document(path, hashlib.sha256(data).hexdigest(), "csv", shown, blocks, sections, notes)


def _separator(path: str, text: str) -> str:
    """Return the character that cuts most rows into the same number of cells."""
    if path.lower().endswith((".tsv", ".tab")):
        return "\t"

    def agreement(separator: str) -> tuple[int, int]:
        widths = _widths(text, separator)
        wide = [width for width in widths if width > 1]
        return max((wide.count(width) for width in set(wide)), default=0), sum(wide)

    return max(_SEPARATORS, key=agreement)


def _widths(text: str, separator: str) -> list[int]:
    """Return how many cells the first rows have, up to the row where a quoted cell does not end at the separator."""
    rows = csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True)
    widths: list[int] = []
    with suppress(csv.Error):
        for row in islice(rows, _SAMPLED_ROWS):
            widths.append(len(row))
    return widths


def _sheet(path: str, text: str, separator: str, limits: Limits) -> Sheet:
    cells: dict[tuple[int, int], str] = {}
    formulas: list[tuple[int, int]] = []
    for row, fields in enumerate(csv.reader(StringIO(text, newline=""), delimiter=separator)):
        for col, field in _filled(fields):
            cells[row, col] = field
            if _FORMULA.match(field):
                formulas.append((row, col))
        if len(cells) > limits.cells:
            raise too_many_cells(path, limits)
    return Sheet(cells, (), tuple(formulas), ())


def _filled(fields: list[str]) -> Iterator[tuple[int, str]]:
    for col, field in enumerate(fields):
        kept = _KEPT_AS_TEXT.fullmatch(field.strip())
        shown = kept[1].replace('""', '"') if kept else field
        shown = shown.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ").strip()
        if shown:
            yield col, shown
