"""Tables that lost every mark, one cell a line: the columns show in how labels and numerals take turns."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from audit_cli.readers.grid import BLANK, Line, Piece, Row, Table, build, is_caption, kind_of, piece

CELL_LENGTH = 32
MAX_WIDTH = 16
MAX_BLANKS = 8

_LONE = re.compile(r"^[ \t\u3000]*[-−]?\d[\d,]*(?:\.\d+)?[%％]?[ \t\u3000]*\r?$", re.M)
_SENTENCE = re.compile(r"[。；！？]|[：:，,]$")
_TITLE = re.compile(r"(?:表|报告|说明|附件\d*)$|^\d{4}\s*年度?.{6,}")
_CHAPTER = re.compile(
    r"第[一二三四五六七八九十]+(?:部分|章)|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[)）]|\d{1,2}[、.．]"
)
_GROUP = re.compile(r"其中[:：]?$")
_CODE = re.compile(r"\d{3}(?:\d{2}){0,2}")
_ROW = re.compile(r"(c?)(t+)(n+)")


class _Item(NamedTuple):
    """A cell, the line it stands on and what it looks like: t(ext), n(umeral or dash), c(ode before a label)."""

    piece: Piece
    line: int
    kind: str


def has_lone_numerals(text: str) -> bool:
    """Tell whether numerals stand on lines of their own at all."""
    return _LONE.search(text) is not None


def find_line_tables(lines: Sequence[Line]) -> list[Table]:
    """Return the tables whose cells stand on a line each."""
    tables: list[Table] = []
    i, n = 0, len(lines)
    while i < n:
        items, end = _region(lines, i)
        if sum(item.kind == "n" for item in items) >= 3:
            table = _by_empty_lines(items) or _by_labels(lines, items) or _by_shape(items)
            if table:
                tables.append(table)
        i = max(end, i + 1)
    return tables


def _region(lines: Sequence[Line], i: int) -> tuple[list[_Item], int]:
    """Return the short lines from *i* on and the line behind them."""
    items: list[_Item] = []
    blanks = 0
    j = i
    while j < len(lines):
        text = lines[j].text
        printed = text.strip(BLANK)
        if not printed:
            blanks += 1
            if blanks > MAX_BLANKS:
                break
            j += 1
            continue
        if len(printed) > CELL_LENGTH or "\t" in printed or (_SENTENCE.search(printed) and not _GROUP.search(printed)):
            break
        blanks = 0
        items.append(_Item(piece(text, lines[j].start), j, "n" if kind_of(printed) in "nd" else "t"))
        j += 1
    return items, j


def _row(items: Sequence[_Item], lost: bool = False, width: int = 0) -> Row:
    """Return *items* as a row; with *width*, blanks are put at its end."""
    pieces = [i.piece for i in items]
    end = pieces[-1].end
    pieces += [Piece(end, end, "")] * (width - len(pieces))
    return Row(tuple(pieces), items[0].line, items[-1].line + 1, lost)


def _by_empty_lines(items: Sequence[_Item]) -> Table | None:
    """Return the table if empty lines stand between its rows: blocks of one size, with shorter headers above."""
    blocks: list[list[_Item]] = [[items[0]]]
    for before, item in itertools.pairwise(items):
        if item.line - before.line > 1:
            blocks.append([])
        blocks[-1].append(item)
    sizes = Counter(len(b) for b in blocks if len(b) > 1)
    if not sizes:
        return None
    width, often = max(sizes.items(), key=lambda s: (s[1], s[0]))
    full = [k for k, b in enumerate(blocks) if len(b) == width]
    if often < 3 or any(len(b) > width for b in blocks[full[0] : full[-1] + 1]):
        return None
    data = [k for k in full if "n" in "".join(i.kind for i in blocks[k][1:])]
    if len(data) < 2 or any(blocks[k][0].kind == "n" and not _CODE.fullmatch(blocks[k][0].piece.text) for k in data):
        return None
    between = blocks[full[0] : full[-1] + 1]
    if often * 3 < 2 * len(between):
        return None
    rows = [_row(b, lost=1 < len(b) < width and k >= data[0] - full[0]) for k, b in enumerate(between)]
    return build(rows)


def _by_labels(lines: Sequence[Line], items: Sequence[_Item]) -> Table | None:
    """Return the table whose rows are a label (and a code before it) and as many numerals each."""
    items = _with_codes(items)
    kinds = "".join(item.kind for item in items)
    groups = [(m.start(), m.start(3), m.end()) for m in _ROW.finditer(kinds)]
    if len(groups) < 3:
        return None
    often = Counter(end - mid for _, mid, end in groups)
    numbers = max((n for n, times in often.items() if times >= 2), default=0)
    if not numbers or any(end - mid > numbers for _, mid, end in groups):
        return None
    full = often[numbers]
    coded = sum(kinds[start] == "c" for start, _, _ in groups) * 2 > len(groups)
    lead = 2 if coded else 1
    width = lead + numbers
    if full < len(groups):
        filled = _with_blanks(lines, items, kinds)
        if filled:
            return filled
    if (
        full < 3
        or full * 2 < len(groups)
        or (numbers == 1 and not (full == len(groups) and _are_amounts(items, groups)))
    ):
        return None
    # more than one text in most rows: no table of a label and numerals
    several = sum(mid - start > lead for start, mid, _ in groups[1:])
    if several * 2 > len(groups) - 1:
        return None
    first = groups[0][1] - lead
    header = _header(items[groups[0][0] : first], width)
    rows = [_row(h) for h in header]
    sides = 2 if header and len(header[-1]) == 2 * width else 1
    if sides == 2:
        body = _two_sides(items, groups, lead, width)
        return build([*rows, *body]) if body else None
    if full < len(groups) and not header:
        return None
    for g, (start, mid, end) in enumerate(groups):
        begin = first if g == 0 else start
        for label in items[begin : mid - lead]:
            rows.append(_row([label], width=width))
        cells = items[mid - lead : end]
        rows.append(_row(cells, lost=len(cells) < width))
    return build(rows)


def _with_codes(items: Sequence[_Item]) -> list[_Item]:
    """Return *items* with the numerals marked that are a code or a running number before a label."""
    places = [k for k in range(len(items) - 1) if items[k].kind == "n" and items[k + 1].kind == "t"]
    texts = [items[k].piece.text for k in places]
    codes = {k for k, t in zip(places, texts, strict=True) if _CODE.fullmatch(t)}
    counted = {k for k, t, n in zip(places, texts, range(1, len(places) + 1), strict=True) if t == str(n)}
    marked = codes if len(codes) * 2 > len(places) else counted if len(counted) == len(places) else set()
    return [i._replace(kind="c") if k in marked else i for k, i in enumerate(items)]


def _are_amounts(items: Sequence[_Item], groups: Sequence[tuple[int, int, int]]) -> bool:
    """Tell whether the only numerals of the rows are more than page or list numbers."""
    values = [items[mid].piece.text for _, mid, _ in groups]
    return sum("." in v or "," in v or v[-1] in "%％元" for v in values) * 2 >= len(values)


def _header(above: Sequence[_Item], width: int) -> list[list[_Item]]:
    """Return the header rows among the texts above the first row."""
    labels = list(above)
    while labels and len(labels) != width and (k := _title(labels)) >= 0:
        labels = labels[k + 1 :]
    if len(labels) > width:
        gap = next((k for k in range(len(labels) - 1, 0, -1) if labels[k].line - labels[k - 1].line > 1), 0)
        if len(labels) - gap >= width:
            labels = labels[gap:]
    if len(labels) >= 2 * width:
        last, before = labels[-width:], labels[-2 * width : -width]
        if [x.piece.text for x in last] == [x.piece.text for x in before]:
            return [labels[-2 * width :]]
    if len(labels) == width:
        return [labels]
    return _two_levels(labels, width)


def _title(labels: Sequence[_Item]) -> int:
    """Return the place of the last line that is a caption, a title or a heading, -1 if there is none."""
    for k in range(len(labels) - 1, -1, -1):
        text = labels[k].piece.text
        if is_caption(text) or _TITLE.search(text) or _CHAPTER.match(text):
            return k
    return -1


def _two_levels(labels: Sequence[_Item], width: int) -> list[list[_Item]]:
    """Return a header of two rows where one 其中 over the last columns explains the number of labels."""
    if len(labels) != width + 1:
        return []
    for k, item in enumerate(labels):
        if 0 < k < len(labels) - 1 and _GROUP.search(item.piece.text):
            blank = Piece(item.piece.end, item.piece.end, "")
            second = [item._replace(piece=blank)] * k + list(labels[k + 1 :])
            return [list(labels[: k + 1]), second]
    return []


def _two_sides(items: Sequence[_Item], groups: Sequence[tuple[int, int, int]], lead: int, width: int) -> list[Row]:
    """Return rows of two lists side by side, told apart by their line numbers or because they take turns."""
    parts = [list(items[mid - lead : end]) for _, mid, end in groups]
    if any(len(p) != width for p in parts) or any(mid - lead > start for start, mid, _ in groups[1:]):
        return []
    numbers = [p[lead].piece.text for p in parts]
    left = 1
    pairs: list[list[list[_Item]]] = []
    if all(n.isdigit() for n in numbers) and numbers[0] == "1":
        for part, number in zip(parts, numbers, strict=True):
            if int(number) == left:
                pairs.append([part])
                left += 1
            elif pairs and len(pairs[-1]) == 1:
                pairs[-1].append(part)
            else:
                return []
    elif len(parts) % 2 == 0:
        pairs = [[parts[k], parts[k + 1]] for k in range(0, len(parts), 2)]
    return [_row([i for part in pair for i in part], width=2 * width) for pair in pairs]


def _with_blanks(lines: Sequence[Line], items: Sequence[_Item], kinds: str) -> Table | None:
    """Return the table if empty lines stand for its blank cells, so that every row has as many lines."""
    start, last = items[0].line, items[-1].line
    cells: list[_Item] = []
    k = 0
    for j in range(start, last + 1):
        if k < len(items) and items[k].line == j:
            cells.append(items[k])
            k += 1
        else:
            cells.append(_Item(Piece(lines[j].start, lines[j].start, ""), j, "e"))
    total = len(cells)
    texts = next((k for k in range(len(kinds)) if kinds[k] == "n"), 0)
    for width in range(3, min(MAX_WIDTH, total // 3) + 1):
        for head in range(max(0, texts - 1 - width)) if texts > width else range(1):
            body = cells[head:]
            if any(c.kind == "e" for c in body[:width]):
                continue
            rows = [body[r : r + width] for r in range(0, len(body), width)]
            if len(rows) < 3 or len(rows[-1]) < 2:
                continue
            if _are_rows(rows, width):
                return build([_row(r, width=width) for r in rows])
    return None


def _are_rows(rows: Sequence[Sequence[_Item]], width: int) -> bool:
    """Tell whether each column of *rows*, the first of which is a header, holds one kind of cell."""
    if any(c.kind != "t" for c in rows[0]) or any(r[0].kind not in "tc" for r in rows):
        return False
    numeric = 0
    for c in range(1, width):
        column = "".join(r[c].kind for r in rows[1:] if c < len(r))
        if "t" in column and "n" in column:
            return False
        numeric += "n" in column
    return numeric >= 2 or numeric == width - 1


def _by_shape(items: Sequence[_Item]) -> Table | None:
    """Return the table if its lines fill a rectangle in which each column holds one kind of cell."""
    kinds = "".join(item.kind for item in items)
    for width, start in _rectangles(items, kinds):
        rows = [items[k : k + width] for k in range(start, len(items) - width + 1, width)]
        return build([_row(r) for r in rows])
    return None


def _rectangles(items: Sequence[_Item], kinds: str) -> Iterator[tuple[int, int]]:
    """Yield (width, first item) of rectangles with a header of text and at least two columns of numerals."""
    total = len(items)
    title = _title(items[: min(6, total)])
    for width in range(3, MAX_WIDTH + 1):
        for start in dict.fromkeys((0, title + 1)):
            body = kinds[start + width :]
            count = len(body) // width
            if count < 3 or len(body) % width or "n" in kinds[start : start + width]:
                continue
            columns = [body[c::width] for c in range(width)]
            numeric = sum(set(c) == {"n"} for c in columns)
            mixed = sum(len(set(c)) > 1 for c in columns)
            if numeric >= 2 and mixed * 4 <= width and set(columns[0]) == {"t"}:
                yield width, start
