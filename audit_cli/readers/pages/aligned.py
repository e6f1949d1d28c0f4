"""Tables without rules: lines whose pieces stand under one another, read as plain text is that spaces align."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, groupby

from audit_cli.readers.pages.boxes import Signs
from audit_cli.readers.pages.cells import Cell, Table
from audit_cli.readers.pages.lines import Line
from audit_cli.readers.text import cells
from audit_cli.readers.text.spaced_lines import columns
from audit_cli.readers.text.spaced_tables import find_spaced_tables

LEAST_LINES = 3  # of several pieces before a table is looked for
MOST_COLUMNS = 400  # of a screen that would hold the page

_Origin = tuple[Line, int]


def with_aligned_tables(
    lines: Sequence[Line], left: float, size: float, signs: Signs | None = None
) -> Iterator[Line | Table]:
    """Yield *lines* with those replaced that are a table; its cells have their lines if the *signs* are asked for.

    *size* is the height of the body's type.
    """
    if sum([len(line.pieces) > 1 for line in lines]) < LEAST_LINES or size <= 0:
        yield from lines
        return
    text, printed = _as_plain_text(lines, left, size)
    origins = _origins(text, lines, signs) if signs else []
    starts = [line.start for line in printed]
    done = 0
    for table in find_spaced_tables(printed):
        yield from lines[done : table.first]
        yield _as_table(table, text, lines, starts, origins)
        done = table.last
    yield from lines[done:]


def _as_plain_text(lines: Sequence[Line], left: float, size: float) -> tuple[str, list[cells.Line]]:
    """Return *lines* as a screen would show them on which a Chinese character takes two columns."""
    rows: list[cells.Line] = []
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
        rows.append(cells.Line(at, row))
        at += len(row) + 1
    return "\n".join([row.text for row in rows]), rows


def _origins(text: str, lines: Sequence[Line], signs: Signs) -> list[_Origin | None]:
    """Return which sign of which line each character of *text* is, None for white space."""
    each = ((line, printed.sign) for line in lines for printed in signs.of([line]))
    return [None if character.isspace() else next(each) for character in text]


def _parts(origins: Iterable[_Origin | None]) -> tuple[Line, ...]:
    """Return what of their lines these signs are."""
    found: list[Line] = []
    for line, group in groupby(filter(None, origins), key=lambda origin: origin[0]):
        own = tuple(dict.fromkeys(sign for _, sign in group))
        found.append(line._replace(pieces=(line.pieces[0]._replace(signs=own),)))
    return tuple(found)


def _as_table(
    table: cells.Table, text: str, lines: Sequence[Line], starts: Sequence[int], origins: Sequence[_Origin | None]
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
        for one in row:
            if one.col < width:
                words = " ".join(text[one.start : one.end].split()) + (rest if one.col == 0 else "")
                own = [origins[c.start : c.end] for c in (one, *(beyond if one.col == 0 else ()))]
                parts = _parts(chain.from_iterable(own))
                cells.append(Cell(words, one.row, one.col, one.rowspan, one.colspan, page, one.damaged, lines=parts))
    rows = max([cell.row + cell.rowspan for cell in cells], default=0)
    first, last = lines[table.first], lines[table.last - 1]
    return Table(tuple(cells), rows, (), last.page, first.top, last.bottom)


def _row(cell: cells.Cell) -> int:
    return cell.row
