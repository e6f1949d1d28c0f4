"""Parts each with a number of another kind before it: 覆盖22.6万人，其中甲类8处供水14.2万人、乙类46处供水8.4万人.

The numbers count the things that the parts are told of, and are parts of nothing; the last may have none. It ticks
where the parts close, and is to be reviewed where they do not.
"""

from __future__ import annotations

from collections.abc import Iterator

from audit_cli.extract.prose.item import COMMA, NO_SEPARATOR, PAUSE, Item
from audit_cli.extract.prose.row import Row
from audit_cli.model import Claim

_CUE = "of_which"
_PAIR = 2
_ROLES = ("plain", "used")


def numbered_parts(row: Row) -> Iterator[Claim]:
    for first in row.amounts if _CUE in row.cues else ():
        if first.cue != _CUE or not first.place or first.place in row.taken:
            continue
        head = row.items[first.place - 1]
        if first.figure.type != "count" or first.same_unit(head) or not _may_be_whole(head, first):
            continue
        parts = [i.place for i in _parts(row, first, head)]
        if len(parts) >= _PAIR and row.taken.isdisjoint(parts):
            closes = row.closes(head.place, parts)
            row.take(head.place, parts)
            yield row.claim(head.place, parts, "open", asserted=closes, basis=first.cue_word or _CUE)


def _parts(row: Row, first: Item, head: Item) -> Iterator[Item]:
    """Yield what stands right behind each number from *first* on, in the unit of the whole."""
    for number, part in zip(row.items[first.place :: _PAIR], row.items[first.place + 1 :: _PAIR], strict=False):
        beside = number is first or (number.sep <= COMMA and not number.cue)
        last = number.place - first.place > _PAIR and number.sep == PAUSE and number.role in _ROLES
        if last and number.same_unit(head) and not number.each:
            yield number  # the last without its own
            return
        alike = number.same_unit(first) and part.same_unit(head) and part.sep == NO_SEPARATOR
        if not (beside and alike and part.depth == number.depth == head.depth and part.sentence == head.sentence):
            return
        if part.role not in _ROLES or part.each or part.figure.approximate:
            return
        yield part


def _may_be_whole(head: Item, first: Item) -> bool:
    told = head.is_amount and head.figure.type != "money" and head.role in _ROLES and not head.figure.approximate
    return told and head.sentence == first.sentence and head.depth == first.depth
