"""Rows that are a label, perhaps a code before it, and as many numerals each, where every cell is a line of its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from audit_cli.expressions import expression
from audit_cli.readers.text.cells import Row, Table, kind_of
from audit_cli.readers.text.grid import build
from audit_cli.readers.text.headers import Item, header_and_groups, header_rows, row_of

_CODE = expression(r"\d{3}(?:\d{2}){0,2}")
_TOTAL = expression(r"[合小总]计")
# of a table of two columns the header says that the second holds amounts
_AMOUNT = expression(r"(?:预算|决算|执行|支出|收入)(?:数|额|金额)?$|^金额")
_REMARKS = expression(r"备注|说明|原因")
_PARTED = expression(r"\d{3} \d\d \d\d")
_ROW = expression(r"(c{0,3})(t+)(n+)")


def table_of_labels(items: Sequence[Item]) -> Table | None:
    """Return the table whose rows are a label (and a code before it) and as many numerals each."""
    items = with_codes(items)
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
    labels = _labels_of_a_row(kinds) if codes else 1
    lead = labels + codes
    width = lead + numbers
    first = _row_start(kinds, groups[0][1], labels)
    top = first
    while top > 0 and kinds[top - 1] == "t":
        top -= 1
    header = header_rows(items[top:first], width)
    remarks: dict[int, int] = {}
    if not header and _REMARKS.search(items[first - 1].piece.text):
        header = header_rows(items[top:first], width + 1)
        if header:
            width += 1
            remarks = _remarks(kinds, groups, labels)
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
    rows = [row_of(h) for h in header]
    if _is_double(header, width):
        return _double(items[first:], rows, width)
    sides = 2 if header and len(header[-1]) == 2 * width else 1
    if sides == 2:
        body = _two_sides(items, groups, lead, width)
        return build([*rows, *body]) if body else None
    rows.extend(row_of([label], width=width) for label in groups_above)
    for g, (start, mid, end) in enumerate(groups):
        begin = first if g == 0 else max(start, remarks.get(g - 1, 0))
        own = _row_start(kinds, mid, 1 if _TOTAL.match(items[mid - 1].piece.text) else labels)
        rows.extend(row_of([label], width=width) for label in items[begin:own])
        behind = remarks.get(g, end)
        cells = end - own + (width > lead + numbers)
        rows.append(row_of(items[own:behind], lost=end - mid < numbers, width=cells))
    return build(rows)


def _with_empty_remarks(items: Sequence[Item], groups: Sequence[tuple[int, int, int]]) -> Sequence[Item]:
    """Return *items* with the dashes for texts that stand for a remark, where other rows have one more text instead."""
    sizes = Counter(end - mid for _, mid, end in groups)
    widest = max(sizes)
    ends = [end - 1 for _, mid, end in groups if end - mid == widest]
    if widest - 1 not in sizes or any(kind_of(items[k].piece.text) != "d" for k in ends):
        return items
    return [item._replace(kind="t") if k in ends else item for k, item in enumerate(items)]


def _remarks(kinds: str, groups: Sequence[tuple[int, int, int]], labels: int) -> dict[int, int]:
    """Return where the rows end that have a remark behind their numerals: the only text before the next row."""
    ends = {}
    for g, (_, _, end) in enumerate(groups):
        own = _row_start(kinds, groups[g + 1][1], labels) if g + 1 < len(groups) else len(kinds)
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
    return build([*header, *(row_of(r) for r in rows)]) if len(rows) > 1 else None


def _labels_of_a_row(kinds: str) -> int:
    """Return how many labels stand between the code and the numerals of a row: one, or two in nearly all of them."""
    often = Counter(len(m[2]) for m in _ROW.finditer(kinds) if m[1])
    return 2 if often[2] * 5 >= 4 * often.total() else 1


def _row_start(kinds: str, mid: int, labels: int = 1) -> int:
    """Return where the row begins whose numerals begin at *mid*: at its *labels*, or at the codes before them."""
    start = mid - 1
    while mid - start < labels and kinds[start - 1] == "t":
        start -= 1
    while start > 0 and kinds[start - 1] == "c":
        start -= 1
    return start


def with_codes(items: Sequence[Item]) -> list[Item]:
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
    return [row_of([i for part in pair for i in part], width=2 * width) for pair in pairs]
