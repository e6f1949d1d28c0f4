"""Tables without rules: lines whose pieces stand under one another, read as plain text is that spaces align."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from audit_cli.readers.pages.cells import Cell, Table
from audit_cli.readers.pages.lines import Line
from audit_cli.readers.text import grid
from audit_cli.readers.text.spaced_lines import columns
from audit_cli.readers.text.spaced_tables import find_spaced_tables

LEAST_LINES = 3  # of several pieces before a table is looked for
MOST_COLUMNS = 400  # of a screen that would hold the page


def with_aligned_tables(lines: Sequence[Line], left: float, size: float) -> Iterator[Line | Table]:
    """Yield *lines* with those replaced that are a table; *size* is the height of the body's type."""
    if sum([len(line.pieces) > 1 for line in lines]) < LEAST_LINES or size <= 0:
        yield from lines
        return
    text, printed = _as_plain_text(lines, left, size)
    done = 0
    for table in find_spaced_tables(printed):
        yield from lines[done : table.first]
        yield _as_table(table, text, lines[table.first : table.last])
        done = table.last
    yield from lines[done:]


def _as_plain_text(lines: Sequence[Line], left: float, size: float) -> tuple[str, list[grid.Line]]:
    """Return *lines* as a screen would show them on which a Chinese character takes two columns."""
    rows: list[grid.Line] = []
    at = 0
    for line in lines:
        row = ""
        for piece in line.pieces:
            column = min(max(round((piece.left - left) / (size / 2)), 0), MOST_COLUMNS)
            row += " " * max(column - columns(row), 2 if row else 0) + piece.text
        rows.append(grid.Line(at, row))
        at += len(row) + 1
    return "\n".join([row.text for row in rows]), rows


def _as_table(table: grid.Table, text: str, lines: Sequence[Line]) -> Table:
    firsts: dict[int, int] = {}
    cells = []
    for start, end, row, col, rowspan, colspan, damaged in table.cells:
        # the line of a row is that of its first cell
        firsts.setdefault(row, text.count("\n", 0, start) - text.count("\n", 0, table.cells[0].start))
        page = lines[min(firsts[row], len(lines) - 1)].page
        words = " ".join(text[start:end].split())
        cells.append(Cell(words, row, col, rowspan, colspan, page, damaged=damaged))
    rows = max([cell.row + cell.rowspan for cell in cells], default=0)
    return Table(tuple(cells), rows, (), lines[-1].page, lines[0].top, lines[-1].bottom)
