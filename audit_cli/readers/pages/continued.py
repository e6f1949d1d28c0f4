"""Tables that go on over the end of a page: the rest joins what stands above, less the header that is repeated."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from audit_cli.expressions import expression
from audit_cli.readers.pages.cells import Cell, Table
from audit_cli.readers.pages.lines import has_room
from audit_cli.readers.pages.rules import have_common_columns

SLACK = 4.0  # points by which the same edge may stand elsewhere on the next page
MOST_HEADER_ROWS = 6
_NUMERAL = expression(r"[-－−]?[\d,，]*(?:\.\d*)?[%％]?")
_NUMERIC = expression(r"[-－−\d.,，%％]+")


def over_pages(tables: Sequence[Table]) -> Iterator[Table]:
    """Yield *tables*, between which nothing stands, with those joined that go on over the end of a page."""
    parts: list[Table] = []
    for table in tables:
        if parts and not (table.page == parts[-1].page + 1 and _have_the_same_columns(parts[-1], table)):
            yield _joined(parts)
            parts = []
        parts.append(table)
    if parts:
        yield _joined(parts)


def _have_the_same_columns(table: Table, after: Table) -> bool:
    """Tell whether *after* may be the rest of *table*: it is as wide, and most of its columns are the same."""
    ours, theirs = table.xs, _moved(after.xs, table.xs)
    if abs(ours[-1] - theirs[-1]) > SLACK:
        return False
    edges = _all_edges([ours, theirs])
    return have_common_columns([_nearest(edges, x) for x in ours[1:-1]], [_nearest(edges, x) for x in theirs[1:-1]])


def _moved(xs: Sequence[float], others: Sequence[float]) -> tuple[float, ...]:
    """Return *xs* beginning where *others* do: the margins of a page may differ from those of the one before."""
    return tuple([x - xs[0] + others[0] for x in xs])


def _all_edges(edges: Sequence[Sequence[float]]) -> tuple[float, ...]:
    """Return the edges of several tables, all beginning at 0, those that are the same once."""
    places = sorted([x - xs[0] for xs in edges for x in xs])
    return tuple([x for i, x in enumerate(places) if not i or x - places[i - 1] > SLACK])


def _nearest(edges: Sequence[float], x: float) -> int:
    i = bisect_left(edges, x)
    return i - 1 if i == len(edges) or (i and x - edges[i - 1] <= edges[i] - x) else i


def _with_columns(table: Table, edges: Sequence[float]) -> Table:
    """Return *table* with its columns counted as those between *edges*."""
    if len(table.xs) == len(edges):
        return table
    places = [_nearest(edges, x - table.xs[0]) for x in table.xs]
    cells = [
        cell._replace(col=places[cell.col], colspan=places[cell.col + cell.colspan] - places[cell.col])
        for cell in table.cells
    ]
    return table._replace(cells=tuple(cells), xs=tuple(edges))


def _joined(tables: Sequence[Table]) -> Table:
    """Return the parts of a table as one; header rows that each page repeats are left out."""
    if len(tables) == 1:
        return tables[0]
    xs = _all_edges([table.xs for table in tables])
    tables = [_with_columns(table, xs) for table in tables]
    whole = _Whole(tables[0])
    for table in tables[1:]:
        skipped = _repeated_rows(tables[0], table)
        rest = (cell._replace(row=cell.row - skipped) for cell in table.cells if cell.row >= skipped)
        whole.add(list(rest) if skipped else table.cells)
    cells = sorted(whole.cells, key=lambda cell: (cell.row, cell.col))
    return tables[0]._replace(cells=tuple(cells), rows=whole.rows, page=tables[-1].page, bottom=tables[-1].bottom)


def _repeated_rows(table: Table, after: Table) -> int:
    """Return how many rows at the top of *after* only repeat those of *table*."""
    count = 0
    while count < min(MOST_HEADER_ROWS, table.rows, after.rows - 1):
        ours = [(cell.col, cell.colspan, cell.rowspan, cell.text) for cell in table.row(count)]
        theirs = [(cell.col, cell.colspan, cell.rowspan, cell.text) for cell in after.row(count)]
        if ours != theirs or not any(text for *_, text in ours):
            break
        count += 1
    # a row of figures alone is data that happens to be the same
    return count if any(re.search(r"[^\W\d]", cell.text) for cell in after.cells if cell.row < count) else 0


def _last_line(text: str) -> str:
    return text.rpartition("\n")[2]


class _Whole:
    """A table as its parts are added; *_above* has the cell that ends in its last row, by column."""

    def __init__(self, table: Table) -> None:
        self.cells = list(table.cells)
        self.rows = table.rows
        # columns in which labels are merged over rows, header rows aside
        self._labels = {cell.col for cell in table.cells if cell.rowspan > 1 and cell.row}
        self._above: dict[int, int] = {}
        self._find_last_row(range(len(self.cells)))

    def _find_last_row(self, found: Iterable[int]) -> None:
        cells = self.cells
        self._above = {cells[i].col: i for i in found if cells[i].row + cells[i].rowspan == self.rows}

    def add(self, rest: Sequence[Cell]) -> None:
        """Add the rows of the next page, the first of which may be the rest of the last one here."""
        cut, sure = self._is_cut(rest)
        if not sure:
            # half a row may be taken for a whole one
            for i in self._above.values():
                if self.cells[i].row == self.rows - 1:
                    self.cells[i] = self.cells[i]._replace(damaged=True)
            rest = [cell._replace(damaged=True) if cell.row == 0 else cell for cell in rest]
        self._labels |= {cell.col for cell in rest if cell.rowspan > 1}
        offset = self.rows - cut
        before, first = list(self._above.values()), len(self.cells)
        for cell in rest:
            if cell.row or not self._goes_on(cell, cut):
                self.cells.append(cell._replace(row=cell.row + offset))
        self.rows = offset + max([cell.row + cell.rowspan for cell in rest], default=0)
        self._find_last_row([*before, *range(first, len(self.cells))])

    def _is_cut(self, rest: Sequence[Cell]) -> tuple[bool, bool]:
        """Tell whether the first row of *rest* is what a page break cut off the last row, and if that is sure.

        It is if the first word of each of its cells had no room in the cell above; it is not if one had room to spare.
        """
        goes_on = []
        for cell in rest:
            if cell.row or cell.first is None:
                continue
            upper = self._cell_above(cell)
            if upper is None or upper.last is None:
                return False, True
            if _NUMERIC.fullmatch(cell.text) and not _NUMERAL.fullmatch(_last_line(upper.text) + cell.text):
                return False, True
            room = upper.width - (upper.last.right - upper.last.left)
            if has_room(upper.last, cell.first, room - upper.last.size):
                return False, True
            goes_on.append(not has_room(upper.last, cell.first, room))
        return bool(goes_on) and all(goes_on), not goes_on or all(goes_on)

    def _cell_above(self, cell: Cell) -> Cell | None:
        """Return the cell of the same columns that ends in the last row."""
        i = self._above.get(cell.col)
        return self.cells[i] if i is not None and self.cells[i].colspan == cell.colspan else None

    def _goes_on(self, cell: Cell, cut: bool) -> bool:
        """Tell whether *cell* of the first row is the rest of the one above; it lengthens it then.

        A blank cell at the top of a page goes on with the label above that is merged over rows, or is so itself.
        """
        upper = self._cell_above(cell)
        if upper is None:
            return False
        i = self._above[cell.col]
        if cut:
            rows = upper.rowspan + cell.rowspan - 1
            self.cells[i] = upper._replace(text=upper.text + cell.text, rowspan=rows, lines=upper.lines + cell.lines)
            return True
        beside = self._above.get(cell.col + cell.colspan)
        is_label = beside is not None and (self.cells[beside].rowspan < upper.rowspan or cell.col in self._labels)
        if cell.text or not upper.text or not (cell.rowspan > 1 or is_label):
            return False
        self.cells[i] = upper._replace(rowspan=upper.rowspan + cell.rowspan)
        return True
