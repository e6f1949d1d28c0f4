"""Tables with rules: which signs stand in which cell, and what a cell says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from audit_cli.readers.pages.lines import Line, has_room, joint
from audit_cli.readers.pages.rules import Grid

MOST_MARGIN = 6.0  # points between the text of a cell and its rule


class Cell(NamedTuple):
    """What a cell says, by the row and column of its upper left corner.

    *first* and *last* are its outer lines, *width* what a line of it may take: by them it is known whether a page
    break has cut a cell. *lines* are what its text is made of.
    """

    text: str
    row: int
    col: int
    rowspan: int = 1
    colspan: int = 1
    page: int = 0
    damaged: bool = False
    width: float = 0.0
    first: Line | None = None
    last: Line | None = None
    lines: tuple[Line, ...] = ()


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


_MINUS = frozenset("-−－")  # alone in a line: that of the figure in the next


def filled(grid: Grid, lines_by_slot: Mapping[int, Sequence[Line]], page: int) -> Table:
    """Return the table that *grid* is with these lines in its cells."""
    said = [lines_by_slot.get(number, ()) for number in range(len(grid.slots))]
    edges = [(grid.xs[slot.col], grid.xs[slot.col + slot.colspan]) for slot in grid.slots]
    margin = _margin(said, edges)
    cells = []
    for (row, col, rowspan, colspan), lines, (left, right) in zip(grid.slots, said, edges, strict=True):
        width = right - left - margin
        first, last = (lines[0], lines[-1]) if lines else (None, None)
        text = _text(lines, width)
        cells.append(Cell(text, row, col, rowspan, colspan, page, False, width, first, last, tuple(lines)))
    return Table(tuple(cells), len(grid.ys) - 1, grid.xs, page, grid.ys[0], grid.ys[-1])


def _margin(said: Sequence[Sequence[Line]], edges: Sequence[tuple[float, float]]) -> float:
    """Return how much of a cell's width stays white on both sides together: what the fullest cells leave on the left.

    On the right long words and signs may hang over the edge.
    """
    white = [line.left - left for lines, (left, _) in zip(said, edges, strict=True) for line in lines]
    return 2 * min(max(min(white, default=0.0), 0.0), MOST_MARGIN)


def _text(lines: Sequence[Line], width: float) -> str:
    """Return what the lines of a cell say: one that was full goes on in the next."""
    if not lines:
        return ""
    texts = [lines[0].text]
    for line, after in pairwise(lines):
        if line.text in _MINUS and after.text[:1].isdigit():
            texts.append(after.text)
            continue
        texts += ["\n" if has_room(line, after, width - (line.right - line.left)) else joint(line, after), after.text]
    return "".join(texts)
