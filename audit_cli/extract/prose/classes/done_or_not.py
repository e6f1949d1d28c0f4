"""What was done and what was not: 发现隐患287处，已整改268处，正在整改19处.

Two counts that say of one verb what has been done and what has not, and what was done in part between them, are all of
the count right before them, or of its total if that is a part; where something was carried over, of both. It ticks,
and is to be reviewed where no total was broken down in between.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from audit_cli.expressions import expression
from audit_cli.extract.prose.item import COMMA, Item
from audit_cli.extract.prose.lists.form import are_complements
from audit_cli.extract.prose.row import Row
from audit_cli.model import Claim

_UNDONE = expression(r"(?:尚?未|正在|待)?([一-鿿]{2}(?=中$)|(?<=[未在待])[一-鿿]{1,6})中?")
_ALL_DONE = expression(r"已?全部([一-鿿]{1,6})")
_PARTLY, _ENDED = "部分", frozenset("结完毕成")
_OLD, _NEW = expression(r"旧存|原有|上[年期]|去年|结转|存量"), expression(r"新|本[年期]|当年|今年")
_NOT = ("未", "不", "尚", "待")


def done_or_not(row: Row) -> Iterator[Claim]:
    if "count" not in row.types:
        return
    counted = [i for i in row.items if i.figure.type != "rate"]  # 已验收11项，验收率78.57%，未验收3项
    for n, done in enumerate(counted[:-1]):
        following = counted[n + 1 : n + 3]
        partly = following[:1] if len(following) > 1 and following[0].label.startswith(_PARTLY) else []
        undone = following[len(partly)]
        if not done.place or done.cue or done.figure.type != "count" or not _are_of_one_verb(done, undone):
            continue
        before = counted[n - 1] if n else row.items[done.place - 1]
        total = row.total_of.get(before.place)
        head = before if total is None else row.items[total]
        beside = head.sentence == undone.sentence and head.depth == done.depth == undone.depth
        parts = [done, *partly, undone]
        if not beside or undone.sep > COMMA or not all(head.same_unit(i) for i in parts):
            continue
        places = [i.place for i in parts]
        if head.role != "plain" or row.taken.intersection(places):
            continue
        if (carried := _carried_over(row, head)) is not None:
            row.taken.update(places)
            yield _balance(row, carried, head, parts)
            continue
        closes = row.closes(head.place, places)
        if closes or total is None:
            row.take(head.place, places)
            yield row.claim(head.place, places, asserted=closes, basis="已未")


def _carried_over(row: Row, new: Item) -> Item | None:
    """Return what was there before what is new: 旧存113件，新收345件，办结229件，未结229件."""
    if not new.place or not _NEW.search(new.label):
        return None
    before = row.items[new.place - 1]
    beside = before.same_unit(new) and before.sentence == new.sentence and before.depth == new.depth
    return before if beside and _OLD.search(before.label) else None


def _balance(row: Row, carried: Item, new: Item, parts: Sequence[Item]) -> Claim:
    *done, undone = (i.place for i in parts)
    out = (*(row.term(place, "spending") for place in done), row.term(undone, "closing"))
    legs = (row.term(carried.place, "opening"), row.term(new.place, "income"), *out)
    return Claim("balance", legs, asserted=False, basis="已未")


def _are_of_one_verb(done: Item, undone: Item) -> bool:
    """Whether one verb is said to be done and not to be: 已整改, 正在整改; 办结, 未结; 全部完成, 未完成."""
    if done.label.startswith("已") and are_complements([done.label, undone.label]):
        return True
    verb = _UNDONE.fullmatch(undone.label)
    if verb is None or done.label.startswith(_NOT) or _PARTLY in done.label:
        return False
    in_full = _ALL_DONE.fullmatch(done.label)
    if in_full is not None:
        return in_full[1] == verb[1]
    ended = done.label[-1:] in _ENDED and done.label[-2:-1] == verb[1][:1]  # 办结, 正在办理中
    return ended or done.label.endswith(verb[1].removesuffix("中"))
