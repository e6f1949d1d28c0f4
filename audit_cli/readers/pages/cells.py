"""Tables with rules: which signs stand in which cell, what a cell says, and how a table goes on over pages."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from audit_cli.readers.pages.lines import Line, lines_of
from audit_cli.readers.pages.rules import Grid
from audit_cli.readers.pages.sheet import Glyph
from audit_cli.readers.text.spaced_lines import columns
from audit_cli.readers.text.wrapped_lines import TOKEN

COLUMN_SLACK = 4.0  # points by which the same columns may differ from page to page
MOST_HEADER_ROWS = 6
MOST_MARGIN = 6.0  # points between the text of a cell and its rule
_NEVER_FIRST = frozenset("，。、；：！？）》】”’」』％%…,;!?)]")
_NUMERAL = re.compile(r"[-－−]?[\d,，]*(?:\.\d*)?[%％]?")
_NUMERIC = re.compile(r"[-－−\d.,，%％]+")


class Cell(NamedTuple):
    """What a cell says, by the row and column of its upper left corner.

    *room* is what its last line leaves of the cell's width, *first_word* the width of its own first word: where a
    page break has cut a cell, that word did not fit into the room above.
    """

    text: str
    row: int
    col: int
    rowspan: int = 1
    colspan: int = 1
    page: int = 0
    room: float = 0.0
    first_word: float = 0.0
    damaged: bool = False


class Table(NamedTuple):
    """A table as read, with its columns' edges; *page* is the last it stands on."""

    cells: tuple[Cell, ...]
    rows: int
    xs: tuple[float, ...]
    page: int
    top: float
    bottom: float

    def row(self, number: int) -> list[Cell]:
        return [cell for cell in self.cells if cell.row == number]


def filled(grid: Grid, glyphs: Sequence[Glyph], page: int) -> Table:
    """Return the table that *glyphs* fill *grid* with."""
    held: list[list[Glyph]] = [[] for _ in grid.slots]
    for glyph in glyphs:
        held[grid.slot_at((glyph.left + glyph.right) / 2, (glyph.top + glyph.bottom) / 2)].append(glyph)
    said = [lines_of(inside) for inside in held]
    edges = [(grid.xs[slot.col], grid.xs[slot.col + slot.colspan]) for slot in grid.slots]
    margin = _margin(said, edges)
    cells = []
    for (row, col, rowspan, colspan), lines, (left, right) in zip(grid.slots, said, edges, strict=True):
        width = right - left - margin
        first_word = word_width(lines[0]) if lines else 0.0
        room = width - (lines[-1].right - lines[-1].left) if lines else width
        cells.append(Cell(_text(lines, width), row, col, rowspan, colspan, page, room, first_word))
    return Table(tuple(cells), len(grid.ys) - 1, grid.xs, page, grid.ys[0], grid.ys[-1])


def _margin(said: Sequence[Sequence[Line]], edges: Sequence[tuple[float, float]]) -> float:
    """Return how much of a cell's width stays white on both sides together: what the fullest cells leave."""
    before = [line.left - left for lines, (left, _) in zip(said, edges, strict=True) for line in lines]
    behind = [right - line.right for lines, (_, right) in zip(said, edges, strict=True) for line in lines]
    return sum([min(max(min(white), 0.0), MOST_MARGIN) for white in (before, behind) if white])


def _text(lines: Sequence[Line], width: float) -> str:
    """Return what the lines of a cell say: one that was full goes on in the next."""
    if not lines:
        return ""
    texts = [lines[0].text]
    for line, after in pairwise(lines):
        room = width - (line.right - line.left)
        texts += [joint(line, after) if word_width(after) > room else "\n", after.text]
    return "".join(texts)


def word_width(line: Line) -> float:
    """Return how wide the first word of *line* is: what would have had to fit on the line before."""
    text, left, right, _ = line.pieces[0]
    if text[0] in _NEVER_FIRST:
        # such a sign may hang over the edge, but nobody would begin a line of his own with it
        return math.inf
    token = TOKEN.match(text)
    return (right - left) * columns(token[0]) / columns(text) if token else right - left


