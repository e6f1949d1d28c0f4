"""Tables with rules: which signs stand in which cell, and what a cell says."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from audit_cli.readers.pages.lines import Line, joint, lines_of
from audit_cli.readers.pages.rules import Grid
from audit_cli.readers.pages.sheet import Glyph

MOST_MARGIN = 6.0  # points between the text of a cell and its rule


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
        """Return the cells that begin in a row."""
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
        first_word = lines[0].first_word if lines else 0.0
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
        texts += [joint(line, after) if after.first_word > room else "\n", after.text]
    return "".join(texts)
