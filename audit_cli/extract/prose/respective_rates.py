"""Rates given one for each: 甲项目60万元、乙项目40万元，占比分别为60%、40%.

Each rate belongs to the amount in the same place of the list before. Shares of the head of that list tick and fail;
any other whole may only tick, and only all of them together.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from audit_cli.extract.prose.item import PAUSE, Item
from audit_cli.extract.prose.paragraph import Paragraph
from audit_cli.extract.prose.quotients import Pair, amounts_before, fits, quotient
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


def respective_rates(paragraph: Paragraph, rates: list[Item]) -> Iterator[Claim]:
    first = rates[0]
    before = amounts_before(paragraph, first.place)
    parts = [i for i in before if i.role in ("plain", "used")][: len(rates)][::-1]
    if len(parts) < len(rates) or not all(part.kin(parts[0]) for part in parts):
        return
    heads = {paragraph.total_of.get(part.place) for part in parts}
    head = heads.pop() if len(heads) == 1 else None
    if head is not None and first.role == "share":
        for rate, part in zip(rates, parts, strict=True):
            yield quotient(rate, Pair(part, paragraph.items[head]), "分别")
        return
    for whole in amounts_before(paragraph, first.place, same_sentence=False):
        if whole not in parts and _all_fit(rates, parts, whole):
            for rate, part in zip(rates, parts, strict=True):
                yield quotient(rate, Pair(part, whole), "分别", tick_only=True)
            return


def _all_fit(rates: list[Item], parts: list[Item], whole: Item) -> bool:
    return all(whole.kin(part) and fits(rate, part, whole) for rate, part in zip(rates, parts, strict=True))
