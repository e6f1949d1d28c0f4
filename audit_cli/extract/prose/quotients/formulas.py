"""Quotients printed as formulas: 执行率=20.7万元÷30.8万元×100%=67.2%.

Part and whole stand around the sign of division, the rate behind the sign of equality or right before them; of
（110−100）÷100 it is the change, and of money and a number an average. Ticks and fails; the rate is not read again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from audit_cli.expressions import expression
from audit_cli.extract.prose.growth.differences import growth
from audit_cli.extract.prose.item import Item
from audit_cli.extract.prose.labels import clean_label
from audit_cli.extract.prose.paragraph import Paragraph
from audit_cli.extract.prose.quotients.pairs import Pair, as_given, quotient
from audit_cli.model import Claim, Term

_SIGN_OF_DIVISION = expression(r"[÷/／]")
_DIVIDED = expression(r"[）)]?\s*[÷/／]\s*[（(]?(?:[^，。；;、：:=＝÷0-9]|(?:19|20)[0-9]{2}年){0,20}$")
_LONGEST = 30
_BOTH = 2
_ADDED = expression(r"[^，。；=＝]{0,20}[-－–—−+＋][^，。；=＝]{0,20}")
_SIGN = expression(r"[-－–—−+＋]")
_EQUALS = expression(r"[=＝]\s*$")


def formulas(paragraph: Paragraph) -> tuple[list[Claim], set[int]]:
    """Return the quotients printed as formulas, and the places of the rates that they explain."""
    items = paragraph.items
    claims: list[Claim] = []
    told: set[int] = set()
    if not _SIGN_OF_DIVISION.search(paragraph.words):
        return claims, told
    for part, whole in pairwise(items):
        words = whole.words
        if len(words) >= _LONGEST or not _DIVIDED.match(words):
            continue
        if not (part.kin(whole) and whole.is_amount):
            claims += _average(part, whole, items[whole.place + 1 : whole.place + 2])
            continue
        sums = _sums(paragraph, part, whole)
        last = sums[1][-1]
        rate = _rate_behind(items[last.place + 1 : last.place + 2], last) or _rate_before(paragraph, sums[0][0])
        if rate is not None and not whole.figure.quantity.may_be_zero():
            told.add(rate.place)
            claims += _claims(rate, *sums)
    return claims, told


def _average(total: Item, times: Item, behind: Sequence[Item]) -> Iterator[Claim]:
    """Yield what an amount is for each of a number: 培训成本=12.6万元÷420人=300元."""
    for each in behind:
        divided = total.figure.type == each.figure.type == "money" and times.figure.type in ("count", "measure")
        if divided and total.role != "price" and _EQUALS.match(each.words) and not times.figure.quantity.may_be_zero():
            terms = (Term(total.figure, "total", _bare(total)), Term(each.figure, "each"), Term(times.figure, "times"))
            yield Claim("distributive", terms, "average", basis="算式")


def _sums(paragraph: Paragraph, part: Item, whole: Item) -> tuple[list[Item], list[Item]]:
    """Return the figures that the bracket of *part* adds up or subtracts, and those of the bracket of *whole*."""
    parts, wholes = [part], [whole]
    for item in reversed(paragraph.items[: part.place]):
        if not _are_added_up(item, parts[0]):
            break
        parts.insert(0, item)
    for item in paragraph.items[whole.place + 1 :]:
        if not _are_added_up(wholes[-1], item):
            break
        wholes.append(item)
    return parts, wholes


def _are_added_up(one: Item, other: Item) -> bool:
    """Whether two figures beside each other are added up in one bracket."""
    return 0 < one.group == other.group and one.kin(other) and _ADDED.fullmatch(other.words) is not None


def _claims(rate: Item, parts: Sequence[Item], wholes: Sequence[Item]) -> Iterator[Claim]:
    """Yield the quotient of two figures or two sums, or the growth from one figure to another: （110-100）/100."""
    if any(i.figure.approximate for i in parts) or (len(wholes) > 1 and any(i.figure.approximate for i in wholes)):
        return
    if len(parts) == len(wholes) == 1:
        yield quotient(rate, Pair(_as_written(parts[0]), _as_written(wholes[0])), "算式")
    elif len(parts) == _BOTH and len(wholes) == 1 and _is_base(parts[1], wholes[0]):
        yield growth(rate, *map(_as_written, parts))
    else:
        terms = [Term(rate.figure, "rate", _bare(rate))]
        for role, items in (("part", parts), ("whole", wholes)):
            terms += (Term(_as_written(i).figure, role, _bare(i), _sign(i) if i is not items[0] else 1) for i in items)
        yield Claim("ratio", tuple(terms), basis="算式")


def _is_base(subtracted: Item, whole: Item) -> bool:
    return _sign(subtracted) < 0 and subtracted.figure.value == whole.figure.value


def _sign(item: Item) -> int:
    """Return -1 if a figure is subtracted from the one before it."""
    signs = _SIGN.findall(item.words)
    return -1 if signs and signs[-1] not in "+＋" else 1


def _bare(item: Item) -> str:
    """Return the label of *item* without the sign before it."""
    return clean_label(item.label).lstrip("+＋-－–—−=＝÷/／（( ")


def _as_written(item: Item) -> Item:
    """Return a whole number without a unit as what is reckoned with, not rounded: 48÷50×100%=96%."""
    bare = item.figure.type == "number" and item.figure.quantum == 1
    return as_given(item) if bare else item


def _rate_behind(after: Sequence[Item], whole: Item) -> Item | None:
    for item in after:
        if item.figure.type == "rate" and item.sentence == whole.sentence and _EQUALS.search(item.words):
            return item
    return None


def _rate_before(paragraph: Paragraph, part: Item) -> Item | None:
    if not part.place:
        return None
    rate = paragraph.items[part.place - 1]
    return rate if rate.figure.type == "rate" and rate.sentence == part.sentence else None
