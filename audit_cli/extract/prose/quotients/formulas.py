"""Quotients printed as formulas: 执行率=20.7万元÷30.8万元×100%=67.2%.

Part and whole stand around the sign of division, the rate behind the sign of equality or right before them; of
（110−100）÷100 it is the change. Ticks and fails; the 100% of ×100% and the rate are not read again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from audit_cli.expressions import expression
from audit_cli.extract.prose.growth.differences import growth
from audit_cli.extract.prose.item import Item
from audit_cli.extract.prose.labels import clean_label
from audit_cli.extract.prose.paragraph import Paragraph
from audit_cli.extract.prose.quotients.pairs import Pair, quotient
from audit_cli.model import Claim, Term

_SIGNS_OF_DIVISION = "÷/／"
_DIVIDED = expression(r"[）)]?\s*[÷/／]\s*[（(]?[^，。；;、：:=＝÷]{0,20}$")
_LONGEST = 30
_ADDED = expression(r"[^，。；=＝]{0,20}[-－–—−+＋][^，。；=＝]{0,20}")
_SIGN = expression(r"[-－–—−+＋]")
_TIMES = expression(r"[×*xX]\s*$")
_EQUALS = expression(r"[=＝]\s*$")


def formulas(paragraph: Paragraph) -> tuple[list[Claim], set[int]]:
    """Return the quotients printed as formulas, and the places of the rates that they explain."""
    items = paragraph.items
    claims: list[Claim] = []
    told: set[int] = set()
    if not any(sign in paragraph.words for sign in _SIGNS_OF_DIVISION):
        return claims, told
    for part, whole in pairwise(items):
        words = whole.words
        if len(words) >= _LONGEST or not _DIVIDED.match(words):
            continue
        if not (part.kin(whole) and whole.is_amount):
            continue
        sums = _sums(paragraph, part, whole)
        last = sums[1][-1]
        rate = _rate_behind(items[last.place + 1 : last.place + 3], last, told) or _rate_before(paragraph, sums[0][0])
        if rate is not None and not whole.figure.quantity.may_be_zero():
            told.add(rate.place)
            if min(map(len, sums)) > 1:
                claims += _of_sums(rate, *sums)
            else:
                claims += _claims(paragraph, rate, part, whole)
    return claims, told


def _sums(paragraph: Paragraph, part: Item, whole: Item) -> tuple[list[Item], list[Item]]:
    """Return the figures in the bracket of *part* and in that of *whole*, if each of them adds up several."""
    parts, wholes = ([i for i in paragraph.items if i.group == side.group] for side in (part, whole))
    linked = all(_ADDED.fullmatch(i.words) for i in (*parts[1:], *wholes[1:]))
    if part.group and whole.group and linked and all(i.kin(whole) for i in (*parts, *wholes)):
        return parts, wholes
    return [part], [whole]


def _of_sums(rate: Item, parts: Sequence[Item], wholes: Sequence[Item]) -> Iterator[Claim]:
    """Yield the quotient of two sums in brackets: （10+30-5）/（10+30）×100%."""
    if any(i.figure.approximate for i in (*parts, *wholes)):
        return
    terms = [Term(rate.figure, "rate", _bare(rate))]
    for role, items in (("part", parts), ("whole", wholes)):
        for item in items:
            signs = _SIGN.findall(item.words) if item is not items[0] else []
            terms.append(Term(item.figure, role, _bare(item), -1 if signs and signs[-1] not in "+＋" else 1))
    yield Claim("ratio", tuple(terms), basis="算式")


def _bare(item: Item) -> str:
    """Return the label of *item* without the sign before it."""
    return clean_label(item.label).lstrip("+＋-－–—−=＝÷/／（( ")


def _claims(paragraph: Paragraph, rate: Item, part: Item, whole: Item) -> list[Claim]:
    """Return the quotient of a figure, of what its bracket adds up, or of the change that its bracket takes."""
    if part.figure.approximate:
        return []
    before = paragraph.items[part.place - 1] if part.place and part.group else None
    if before is None or before.group != part.group or not _ADDED.fullmatch(part.words):
        return [quotient(rate, Pair(*map(_as_written, (part, whole))), "算式")]
    if "+" in part.words or "＋" in part.words:
        return []
    if part.figure.value != whole.figure.value:
        return []
    return [growth(rate, _as_written(before), _as_written(part))]


def _as_written(item: Item) -> Item:
    """Return a whole number without a unit as what is reckoned with, not rounded: 48÷50×100%=96%."""
    bare = item.figure.type == "number" and item.figure.quantum == 1
    return item._replace(figure=item.figure._replace(exact=True)) if bare else item


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
