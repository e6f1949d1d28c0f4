"""Lists that tell more of each part than what they add up: 项目20个，投资900万元。其中：甲8个，投资300万元；乙….

Each of the other figures of the whole is the sum of those of the parts that are called rather like it than like
another: 中标金额300万元 and 成交金额600万元 of 交易金额900万元. A part may lack one. It ticks, and is to be
reviewed where but a slip keeps it from adding up.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from audit_cli.extract.prose.item import SEMICOLON, Item
from audit_cli.extract.prose.labels import shared_beginning
from audit_cli.extract.prose.row import Row
from audit_cli.mistyped import one_slip_off
from audit_cli.model import Claim

_CALLED = 2  # characters with which two figures end that are called alike
_MOST = 4  # figures told of one part


def measures_beside(row: Row, head: int, parts: list[int]) -> Iterator[Claim]:
    """Yield the sums of what is told of each of *parts* besides, under what is told of *head* besides."""
    if len(parts) < 2 or row.items[parts[-1]].sep < SEMICOLON or row.items[parts[0]].mark:
        return
    totals = list(_told_of(row, head, parts[0]))
    if not totals:
        return
    own = [list(_told_of(row, p, end)) for p, end in zip(parts, [*parts[1:], len(row.items)], strict=True)]
    for total in totals:
        told = [_like(row, total, items, totals) for items in own]
        found = [i for i in told if i is not None]
        places = [i.place for i in found]
        if len(found) < 2 or not row.taken.isdisjoint(places):
            continue
        closes = row.closes(total.place, places)
        if closes or (len(found) == len(parts) and _misses_by_a_slip(row, total, found)):
            row.take(total.place, places)
            yield row.claim(total.place, places, "open", asserted=closes, basis="其中")


def _misses_by_a_slip(row: Row, total: Item, parts: Sequence[Item]) -> bool:
    weights = [row.weight(total.place, i.place) for i in parts]
    return one_slip_off(total.figure, [i.figure for i in parts], weights)


def _told_of(row: Row, place: int, end: int) -> Iterator[Item]:
    """Yield the other amounts of the clause in which one stands, to the next ；."""
    of = row.items[place]
    for item in row.items[place + 1 : min(end, place + 1 + _MOST)]:
        if item.sentence != of.sentence or item.sep >= SEMICOLON or item.depth < of.depth:
            return
        if item.depth == of.depth and item.is_amount and item.role != "base" and not item.figure.approximate:
            yield item


def _like(row: Row, total: Item, items: Sequence[Item], totals: Sequence[Item]) -> Item | None:
    """Return the one of *items*, told of one part, that is called like *total* rather than like another of *totals*."""
    alike = [i for i in items if i.same_unit(total) and i.role == total.role and _nearest(row, i, totals) is total]
    return alike[0] if len(alike) == 1 else None


def _nearest(row: Row, item: Item, totals: Sequence[Item]) -> Item | None:
    name = row.labels[item.place][::-1]
    shared = [shared_beginning(name, row.labels[t.place][::-1]) if t.same_unit(item) else 0 for t in totals]
    best = max(shared)
    return totals[shared.index(best)] if best >= _CALLED and shared.count(best) == 1 else None
