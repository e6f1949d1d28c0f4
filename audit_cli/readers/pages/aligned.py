"""Tables without rules: lines whose pieces stand under one another, read as plain text is that spaces align."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from audit_cli.readers.pages.cells import Cell, Table
from audit_cli.readers.pages.lines import Line, signs_of
from audit_cli.readers.pages.sheet import Printed
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
    signs: list[Printed | None] = []
    starts = [line.start for line in printed]
    done = 0
    for table in find_spaced_tables(printed):
        yield from lines[done : table.first]
        signs = signs or _signs_at(text, lines)
        yield _as_table(table, text, lines, starts, signs)
        done = table.last
    yield from lines[done:]


def _as_plain_text(lines: Sequence[Line], left: float, size: float) -> tuple[str, list[grid.Line]]:
    """Return *lines* as a screen would show them on which a Chinese character takes two columns."""
    rows: list[grid.Line] = []
    at = 0
    for line in lines:
        pieces: list[str] = []
        used = 0
        for piece in line.pieces:
            column = min(max(round((piece.left - left) / (size / 2)), 0), MOST_COLUMNS)
            blank = max(column - used, 2 if pieces else 0)
            pieces += [" " * blank, piece.text]
            used += blank + columns(piece.text)
        row = "".join(pieces)
        rows.append(grid.Line(at, row))
        at += len(row) + 1
    return "\n".join([row.text for row in rows]), rows


def _signs_at(text: str, lines: Sequence[Line]) -> list[Printed | None]:
    """Return which sign each character of *text* is, None for white space."""
    signs = (sign for sign in signs_of(lines) for _ in sign.glyph.text)
    return [None if character.isspace() else next(signs) for character in text]


def _as_table(
    table: grid.Table, text: str, lines: Sequence[Line], starts: Sequence[int], signs: Sequence[Printed | None]
) -> Table:
    """Return *table*, whose cells are places in *text*, the lines of which begin at *starts*."""
    ends = Counter(max(cell.col + cell.colspan for cell in row) for _, row in groupby(table.cells, key=_row))
    width = ends.most_common(1)[0][0]
    cells: list[Cell] = []
    for _, group in groupby(table.cells, key=_row):
        row = list(group)
        page = lines[bisect_right(starts, row[0].start) - 1].page
        # the rest of a label stands behind its row
        beyond = [cell for cell in row if cell.col >= width]
        rest = "".join(text[cell.start : cell.end] for cell in beyond)
        for start, end, number, col, rowspan, colspan, damaged in row:
            if col < width:
                words = " ".join(text[start:end].split()) + (rest if col == 0 else "")
                places = [range(start, end), *(range(c.start, c.end) for c in beyond if col == 0)]
                own = tuple(dict.fromkeys(sign for place in places for i in place if (sign := signs[i])))
                cells.append(Cell(words, number, col, rowspan, colspan, page, damaged, signs=own))
    rows = max([cell.row + cell.rowspan for cell in cells], default=0)
    first, last = lines[table.first], lines[table.last - 1]
    return Table(tuple(cells), rows, (), last.page, first.top, last.bottom)


def _row(cell: grid.Cell) -> int:
    return cell.row
