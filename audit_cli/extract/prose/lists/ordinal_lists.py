"""Lists told one by one in a paragraph: 资金共计90万元。一是甲工程安排40万元；二是乙工程安排50万元.

The first amount of each is a part of the amount before them, in their sentence or in the one before. It ticks where
they add up; where each has but one amount, and there is but one that they can be parts of, it is to be reviewed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from audit_cli.expressions import expression
from audit_cli.extract.ledger.numerals import chinese
from audit_cli.extract.prose.item import SEMICOLON, Item
from audit_cli.extract.prose.row import Row
from audit_cli.model import Claim

_SIGN = "一是"
_ORDINAL = expression(r"(?:^|[。；;：:，,\n])[\s　]*(?:其中[：:，,]?)?([一二三四五六七八九]|十[一二三四五六七八九]?)是")
_REASONS = expression(r"原因|由于|问题|不足|困难|建议|措施")
_FEWEST = 2
_BACK = 2  # sentences: a stop and the end of a line count for two


def ordinal_lists(row: Row) -> Iterator[Claim]:
    if _SIGN not in row.words:
        return
    for entries in _lists(row.items):
        heads = _heads(row, entries[0][0])
        if _REASONS.search(entries[0][0].words):
            continue  # 比上年增加126万元，原因：一是人员增资52万元；二是追加项目74万元
        parts = [part for entry in entries if (part := next((i for i in entry if _may_be_part(i)), None)) is not None]
        places = [i.place for i in parts]
        if len(parts) < len(entries) or not heads or row.taken.intersection(places):
            continue
        if any(not i.kin(heads[0]) for i in parts):
            continue
        closing = next((head for head in heads if row.closes(head.place, places)), None)
        single = all(sum(i.kin(heads[0]) for i in entry) == 1 for entry in entries)
        if closing is not None or (len(heads) == 1 and single and all(i.same_unit(heads[0]) for i in parts)):
            head = closing or heads[0]
            row.take(head.place, places)
            yield row.claim(head.place, places, "open", asserted=closing is not None, basis="一是")


def _lists(items: Sequence[Item]) -> Iterator[list[list[Item]]]:
    """Yield the entries of each list: 一是, 二是, …, each with the figures that it has before the next."""
    entries: list[list[Item]] = []
    for item in items:
        ordinals = _ORDINAL.findall(item.words)
        number = int(chinese(ordinals[-1])[0]) if ordinals else 0
        if number == len(entries) + 1 and len(ordinals) == 1:
            entries.append([item])
        elif number or (entries and item.sep > SEMICOLON):
            if len(entries) >= _FEWEST:
                yield entries
            entries = [[item]] if number == 1 else []
        elif entries:
            entries[-1].append(item)
    if len(entries) >= _FEWEST:
        yield entries


def _heads(row: Row, first: Item) -> list[Item]:
    """Return the amounts that the entries may be parts of, those of the nearest sentence that has any."""
    found: list[Item] = []
    for item in reversed(row.items[: first.place]):
        if first.sentence - item.sentence > _BACK or (found and item.sentence != found[0].sentence):
            break
        if _may_be_part(item) and item.kin(first) and item.place not in row.total_of and not item.depth:
            found.append(item)
    return found


def _may_be_part(item: Item) -> bool:
    return item.is_amount and item.role in ("plain", "used") and not item.figure.approximate and not item.each
