"""Tables that lost every mark, one cell a line: the columns show in how labels and numerals take turns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from audit_cli.expressions import expression
from audit_cli.readers.text.cells import BLANK, Line, Piece, Row, Table, is_caption, kind_of, piece
from audit_cli.readers.text.grid import build
from audit_cli.readers.text.headers import CHAPTER, GROUP, TITLE, Item, header_and_groups, header_rows, title_at
from audit_cli.readers.text.numbered_lines import table_of_numbered_lines

CELL_LENGTH = 32
MAX_WIDTH = 16
MAX_BLANKS = 8

_ONE_ROW = expression(r"(t+)(n{4,})")
_LONE = expression(r"[ \t\u3000]*[-−]?\d[\d,]*(?:\.\d+)?[%％]?[ \t\u3000]*")
# the only pipe of a line, at its end
_CELL = expression(r"([^|]*)\|[ \t]*")
_ENDS_LONE = frozenset("%％ \t\u3000")
_SENTENCE = expression(r"[。；！？]|[：:，,]$")
_CODE = expression(r"\d{3}(?:\d{2}){0,2}")
_TOTAL = expression(r"[合小总]计")
# of a table of two columns the header says that the second holds amounts
_AMOUNT = expression(r"(?:预算|决算|执行|支出|收入)(?:数|额|金额)?$|^金额")
_REMARKS = expression(r"备注|说明|原因")
# below the funds of a form another table begins
_INDICATORS = expression(r"(?:一级|绩效)指标")
_PARTED = expression(r"\d{3} \d\d \d\d")
_ROW = expression(r"(c{0,3})(t+)(n+)")


def has_lone_numerals(lines: Sequence[Line]) -> bool:
    """Tell whether numerals stand on lines of their own at all."""
    match = _LONE.fullmatch
    return any(match(text) for _, text in lines if text and (text[-1] in _ENDS_LONE or text[-1].isdigit()))


def without_marks(lines: Sequence[Line]) -> list[Line]:
    """Return *lines* without the pipe that each cell of a table may end with, where a page was made text."""
    cells = (_CELL.fullmatch(text) if "|" in text else None for _, text in lines)
    return [line if cell is None else line._replace(text=cell[1]) for line, cell in zip(lines, cells, strict=True)]


def find_line_tables(lines: Sequence[Line]) -> list[Table]:
    """Return the tables whose cells stand on a line each."""
    tables: list[Table] = []
    i, n = 0, len(lines)
    while i < n:
        items, end = _region(lines, i)
        for part in _parts(items):
            if sum(item.kind == "n" for item in part) >= 3:
                table = _table(lines, part)
                if table:
                    tables.append(table)
        i = max(end, i + 1)
    return tables


def _table(lines: Sequence[Line], part: Sequence[Item]) -> Table | None:
    """Return the table that *part* is in the first reading that fits."""
    return (
        _by_empty_lines(part)
        or _with_blanks(lines, part)
        or table_of_numbered_lines(part)
        or _by_labels(part)
        or _by_shape(part)
        or _by_header(part)
    )


def _region(lines: Sequence[Line], i: int) -> tuple[list[Item], int]:
    """Return the short lines from *i* on and the line behind them."""
    items: list[Item] = []
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
        if len(printed) > CELL_LENGTH or "\t" in printed or (_SENTENCE.search(printed) and not GROUP.search(printed)):
            break
        blanks = 0
        items.append(Item(piece(text, lines[j].start), j, "n" if kind_of(printed) in "nd" else "t"))
        j += 1
    return items, j


def _parts(items: Sequence[Item]) -> Iterator[Sequence[Item]]:
    """Yield *items* up to each title, caption or heading that a new table may stand under."""
    start = 0
    for k in range(1, len(items)):
        if items[k].kind != "t" or (items[k - 1].kind == "t" and items[k].line - items[k - 1].line == 1):
            continue
        text = items[k].piece.text
        heads = [i.kind for i in items[k + 1 : k + 3]] == ["t", "t"] and not _is_numbered(items[k + 1 : k + 3])
        if is_caption(text) or TITLE.search(text) or _INDICATORS.fullmatch(text) or (CHAPTER.match(text) and heads):
            yield items[start:k]
            start = k
    yield items[start:]


def _is_numbered(items: Sequence[Item]) -> bool:
    return any(CHAPTER.match(i.piece.text) for i in items)


def _row(items: Sequence[Item], lost: bool = False, width: int = 0) -> Row:
    """Return *items* as a row; with *width*, blanks are put at its end."""
    pieces = [i.piece for i in items]
    end = pieces[-1].end
    pieces += [Piece(end, end, "")] * (width - len(pieces))
    return Row(tuple(pieces), items[0].line, items[-1].line + 1, lost)


def _by_empty_lines(items: Sequence[Item]) -> Table | None:
    """Return the table if empty lines stand between its rows: blocks of one size, with shorter headers above."""
    blocks: list[list[Item]] = [[items[0]]]
    for before, item in pairwise(items):
        if item.line - before.line > 1:
            blocks.append([])
        blocks[-1].append(item)
    data = [k for k, b in enumerate(blocks) if len(b) > 1 and "n" in "".join(i.kind for i in b[1:])]
    if len(data) < 2 or any(not _begins_row(blocks[k]) for k in data):
        return None
    width = max(len(blocks[k]) for k in data)
    full = sum(len(blocks[k]) == width for k in data)
    body = blocks[data[0] : data[-1] + 1]
    if width > MAX_WIDTH or len(data) * 3 < 2 * len(body) or any(len(b) > width for b in body):
        return None
    above = [i for b in blocks[: data[0]] for i in b]
    texts = next((k for k in range(len(above), 0, -1) if above[k - 1].kind != "t"), 0)
    header = header_rows(above[texts:], width)
    if not header and (full < 3 or full * 2 < len(data)):
        return None
    numerals = max(sum(i.kind == "n" for i in blocks[k]) for k in data if len(blocks[k]) == width)
    coded = sum(i[0].kind == "n" for i in body) * 2 > len(body)
    rows = [_row(h) for h in header]
    for block in body:
        count = sum(i.kind == "n" for i in block) + (coded and block[0].kind != "n")
        rows.append(_row(block, lost=len(block) > 1 and count < numerals))
    return build(rows)


def _begins_row(block: Sequence[Item]) -> bool:
    """Tell whether the block begins with a label, a code or a running number."""
    first = block[0]
    return first.kind == "t" or (first.piece.text.isdecimal() and len(first.piece.text) <= 7 and block[1].kind == "t")


def _by_labels(items: Sequence[Item]) -> Table | None:
    """Return the table whose rows are a label (and a code before it) and as many numerals each."""
    items = _with_codes(items)
    kinds = "".join(item.kind for item in items)
    groups = [(m.start(), m.start(3), m.end()) for m in _ROW.finditer(kinds)]
    if len(groups) < 3:
        return None
    if _REMARKS.search(items[_row_start(kinds, groups[0][1]) - 1].piece.text):
        items = _with_empty_remarks(items, groups)
        kinds = "".join(item.kind for item in items)
        groups = [(m.start(), m.start(3), m.end()) for m in _ROW.finditer(kinds)]
    often = Counter(end - mid for _, mid, end in groups)
    numbers = max(often)
    full = often[numbers]
    codes = Counter(len(m[1]) for m in _ROW.finditer(kinds)).most_common(1)[0][0]
    lead = 1 + codes
    width = lead + numbers
    first = _row_start(kinds, groups[0][1])
    top = first
    while top > 0 and kinds[top - 1] == "t":
        top -= 1
    header = header_rows(items[top:first], width)
    remarks: dict[int, int] = {}
    if not header and _REMARKS.search(items[first - 1].piece.text):
        header = header_rows(items[top:first], width + 1)
        if header:
            width += 1
            remarks = _remarks(kinds, groups)
    groups_above: list[Item] = []
    if not header:
        header, groups_above = header_and_groups(items[top:first], width)
    if full * 2 < len(groups) and not header:
        return None
    coded = sum(item.kind == "c" and _CODE.fullmatch(item.piece.text) is not None for item in items) * 2 > len(groups)
    told = coded or _are_amounts(items, groups) or any(_AMOUNT.search(i.piece.text) for row in header for i in row[-1:])
    if numbers == 1 and not (full == len(groups) and told):
        return None
    if full < 3 and not header:
        return None
    # more than one text in most rows: no table of a label and numerals
    several = sum(mid - start > lead for start, mid, _ in groups[1:])
    if several * 2 > len(groups) - 1:
        return None
    rows = [_row(h) for h in header]
    if _is_double(header, width):
        return _double(items[first:], rows, width)
    sides = 2 if header and len(header[-1]) == 2 * width else 1
    if sides == 2:
        body = _two_sides(items, groups, lead, width)
        return build([*rows, *body]) if body else None
    rows.extend(_row([label], width=width) for label in groups_above)
    for g, (start, mid, end) in enumerate(groups):
        begin = first if g == 0 else max(start, remarks.get(g - 1, 0))
        own = _row_start(kinds, mid)
        rows.extend(_row([label], width=width) for label in items[begin:own])
        behind = remarks.get(g, end)
        cells = end - own + (width > lead + numbers)
        rows.append(_row(items[own:behind], lost=end - mid < numbers, width=cells))
    return build(rows)


def _with_empty_remarks(items: Sequence[Item], groups: Sequence[tuple[int, int, int]]) -> Sequence[Item]:
    """Return *items* with the dashes for texts that stand for a remark, where other rows have one more text instead."""
    sizes = Counter(end - mid for _, mid, end in groups)
    widest = max(sizes)
    ends = [end - 1 for _, mid, end in groups if end - mid == widest]
    if widest - 1 not in sizes or any(kind_of(items[k].piece.text) != "d" for k in ends):
        return items
    return [item._replace(kind="t") if k in ends else item for k, item in enumerate(items)]


def _remarks(kinds: str, groups: Sequence[tuple[int, int, int]]) -> dict[int, int]:
    """Return where the rows end that have a remark behind their numerals: the only text before the next row."""
    ends = {}
    for g, (_, _, end) in enumerate(groups):
        own = _row_start(kinds, groups[g + 1][1]) if g + 1 < len(groups) else len(kinds)
        if own - end == 1 and kinds[end] == "t":
            ends[g] = own
    return ends


def _is_double(header: Sequence[Sequence[Item]], width: int) -> bool:
    """Tell whether the header names the same columns twice, for two lists side by side."""
    labels = [i.piece.text for i in header[-1]] if header else []
    half, rest = divmod(width, 2)
    return not rest and half > 1 and len(labels) == width and labels[:half] == labels[half:]


def _double(body: Sequence[Item], header: Sequence[Row], width: int) -> Table | None:
    """Return the table of two lists side by side, if every row is complete; dashes may stand for labels."""
    rows = [body[k : k + width] for k in range(0, len(body), width)]
    half = width // 2
    for row in rows:
        kinds = "".join(i.kind for i in row)
        if len(row) < width or kinds[0] == "n" or "t" in kinds[1:half] + kinds[half + 1 :]:
            return None
        if kinds[half] == "n" and kind_of(row[half].piece.text) != "d":
            return None
    return build([*header, *(_row(r) for r in rows)]) if len(rows) > 1 else None


def _row_start(kinds: str, mid: int) -> int:
    """Return where the row begins whose numerals begin at *mid*: at its label, or at the codes before it."""
    start = mid - 1
    while start > 0 and kinds[start - 1] == "c":
        start -= 1
    return start


def _with_codes(items: Sequence[Item]) -> list[Item]:
    """Return *items* with the numerals marked that are a code or a running number before a label."""
    places = [k for k in range(len(items) - 1) if items[k].kind == "n" and items[k + 1].kind == "t"]
    parted = {
        j
        for k in places
        if k >= 2 and _PARTED.fullmatch(" ".join(i.piece.text for i in items[k - 2 : k + 1]))
        for j in (k - 2, k - 1, k)
    }
    if len(parted) * 2 > 3 * len(places):
        return [i._replace(kind="c") if k in parted else i for k, i in enumerate(items)]
    # what stands before a total is the last amount above it
    marked = {k for k in places if _CODE.fullmatch(items[k].piece.text) and not _TOTAL.search(items[k + 1].piece.text)}
    if len(marked) * 2 <= len(places):
        # a rate before a remark is no running number
        whole = [k for k in places if items[k].piece.text.isdecimal()]
        marked = set()
        for k in whole:
            if items[k].piece.text == str(len(marked) + 1):
                marked.add(k)
        if len(marked) < 2 or len(marked) * 3 < len(whole) * 2:
            return list(items)
    return [i._replace(kind="c") if k in marked else i for k, i in enumerate(items)]


def _are_amounts(items: Sequence[Item], groups: Sequence[tuple[int, int, int]]) -> bool:
    """Tell whether the only numerals of the rows are more than page or list numbers."""
    values = [items[mid].piece.text for _, mid, _ in groups]
    return sum("." in v or "," in v or v[-1] in "%％元" for v in values) * 2 >= len(values)


def _two_sides(items: Sequence[Item], groups: Sequence[tuple[int, int, int]], lead: int, width: int) -> list[Row]:
    """Return rows of two lists side by side, told apart by their line numbers or because they take turns."""
    parts = [list(items[mid - lead : end]) for _, mid, end in groups]
    if any(len(p) != width for p in parts) or any(mid - lead > start for start, mid, _ in groups[1:]):
        return []
    numbers = [p[lead].piece.text for p in parts]
    left = 1
    pairs: list[list[list[Item]]] = []
    if all(n.isdecimal() for n in numbers) and numbers[0] == "1":
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


def _with_blanks(lines: Sequence[Line], items: Sequence[Item]) -> Table | None:
    """Return the table if empty lines stand for its blank cells, so that every row has as many lines."""
    start, last = items[0].line, items[-1].line
    if last - start + 1 == len(items):
        return None
    by_line = {item.line: item for item in _with_codes(items)}
    cells = [by_line.get(j) or Item(Piece(lines[j].start, lines[j].start, ""), j, "e") for j in range(start, last + 1)]
    if len(cells) > 2 * len(items):
        return None
    title = title_at(items[:6]) + 1
    body = cells[items[title].line - start :] if title < len(items) else cells
    for width in range(3, min(MAX_WIDTH, len(body) // 3) + 1):
        rows = [body[r : r + width] for r in range(0, len(body), width)]
        if len(rows) >= 3 and len(rows[-1]) >= 2 and _are_rows(rows, width):
            return build([_row(r, width=width) for r in rows])
    return None


def _are_rows(rows: Sequence[Sequence[Item]], width: int) -> bool:
    """Tell whether each column of *rows*, the first of which is a header, holds one kind of cell."""
    if any(c.kind != "t" for c in rows[0]) or any(r[0].kind == "e" and r[1].kind == "e" for r in rows):
        return False
    if any(c.kind == "c" for r in rows for c in r[1:]) or all(c.kind != "n" for c in rows[-1]):
        return False
    columns = ["".join(r[c].kind for r in rows[1:] if c < len(r) and r[c].piece.text != "无") for c in range(width)]
    mixed = sum("t" in c and "n" in c for c in columns)
    numeric = sum("n" in c and "t" not in c for c in columns)
    return mixed * 4 <= width and numeric >= 2 and "n" not in columns[0]


def _by_shape(items: Sequence[Item]) -> Table | None:
    """Return the table if its lines fill a rectangle in which each column holds one kind of cell."""
    for width, start in _rectangles(items):
        rows = [items[k : k + width] for k in range(start, len(items) - width + 1, width)]
        return build([_row(r) for r in rows])
    return None


def _by_header(items: Sequence[Item]) -> Table | None:
    """Return the table of a header and one row of numerals below it."""
    kinds = "".join(item.kind for item in items)
    match = _ONE_ROW.fullmatch(kinds)
    if not match:
        return None
    header = header_rows(items[: match.end(1)], len(match[2]))
    if not header:
        return None
    return build([*(_row(h) for h in header), _row(items[match.start(2) :])])


def _rectangles(items: Sequence[Item]) -> Iterator[tuple[int, int]]:
    """Yield (width, first item) of rectangles with a header of text and at least two columns of numerals."""
    kinds = "".join("d" if i.kind == "n" and kind_of(i.piece.text) == "d" else i.kind for i in items)
    title = title_at(items[: min(6, len(items))])
    first = kinds.find("n")
    for width in range(3, MAX_WIDTH + 1):
        for start in dict.fromkeys((0, title + 1, first - 1 - width)):
            body = kinds[start + width :]
            count = len(body) // width
            if start < 0 or count < 3 or len(body) % width or set(kinds[start : start + width]) != {"t"}:
                continue
            if any(is_caption(i.piece.text) for i in items[start : start + width]):
                continue  # what stands over a table is no header of a wider one
            columns = [set(body[c::width]) - {"d"} for c in range(width)]
            numeric = sum(c == {"n"} for c in columns)
            mixed = sum(len(c) > 1 for c in columns)
            if numeric >= 2 and mixed * 4 <= width and columns[0] == {"t"}:
                yield width, start
