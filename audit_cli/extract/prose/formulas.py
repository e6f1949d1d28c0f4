"""Quotients printed as formulas: 执行率=20.7万元÷30.8万元×100%=67.2%.

Part and whole stand around the sign of division, the rate behind the sign of equality or right before them; of
（110−100）÷100 it is the change. Ticks and fails; the 100% of ×100% and the rate are not read again.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from audit_cli.extract.prose.differences import growth
from audit_cli.extract.prose.item import Item
from audit_cli.extract.prose.paragraph import Paragraph
from audit_cli.extract.prose.quotients import Pair, quotient
from audit_cli.model import Claim

_DIVIDED = re.compile(r"[）)]?\s*[÷/／]\s*[（(]?[^，。；;、：:=＝÷]{0,20}$")
_LONGEST = 30
_ADDED = re.compile(r"[^，。；=＝]{0,20}[-－–—−+＋][^，。；=＝]{0,20}")
_TIMES = re.compile(r"[×*xX]\s*$")
_EQUALS = re.compile(r"[=＝]\s*$")


def formulas(paragraph: Paragraph) -> tuple[list[Claim], set[int]]:
    """Return the quotients printed as formulas, and the places of the rates that they explain."""
    items = paragraph.items
    claims: list[Claim] = []
    told: set[int] = set()
    for part, whole in pairwise(items):
        if not (part.kin(whole) and whole.is_amount):
            continue
        if len(whole.words) >= _LONGEST or not _DIVIDED.match(whole.words):
            continue
        rate = _rate_behind(items[whole.place + 1 : whole.place + 3], whole, told) or _rate_before(paragraph, part)
        if rate is not None and not whole.figure.quantity.may_be_zero():
            told.add(rate.place)
            claims += _claims(paragraph, rate, part, whole)
    return claims, told


def _claims(paragraph: Paragraph, rate: Item, part: Item, whole: Item) -> list[Claim]:
    """Return the quotient of a figure, of what its bracket adds up, or of the change that its bracket takes."""
    if part.figure.approximate:
        return []
    before = paragraph.items[part.place - 1] if part.place and part.group else None
    if before is None or before.group != part.group or not _ADDED.fullmatch(part.words):
        return [quotient(rate, Pair(part, whole), "算式")]
    if "+" in part.words or "＋" in part.words:
        return []
    return [growth(rate, before, part)] if part.figure.value == whole.figure.value else []


def _rate_behind(after: Sequence[Item], whole: Item, told: set[int]) -> Item | None:
    for item in after:
        if item.figure.type != "rate" or item.sentence != whole.sentence:
            return None
        if _TIMES.search(item.words):
            told.add(item.place)  # the 100% of ×100%
        elif _EQUALS.search(item.words):
            return item
    return None


def _rate_before(paragraph: Paragraph, part: Item) -> Item | None:
    if not part.place:
        return None
    rate = paragraph.items[part.place - 1]
    return rate if rate.figure.type == "rate" and rate.sentence == part.sentence else None