def joint(line: Line, after: Line) -> str:
    """Return what stands between two lines of one sentence: a space between words of letters, else nothing."""
    last, first = line.pieces[-1].text[-1], after.pieces[0].text[0]
    return " " if last.isascii() and first.isascii() and last.isalpha() and first.isalpha() else ""


def joined(tables: Sequence[Table]) -> Table:
    """Return one table that goes on over pages as one; header rows that each page repeats are left out."""
    cells = list(tables[0].cells)
    rows = tables[0].rows
    header = tables[0]
    for table in tables[1:]:
        skipped = _repeated_rows(header, table)
        rest = [cell._replace(row=cell.row - skipped) for cell in table.cells if cell.row >= skipped]
        cut = _is_cut(cells, rest, rows)
        rest = list(_carried_over(cells, rest, rows, cut))
        offset = rows - cut
        cells += [cell._replace(row=cell.row + offset) for cell in rest]
        rows += table.rows - skipped - cut
    cells.sort(key=lambda cell: (cell.row, cell.col))
    return tables[0]._replace(cells=tuple(cells), rows=rows, page=tables[-1].page, bottom=tables[-1].bottom)


def same_columns(table: Table, other: Table) -> bool:
    """Tell whether the tables have the same columns, so that one may be the rest of the other."""
    return len(table.xs) == len(other.xs) and all(
        abs(a - b) <= COLUMN_SLACK for a, b in zip(_from_left(table.xs), _from_left(other.xs), strict=True)
    )


def _from_left(xs: Sequence[float]) -> list[float]:
    return [x - xs[0] for x in xs]


def _repeated_rows(table: Table, after: Table) -> int:
    """Return how many rows at the top of *after* only repeat those of *table*."""
    count = 0
    while count < min(MOST_HEADER_ROWS, table.rows, after.rows - 1):
        ours = [(cell.col, cell.colspan, cell.rowspan, cell.text) for cell in table.row(count)]
        theirs = [(cell.col, cell.colspan, cell.rowspan, cell.text) for cell in after.row(count)]
        if ours != theirs or not any([text for *_, text in ours]):
            break
        count += 1
    # a row of figures alone is data that happens to be the same
    return count if any([re.search(r"[^\W\d]", cell.text) for cell in after.cells if cell.row < count]) else 0


def _is_cut(cells: Sequence[Cell], rest: Sequence[Cell], rows: int) -> int:
    """Return 1 if the first row of *rest* is what a page break cut off the last row of *cells*, else 0."""
    above = {cell.col: cell for cell in cells if cell.row + cell.rowspan == rows}
    found = 0
    for cell in rest:
        if cell.row or not cell.text:
            continue
        upper = above.get(cell.col)
        if upper is None or upper.colspan != cell.colspan or not upper.text or cell.first_word <= upper.room:
            return 0
        if _NUMERIC.fullmatch(cell.text) and not _NUMERAL.fullmatch(_last_line(upper.text) + cell.text):
            return 0
        found = 1
    return found


def _last_line(text: str) -> str:
    return text.rpartition("\n")[2]


def _carried_over(cells: list[Cell], rest: Sequence[Cell], rows: int, cut: int) -> Iterator[Cell]:
    """Yield the cells of *rest* that are no rest of a cell above; those lengthen it in *cells*.

    A blank cell at the top of a page goes on with a merged one above, if one of the two spans rows.
    """
    above = {cell.col: i for i, cell in enumerate(cells) if cell.row + cell.rowspan == rows}
    for cell in rest:
        i = above.get(cell.col)
        if cell.row or i is None or cells[i].colspan != cell.colspan:
            yield cell
            continue
        upper = cells[i]
        spans = cell.rowspan > 1 or upper.rowspan > 1
        if cut:
            yield from ()
            cells[i] = upper._replace(text=upper.text + cell.text, rowspan=upper.rowspan + cell.rowspan - 1)
        elif spans and not cell.text and upper.text:
            cells[i] = upper._replace(rowspan=upper.rowspan + cell.rowspan)
        else:
            yield cell
