"""Rows of cells parted into tables: by a full header row, else where their width changes for good."""

from __future__ import annotations

from collections.abc import Sequence

from audit_cli.expressions import expression
from audit_cli.readers.text.cells import TOTAL_ROW, Row, kinds_of
from audit_cli.readers.text.header_tree import MAX_ROWS, are_column_names, header_tree

_LEVEL = expression(r"[一二三]级指标")


def groups(rows: Sequence[Row]) -> list[list[Row]]:
    """Part the rows into tables."""
    widths = [len(r.pieces) for r in rows]
    text_only = [not r.lost and "n" not in kinds_of(r) for r in rows]
    groups: list[list[Row]] = []
    done = i = 0
    while i < len(rows):
        end = _led_by(rows, widths, text_only, i)
        if end == i:
            i += 1
            continue
        start = i
        while start > done and widths[start - 1] <= widths[i] and _heads(rows, widths, text_only, start, i):
            start -= 1
        groups += _by_width(rows[done:start])
        groups.append(list(rows[start:end]))
        done = i = end
    return groups + _by_width(rows[done:])


def _led_by(rows: Sequence[Row], widths: Sequence[int], text_only: Sequence[bool], i: int) -> int:
    """Return the row behind the table whose full header row *i* is, *i* if it is none."""
    width = widths[i]
    if width < 3 or not text_only[i] or not all(p.text for p in rows[i].pieces):
        return i
    full = numeric = 0
    numeric_widths = set()
    end = i + 1
    while end < len(rows) and widths[end] <= width:
        if not rows[end].lost:
            last = end + 1 == len(rows)
            if widths[end] == 1 and (last or text_only[end + 1]):
                break
            if text_only[end] and (1 < widths[end] < max(width - 2, 3) or (numeric and _is_header(rows[end], rows[i]))):
                break
        numeric += not text_only[end]
        if not text_only[end]:
            numeric_widths.add(widths[end])
        full += widths[end] == width and not text_only[end]
        end += 1
    if not full and max(numeric_widths, default=0) == width - 1 and width >= 4:
        # the first column holds one cell that goes down to the end; those of levels go down over some rows
        full = numeric if len(numeric_widths) == 1 or _names_levels(rows[i]) else 0
    if not full or numeric < 2 or (end < len(rows) and widths[end] == width + 1):
        return i
    return end


def _names_levels(row: Row) -> bool:
    """Tell whether *row* heads the columns of a form of indicators, whose upper levels are merged downwards."""
    return sum(bool(_LEVEL.fullmatch(p.text)) for p in row.pieces) > 1


def _is_header(row: Row, first: Row) -> bool:
    """Tell whether *row* is the header of another table than the one that *first* heads."""
    texts = [p.text for p in row.pieces]
    return are_column_names(texts) and texts != [p.text for p in first.pieces]


def _by_width(rows: Sequence[Row]) -> list[list[Row]]:
    """Part the rows into tables: where the width changes for good, with the shorter rows above as its header."""
    widths = [len(r.pieces) for r in rows]
    text_only = [not r.lost and "n" not in kinds_of(r) for r in rows]
    # totals leave out the columns of codes, and lost cells say nothing
    neutral = [r.lost or bool("n" in kinds_of(r) and TOTAL_ROW.match(r.pieces[0].text)) for r in rows]
    runs: list[list[int]] = []
    i, n = 0, len(rows)
    while i < n:
        if neutral[i] or widths[i] < 2:
            i += 1
            continue
        j = last = i
        while j + 1 < n and (widths[j + 1] == widths[i] or (neutral[j + 1] and widths[j + 1] < widths[i])):
            j += 1
            last = j if widths[j] == widths[i] and not rows[j].lost else last
        single = last == i and widths[i] >= 4 and not text_only[i] and i > 0 and text_only[i - 1]
        if last > i or single:
            merge = runs and widths[runs[-1][0]] == widths[i] and _may_join(rows, widths, text_only, runs[-1][1], i)
            if merge:
                runs[-1][1] = last
            else:
                runs.append([i, last])
        i = last + 1
    runs = _without_headers(rows, widths, text_only, runs)
    starts = []
    floor = 0
    for first, last in runs:
        start = _tree_above(rows, widths, text_only, floor, first)
        while start > floor and widths[start - 1] <= widths[first] and first - start < 5:
            if not _heads(rows, widths, text_only, start, first):
                break
            start -= 1
        starts.append(start)
        floor = last + 1
    bounds = sorted({0, *starts})
    groups: list[list[Row]] = []
    for k, begin in enumerate(bounds):
        end = bounds[k + 1] if k + 1 < len(bounds) else n
        run = next((r for r in runs if begin <= r[0] < end), None)
        if run is None:
            groups.extend([[r] for r in rows[begin:end]] if end - begin > 1 else [list(rows[begin:end])])
            continue
        width = widths[run[0]]
        stop = run[1] + 1
        while stop < end and (rows[stop].lost or (1 < widths[stop] <= width and not text_only[stop])):
            stop += 1
        groups.append(list(rows[begin:stop]))
        groups.extend([r] for r in rows[stop:end])
    return groups


