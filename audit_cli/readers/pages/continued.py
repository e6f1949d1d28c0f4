"""Tables that go on over the end of a page: the rest joins what stands above, less the header that is repeated."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from audit_cli.readers.pages.cells import Cell, Table
from audit_cli.readers.pages.lines import has_room
from audit_cli.readers.pages.rules import have_common_columns

SLACK = 4.0  # points by which the same edge may stand elsewhere on the next page
MOST_HEADER_ROWS = 6
_NUMERAL = re.compile(r"[-－−]?[\d,，]*(?:\.\d*)?[%％]?")
_NUMERIC = re.compile(r"[-－−\d.,，%％]+")


def over_pages(tables: Sequence[Table]) -> Iterator[Table]:
    """Yield *tables*, between which nothing stands, with those joined that go on over the end of a page."""
    parts = [tables[0]]
    for table in tables[1:]:
        if table.page == parts[-1].page + 1 and _have_the_same_columns(parts[-1], table):
            parts.append(table)
            continue
        yield _joined(parts)
        parts = [table]
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
    header = tables[0]
    cells = list(header.cells)
    rows = header.rows
    for table in tables[1:]:
        skipped = _repeated_rows(header, table)
        rest = [cell._replace(row=cell.row - skipped) for cell in table.cells if cell.row >= skipped]
        cut, sure = _cut(cells, rest, rows)
        if not sure:
            # half a row may be taken for a whole one
            cells = [cell._replace(damaged=True) if cell.row == rows - 1 else cell for cell in cells]
            rest = [cell._replace(damaged=True) if cell.row == 0 else cell for cell in rest]
        rest = list(_carried_over(cells, rest, rows, cut))
        offset = rows - cut
        cells += [cell._replace(row=cell.row + offset) for cell in rest]
        rows += table.rows - skipped - cut
    cells.sort(key=lambda cell: (cell.row, cell.col))
    return tables[0]._replace(cells=tuple(cells), rows=rows, page=tables[-1].page, bottom=tables[-1].bottom)


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


def _cut(cells: Sequence[Cell], rest: Sequence[Cell], rows: int) -> tuple[bool, bool]:
    """Tell whether the first row of *rest* is what a page break cut off the last row of *cells*, and if that is sure.

    It is if the first word of each of its cells had no room in the cell above; it is not if one had room to spare.
    """
    above = {cell.col: cell for cell in cells if cell.row + cell.rowspan == rows}
    goes_on = []
    for cell in rest:
        if cell.row or cell.first is None:
            continue
        upper = above.get(cell.col)
        if upper is None or upper.colspan != cell.colspan or upper.last is None:
            return False, True
        if _NUMERIC.fullmatch(cell.text) and not _NUMERAL.fullmatch(_last_line(upper.text) + cell.text):
            return False, True
        room = upper.width - (upper.last.right - upper.last.left)
        if has_room(upper.last, cell.first, room - upper.last.size):
            return False, True
        goes_on.append(not has_room(upper.last, cell.first, room))
    return bool(goes_on) and all(goes_on), not goes_on or all(goes_on)


def _last_line(text: str) -> str:
    return text.rpartition("\n")[2]


def _carried_over(cells: list[Cell], rest: Sequence[Cell], rows: int, cut: bool) -> Iterator[Cell]:
    """Yield the cells of *rest* that are no rest of a cell above; those lengthen it in *cells*.

    A blank cell at the top of a page goes on with the label above that is merged over rows, or is so itself.
    """
    above = {cell.col: i for i, cell in enumerate(cells) if cell.row + cell.rowspan == rows}
    # columns in which labels are merged over rows, header rows aside
    labels = {cell.col for cell in [*cells, *rest] if cell.rowspan > 1 and (cell.row or cell in rest)}
    for cell in rest:
        i = above.get(cell.col)
        if cell.row or i is None or cells[i].colspan != cell.colspan:
            yield cell
            continue
        upper = cells[i]
        if cut:
            cells[i] = upper._replace(text=upper.text + cell.text, rowspan=upper.rowspan + cell.rowspan - 1)
            continue
        beside = above.get(cell.col + cell.colspan)
        is_label = beside is not None and (cells[beside].rowspan < upper.rowspan or cell.col in labels)
        if upper.text and not cell.text and (cell.rowspan > 1 or is_label):
            cells[i] = upper._replace(rowspan=upper.rowspan + cell.rowspan)
        else:
            yield cell
