"""Tables without rules: lines whose pieces stand under one another, read as plain text is that spaces align."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, groupby

from audit_cli.readers.pages.cells import Cell, Table
from audit_cli.readers.pages.lines import Line
from audit_cli.readers.pages.sheet import Glyph
from audit_cli.readers.text import grid
from audit_cli.readers.text.spaced_lines import columns
from audit_cli.readers.text.spaced_tables import find_spaced_tables

LEAST_LINES = 3  # of several pieces before a table is looked for
MOST_COLUMNS = 400  # of a screen that would hold the page


def with_aligned_tables(
    lines: Sequence[Line], left: float, size: float, with_signs: bool = False
) -> Iterator[Line | Table]:
    """Yield *lines* with those replaced that are a table, its cells *with signs* if these are asked for.

    *size* is the height of the body's type.
    """
    if sum([len(line.pieces) > 1 for line in lines]) < LEAST_LINES or size <= 0:
        yield from lines
        return
    text, printed = _as_plain_text(lines, left, size)
    signs = _signs_at(text, lines) if with_signs else []
    starts = [line.start for line in printed]
    done = 0
    for table in find_spaced_tables(printed):
        yield from lines[done : table.first]
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


_Sign = tuple[Line, Glyph]


def _signs_at(text: str, lines: Sequence[Line]) -> list[_Sign | None]:
    """Return which sign of which line each character of *text* is, None for white space."""
    signs = ((line, sign) for line in lines for piece in line.pieces for sign in piece.signs for _ in sign.text)
    return [None if character.isspace() else next(signs) for character in text]


def _lines_of(signs: Iterable[_Sign | None]) -> tuple[Line, ...]:
    """Return what *signs* leave of their lines."""
    found: list[Line] = []
    for line, group in groupby(filter(None, signs), key=lambda sign: sign[0]):
        own = tuple(dict.fromkeys(sign for _, sign in group))
        found.append(line._replace(pieces=(line.pieces[0]._replace(signs=own),)))
    return tuple(found)


def _as_table(
    table: grid.Table, text: str, lines: Sequence[Line], starts: Sequence[int], signs: Sequence[_Sign | None]
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
                own = [signs[start:end], *(signs[c.start : c.end] for c in beyond if col == 0)]
                parts = _lines_of(chain.from_iterable(own))
                cells.append(Cell(words, number, col, rowspan, colspan, page, damaged, lines=parts))
    rows = max([cell.row + cell.rowspan for cell in cells], default=0)
    first, last = lines[table.first], lines[table.last - 1]
    return Table(tuple(cells), rows, (), last.page, first.top, last.bottom)


def _row(cell: grid.Cell) -> int:
    return cell.row
