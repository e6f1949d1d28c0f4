"""Tables that keep their tabs: one cell a line that begins with a tab (a copy from Word), or one row a line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from audit_cli.expressions import expression
from audit_cli.readers.text.cell_lines import Fragment, fragments_from, is_cell_line, joined
from audit_cli.readers.text.cells import Line, Row, Table, is_caption, kind_of, kinds_of, piece
from audit_cli.readers.text.grid import build
from audit_cli.readers.text.headers import Item
from audit_cli.readers.text.indicator_lines import columns_of, row_of_indicators
from audit_cli.readers.text.merging import filled_up, moved_and_kept
from audit_cli.readers.text.numbered_lines import NUMBER_OF_LINE, table_of_numbered_lines
from audit_cli.readers.text.row_groups import groups

_SHORT = 30
_FEWEST = 3  # rows of indicators
_SIDES, _WIDTH = 2, 6  # of a statement whose lines are numbered

_SENTENCE = expression(r"[。；;！？]")
_TITLE = expression(r"[（(]?[一二三四五六七八九十\d]{1,3}[、.．)）]")
# what a form asks for beside it: 项目名称, 偏差原因分析
_FIELD = expression(r"[一-鿿]{0,8}(?:名称|单位|部门)|[一-鿿]{0,12}原因[一-鿿]{0,8}")
_CONTENTS = expression(r"\d{1,3}")


def find_tab_tables(lines: Sequence[Line]) -> list[Table]:
    """Return the tables whose cells or rows are marked by tabs."""
    tables: list[Table] = []
    i, n = 0, len(lines)
    while i < n:
        text = lines[i].text
        if "\t" not in text:
            i += 1
        elif is_cell_line(text):
            fragments, end = fragments_from(lines, i)
            tables.extend(_cell_tables(lines, fragments))
            i = end
        else:
            end = i
            while end < n and "\t" in lines[end].text:
                end += 1
            tables.extend(_row_tables(lines, i, end))
            i = end
    return tables


def _cell_tables(lines: Sequence[Line], fragments: Sequence[Fragment]) -> list[Table]:
    tables: list[Table] = []
    for rows in joined(lines, fragments):
        found = list(groups(rows))
        alone = [_is_table(group) for group in found]
        for k, group in enumerate(found):
            # a row of a name and its value right above or below a table is one of the same form
            if alone[k] or (any(alone[max(k - 1, 0) : k + 2]) and _is_table(group, beside=True)):
                tables.append(build(group))
    return tables


def _is_table(rows: Sequence[Row], beside: bool = False) -> bool:
    """Tell whether *rows* are cells and not indented paragraphs; *beside* a table, one row of two cells may be some."""
    wide = [r for r in rows if len(r.pieces) >= 2]
    texts = [p.text for r in rows for p in r.pieces if p.text]
    if not wide or not texts:
        return False
    short = sum(len(t) <= _SHORT and not _SENTENCE.search(t) for t in texts)
    titles = sum(bool(_TITLE.match(r.pieces[0].text)) for r in rows)
    if short * 2 < len(texts) or (short * 2 == len(texts) and titles == len(rows)):
        return False
    kinds = "".join(kinds_of(r) for r in wide)
    if beside and len(wide) == len(rows):
        return not any(map(is_caption, texts)) and all(_FIELD.fullmatch(r.pieces[0].text) for r in rows)
    return len(wide) >= 2 or len(wide[0].pieces) >= 4 or ("n" in kinds and len(wide[0].pieces) >= 2)


def _row_tables(lines: Sequence[Line], first: int, end: int) -> list[Table]:
    """Return the tables in lines that hold their cells with tabs between them."""
    rows: list[Row] = []
    for i in range(first, end):
        line = lines[i]
        pieces = []
        at = line.start
        for part in line.text.split("\t"):
            pieces.append(piece(part, at))
            at += len(part) + 1
        rows.append(Row(tuple(pieces), i, i + 1))
    while rows and _is_title_line(rows[0], rows[1:2]):
        rows.pop(0)
    while rows and not any(p.text for p in rows[-1].pieces):
        rows.pop()
    filled = [len([p for p in r.pieces if p.text]) for r in rows]
    if sum(f >= 2 for f in filled) < 2 or _is_contents(rows):
        return []
    rows = _without_tail(rows)
    long = [p for r in rows for p in r.pieces if len(p.text) > _SHORT and _SENTENCE.search(p.text)]
    if len(long) * 3 > sum(filled):
        return []
    moved, kept = moved_and_kept(rows)
    if kept > moved or len({len(r.pieces) for r in rows}) == 1:
        return [build(filled_up(rows), merged_once=False)]
    return _of_two_sides(rows) or _with_indicators(rows, merged_once=moved > kept)


def _of_two_sides(rows: Sequence[Row]) -> list[Table]:
    """Return the statement whose lines are numbered on two sides: the numbers tell where blanks were lost.

    Where there are more columns behind them, nothing tells in which of those an amount stands.
    """
    k = next((k for k, row in enumerate(rows) if [p.text for p in row.pieces].count(NUMBER_OF_LINE) == _SIDES), -1)
    if k < 0:
        return []
    kinds = {"n": "n", "d": "n"}
    body = [p for row in rows[k:] for p in row.pieces if p.text]
    numbers = [row.first for row in rows[k:] for p in row.pieces if p.text]
    items = [Item(p, number, kinds.get(kind_of(p.text), "t")) for p, number in zip(body, numbers, strict=True)]
    table = table_of_numbered_lines(items) if len(rows[k].pieces) == _WIDTH else None
    if table is not None:
        return [table]
    width = len(rows[k].pieces)
    return [build([*rows[: k + 1], *(r._replace(lost=len(r.pieces) < width) for r in rows[k + 1 :])])]


def _with_indicators(rows: Sequence[Row], merged_once: bool) -> list[Table]:
    """Return the tables in *rows*; below a header of indicators each cell has its column, even if blanks were lost."""
    for k, row in enumerate(rows):
        columns = columns_of([p.text for p in row.pieces])
        if columns is None:
            continue
        header = row._replace(pieces=row.pieces[-columns.width :])
        placed = [header]
        for below in rows[k + 1 :]:
            pieces = row_of_indicators([p for p in below.pieces if p.text], columns)
            if pieces is None:
                break
            placed.append(below._replace(pieces=pieces))
        if len(placed) > _FEWEST:
            behind = rows[k + len(placed) :]
            rest = _with_indicators(behind, merged_once) if behind else []
            return [*_in_groups(rows[:k], merged_once), build(placed), *rest]
    return _in_groups(rows, merged_once)


def _in_groups(rows: Sequence[Row], merged_once: bool) -> list[Table]:
    if not rows:
        return []
    return [build(group, merged_once=merged_once) for group in groups(rows) if any(len(r.pieces) > 1 for r in group)]


def _is_title_line(row: Row, after: Sequence[Row]) -> bool:
    """Tell whether *row* is a caption, a title or nothing, which stays a paragraph above the table."""
    texts = [p.text for p in row.pieces if p.text]
    if len(texts) <= 1:
        return not (after and len(after[0].pieces) == len(row.pieces) and texts and kind_of(texts[0]) == "n")
    return len(texts) <= 3 and any(is_caption(t) for t in texts)


def _is_contents(rows: Sequence[Row]) -> bool:
    """Tell whether *rows* are a table of contents: titles with growing page numbers."""
    pages = [r.pieces[-1].text for r in rows if len(r.pieces) >= 2]
    if len(pages) < len(rows) or not all(_CONTENTS.fullmatch(p) for p in pages):
        return False
    numbers = [int(p) for p in pages]
    return numbers == sorted(numbers) and all(sum(bool(p.text) for p in r.pieces) == 2 for r in rows)


def _without_tail(rows: Sequence[Row]) -> list[Row]:
    """Return *rows* without the empty columns on the right; where most rows have them, the others merged some cells."""
    width = max([c + 1 for r in rows for c, p in enumerate(r.pieces) if p.text], default=0)
    usual, often = Counter(len(r.pieces) for r in rows).most_common(1)[0]
    if usual > width == min(len(r.pieces) for r in rows) and often < len(rows):
        width = usual
    return [r._replace(pieces=r.pieces[:width]) if len(r.pieces) > width else r for r in rows]
