"""Rates and differences told before the two amounts that they are of: 预算执行率91%，预算数500万元，支出数455万元.

They are read as if they stood behind the two, as in 预算数500万元，支出数455万元，预算执行率91%, a rate if it is called
after one of them: 办结率98%，受理286件，回访276件 says nothing. No name tells what a difference is of:
节约38万元，预算800万元，中标价762万元 ticks, and is to be reviewed where one slip explains the gap.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from audit_cli.expressions import expression
from audit_cli.extract.prose.growth.words import own_subject
from audit_cli.extract.prose.item import COMMA, NO_SEPARATOR, SEMICOLON, Item
from audit_cli.extract.prose.paragraph import Paragraph
from audit_cli.extract.prose.quotients.rate_names import root_of
from audit_cli.model import Claim

_BOTH = 2
_LEVEL = expression(r"中央|[省市州县区镇乡](?=[级本])")
_ROLES = frozenset({"plain", "used", "rest", "to"})
_MORE = ("加", "再加", "另")  # 当年结余42万元，加上年初结余88万元，年末结余130万元
_DIFFERENCES = frozenset({"change", "rest"})


def told_first(paragraph: Paragraph, claims: Sequence[Claim]) -> Iterator[Paragraph]:
    """Yield for each rate or difference of which no claim is, and that two amounts follow, these and it behind them."""
    for item in paragraph.items:
        is_rate = item.figure.type == "rate"
        if item.place in paragraph.told:
            continue
        if not is_rate and not (item.role in _DIFFERENCES and item.is_amount):
            continue
        told = [item] if is_rate else [item, *_its_rate(paragraph, item)]
        sides = _sides(paragraph, told)
        named = bool(sides) and (not is_rate or _is_told_of(item, sides))
        if named and not any(item.figure in claim.figures() for claim in claims):
            yield _turned(paragraph, sides, told)


def is_difference(paragraph: Paragraph) -> bool:
    """Whether what was told first in a turned *paragraph* is a difference."""
    return paragraph.items[_BOTH].figure.type != "rate"


def _its_rate(paragraph: Paragraph, change: Item) -> list[Item]:
    """Return the rate right behind a difference: 节约资金38万元，节约率4.75%."""
    behind = paragraph.behind(change.place)
    return [i for i in behind if i.figure.type == "rate" and i.sep <= COMMA and i.depth == change.depth]


def _sides(paragraph: Paragraph, told: Sequence[Item]) -> list[Item]:
    """Return the two amounts that are all that follows what is *told*, which nothing stands before; or none."""
    first, last = told[0], told[-1]
    if (first.place and first.sep < SEMICOLON) or first.depth:
        return []
    sides = paragraph.items[last.place + 1 : last.place + 1 + _BOTH]
    if len(sides) < _BOTH:
        return []
    behind = paragraph.items[last.place + 1 + _BOTH : last.place + _BOTH + 2]
    ends = not behind or behind[0].sep >= SEMICOLON or (_is_named(first, sides) and _is_left_of(behind[0], *sides))
    alike = sides[0].kin(sides[1]) and all(_stands_by(first, i) for i in sides)
    of_them = alike and (first.figure.type == "rate" or first.same_unit(sides[0]))
    return [*sides] if ends and of_them else []


def _is_named(first: Item, sides: Sequence[Item]) -> bool:
    return first.role == "growth" or any(root_of(first) in i.label for i in sides)


def _is_left_of(item: Item, whole: Item, part: Item) -> bool:
    """Whether a third amount is what two leave: 审减率5%，送审100万元，审减5万元，审定95万元."""
    beside = item.sep <= COMMA and item.kin(whole) and item.unit == whole.unit == part.unit
    return beside and item.figure.value == whole.figure.value - part.figure.value


def _is_told_of(rate: Item, sides: Sequence[Item]) -> bool:
    """Whether a rate, which two amounts follow, is called after one of them, and is of no other level of government."""
    told = "".join(i.label for i in sides)
    own, theirs = ({*_LEVEL.findall(words)} for words in (rate.label, told))
    if own and theirs and own.isdisjoint(theirs):
        return False
    return rate.role != "rate" or any(rate.label[at : at + _BOTH] in told for at in range(len(rate.label) - 1))


def _stands_by(first: Item, item: Item) -> bool:
    beside = NO_SEPARATOR < item.sep <= COMMA and item.depth == first.depth and not item.cue
    # 审减率5%，送审100万元，审减5万元
    named = first.role == "growth" and item.role == "change" and root_of(first) == item.label[:_BOTH]
    return beside and (item.role in _ROLES or named) and not item.label.startswith(_MORE)


def _turned(paragraph: Paragraph, sides: list[Item], told: list[Item]) -> Paragraph:
    """Return a paragraph of two amounts and what was told before them."""
    head, first = told[0], sides[0]
    first = first._replace(sep=head.sep, words=f"{head.words}，{first.words}")
    named = own_subject(head) if head.role == "growth" else ""  # what has changed is told before the two
    behind = head._replace(sep=COMMA, label=head.label.partition(named)[2] if named else head.label)
    order = [first, sides[1], behind, *told[1:]]
    items = [item._replace(place=place, host=-1) for place, item in enumerate(order)]
    places = [item.place for item in order]
    labels, concepts = ([of[place] for place in places] for of in (paragraph.labels, paragraph.concepts))
    return paragraph._replace(items=items, labels=labels, concepts=concepts, total_of={}, steps={})
