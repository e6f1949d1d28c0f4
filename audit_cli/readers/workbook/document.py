"""A workbook as a document: every sheet is a heading, what stands in it, and what must be said of it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence

from audit_cli.model import Block, Document, InCell, Note, Several
from audit_cli.readers.limits import Limits, too_many_cells
from audit_cli.readers.outline import with_sections
from audit_cli.readers.workbook.cells import Sheet, address
from audit_cli.readers.workbook.layout import Writer, write_sheet

_NAMED_CELLS = 5


def workbook_document(
    path: str, data: bytes, kind: str, sheets: Iterable[Sheet], limits: Limits, notes: Sequence[Note] = (),
    with_origins: bool = False,
) -> Document:  # fmt: skip
    """Return the document that *sheets* make: rows and columns of blocks are the positions in the sheet, from 0.

    What stands in text boxes follows the cells of its sheet. Raises TooLarge.
    """
    writer = Writer()
    said = list(notes)
    cells = 0
    origins: list[InCell] = []
    for sheet in sheets:
        cells += len(sheet.cells)
        if cells > limits.cells:
            raise too_many_cells(path, limits)
        said.extend(_notes(sheet))
        if sheet.cells or sheet.boxes:
            if sheet.name:
                writer.line(sheet.name, Block("heading", 0, 0, level=1))
            first = len(writer.blocks)
            write_sheet(writer, sheet)
            if with_origins:
                origins += [InCell(b.start, b.end, sheet.part, b.row, b.col) for b in writer.blocks[first:]]
            for text in sheet.boxes:
                writer.line(text, Block("paragraph", 0, 0))
    text = "".join(writer.pieces)
    blocks, sections = with_sections(text, writer.blocks)
    digest = hashlib.sha256(data).hexdigest()
    return Document(path, digest, kind, text, blocks, sections, tuple(said), origins=tuple(origins))


def _notes(sheet: Sheet) -> Iterator[Note]:
    if sheet.hidden and sheet.cells:
        yield Note("hidden_sheet", (sheet.name,))
    if sheet.hidden_rows or sheet.hidden_columns:
        yield Note("hidden_cells", (sheet.name, sheet.hidden_rows, sheet.hidden_columns))
    if sheet.uncalculated:
        yield Note("uncalculated", (sheet.name, _named(sheet.uncalculated)))
    if sheet.errors:
        yield Note("error_values", (sheet.name, _named(sheet.errors)))


def _named(cells: Sequence[tuple[int, int]]) -> Several:
    return Several(tuple(address(*at) for at in cells[:_NAMED_CELLS]), len(cells))
