"""Pages that ``pdftotext -layout`` made text: the lines of a table whose cells are broken become one line a row.

The rows that come out have their cells with tabs between, blank ones too, and stand where the table stood; lines that
they no longer need are left empty behind it, so that what follows keeps its place. A table that is not understood
throughout is left as it was printed.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from audit_cli.readers.text.cells import BLANK, Line, is_caption, kind_of, split_lines
from audit_cli.readers.text.printed_cells import (
    CellOfPage,
    Field,
    Span,
    cells_of,
    columns_of,
    fields_in,
    parted,
    spans_of,
    with_figures,
)
from audit_cli.readers.text.wrapped_lines import PAGE, PAGE_NUMBER

_FEWEST = 3  # lines of several fields, before a table is looked for
_MOST_PARTS = 6  # of a table whose columns do not stand under one another
_OWN = 7  # tenths of the rows that have a cell of their own in a column
_NEAR = 2  # half lines by which the middle of a label may stand off that of its rows
_WIDE = 10_000
_LONGEST = 24  # signs of a line that stands alone inside a table

class _OfPage(NamedTuple):
    """What of a table stands on one page: its rows, the columns of the last, and in which of them a cell may go on."""

    rows: list[list[str]]
    columns: Sequence[Span]
    open_: frozenset[int]


def with_whole_rows(text: str) -> str:
    """Return *text*, if it was printed page by page, with the rows of its tables on a line each."""
    if PAGE not in text:
        return text
    lines = split_lines(text)
    starts = [*(line.start for line in lines[1:]), len(text)]
    ends = [text[line.start + len(line.text) : start] for line, start in zip(lines, starts, strict=True)]
    out = [line.text for line in lines]
    for first, last, rows in _tables(lines, [PAGE in end for end in ends]):
        out[first:last] = ["\t".join(row) for row in rows] + [""] * (last - first - len(rows))
        ends[first:last] = [end.replace(PAGE, "\n") for end in ends[first:last]]
    return "".join(line + end for line, end in zip(out, ends, strict=True))


def _tables(lines: Sequence[Line], breaks: Sequence[bool]) -> Iterator[tuple[int, int, list[list[str]]]]:
    """Yield the tables with broken cells: their first line, the line behind them, and their rows."""
    regions = list(_regions(lines, breaks))
    at = 0
    while at < len(regions):
        first, last, found = regions[at][0], regions[at][1], _of_page(regions[at][2], lines)
        broken = found is not None and len(found.rows) < last - first
        at += 1
        while found is not None and at < len(regions) and _turns(lines[last : regions[at][0]], breaks[last - 1 : regions[at][0]]):
            after = _of_page(regions[at][2], lines)
            if after is None:
                break
            found, last, broken = _joined(found, after), regions[at][1], True
            at += 1
        if found is not None and broken:
            yield first, last, found.rows


def _turns(between: Sequence[Line], breaks: Sequence[bool]) -> bool:
    """Tell whether nothing but the end of a page and its number stands between two tables."""
    printed = (line.text.strip(BLANK) for line in between)
    return any(breaks) and all(not text or PAGE_NUMBER.fullmatch(text) for text in printed)


def _regions(lines: Sequence[Line], breaks: Sequence[bool]) -> Iterator[tuple[int, int, list[list[Field]]]]:
    """Yield the lines that may be a table: the first, the one behind the last, and their fields."""
    i = 0
    while i < len(lines):
        end, rows = i, []
        while end < len(lines) and (row := _row(lines[end], end)) and (rows or len(row) > 1):
            rows.append(row)
            end += 1
            if breaks[end - 1]:
                break
        if sum(len(row) > 1 for row in rows) >= _FEWEST:
            yield i, end, rows
        i = max(end, i + 1)


def _row(line: Line, number: int) -> list[Field]:
    """Return the fields of a line that may belong to a table."""
    row = fields_in(line, number)
    if any(is_caption(field.text) for field in row):
        return []
    return [] if len(row) == 1 and len(row[0].text) > _LONGEST and row[0].left == 0 else row


def _of_page(rows: Sequence[Sequence[Field]], lines: Sequence[Line]) -> _OfPage | None:
    """Return the table that the lines of one page hold, None if it is not understood."""
    out: list[list[str]] = []
    columns: Sequence[Span] = ()
    cells: list[CellOfPage] = []
    for part in _parts(rows, lines, _MOST_PARTS):
        columns, fields = _columns(part, lines)
        cells = cells_of(fields, columns)
        found = _assembled(cells, columns)
        if _strain(fields, columns) or found is None:
            return None
        out += found
    width = max(map(len, out))
    last = {cell.span[0]: cell.full for cell in cells}
    open_ = frozenset(c for c, full in last.items() if full)
    return _OfPage([row + [""] * (width - len(row)) for row in out], columns, open_)


def _columns(rows: Sequence[Sequence[Field]], lines: Sequence[Line]) -> tuple[list[Span], list[list[Field]]]:
    """Return the columns and the fields in them; first those fields are asked that have no space inside."""
    rows = with_figures(rows, lines)
    columns = columns_of([[field for field in row if " " not in field.text] for row in rows])
    fields = [parted(row, lines[row[0].line], columns) for row in rows]
    return columns_of(fields), fields


def _strain(rows: Sequence[Sequence[Field]], columns: Sequence[Span]) -> int:
    """Return how far in all the fields stand from a column of their own."""
    return sum(spans_of(row, columns)[1] for row in rows)


def _parts(rows: Sequence[Sequence[Field]], lines: Sequence[Line], most: int) -> Iterator[Sequence[Sequence[Field]]]:
    """Yield *rows* parted where the columns of those above and below do not stand under one another."""
    columns, fields = _columns(rows, lines)
    least = _strain(fields, columns)
    if not least or most < 2 or len(rows) < _FEWEST:
        yield rows
        return
    best = 0
    for k in range(1, len(rows)):
        strain = 0
        for part in (rows[:k], rows[k:]):
            own, inside = _columns(part, lines)
            strain += _strain(inside, own)
        if strain < least:
            best, least = k, strain
    if not best:
        yield rows
        return
    yield from _parts(rows[:best], lines, most // 2)
    yield from _parts(rows[best:], lines, most // 2)


def _assembled(cells: Sequence[CellOfPage], columns: Sequence[Span]) -> list[list[str]] | None:
    """Return the cells in rows: those of one row begin in the same line, or have the same middle."""
    flat = [cell for cell in cells if cell.first == cell.last]
    tall = [cell for cell in cells if cell.last > cell.first]
    marks = {2 * cell.first for cell in flat}
    placed = [(2 * cell.first, cell) for cell in flat]
    if sum(cell.first + cell.last in marks for cell in tall) > sum(2 * cell.first in marks for cell in tall):
        main = _main(cells, len(columns))
        figures = {2 * cell.first for cell in flat if kind_of(cell.text) == "n"}
        for cell in tall:
            placed += _by_middle(cell, marks, figures) if cell.span[0] >= main else [(cell.first + cell.last, cell)]
        placed = _lifted(placed, main)
        rows = _widened(_in_rows(placed))
    else:
        starts = _row_starts(cells)
        for cell in tall:
            placed += _by_top(cell, cells, starts)
        rows = _in_rows(placed)
    out = [_texts(row, columns) for row in rows]
    return None if None in out else [row for row in out if row is not None]


def _in_rows(placed: Sequence[tuple[int, CellOfPage]]) -> list[list[CellOfPage]]:
    rows: dict[int, list[CellOfPage]] = {key: [] for key in sorted({key for key, _ in placed})}
    for key, cell in sorted(placed, key=lambda at: (at[1].left, at[1].first)):
        rows[key].append(cell)
    return list(rows.values())


def _main(cells: Sequence[CellOfPage], width: int) -> int:
    """Return the first column in which every row with figures has a cell of its own: labels to its left are merged."""
    lines = {cell.first for cell in cells if cell.first == cell.last and kind_of(cell.text) == "n"}
    for column in range(width):
        own = [cell for cell in cells if cell.span[0] == column]
        if sum(any(c.first <= line <= c.last for c in own) for line in lines) * 10 >= _OWN * len(lines):
            return column
    return 0


def _widened(rows: Sequence[Sequence[CellOfPage]]) -> list[list[CellOfPage]]:
    """Return *rows* with names that stand in the middle above several columns over all of them."""
    out = [list(row) for row in rows]
    for row, below in pairwise(out):
        if len(row) > len(below) or any(kind_of(cell.text) != "t" for cell in (*row, *below)):
            continue
        for k, cell in enumerate(row):
            left = row[k - 1].middle if k else -_WIDE
            right = row[k + 1].middle if k + 1 < len(row) else 2 * cell.middle + _WIDE
            own = [c for c in below if left + cell.middle < 2 * c.middle < cell.middle + right]
            for inner in (own, own[1:], own[:-1]):
                if inner and abs(inner[0].left + inner[-1].right - cell.middle) <= 2 * _NEAR:
                    row[k] = cell._replace(span=(inner[0].span[0], inner[-1].span[1]))
                    break
    return out


def _texts(cells: Sequence[CellOfPage], columns: Sequence[Span]) -> list[str] | None:
    """Return what stands in each of the columns of one row, None if two figures stand in one."""
    side_by_side: list[CellOfPage] = []
    for cell in cells:
        above = side_by_side[-1] if side_by_side else None
        if above is None or cell.left >= above.right:
            side_by_side.append(cell)
        elif kind_of(above.text) == "n" or kind_of(cell.text) == "n":
            return None
        else:
            fields = sorted((*above.fields, *cell.fields), key=lambda f: f.line)
            side_by_side[-1] = above._replace(fields=tuple(fields))
    row = [""] * len(columns)
    spans = [cell.span for cell in side_by_side]
    if any(a[1] >= b[0] for a, b in pairwise(spans)):
        spans, _ = spans_of(side_by_side, columns)
    for cell, (first, _) in zip(side_by_side, spans, strict=True):
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
    are_rows = [any(kind_of(c.text) == "n" for c in row) and any(c.span[0] == main for c in row) for row in body]
    top = [min(c.first for c in row) for row in body]
    end = [max(c.last for c in row) for row in body]
    for column in range(main):
        behind = 0
        for key, cell in sorted((p for p in placed if p[1].span[0] == column), key=lambda p: p[1].first):
            at = min(range(len(keys)), key=lambda k: abs(keys[k] - key))
            start = at
            while start > behind and are_rows[start - 1]:
                start -= 1
            near = (e for e in range(at, len(keys)) if all(are_rows[start : e + 1]))
            ends = [e for e in near if abs(top[start] + end[e] - key) <= _NEAR]
            own = keys[start] if ends else keys[at] if top[at] <= cell.last and cell.first <= end[at] else key
            out.append((own, cell))
            behind = (ends[0] if ends else at) + 1
    return out


def _joined(page: _OfPage, after: _OfPage) -> _OfPage:
    """Return two pages of a table as one: the same columns, less a header that is repeated and a row that was cut."""
    rows, more = page.rows, after.rows
    if len(page.columns) > len(after.columns):
        places = _places(after.columns, page.columns)
        more = [_spread(row, places, len(rows[0])) for row in more]
    elif len(page.columns) < len(after.columns):
        places = _places(page.columns, after.columns)
        rows = [_spread(row, places, len(more[0])) for row in rows]
    else:
        places = range(len(after.columns))
    columns = max(page.columns, after.columns, key=len)
    repeated = 0
    while repeated < min(len(rows), len(more)) and rows[repeated] == more[repeated]:
        repeated += 1
    more = more[repeated:]
    filled = [c for c, text in enumerate(more[0]) if text] if more else []
    if filled and page.open_.issuperset(filled) and not any(kind_of(more[0][c]) == "n" for c in filled):
        rows = [*rows[:-1], [above + below for above, below in zip(rows[-1], more[0], strict=True)]]
        more = more[1:]
    return _OfPage([*rows, *more], columns, after.open_)


def _places(columns: Sequence[Span], among: Sequence[Span]) -> list[int]:
    """Return which of more columns each of *columns* is: in order, and as near as can be."""
    best: dict[int, tuple[int, list[int]]] = {-1: (0, [])}
    for n, (left, right) in enumerate(columns):
        after: dict[int, tuple[int, list[int]]] = {}
        for last, (cost, places) in best.items():
            for c in range(last + 1, len(among) - (len(columns) - n - 1)):
                new = cost + abs(left + right - sum(among[c]))
                if c not in after or new < after[c][0]:
                    after[c] = (new, [*places, c])
        best = after
    return min(best.values())[1]


def _spread(row: Sequence[str], places: Sequence[int], width: int) -> list[str]:
    out = [""] * width
    for text, place in zip(row, places, strict=False):
        out[place] = text
    return out
