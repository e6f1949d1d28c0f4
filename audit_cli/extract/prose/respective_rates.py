"""Rates given one for each: 甲项目60万元、乙项目40万元，占比分别为60%、40%.

Each rate belongs to the amount in the same place of the list before. Shares of the head of that list tick and fail;
a whole that is named and stands elsewhere ticks, or is to be reviewed; any other may only tick, and only all of them
together.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from audit_cli.extract.prose.item import PAUSE, Item
from audit_cli.extract.prose.paragraph import Paragraph
from audit_cli.extract.prose.quotients import Pair, amounts_before, denies, fits, quotient
from audit_cli.extract.prose.shares import share_names
from audit_cli.extract.prose.wholes import Wholes, is_called, named
from audit_cli.extract.terms import Terms
from audit_cli.model import Claim


def series_of(items: Sequence[Item], k: int) -> list[Item]:
    """Return the rates of the enumeration that begins at *k*."""
    group = [items[k]]
    for item in items[k + 1 :]:
        if item.figure.type != "rate" or item.sep > PAUSE or item.group != items[k].group:
            break
        if item.label.strip("和及与"):
            break
        group.append(item)
    return group


def respective_rates(paragraph: Paragraph, rates: list[Item], wholes: Wholes, terms: Terms) -> Iterator[Claim]:
    first = rates[0]
    before = amounts_before(paragraph, first.place)
    # 甲60万元、乙40万元，共计100万元，分别占60%、40%
    parts = [i for i in before if i.role in ("plain", "used") and not i.total_after][: len(rates)][::-1]
    if len(parts) < len(rates) or not all(part.kin(parts[0]) for part in parts):
        return
    heads = {paragraph.total_of.get(part.place) for part in parts}
    head = heads.pop() if len(heads) == 1 else None
    name = share_names(first)[0].removesuffix("的")
    if head is not None and first.role == "share" and not _of_others(rates, parts, paragraph.items[head], name):
        for rate, part in zip(rates, parts, strict=True):
            yield quotient(rate, Pair(part, paragraph.items[head]), "分别")
        return
    for whole in amounts_before(paragraph, first.place, same_sentence=False):
        if whole not in parts and _all_fit(rates, parts, whole):
            for rate, part in zip(rates, parts, strict=True):
                yield quotient(rate, Pair(part, whole), "分别", tick_only=True)
            return
    if first.role != "share":
        yield from _of_as_many(paragraph, rates, parts)
    if first.role != "share" or not name:
        return
    # 分别占支出总额的60%和40%: of what this paragraph or another calls so
    concept = terms.concept(name)
    before = [i for i in named(paragraph, parts[0], name, concept) if i not in parts and i.place < parts[0].place]
    elsewhere = before or wholes.elsewhere(paragraph, parts[0], name, concept)
    if len({whole.figure.value for whole in elsewhere}) == 1:
        sure = _all_fit(rates, parts, elsewhere[0])
        for rate, part in zip(rates, parts, strict=True):
            yield quotient(rate, Pair(part, elsewhere[0]), "分别", asserted=sure)


def _of_as_many(paragraph: Paragraph, rates: list[Item], parts: list[Item]) -> Iterator[Claim]:
    """Yield the rates of each part in one of as many wholes before: 计划甲70、乙60，下达甲65、乙54，下达率分别为…."""
    before = amounts_before(paragraph, parts[0].place, same_sentence=False)
    wholes = [i for i in before if i.role in ("plain", "used") and i.kin(parts[0])][: len(parts)][::-1]
    if len(wholes) == len(parts) and all(map(fits, rates, parts, wholes)):
        for rate, part, whole in zip(rates, parts, wholes, strict=True):
            yield quotient(rate, Pair(part, whole), "分别", tick_only=True)


def _of_others(rates: list[Item], parts: list[Item], head: Item, name: str) -> bool:
    """Whether all shares deny the head of their list, which is called otherwise: 分别占各自总投资的57%和33%."""
    if not name or is_called(head.label, name):
        return False
    return all(denies(rate, part, head) for rate, part in zip(rates, parts, strict=True))


def _all_fit(rates: list[Item], parts: list[Item], whole: Item) -> bool:
    return all(whole.kin(part) and fits(rate, part, whole) for rate, part in zip(rates, parts, strict=True))
