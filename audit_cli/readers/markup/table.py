"""The cells of a table of a page in their places: what rowspan and colspan cover is worked out as browsers do."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from lxml.etree import _Element

CELLS = frozenset(("td", "th"))
_COLSPAN_LIMIT = 1000
_ROWSPAN_LIMIT = 65534
# positions that cells spanning downwards may cover in one table; beyond, they are read as of one row
_COVERED_LIMIT = 1_000_000


class Cell(NamedTuple):
    """A cell with its place and how many rows and columns it covers."""

    element: _Element
    row: int
    col: int
    rows: int
    cols: int


class Table(NamedTuple):
    """The rows of cells from the top, and the captions, tables and text that stand between cells.

    *whole* tells whether all spans were worked out.
    """

    rows: list[list[Cell]]
    captions: tuple[_Element, ...]
    strays: tuple[str, ...]
    whole: bool


def read_table(table: _Element, hides: Callable[[_Element], bool]) -> Table:
    """Return the cells of *table*, nested tables aside; what *hides* says is hidden is left out, but its row counts."""
    rows, ends, captions, strays = _rows(table, hides)
    placed, whole = _placed(rows, ends)
    return Table(placed, tuple(captions), tuple(strays), whole)


def _rows(
    table: _Element, hides: Callable[[_Element], bool]
) -> tuple[list[list[_Element]], list[int], list[_Element], list[str]]:
    """Return the rows, for each where its group ends, the captions and tables between cells, and the text there."""
    from lxml import etree

    # the head, the bodies and the foot: the groups of each, with their rows
    groups: dict[int, list[list[list[_Element]]]] = {0: [[]], 1: [[]], 2: [[]]}
    captions: list[_Element] = []
    strays: list[str] = []
    group = 1
    row: list[_Element] | None = None
    walk = etree.iterwalk(table, events=("start", "end"))
    for event, element in walk:
        tag = element.tag
        if event == "start":
            if element is table:
                strays.append(table.text or "")
            elif hides(element):
                if tag == "tr":
                    groups[group][-1].append([])
                walk.skip_subtree()
            elif tag in CELLS:
                if row is None:
                    row = []
                    groups[group][-1].append(row)
                row.append(element)
                walk.skip_subtree()
            elif tag == "tr":
                row = []
                groups[group][-1].append(row)
            elif tag == "caption" or tag == "table":
                captions.append(element)
                walk.skip_subtree()
            elif tag in ("thead", "tbody", "tfoot"):
                group, row = {"thead": 0, "tbody": 1, "tfoot": 2}[tag], None
                groups[group].append([])
            else:
                strays.append(element.text or "")
        elif element is not table:
            strays.append(element.tail or "")
            if tag == "tr":
                row = None
            elif tag in ("thead", "tbody", "tfoot"):
                group = 1
                groups[group].append([])
    # the head is shown above and the foot below, wherever they stand
    rows: list[list[_Element]] = []
    ends: list[int] = []
    for found in (*groups[0], *groups[1], *groups[2]):
        rows += found
        ends += [len(rows)] * len(found)
    return rows, ends, captions, [s for s in strays if s.strip()]


def _placed(rows: Sequence[Sequence[_Element]], ends: Sequence[int]) -> tuple[list[list[Cell]], bool]:
    # the first row in which a column is free again
    free_from: dict[int, int] = {}
    left = _COVERED_LIMIT
    placed: list[list[Cell]] = []
    for number, elements in enumerate(rows):
        col = 0
        cells: list[Cell] = []
        for element in elements:
            while free_from.get(col, 0) > number:
                col += 1
            down = _span(element.get("rowspan"), _ROWSPAN_LIMIT) or len(rows)
            across = _span(element.get("colspan"), _COLSPAN_LIMIT) or 1
            # no cell reaches out of its group
            down = min(down, ends[number] - number)
            if down > 1:
                left -= (down - 1) * across
                if left < 0:
                    down = 1
                else:
                    free_from.update(dict.fromkeys(range(col, col + across), number + down))
            cells.append(Cell(element, number, col, down, across))
            col += across
        placed.append(cells)
    begun = sorted({cell.col for cells in placed for cell in cells})
    return [_dense(cells, begun) for cells in placed], left >= 0


def _dense(cells: Sequence[Cell], begun: Sequence[int]) -> list[Cell]:
    """Return *cells* without the columns in which no cell begins: colspan=100 is written for a cell as wide as all."""
    return [
        cell._replace(
            col=bisect_left(begun, cell.col),
            cols=bisect_left(begun, cell.col + cell.cols) - bisect_left(begun, cell.col),
        )
        for cell in cells
    ]


def _span(text: str | None, limit: int) -> int:
    """Return the number of an attribute as browsers read it, 1 for none; 0 stays 0."""
    digits = (text or "").strip()
    if not digits.isascii() or not digits.isdigit():
        return 1
    return min(int(digits[:9]), limit)
