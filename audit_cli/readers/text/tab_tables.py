"""Tables that keep their tabs: one cell a line that begins with a tab (a copy from Word), or one row a line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from audit_cli.expressions import expression
from audit_cli.readers.text.grid import (
    BLANK,
    TOTAL_ROW,
    Line,
    Piece,
    Row,
    Table,
    build,
    is_caption,
    kind_of,
    kinds_of,
    piece,
)
from audit_cli.readers.text.header_tree import MAX_ROWS, are_column_names, header_tree

LOOSE_LENGTH = 12
CELL_LINES = 12
SHORT = 30

_SENTENCE = expression(r"[。；;！？]")
_LOOSE = expression(r"[\u4e00-\u9fffA-Za-z（）()]+")
_CHAPTER = expression(r"(?:[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十]+(?:部分|章))")
_TITLE = expression(r"[（(]?[一二三四五六七八九十\d]{1,3}[、.．)）]")
_LEVEL = expression(r"[一二三]级指标")
_CONTENTS = expression(r"\d{1,3}")


class _Fragment(NamedTuple):
    """Cells up to an empty line; *cut* if cells are missing behind it, *loose* is the line that stands below it."""

    pieces: tuple[Piece, ...]
    first: int
    last: int
    lost: bool
    cut: bool = False
    loose: int = -1


def find_tab_tables(lines: Sequence[Line]) -> list[Table]:
    """Return the tables whose cells or rows are marked by tabs."""
    tables: list[Table] = []
    i, n = 0, len(lines)
    while i < n:
        text = lines[i].text
        if "\t" not in text:
            i += 1
        elif _is_cell_line(text):
            fragments, end = _fragments(lines, i)
            tables.extend(_cell_tables(lines, fragments))
            i = end
        else:
            end = i
            while end < n and "\t" in lines[end].text:
                end += 1
            tables.extend(_row_tables(lines, i, end))
            i = end
    return tables


def _is_cell_line(text: str) -> bool:
    """Tell whether the line is one cell: a tab before it, and no other."""
    return text.count("\t") == 1 and not text[: text.index("\t")].strip(BLANK)


def _fragments(lines: Sequence[Line], i: int) -> tuple[list[_Fragment], int]:
    """Return the cells from line *i* on as far as the table may reach, and the line behind it."""
    fragments: list[_Fragment] = []
    pieces: list[Piece] = []
    first, blanks, lost, n = i, 0, False, len(lines)

    def close(end: int, cut: bool = False) -> None:
        if pieces:
            fragments.append(_Fragment(tuple(pieces), first, end, lost, cut))
            pieces.clear()

    j = i
    while j < n:
        line = lines[j]
        if "\t" in line.text:
            if not _is_cell_line(line.text):
                break
            mark = not line.text.startswith("\t")
            if mark and pieces:
                close(j, cut=True)
            if not pieces:
                # at the very start the mark says only that something stood before the table
                first, lost = j, mark and bool(fragments)
            at = line.text.index("\t") + 1
            pieces.append(piece(line.text[at:], line.start + at))
            blanks = 0
        elif not line.text.strip(BLANK):
            close(j)
            blanks += 1
            if blanks >= 3:
                break
        elif pieces:
            end = _continuation(lines, j, pieces[-1])
            if end == j:
                close(j)
                break
            pieces[-1] = _extended(pieces[-1], line, lines[end - 1])
            j = end
            continue
        else:
            if not fragments or not _is_loose(lines, j):
                break
            fragments[-1] = fragments[-1]._replace(loose=j)
            blanks = 0
        j += 1
    else:
        close(n)
    return fragments, max(j, i + 1)


def _continuation(lines: Sequence[Line], j: int, cell: Piece) -> int:
    """Return the line behind those that go on with *cell*; *j* if the line there is no part of it."""
    end = j
    while end < len(lines) and lines[end].text.strip(BLANK) and "\t" not in lines[end].text:
        if end - j >= CELL_LINES or _CHAPTER.match(lines[end].text.lstrip(BLANK)):
            return j
        end += 1
    if kind_of(cell.text) == "n" and len(lines[j].text.strip(BLANK)) > LOOSE_LENGTH:
        return j
    return end


def _extended(cell: Piece, first: Line, last: Line) -> Piece:
    """Return *cell* with the lines from *first* to *last* as its continuation."""
    head, tail = piece(first.text, first.start), piece(last.text, last.start)
    start = cell.start if cell.text else head.start
    texts = (cell.text, head.text) if head == tail else (cell.text, head.text, tail.text)
    return Piece(start, tail.end, "\n".join(texts))


def _is_loose(lines: Sequence[Line], j: int) -> bool:
    """Tell whether the line may be the rest of a cell that empty lines have cut: short, and a cell follows."""
    text = lines[j].text.strip(BLANK)
    if len(text) > LOOSE_LENGTH or not _LOOSE.fullmatch(text) or is_caption(text):
        return False
    k = j + 1
    while k < len(lines) and k <= j + 2 and not lines[k].text.strip(BLANK) and "\t" not in lines[k].text:
        k += 1
    return k < len(lines) and lines[k].text.startswith("\t") and _is_cell_line(lines[k].text)


def _cell_tables(lines: Sequence[Line], fragments: Sequence[_Fragment]) -> list[Table]:
    tables: list[Table] = []
    for rows in _joined(lines, fragments):
        for group in _groups(rows):
            if _is_table(group):
                tables.append(build(group))
    return tables


def _joined(lines: Sequence[Line], fragments: Sequence[_Fragment]) -> list[list[Row]]:
    """Return the rows, fragments of one row put together; a loose line that belongs to no cell parts two lists."""
    out: list[list[Row]] = [[]]
    i, n = 0, len(fragments)
    while i < n:
        part = fragments[i]
        pieces, last, lost = part.pieces, part.last, part.lost or part.cut
        while i + 1 < n:
            after = fragments[i + 1]
            if after.lost or part.cut:
                break
            widths = {len(out[-1][-1].pieces)} if out[-1] else set()
            if i + 2 < n and not after.cut:
                widths.add(len(fragments[i + 2].pieces))
            fills = len(pieces) + len(after.pieces) in widths and len(pieces) + len(after.pieces) > 2
            if part.loose >= 0:
                loose = lines[part.loose]
                text = loose.text.strip(BLANK)
                close = after.first == part.loose + 1 and len(text) <= 6 and 0 < len(pieces[-1].text) <= 6
                if not ((fills and pieces[-1].text) or close) or kind_of(pieces[-1].text) == "n":
                    break
                pieces = (*pieces[:-1], _extended(pieces[-1], loose, loose), *after.pieces)
            elif fills and len(pieces) not in widths and "t" not in "".join(kind_of(p.text) for p in after.pieces):
                pieces = (*pieces, *after.pieces)
            else:
                break
            i += 1
            part, last, lost = after, after.last, lost or after.cut
        out[-1].append(
            Row(pieces, fragments[i].first if not pieces else _first(part, fragments, i, pieces), last, lost)
        )
        if part.loose >= 0:
            out.append([])
        i += 1
    return [rows for rows in out if rows]


def _first(part: _Fragment, fragments: Sequence[_Fragment], i: int, pieces: Sequence[Piece]) -> int:
    """Return the first line of a row that ends with fragment *i*."""
    k = i
    while k > 0 and fragments[k].pieces[0] is not pieces[0] and fragments[k].pieces[0].start > pieces[0].start:
        k -= 1
    return fragments[k].first


def _groups(rows: Sequence[Row]) -> list[list[Row]]:
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


def _is_table(rows: Sequence[Row]) -> bool:
    """Tell whether *rows* are cells and not indented paragraphs."""
    wide = [r for r in rows if len(r.pieces) >= 2]
    texts = [p.text for r in rows for p in r.pieces if p.text]
    if not wide or not texts:
        return False
    short = sum(len(t) <= SHORT and not _SENTENCE.search(t) for t in texts)
    titles = sum(bool(_TITLE.match(r.pieces[0].text)) for r in rows)
    if short * 2 < len(texts) or (short * 2 == len(texts) and titles == len(rows)):
        return False
    kinds = "".join(kinds_of(r) for r in wide)
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
    long = [p for r in rows for p in r.pieces if len(p.text) > SHORT and _SENTENCE.search(p.text)]
    if len(long) * 3 > sum(filled):
        return []
    if len({len(r.pieces) for r in rows}) == 1:
        return [build(rows, merged_once=False)]
    return [build(group, merged_once=False) for group in _groups(rows) if any(len(r.pieces) > 1 for r in group)]


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
    """Return *rows* without the empty columns on the right."""
    width = max([c + 1 for r in rows for c, p in enumerate(r.pieces) if p.text], default=0)
    return [r._replace(pieces=r.pieces[:width]) if len(r.pieces) > width else r for r in rows]
