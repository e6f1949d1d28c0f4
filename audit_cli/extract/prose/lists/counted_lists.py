"""Amounts of so many things: 资金345万元，涉及3个乡镇：甲乡160万元、乙镇…; 480万元，分两批下达，第一批….

The count between an amount and a list says how many parts the list has, and so that it is complete. The amount before
it, or the one that it names, 项目支出用于3个方面：…, is the total of the list. It ticks where they add up, and fails,
to be reviewed, where the parts are as many as were counted.
"""

from __future__ import annotations

from collections.abc import Iterator

from audit_cli.expressions import expression
from audit_cli.extract.prose.item import Item
from audit_cli.extract.prose.lists.extent import extent_of
from audit_cli.extract.prose.lists.part_counts import is_list_behind
from audit_cli.extract.prose.row import Row
from audit_cli.model import Claim

_OF_SOME = expression(r"其中|包括|含|如|另|主要|结余|剩余")
_OF_BOTH = ("count", "money")  # how many there are, and how much
_MOST_HEADS = 2  # amounts before the count that may be the total
_SHORTEST_NAME, _LONGEST_NAME = 4, 16  # characters that name the total again
_SENTENCES = 2  # back to where it stands


def counted_lists(row: Row) -> Iterator[Claim]:
    if not row.types.issuperset(_OF_BOTH):
        return
    for count, first in zip(row.items, row.items[1:], strict=False):
        if first.place in row.taken or first.cue or not is_list_behind(count, first):
            continue
        named = _named_head(row, count, first)
        heads = [named] if named is not None else _heads(row, count, first)
        if heads:
            yield from _listed(row, heads, count, first)


def _heads(row: Row, count: Item, first: Item) -> list[int]:
    """Return the amounts before the count, in its sentence and bracket, nearest first."""
    heads: list[int] = []
    if _OF_SOME.search(count.words):
        return heads
    for item in row.before_in_sentence(count.place):
        if item.kin(first):
            if item.depth != first.depth or item.group != first.group or item.role not in ("plain", "used"):
                break
            heads.append(item.place)
    return heads[:_MOST_HEADS]


def _named_head(row: Row, count: Item, first: Item) -> int | None:
    """Return the amount before that the words of the count begin with: 项目支出 in 项目支出主要用于4个方面."""
    names = [count.label[:n] for n in range(_SHORTEST_NAME, min(len(count.label), _LONGEST_NAME))]
    for item in reversed(row.items[: count.place]):
        if count.sentence - item.sentence > _SENTENCES:
            return None
        if item.kin(first) and any(row.labels[item.place].endswith(name) for name in names):
            return item.place
    return None


def _listed(row: Row, heads: list[int], count: Item, first: Item) -> Iterator[Claim]:
    basis = f"{count.figure.text}所列"
    for head in heads:
        for parts in extent_of(row, first.place, head).readings():
            if len(parts) > 1 and row.closes(head, parts):
                row.take(head, parts)
                yield row.claim(head, parts, "complete", basis=basis)
                return
    extent = extent_of(row, first.place, heads[0])
    parts = extent.parts[: extent.default]
    as_counted = len(heads) == 1 and len(parts) == count.figure.value > 1
    if as_counted and all(i.role == "plain" for i in row.at(parts)) and not _goes_on(row, parts[-1]):
        row.take(heads[0], parts)
        form = "partial" if "主要" in count.label else "open"
        yield row.claim(heads[0], parts, form, asserted=False, basis=basis)


def _goes_on(row: Row, last: int) -> bool:
    """Whether more money follows a list: 甲乡20万元、乙镇30万元，另10万元…; …30万元。剩余10万元…."""
    part = row.items[last]
    behind = row.behind(last)
    return any(i.kin(part) and (i.sentence == part.sentence or i.role == "rest") for i in behind)
