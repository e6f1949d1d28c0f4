"""What several pay by a ratio: 按5:2:3比例负担，其中省级411万元、市级164.4万元、县级246.6万元; 按1:1配套820万元.

The amounts that a ratio is of stand one for each of its sides, in its sentence: all behind it, all before it, or what
is matched before it and what matches it behind. It ticks; of three it fails where all but one keep to the ratio, of two
where one slip explains the gap, or where both are called after their sides, or the second after being matched.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from decimal import Decimal

from audit_cli.expressions import expression
from audit_cli.extract.prose.item import BY_START, Item
from audit_cli.extract.prose.labels import clean_label
from audit_cli.extract.prose.paragraph import Paragraph
from audit_cli.mistyped import mistyped
from audit_cli.model import Claim, Document, Figure, Term
from audit_cli.quantity import Quantity, agrees, sum_verdict

_RATIO = expression(r"(?<![\d:：∶.])\d{1,3}(?:\.\d)?(?:\s?[:：∶]\s?\d{1,3}(?:\.\d)?){1,3}(?![\d:：∶.])")
_SIGNS = expression(r"\d\s?[:：∶]\s?\d")
_SHARED = expression(r"比例|分担|负担|承担|配套|分成|出资")
_SIDE = expression(r"中央|地方|省|市|县|区|镇|乡|村")
_OF_A_SIDE = expression(
    r"(?:其中)?(?:中央|地方|[省市县区镇乡村])(?:级|财政|本级)*(?:补助|配套|承担|负担|分担|安排|资金|为|是)*"
)
_MATCHED = expression(r"[一-鿿]{0,6}(?:配套|匹配)(?:了|资金|为|共)*")
# 市级120万元，尚欠44.4万元; 配套不足320万元: who did not pay by the ratio
_LACKS = expression(r"欠|缺|不足|未[到配拨落]|少[到配拨]|差额|不到位")
_REACH_BEHIND = 16  # characters behind the amounts
_WORDS = 12  # characters around a ratio that say what it is of
_NAMES = 16  # characters before it that name its sides
_REACH = 240  # characters of a sentence before and behind it
_ENDS = "。\n"
_TWO = 2
_FINE = Decimal("1e-12")
_ROLES = ("plain", "used", "to")


def shares_by_ratio(paragraphs: Sequence[Paragraph], document: Document) -> Iterator[Claim]:
    """Yield what the ratios of *document* say of the amounts in its *paragraphs* beside them."""
    text = document.text
    if _SIGNS.search(text) is None:
        return
    items: list[Item] | None = None
    for found in _RATIO.finditer(text):
        if not _SHARED.search(text, max(found.start() - _WORDS, 0), found.end() + _WORDS):
            continue
        sides = [Decimal(side.strip()) for side in re.split("[:：∶]", found[0])]
        if not all(sides):
            continue
        if items is None:
            items = sorted((i for p in paragraphs for i in p.items if _may_share(i)), key=BY_START)
        yield from _claims(found, sides, *_around(text, found, items))


def _may_share(item: Item) -> bool:
    return item.figure.type == "money" and item.role in _ROLES and item.figure.value > 0


def _around(text: str, found: re.Match[str], items: Sequence[Item]) -> tuple[Sequence[Item], Sequence[Item]]:
    """Return the amounts of the sentence of a ratio, those before it and those behind it."""
    floor, ceiling = max(found.start() - _REACH, 0), found.end() + _REACH
    start = max(text.rfind(sign, floor, found.start()) for sign in _ENDS) + 1 or floor
    end = min((at for sign in _ENDS if (at := text.find(sign, found.end(), ceiling)) >= 0), default=ceiling)
    first, here, last = (bisect_left(items, place, key=BY_START) for place in (start, found.start(), end))
    return items[first:here], items[here:last]


def _claims(
    found: re.Match[str], sides: Sequence[Decimal], before: Sequence[Item], behind: Sequence[Item]
) -> Iterator[Claim]:
    many = len(sides)
    told = [behind[at : at + many] for at in (0, 1)] + [before[-many:]]
    if many == _TWO and before and behind:
        told.append([before[-1], behind[0]])
    told = [t for t in told if len(t) == many and not any(i.figure.approximate for i in t)]
    told = [_in_order(found, amounts) for amounts in told if not any(i.cue for i in amounts[1:])]
    fitting = next((t for t in told if all(_keeps_to(t, sides, k, 0) for k in range(1, many))), None)
    if fitting is not None:
        yield from (_claim(found, fitting, sides, k, 0) for k in range(1, many))
        return
    lacking = _LACKS.search(found.string, found.end(), told[0][-1].figure.end + _REACH_BEHIND) if told else None
    if lacking is not None:
        return
    for amounts in told:
        for odd in range(many):
            one, *others = (k for k in range(many) if k != odd)
            if others and all(_keeps_to(amounts, sides, k, one) for k in others):
                yield _claim(found, amounts, sides, odd, one)
                return
    if many > _TWO:
        return
    for amounts in told:
        alone = len(before) + len(behind) == _TWO and _MATCHED.fullmatch(amounts[1].label) is not None
        slip = any(mistyped(amounts[k].figure, _meant(amounts, sides, k, 1 - k)) for k in (0, 1))
        if alone or slip or _are_the_sides(found, amounts):
            yield _claim(found, amounts, sides, 1, 0)._replace(asserted=not slip)
            return


def _in_order(found: re.Match[str], amounts: Sequence[Item]) -> Sequence[Item]:
    """Return amounts in the order in which the sides are named before a ratio: 省、市、县按5:2:3."""
    places = _places(found, amounts)
    if sorted(places) != list(range(len(amounts))):
        return amounts
    return [amount for _, amount in sorted(zip(places, amounts, strict=True), key=lambda pair: pair[0])]


def _are_the_sides(found: re.Match[str], amounts: Sequence[Item]) -> bool:
    """Whether each amount is called after one side that is named before a ratio, with nothing to be used for."""
    called = all(_OF_A_SIDE.fullmatch(i.label) is not None and i.role == "plain" for i in amounts)
    return called and _places(found, amounts) == list(range(len(amounts)))


def _places(found: re.Match[str], amounts: Sequence[Item]) -> list[int]:
    """Return which of the sides named before a ratio each amount is called after, as far as it is called after one."""
    named = _SIDE.findall(found.string, max(found.start() - _NAMES, 0), found.start())[-len(amounts) :]
    own = [[at for at, name in enumerate(named) if name in i.label] for i in amounts]
    return [at[0] for at in own if len(at) == 1]


def _meant(amounts: Sequence[Item], sides: Sequence[Decimal], k: int, by: int) -> Decimal:
    """Return what the amount *k* would be by a ratio and the one of another side."""
    value = amounts[by].figure.value * sides[k] / sides[by]
    return value.quantize(amounts[k].figure.quantum)


def _keeps_to(amounts: Sequence[Item], sides: Sequence[Decimal], k: int, by: int) -> bool:
    other = amounts[by].figure
    times = sides[k] / sides[by]
    made = Quantity(other.value * times, other.quantum * times, exact=False)
    return agrees(sum_verdict(amounts[k].figure.quantity, [made]))


def _claim(found: re.Match[str], amounts: Sequence[Item], sides: Sequence[Decimal], k: int, by: int) -> Claim:
    """Return the claim that the amount *k* is to the one of another side as a ratio says."""
    start, end = found.span()
    figure = Figure(
        start, end, found[0], "number", value=sides[k] / sides[by], quantum=_FINE, block=amounts[k].figure.block
    )
    terms = (
        Term(amounts[k].figure, "total", clean_label(amounts[k].label)),
        Term(figure, "each", "比例"),
        Term(amounts[by].figure, "times", clean_label(amounts[by].label)),
    )
    return Claim("distributive", terms, basis="比例")
