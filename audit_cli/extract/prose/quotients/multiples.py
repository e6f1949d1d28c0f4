"""Multiples: 快递540万件，是上年360万件的1.5倍; 到位18.6亿元，是上年的1.5倍，上年为12.4亿元.

What is so often another is the amount before them, of the same unit; the other stands right before the multiple, or is
called as its words call it, before or behind. It ticks and fails; digits that are cut are no contradiction.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile

from audit_cli.expressions import expression
from audit_cli.extract.prose.item import COMMA, SEMICOLON, Item
from audit_cli.extract.prose.paragraph import Paragraph
from audit_cli.extract.prose.quotients.pairs import Pair, quotient
from audit_cli.model import Claim

MULTIPLE = "multiple"
_OF = expression(r"(?:是|为|达到?|相当于|等于)了?(?P<name>[^，。；：是为]{2,14})的约?$")
_JOINS = expression(r"(?:是|为|达到?|相当于|等于)了?")
_ROLES = ("plain", "used", "to", "base")
_REACH = 4  # items before or behind


def multiple(paragraph: Paragraph, times: Item) -> Iterator[Claim]:
    """Yield what *times* says of two amounts of its sentence."""
    if times.role == "growth" or times.figure.approximate or not times.place:
        return
    base = _base_beside(paragraph, times) if times.label in ("的", "") else _called(paragraph, times)
    if base is None:
        return
    beside = base.place == times.place - 1 and times.label in ("的", "")
    before = paragraph.before(base.place if beside else times.place)
    near = (i for i in takewhile(lambda i: i.place >= times.place - _REACH, before) if i.depth <= times.depth)
    near = (i for i in near if not _is_base_of_another(paragraph, i))
    new = next((i for i in near if i.same_unit(base) and i.kin(base) and i is not base), None)
    if new is None or new.role not in _ROLES or new.figure.approximate:
        return
    yield quotient(times, Pair(new, base), "倍", asserted=beside and new.place == base.place - 1)


def _base_beside(paragraph: Paragraph, times: Item) -> Item | None:
    """Return the amount right before a multiple, behind a word that says what it is: 是上年360万件的1.5倍."""
    base = paragraph.items[times.place - 1]
    told = base.sentence == times.sentence and times.sep < COMMA and _may_be_base(base)
    return base if told and _JOINS.match(base.label) and base.sep <= COMMA else None


def _called(paragraph: Paragraph, times: Item) -> Item | None:
    """Return the one amount near a multiple that is called as its words call it: 是上年的1.5倍，上年为12.4亿元."""
    found = _OF.search(times.label)
    if found is None:
        return None
    name = found["name"]
    near = paragraph.items[max(times.place - _REACH, 0) : times.place + 2]
    near = [i for i in near if i.sentence == times.sentence and i.depth == times.depth and _may_be_base(i)]
    behind = [i for i in near if i.place > times.place and i.label.startswith(name) and i.sep <= SEMICOLON]
    before = [i for i in near if i.place < times.place and name in i.label]
    told = behind or before
    return told[0] if len(told) == 1 else None


def _is_base_of_another(paragraph: Paragraph, item: Item) -> bool:
    """Whether a multiple of its own stands behind an amount: 栽植1080亩，为任务660亩的1.6倍，为总任务1600亩的0.7倍."""
    behind = paragraph.items[item.place + 1]
    return behind.figure.type == MULTIPLE and behind.label == "的" and _JOINS.match(item.label) is not None


def _may_be_base(item: Item) -> bool:
    return item.is_amount and item.role in _ROLES and not item.figure.approximate and item.figure.value > 0
