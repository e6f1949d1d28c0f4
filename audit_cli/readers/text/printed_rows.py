"""The rows of a table on a page that spaces align: which cells stand side by side, whatever lines they take up.

Cells of one row begin in the same line, or they have the same middle; a label that is merged over rows has theirs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from audit_cli.expressions import expression
from audit_cli.readers.text.cells import kind_of
from audit_cli.readers.text.printed_cells import CellOfPage
from audit_cli.readers.text.printed_columns import spans_of
from audit_cli.readers.text.printed_fields import FAR, MEASURED, Span
from audit_cli.readers.text.printed_frame import framed

_OF_ALL = expression(r"年?度?绩效指标")
_FEWEST = 3  # cells of a row that is not the rest of another
_OWN = 7  # tenths of the rows that have a cell of their own in a column
_NEAR = 2  # half lines by which the middle of a label may stand off that of its rows
_TALL = 8  # lines of rows for each of which it may stand off by another half line
_LEFT_OUT = 2  # half lines that a row without a label counts for
_ASTRAY = 12  # and a label without rows
_SHORT = 5  # signs of a word that may be the rest of another


def rows_of(cells: Sequence[CellOfPage], columns: Sequence[Span]) -> list[list[str]] | None:
    """Return the cells in rows: those of one row begin in the same line, or have the same middle."""
    flat = [cell for cell in cells if cell.first == cell.last]
    tall = [cell for cell in cells if cell.last > cell.first]
    marks = {2 * cell.first for cell in flat}
    placed = [(2 * cell.first, cell) for cell in flat]
    in_middle = sum(c.first + c.last in marks for c in tall) > sum(2 * c.first in marks for c in tall)
    if in_middle:
        main = _main(cells, len(columns))
        figures = [cell for cell in flat if kind_of(cell.text) == "n" or MEASURED.fullmatch(cell.text)]
        for cell in tall:
            own = _beside(cell, figures)
            placed += _by_middle(cell, marks, own) if cell.span[0] >= main else [(cell.first + cell.last, cell)]
        placed = _lifted(placed, main)
        rows = _levelled(_widened(_in_rows(placed)))
    else:
        starts = _row_starts(cells)
        for cell in tall:
            placed += _by_top(cell, cells, starts)
        rows = _in_rows(placed)
    sides = [_side_by_side(row) for row in rows]
    whole = [side for side in sides if side is not None]
    if len(whole) < len(sides):
        return None
    out: list[list[str]] = []
    for texts in framed(whole) or [_texts(side, columns) for side in whole]:
        if not in_middle and _is_rest(texts, out):
            out[-1] = [above + below for above, below in zip(out[-1], texts, strict=True)]
        else:
            out.append(texts)
    return out


def _is_rest(row: Sequence[str], above: Sequence[Sequence[str]]) -> bool:
    """Tell whether a row has nothing but the rest of a word or two of the row above."""
    filled = [column for column, text in enumerate(row) if text]
    if not above or row[0] or len(filled) >= _FEWEST:
        return False
    words = all(kind_of(row[c]) == "t" and len(row[c]) < _SHORT and above[-1][c] for c in filled)
    return words and any(kind_of(text) == "n" for text in above[-1])


def _in_rows(placed: Sequence[tuple[int, CellOfPage]]) -> list[list[CellOfPage]]:
    rows: dict[int, list[CellOfPage]] = {key: [] for key in sorted({key for key, _ in placed})}
    for key, cell in sorted(placed, key=lambda at: (at[1].left, at[1].first)):
        rows[key].append(cell)
    return list(rows.values())


def _beside(cell: CellOfPage, figures: Sequence[CellOfPage]) -> set[int]:
    """Return the middles of the figures to the right of *cell*, or else of those in the column to its left."""
    right = {2 * f.first for f in figures if f.span[0] > cell.span[1]}
    left = Counter(f.span[0] for f in figures if f.span[0] < cell.span[0])
    near = max((c for c, often in left.items() if often >= _FEWEST), default=None)
    return right or {2 * f.first for f in figures if f.span[0] == near}


def _main(cells: Sequence[CellOfPage], width: int) -> int:
    """Return the first column in which every row with figures has a cell of its own: labels to its left are merged."""
    lines = sorted({cell.first for cell in cells if cell.first == cell.last and kind_of(cell.text) == "n"})
    for column in range(width):
        own = [cell for cell in cells if cell.span[0] == column]
        has = [any(c.first <= line <= c.last for c in own) for line in lines]
        between = (pair for pair, both in zip(pairwise(lines), pairwise(has), strict=True) if not any(both))
        merged = any(above < c.first and c.last < below for above, below in between for c in own)
        if not merged and sum(has) * 10 >= _OWN * len(lines):
            return column
    return 0


def _widened(rows: Sequence[Sequence[CellOfPage]]) -> list[list[CellOfPage]]:
    """Return *rows* with names that stand in the middle above several columns over all of them.

    Between a name and those under it may stand, half a line lower, the names that go down over both.
    """
    out = [list(row) for row in rows]
    for at, row in enumerate(out[:-1]):
        for below in out[at + 1 : at + 3]:
            if any(kind_of(cell.text) != "t" for cell in (*row, *below)):
                break
            if len(row) <= len(below):
                row[:] = [_over_all(row, k, below) for k in range(len(row))]
    return out


def _over_all(row: Sequence[CellOfPage], k: int, below: Sequence[CellOfPage]) -> CellOfPage:
    """Return the *k*-th cell of *row* over the columns *below* it that lie side by side and have its middle."""
    cell = row[k]
    left = row[k - 1].middle if k else -FAR
    right = row[k + 1].middle if k + 1 < len(row) else 2 * cell.middle + FAR
    own = [c for c in below if left + cell.middle < 2 * c.middle < cell.middle + right]
    for inner in (own, own[1:], own[:-1]):
        abreast = all(a.span[1] + 1 == b.span[0] for a, b in pairwise(inner))
        if inner and abreast and abs(inner[0].left + inner[-1].right - cell.middle) <= 2 * _NEAR:
            return cell._replace(span=(inner[0].span[0], inner[-1].span[1]))
    return cell


def _levelled(rows: Sequence[Sequence[CellOfPage]]) -> list[list[CellOfPage]]:
    """Return *rows* with names that go down over two rows of a header in the upper one, and no row of their own."""
    out = [list(row) for row in rows]
    for upper, middle, lower in zip(out, out[1:], out[2:], strict=False):
        if any(kind_of(cell.text) != "t" for cell in (*upper, *middle, *lower)):
            break
        over, own, under = (_columns_of(row) for row in (upper, middle, lower))
        if own.isdisjoint(over | under) and over <= under and middle[0].first - upper[0].last == 1:
            upper += middle
            upper.sort(key=lambda cell: cell.left)
            middle.clear()
            break
    return [row for row in out if row]


def _columns_of(row: Sequence[CellOfPage]) -> set[int]:
    return {column for cell in row for column in range(cell.span[0], cell.span[1] + 1)}


def _side_by_side(cells: Sequence[CellOfPage]) -> list[CellOfPage] | None:
    """Return the cells of one row with those made one that stand above each other, None if they are figures."""
    out: list[CellOfPage] = []
    for cell in cells:
        above = out[-1] if out else None
        if above is None or cell.left >= above.right:
            out.append(cell)
        elif kind_of(above.text) == "n" or kind_of(cell.text) == "n":
            return None
        else:
            fields = sorted((*above.fields, *cell.fields), key=lambda f: f.line)
            out[-1] = above._replace(fields=tuple(fields))
    return out


def _texts(cells: Sequence[CellOfPage], columns: Sequence[Span]) -> list[str]:
    """Return what stands in each of the columns of one row."""
    row = [""] * len(columns)
    spans = [cell.span for cell in cells]
    if any(a[1] >= b[0] for a, b in pairwise(spans)):
        spans, _ = spans_of(cells, columns)
    for cell, (first, _) in zip(cells, spans, strict=True):
        row[first] += cell.text
    return row


def _row_starts(cells: Sequence[CellOfPage]) -> list[int]:
    """Return the lines in which several cells begin, or one that holds a figure."""
    count = Counter(cell.first for cell in cells)
    return sorted({c.first for c in cells if count[c.first] > 1 or kind_of(c.text) == "n"})


def _split(cell: CellOfPage, at: int) -> tuple[CellOfPage, CellOfPage]:
    return cell._replace(fields=cell.fields[:at]), cell._replace(fields=cell.fields[at:])


def _by_middle(cell: CellOfPage, marks: set[int], figures: set[int]) -> list[tuple[int, CellOfPage]]:
    """Return *cell* at its middle; cells that follow one another without room between are parted at their middles."""
    key = cell.first + cell.last
    for k in range(1, len(cell.fields)):
        upper, lower = _split(cell, k)
        middle = upper.first + upper.last
        if middle in figures and (rest := _by_middle(lower, marks, figures))[-1][0] in figures:
            return [(middle, upper), *rest]
    near = (own for own in (key, key - 1, key + 1) if own in marks)
    return [(next(near, key), cell)]


def _by_top(cell: CellOfPage, cells: Sequence[CellOfPage], starts: Sequence[int]) -> list[tuple[int, CellOfPage]]:
    """Return *cell* at its first line, parted where a row begins whose neighbours have a cell there too.

    A label that is merged over rows goes on beside the next of them.
    """
    lines = {f.line for c in cells if c.span == cell.span for f in c.fields}
    for k in range(1, len(cell.fields)):
        line = cell.fields[k].line
        if line not in starts:
            continue
        at = starts.index(line)
        near = starts[max(at - 2, 0) : at + 3]
        if sum(s in lines for s in near) * 10 >= _OWN * len(near) or not _is_label(cell, cells, line):
            upper, lower = _split(cell, k)
            return [(2 * upper.first, upper), *_by_top(lower, cells, starts)]
    return [(2 * cell.first, cell)]


def _is_label(cell: CellOfPage, cells: Sequence[CellOfPage], line: int) -> bool:
    """Tell whether all cells that begin in *line* stand to the right of *cell*."""
    return all(c.span[0] > cell.span[0] for c in cells if c.first == line)


def _lifted(placed: Sequence[tuple[int, CellOfPage]], main: int) -> list[tuple[int, CellOfPage]]:
    """Return the cells, labels that are merged over rows in the first of them: their middle is that of all the rows."""
    out = [(key, cell) for key, cell in placed if cell.span[0] >= main]
    keys = sorted({key for key, _ in out})
    body = [[cell for key, cell in out if key == own] for own in keys]
    reach = [(min(c.first for c in row), max(c.last for c in row)) for row in body]
    for column in range(main - 1, -1, -1):
        labels = sorted((p for p in placed if p[1].span[0] == column), key=lambda p: p[1].first)
        if len(labels) > 1:
            # the label of the whole form has a column of its own, too narrow to be told from the next
            out += [(keys[0], cell) for _, cell in labels if _OF_ALL.fullmatch(cell.text)]
            labels = [p for p in labels if not _OF_ALL.fullmatch(p[1].text)]
        found = _shared(labels, reach)
        for (key, cell), rows in zip(labels, found, strict=True):
            if rows is None:
                at = min(range(len(keys)), key=lambda k: abs(keys[k] - key))
                beside = reach[at][0] <= cell.last and cell.first <= reach[at][1]
                out.append((keys[at] if beside else key, cell))
                continue
            first, last = rows
            out.append((keys[first], cell))
            # a label may take up more lines than its rows
            reach[first] = min(reach[first][0], cell.first), reach[first][1]
            reach[last] = reach[last][0], max(reach[last][1], cell.last)
    return out


def _shared(labels: Sequence[tuple[int, CellOfPage]], reach: Sequence[Span]) -> list[Span | None]:
    """Return the first and the last row of each of *labels*, so that each stands as near as can be to their middle.

    *reach* says from which line to which each row goes. The rows of one label end before those of the next.
    """
    # the least cost of the labels so far, whose rows end before a row, and the rows of each of them
    best: dict[int, tuple[int, tuple[Span | None, ...]]] = {0: (0, ())}
    for key, cell in labels:
        after = {row: (cost + _ASTRAY, (*rows, None)) for row, (cost, rows) in best.items()}
        for behind, (cost, rows) in best.items():
            for first in range(behind, len(reach)):
                if reach[first][0] > cell.last:
                    break
                skipped = _LEFT_OUT * (first - behind)
                for last in range(first, len(reach)):
                    off = abs(reach[first][0] + reach[last][1] - key)
                    if off <= _NEAR + (reach[last][1] - reach[first][0]) // _TALL:
                        new = cost + skipped + off
                        if last + 1 not in after or new < after[last + 1][0]:
                            after[last + 1] = new, (*rows, (first, last))
                    elif reach[first][0] + reach[last][1] > key:
                        break
        best = after
    return list(min(best.values(), key=lambda way: way[0])[1])
