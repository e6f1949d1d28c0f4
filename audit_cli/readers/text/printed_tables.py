"""Pages that ``pdftotext -layout`` made text: the lines of a table whose cells are broken become one line a row.

The rows that come out have their cells with tabs between, blank ones too, and stand where the table stood; lines that
they no longer need are left empty behind it, so that what follows keeps its place. A table that is not understood
throughout is left as it was printed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from audit_cli.expressions import expression
from audit_cli.readers.text.cells import BLANK, Line, is_caption, kind_of, split_lines
from audit_cli.readers.text.printed_cells import cells_of
from audit_cli.readers.text.printed_columns import columns_and_fields, spans_of
from audit_cli.readers.text.printed_fields import FAR, Field, Span, fields_in
from audit_cli.readers.text.printed_frame import FEWEST_HEADS, HEADS
from audit_cli.readers.text.printed_goals import goals_of
from audit_cli.readers.text.printed_rows import rows_of
from audit_cli.readers.text.torn_rows import without_torn_rows
from audit_cli.readers.text.wrapped_lines import PAGE, PAGE_NUMBER

_FEWEST = 3  # lines of several fields, before a table is looked for
_MOST_LINES, _WIDEST = 150, 400  # of a page
_LONGEST = 24  # signs of a line that stands alone inside a table
_LONGEST_HEAD = 6  # signs of a line of a name of a column
_NO_HEAD = expression(r".*(?:部门|单位|名称|负责人|电话|[，。；])")  # what is filled in beside it, or goes on


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
    for first, last, printed in _tables(lines, [PAGE in end for end in ends]):
        out[first:last] = printed + [""] * (last - first - len(printed))
        ends[first:last] = [end.replace(PAGE, "\n") for end in ends[first:last]]
    return "".join(line + end for line, end in zip(out, ends, strict=True))


def _tables(lines: Sequence[Line], breaks: Sequence[bool]) -> Iterator[tuple[int, int, list[str]]]:
    """Yield the tables with broken cells: their first line, the line behind them, and what is printed for them."""
    regions = list(_regions(lines, breaks))
    at = 0
    while at < len(regions):
        first, last, rows = regions[at]
        found = _of_page(rows, lines)
        pages, numbers = 1, list[str]()
        at += 1
        while found is not None and at < len(regions):
            start, end, rows = regions[at]
            after = _of_page(rows, lines) if _turns(lines[last:start], breaks[last - 1 : start]) else None
            if after is None:
                break
            numbers += [line.text for line in lines[last:start] if line.text.strip(BLANK)]
            found, last = _joined(found, after), end
            pages += 1
            at += 1
        if found is not None and (pages > 1 or len(found.rows) < last - first):
            printed = ["\t".join(row) for row in without_torn_rows(found.rows)] + numbers
            if len(printed) <= last - first:
                yield first, last, printed


def _turns(between: Sequence[Line], breaks: Sequence[bool]) -> bool:
    """Tell whether nothing but the end of a page and its number stands between two tables."""
    printed = (line.text.strip(BLANK) for line in between)
    return any(breaks) and all(not text or PAGE_NUMBER.fullmatch(text) for text in printed)


def _regions(lines: Sequence[Line], breaks: Sequence[bool]) -> Iterator[tuple[int, int, list[list[Field]]]]:
    """Yield the lines that may be a table: the first, the one behind the last, and their fields."""
    i = 0
    goes_on = turned = False  # a row was the last of its page: the next page may go on with it
    while i < len(lines):
        end = i
        rows: list[list[Field]] = []
        while (
            end < len(lines) and (row := _row(lines[end], end)) and (rows or _begins(row) or (turned and row[0].left))
        ):
            rows.append(row)
            end += 1
            if breaks[end - 1]:
                break
        while rows and _is_number(rows[-1], breaks[i + len(rows) - 1]):
            rows.pop()
        goes_on = bool(rows) or (goes_on and not lines[i].text.strip(BLANK))
        turned = goes_on and ((turned and not rows) or breaks[max(end - 1, i)])
        if len(rows) <= _MOST_LINES and sum(len(row) > 1 for row in rows) >= _FEWEST:
            yield i, i + len(rows), rows
        i = max(end, i + 1)


def _begins(row: Sequence[Field]) -> bool:
    """Tell whether a table may begin with a line: it holds several fields, or names with one space between."""
    return len(row) > 1 or (len(row[0].text.split()) >= _FEWEST and _may_head(row))


def _is_number(row: Sequence[Field], is_last: bool) -> bool:
    """Tell whether a line holds the number of the page and nothing else."""
    return len(row) == 1 and PAGE_NUMBER.fullmatch(row[0].text) is not None and (is_last or not row[0].text.isdigit())


def _row(line: Line, number: int) -> list[Field]:
    """Return the fields of a line that may belong to a table."""
    row = fields_in(line, number) if len(line.text) <= _WIDEST else []
    if any(is_caption(field.text) for field in row):
        return []
    return [] if len(row) == 1 and len(row[0].text) > _LONGEST and row[0].left == 0 else row


def _parts(rows: Sequence[Sequence[Field]]) -> Iterator[Sequence[Sequence[Field]]]:
    """Yield the parts of a form that have a header of their own: their columns stand elsewhere than those above."""
    first = behind = 0
    for k, row in enumerate(rows):
        if sum(HEADS.fullmatch(word) is not None for word in _words(row)) < FEWEST_HEADS:
            continue
        start = k
        while start > behind and _may_head(rows[start - 1]):
            start -= 1
        if start > behind:
            yield rows[first:start]
            first = start
        behind = k + 1
    yield rows[first:]


def _may_head(row: Sequence[Field]) -> bool:
    """Tell whether a line may hold the upper half of names of columns."""
    words = _words(row)
    return all(kind_of(w) == "t" and len(w) <= _LONGEST_HEAD and not _NO_HEAD.fullmatch(w) for w in words)


def _words(row: Sequence[Field]) -> list[str]:
    return [word for field in row for word in field.text.split()]


def _of_page(rows: Sequence[Sequence[Field]], lines: Sequence[Line]) -> _OfPage | None:
    """Return the table that the lines of one page hold, None if it is not understood."""
    parts = [_of_part(part, lines) for part in _parts(rows)]
    found = [part for part in parts if part is not None]
    if len(found) < len(parts):
        return None
    width = max(len(part.columns) for part in found)
    padded = [[*row, *[""] * (width - len(row))] for part in found for row in part.rows]
    return found[-1]._replace(rows=padded)


def _of_part(rows: Sequence[Sequence[Field]], lines: Sequence[Line]) -> _OfPage | None:
    """Return the lines below one header as a table."""
    if goals := goals_of(rows):
        return _OfPage(*goals, frozenset())
    columns, fields = columns_and_fields(rows, lines)
    cells = cells_of(fields, columns)
    found = rows_of(cells, columns)
    if found is None or any(spans_of(row, columns)[1] for row in fields):
        return None
    last = {cell.span[0]: cell.full for cell in cells}
    open_ = frozenset(c for c, full in last.items() if full)
    return _OfPage(found, columns, open_)


def _joined(page: _OfPage, after: _OfPage) -> _OfPage:
    """Return two pages of a table as one: the same columns, less a header that is repeated and a row that was cut."""
    rows, more = page.rows, after.rows
    if len(page.columns) > len(after.columns):
        places = _places(after, page)
        more = [_spread(row, places, len(rows[0])) for row in more]
    elif len(page.columns) < len(after.columns):
        places = _places(page, after)
        rows = [_spread(row, places, len(more[0])) for row in rows]
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


def _places(part: _OfPage, whole: _OfPage) -> list[int]:
    """Return which of more columns each column of *part* is: in order, with figures like its own, and near."""
    among = whole.columns
    shapes, others = (list(map(_shape, zip(*page.rows, strict=True))) for page in (part, whole))
    best: dict[int, tuple[int, list[int]]] = {-1: (0, [])}
    for n, (left, right) in enumerate(part.columns):
        after: dict[int, tuple[int, list[int]]] = {}
        for last, (cost, places) in best.items():
            for c in range(last + 1, len(among) - (len(part.columns) - n - 1)):
                strange = shapes[n] != others[c] and shapes[n] and others[c]
                new = cost + abs(left + right - sum(among[c])) + (FAR if strange else 0)
                if c not in after or new < after[c][0]:
                    after[c] = (new, [*places, c])
        best = after
    return min(best.values())[1]


def _shape(column: Sequence[str]) -> str:
    """Return whether most figures of a column are whole numbers or not; nothing where it holds none."""
    figures = ["." in text for text in column if text and kind_of(text) == "n"]
    return "" if not figures else "money" if sum(figures) * 2 > len(figures) else "whole"


def _spread(row: Sequence[str], places: Sequence[int], width: int) -> list[str]:
    out = [""] * width
    for text, place in zip(row, places, strict=False):
        out[place] = text
    return out
