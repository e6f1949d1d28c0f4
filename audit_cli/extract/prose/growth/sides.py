"""The two sides of a change: the new figure and its base, as two figures beside each other tell which is which."""

from __future__ import annotations

from typing import NamedTuple

from audit_cli.expressions import expression
from audit_cli.extract.prose.growth.words import (
    ASKED,
    FROM,
    PLAN,
    SAVED,
    is_base,
    residual,
    says_only_when,
    speaks_of,
    words_of,
    year_of,
)
from audit_cli.extract.prose.item import COMMA, SEMICOLON, Item
from audit_cli.extract.prose.paragraph import Paragraph

_MORE = expression(r"超[出过支额收]?(?:完成|任务|预算|计划)?")
_DONE = expression(r"^实际|^(?:已|累计)*(?:完成|支出|使用|达到?|建成|执行|收入|征收|(?:支出)?决算|发生|开支|列支)")
_AGREED = expression(r"中标|成交|合同|审定")
_NAMED = 2
_ADJUSTED = expression(r"(?:共|净|年中)?(?:调[增减]|追[加减]|核减|净?增加|净?减少)")
_AT_FIRST, _IN_FORCE = expression(r"年初[一-鿿]{0,4}预算"), expression(r"全年预算|调整后?[一-鿿]{0,4}预算")


class Compared(NamedTuple):
    """The two sides of a change; *base* is None where it is not printed."""

    new: Item
    base: Item | None


def ordered(first: Item, second: Item, change: Item) -> Compared | None:
    """Return the sides that two items in the order of the text are, or None where the words do not tell."""
    if FROM.search(first.lead[-10:] + first.label[:2]) and second.role == "to":
        return Compared(second, first)
    with_plan = bool(PLAN.search(words_of(change)))
    cut = SAVED.search(change.label) or "核减" in change.label
    if cut and ASKED.search(first.label) and _AGREED.search(second.label):
        return Compared(second, first)
    if _MORE.fullmatch(change.label) and PLAN.search(first.label) and _DONE.search(second.label):
        return Compared(second, first)  # 计划12600亩，完成12850亩，超出250亩
    if _ADJUSTED.fullmatch(change.label) and _AT_FIRST.search(first.label) and _IN_FORCE.search(second.label):
        return Compared(second, first)  # 年初预算80万元，全年预算92万元，调增12万元
    first_is_base, second_is_base = (is_base(item, with_plan) for item in (first, second))
    if first_is_base != second_is_base:
        return Compared(second, first) if first_is_base else Compared(first, second)
    earlier, later = year_of(first), year_of(second)
    if with_plan or not (earlier and later) or earlier == later:
        return None
    return Compared(first, second) if earlier > later else Compared(second, first)


def side_by_side(paragraph: Paragraph, change: Item, subject: str, found: list[Item]) -> Compared | None:
    """Return the sides where both stand before the change: 2022年90万元，2023年95万元，增加5万元."""
    if len(found) < 2:
        return None
    second, first = found[:2]
    if first.sentence != second.sentence or second.place - first.place > 3:
        return None
    beside = paragraph.items[max(first.place - 1, 0) : second.place]
    if second.sep >= SEMICOLON and any(i.role in ("growth", "change") for i in beside):
        return None  # the base of the change before: 增长12%，上年为50亿元；财政收入3.6亿元，增长20%
    pair = ordered(first, second, change)
    if pair is None or pair.base is None:
        return None
    of_base = residual(pair.base.label)
    if second.sep >= SEMICOLON and len(of_base) >= _NAMED and not speaks_of(of_base, paragraph.label(pair.new)):
        return None  # 上年利润827万元；税金1980万元，下降9.9%
    if says_only_when(pair.new) and says_only_when(pair.base) and second.sep <= COMMA:
        return pair  # 上年90万元，本年95万元，三公经费增加5万元
    return pair if speaks_of(subject, paragraph.label(pair.new) + paragraph.label(pair.base)) else None
