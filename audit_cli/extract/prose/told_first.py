"""Rates told before the two amounts that they are of: 预算执行率91%，预算数500万元，支出数455万元.

They are read as if they stood behind the two, as in 预算数500万元，支出数455万元，预算执行率91%, if the rate is called
after one of them: 办结率98%，受理286件，回访276件 says nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from audit_cli.expressions import expression
from audit_cli.extract.prose.growth.words import own_subject
from audit_cli.extract.prose.item import COMMA, NO_SEPARATOR, SEMICOLON, Item
from audit_cli.extract.prose.paragraph import Paragraph
from audit_cli.model import Claim

_BOTH = 2
_LEVEL = expression(r"中央|[省市州县区镇乡](?=[级本])")
_ROLES = frozenset({"plain", "used", "rest", "to"})


def told_first(paragraph: Paragraph, claims: Sequence[Claim]) -> Iterator[Paragraph]:
    """Yield for each rate of which no claim is, and that two amounts follow, these and the rate behind them."""
    for item in paragraph.items:
        if item.figure.type != "rate" or not (sides := _sides(paragraph, item)):
            continue
        if not any(item.figure in claim.figures() for claim in claims):
            yield _turned(paragraph, item, sides)


def _sides(paragraph: Paragraph, rate: Item) -> list[Item]:
    """Return the two amounts that are all that follows a rate, which nothing stands before; none if there is more."""
    if (rate.place and rate.sep < SEMICOLON) or rate.depth:
        return []
    sides = paragraph.items[rate.place + 1 : rate.place + 1 + _BOTH]
    behind = paragraph.items[rate.place + 1 + _BOTH : rate.place + _BOTH + 2]
    ends = not behind or behind[0].sep >= SEMICOLON
    alike = len(sides) == _BOTH and sides[0].kin(sides[1]) and all(_stands_by(rate, i) for i in sides)
    return [*sides] if ends and alike and _is_told_of(rate, sides) else []


def _is_told_of(rate: Item, sides: Sequence[Item]) -> bool:
    """Whether a rate, which two amounts follow, is called after one of them, and is of no other level of government."""
    told = "".join(i.label for i in sides)
    own, theirs = ({*_LEVEL.findall(words)} for words in (rate.label, told))
    if own and theirs and own.isdisjoint(theirs):
        return False
    return rate.role != "rate" or any(rate.label[at : at + _BOTH] in told for at in range(len(rate.label) - 1))


def _stands_by(rate: Item, item: Item) -> bool:
    return item.role in _ROLES and NO_SEPARATOR < item.sep <= COMMA and item.depth == rate.depth and not item.cue


def _turned(paragraph: Paragraph, rate: Item, sides: list[Item]) -> Paragraph:
    """Return a paragraph of two amounts and the rate that stood before them."""
    first = sides[0]._replace(sep=rate.sep, words=f"{rate.words}，{sides[0].words}")
    named = own_subject(rate) if rate.role == "growth" else ""  # what has changed is told before the two
    behind = rate._replace(sep=COMMA, label=rate.label.partition(named)[2] if named else rate.label)
    items = [item._replace(place=place, host=-1) for place, item in enumerate((first, sides[1], behind))]
    places = [sides[0].place, sides[1].place, rate.place]
    labels, concepts = ([of[place] for place in places] for of in (paragraph.labels, paragraph.concepts))
    return paragraph._replace(items=items, labels=labels, concepts=concepts, total_of={}, steps={})