def _without_headers(
    rows: Sequence[Row], widths: Sequence[int], text_only: Sequence[bool], runs: Sequence[list[int]]
) -> list[list[int]]:
    """Return *runs* without rows of labels, as long as one another, that are the header of the longer ones below."""
    kept: list[list[int]] = []
    for run in runs:
        above = kept[-1] if kept else None
        if above is not None and all(text_only[above[0] : above[1] + 1]):
            floor = kept[-2][1] + 1 if len(kept) > 1 else 0
            if _tree_above(rows, widths, text_only, floor, run[0]) <= above[0]:
                kept.pop()
        kept.append(run)
    return kept


def _heads(rows: Sequence[Row], widths: Sequence[int], text_only: Sequence[bool], start: int, first: int) -> bool:
    """Tell whether the row above *start* is part of the header of the rows of one width from *first* on."""
    above = start - 1
    if not text_only[above]:
        return start == first and _names_columns(rows[above], widths[first])
    if widths[above] == 1 or not text_only[start] or not rows[start].pieces[0].text:
        return True
    # 收入 | 支出 over the same labels twice
    labels = [p.text for p in rows[start].pieces]
    size, rest = divmod(len(labels), widths[above])
    return not rest and size > 1 and labels == labels[:size] * widths[above]


def _tree_above(rows: Sequence[Row], widths: Sequence[int], text_only: Sequence[bool], floor: int, first: int) -> int:
    """Return the first of the rows above *first* that make up a header with every merged cell printed once."""
    if text_only[first]:
        return first
    body = first
    while first > floor and not text_only[first - 1] and TOTAL_ROW.match(rows[first - 1].pieces[0].text):
        first -= 1
    for start in range(max(floor, first - MAX_ROWS), first - 1):
        if all(text_only[start:first]) and all(w > 1 for w in widths[start:first]):
            labels = [[p.text for p in r.pieces] for r in rows[start:first]]
            if all(all(row) for row in labels) and header_tree(labels, widths[body]):
                return start
    return body


def _names_columns(row: Row, width: int) -> bool:
    """Tell whether a row that holds numerals is rather the header of the rows of *width* columns below."""
    kinds = kinds_of(row)
    return (
        not row.lost and width - 2 <= len(kinds) < width and kinds.count("t") > len(kinds) / 2 and kinds[-3:] == "ttt"
    )


def _may_join(rows: Sequence[Row], widths: Sequence[int], text_only: Sequence[bool], last: int, first: int) -> bool:
    """Tell whether the rows between two runs of one width are no title and header of a second table."""
    between = range(last + 1, first)
    if any(widths[r] > widths[first] for r in between):
        return False
    return not any(
        text_only[r]
        and rows[r].pieces[0].text
        and (widths[r] == 1 or text_only[r + 1] or not rows[r + 1].pieces[0].text)
        for r in between
    )
