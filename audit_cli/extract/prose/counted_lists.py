"""Amounts of so many things: 资金345万元，涉及3个乡镇：甲乡160万元、乙镇…; 480万元，分两批下达，第一批….

The count between an amount and a list says how many parts the list has, and so that it is complete. The amount is the
total of the list: it ticks where they add up, and fails, to be reviewed, where the parts are as many as were counted.
The number of 第一批, 第二批 … is checked with it, and that of the projects in 安排项目3个，资金56万元：甲项目26万元….
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from audit_cli.extract.prose.item import COMMA, Item
from audit_cli.extract.prose.list_extent import extent_of
from audit_cli.extract.prose.row import Row
from audit_cli.model import Claim, Figure, Term

_LISTS = re.compile(r"[一-鿿]{0,10}[：:]")
_ORDINAL = re.compile(r"第([一二三四五六七八九])[一-鿿]{1,2}")
_DIGITS = "一二三四五六七八九"
_OF_SOME = re.compile(r"其中|包括|含|如|另|主要|结余|剩余")
_MOST_HEADS = 2  # amounts before the count that may be the total


def counted_lists(row: Row) -> Iterator[Claim]:
    for count, first in zip(row.items, row.items[1:], strict=False):
        if first.place in row.taken or not _announces(count, first):
            continue
        heads = _heads(row, count, first)
        if heads:
            yield from _listed(row, heads, count, first)


def counted_parts(row: Row) -> Iterator[Claim]:
    """Yield the counts right before a total of their own: 安排项目3个，资金56万元：甲项目26万元、乙项目…."""
    parts_of: dict[int, list[int]] = {}
    for part, total in sorted(row.total_of.items()):
        parts_of.setdefault(total, []).append(part)
    for total, parts in parts_of.items():
        if not total or len(parts) < 3 or row.items[total].figure.type != "money" or not row.closes(total, parts):
            continue
        count, head = row.items[total - 1], row.items[total]
        if count.figure.type != "count" or count.figure.approximate or count.role != "plain":
            continue
        beside = count.sentence == head.sentence and head.sep <= COMMA and count.group == head.group
        noun = (count.post.strip() or row.labels[count.place])[-2:]
        labels = [row.labels[p] for p in parts]
        named = all(label.endswith(noun) and not label.startswith(("其他", "其余")) for label in labels)
        if beside and len(noun) == 2 and not head.lead.strip("，, ") and named:
            names = [_named(item, len(item.raw) - len(item.raw.lstrip())) for item in row.at(parts)]
            yield Claim("count", (Term(count.figure, "count", noun), *names), "complete", False, basis="列名后计数")


def _announces(count: Item, first: Item) -> bool:
    """Whether a list of amounts with a colon, or of 第一批 and so on, begins right behind a count."""
    if count.figure.type != "count" or count.figure.approximate or count.role != "plain":
        return False
    if first.figure.type != "money" or first.cue or first.sep > COMMA or _OF_SOME.search(count.words):
        return False
    return bool(_LISTS.fullmatch(first.lead)) or _place_in_series(first) == 1


def _place_in_series(item: Item) -> int:
    """Return the number that an item has among 第一批, 第二批 …, or 0."""
    found = _ORDINAL.match(item.label)
    return _DIGITS.index(found[1]) + 1 if found else 0


def _heads(row: Row, count: Item, first: Item) -> list[int]:
    """Return the amounts before the count, in its sentence and bracket, nearest first."""
    heads: list[int] = []
    for item in row.before_in_sentence(count.place):
        if item.kin(first):
            if item.depth != first.depth or item.group != first.group or item.role not in ("plain", "used"):
                break
            heads.append(item.place)
    return heads[:_MOST_HEADS]


def _listed(row: Row, heads: list[int], count: Item, first: Item) -> Iterator[Claim]:
    for head in heads:
        for parts in extent_of(row, first.place, head).readings():
            if len(parts) > 1 and row.closes(head, parts):
                row.take(head, parts)
                yield row.claim(head, parts, "complete", basis=f"{count.figure.text}所列")
                yield from _series(row, count, parts)
                return
    extent = extent_of(row, first.place, heads[0])
    parts = extent.parts[: extent.default]
    as_counted = len(heads) == 1 and len(parts) == count.figure.value > 1 and count.sep <= COMMA
    if as_counted and all(i.role == "plain" for i in row.at(parts)) and not _goes_on(row, parts[-1]):
        row.take(heads[0], parts)
        yield row.claim(heads[0], parts, "open", asserted=False, basis=f"{count.figure.text}所列")


def _goes_on(row: Row, last: int) -> bool:
    """Whether the sentence of a list goes on with money: 甲乡20万元、乙镇30万元，剩余10万元."""
    return any(
        i.kin(row.items[last]) and i.sentence == row.items[last].sentence for i in row.items[last + 1 : last + 2]
    )


def _series(row: Row, count: Item, parts: list[int]) -> Iterator[Claim]:
    """Yield the number of 第一批, 第二批 … that no colon announces."""
    items = row.at(parts)
    if [_place_in_series(i) for i in items] != list(range(1, len(items) + 1)) or items[0].lead.endswith(("：", ":")):
        return
    names = [_named(item, item.raw.index("第")) for item in items]
    yield Claim("count", (Term(count.figure, "count", count.post), *names), "complete", basis="分批列举")


def _named(item: Item, start: int) -> Term:
    """Return the words of an item's label from *start* on as a name."""
    begin, text = item.figure.start - len(item.raw) + start, item.raw[start:].rstrip()
    return Term(Figure(begin, begin + len(text), text, "name", block=item.figure.block), "name", text)
