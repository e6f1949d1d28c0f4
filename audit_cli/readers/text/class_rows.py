"""Statements by class, a cell a line, whose blank cells were lost: the sums of the classes tell where they were.

A row has its code, its name, a total and two parts of it (小计, 基本支出, 项目支出). Where it prints but one part, it
prints one amount twice, and which part that is only the classes above it can say.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import product
from typing import NamedTuple

from audit_cli.expressions import expression
from audit_cli.readers.text.cells import Piece, Row, Table
from audit_cli.readers.text.grid import build
from audit_cli.readers.text.headers import Item, header_rows, row_of

_ROW = expression(r"(c?)t(n{2,3})")
_CODE = expression(r"\d{3}(?:\d{2}){0,2}")
_TOTAL = expression(r"[合总]\s*计|[小本]\s*计")
_AMOUNT = expression(r"-?\d[\d,]*(?:\.\d+)?")
_WIDTH = 5
_PARTS = 2
_MOST = 10  # classes of one above whose places are tried
_RARE = 1000  # chances against one that a single part adds up for no reason


class _Class(NamedTuple):
    """A row: its code, "" for that of all, the amounts it prints, and its items."""

    code: str
    amounts: tuple[Decimal, ...]
    items: Sequence[Item]

    @property
    def is_full(self) -> bool:
        return len(self.amounts) > _PARTS


def table_of_classes(items: Sequence[Item]) -> Table | None:
    """Return the statement by class of which some rows lost a blank cell, each put back if the classes above tell."""
    kinds = "".join(item.kind for item in items)
    first = kinds.find("n") - 1
    rows = list(_rows(items, kinds, first)) if first > 0 and "c" in kinds else []
    totals = [k for k, row in enumerate(rows) if not row.code and _TOTAL.match(row.items[0].piece.text)]
    if len(totals) != 1 or totals[0] > 1 or not rows[totals[0]].is_full:
        return None
    classes = rows[totals[0] :]
    short = [row for row in classes if not row.is_full]
    twice = sum(row.amounts[0] == row.amounts[1] for row in short)
    if len(short) < _PARTS or twice * 4 < len(short) * 3 or any(not row.code for row in classes[1:]):
        return None
    header = header_rows(items[:first], _WIDTH)
    if not header or not _TOTAL.search(header[-1][-3].piece.text):
        return None
    places = _places(classes)
    body = [row_of(row.items) for row in rows[: totals[0]]]
    body += [_row(row, places.get(k, "")) for k, row in enumerate(classes)]
    return build([*map(row_of, header), *body])


def _rows(items: Sequence[Item], kinds: str, first: int) -> Iterator[_Class]:
    """Yield the rows from item *first* on, none if something else stands between them."""
    found = list(_ROW.finditer(kinds, first))
    if not found or "".join(match[0] for match in found) != kinds[first : kinds.rfind("n") + 1]:
        return
    for match in found:
        own = items[match.start() : match.end()]
        code = own[0].piece.text if match[1] else ""
        numerals = [item.piece.text for item in items[match.start(2) : match.end()]]
        if (code and not _CODE.fullmatch(code)) or not all(map(_AMOUNT.fullmatch, numerals)):
            return
        yield _Class(code, tuple(Decimal(text.replace(",", "")) for text in numerals), own)


def _places(classes: Sequence[_Class]) -> dict[int, str]:
    """Return by row which of the two parts it has: a, b or both (ab); none where the class above it does not tell."""
    below: dict[int, list[int]] = {}
    open_rows: list[int] = []
    for k, row in enumerate(classes):
        while open_rows and not row.code.startswith(classes[open_rows[-1]].code):
            open_rows.pop()
        if open_rows:
            below.setdefault(open_rows[-1], []).append(k)
        open_rows.append(k)
    places = {k: "ab" for k, row in enumerate(classes) if row.is_full}
    for parent, children in below.items():  # what stands above comes first
        lost = [k for k in children if k not in places]
        if not lost or parent not in places:
            continue
        if len(places[parent]) == 1:
            places.update(dict.fromkeys(lost, places[parent]))
        elif len(lost) <= _MOST:
            places.update(zip(lost, _shared_out(classes, parent, children, lost), strict=False))
    return places


def _shared_out(classes: Sequence[_Class], parent: int, children: Sequence[int], lost: Sequence[int]) -> str:
    """Return which part each of the *lost* children has, "" unless there is one way in which the parts add up.

    One slip among the figures keeps one of the two from adding up; the other one tells, if it cannot be chance.
    """
    _, *wanted = classes[parent].amounts
    given = [classes[k].amounts[1:] for k in children if k not in lost]
    rests = [whole - sum(part[side] for part in given) for side, whole in enumerate(wanted)]
    told = [10 ** len(whole.as_tuple().digits) >= _RARE * 2 ** len(lost) for whole in wanted]
    both, one = [], []
    for way in product("ab", repeat=len(lost)):
        sums = [sum(classes[k].amounts[1] for k, side in zip(lost, way, strict=True) if side == name) for name in "ab"]
        closing = [a == b for a, b in zip(sums, rests, strict=True)]
        if all(closing):
            both.append("".join(way))
        elif any(closes and sure for closes, sure in zip(closing, told, strict=True)):
            one.append("".join(way))
    found = both or one
    return found[0] if len(found) == 1 else ""


def _row(row: _Class, place: str) -> Row:
    """Return *row* with a blank cell for the part that it has not; if that is not known, cells are lost."""
    if row.is_full or not place:
        return row_of(row.items, lost=not row.is_full)
    *before, part = (item.piece for item in row.items)
    at = before[-1].end if place == "b" else part.end
    blank = Piece(at, at, "")
    pieces = (*before, blank, part) if place == "b" else (*before, part, blank)
    return row_of(row.items)._replace(pieces=pieces)
