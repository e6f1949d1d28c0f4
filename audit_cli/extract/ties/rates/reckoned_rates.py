"""Rates one slip away from that by which an amount was reckoned: 到位3578.40万元。… 拨付3399.48万元，拨付率96%.

No word tells what the rate is of. But 3399.48万元 are 95 % of an amount told before, to the last of six digits: so
they were reckoned, and the rate beside them is one slip away. It is to be reviewed, unless the rate as it is printed
fits any amount told before.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from decimal import Decimal

from audit_cli.expressions import expression
from audit_cli.extract.prose.item import BY_START, COMMA, Item
from audit_cli.extract.prose.paragraph import Paragraph
from audit_cli.extract.prose.quotients.pairs import Pair, fits, quotient
from audit_cli.mistyped import misprints
from audit_cli.model import Claim, Figure
from audit_cli.quantity import HUNDRED

_OF_TWO = expression(
    r"(?:执行|完成|支出|支付|使用|到位|拨付|兑付|发放|报账|付款)(?:率|进度|比例)[为达是]?$|^[，,]?占[一-鿿]{2,12}的?$"
)
_FINE = 10000  # last places of an amount that no two others make by chance
_COARSE = 3  # digits of a rate by which an amount is reckoned
_MOST = 60  # amounts before


def reckoned_rates(paragraphs: Sequence[Paragraph], told: Collection[int]) -> Iterator[Claim]:
    """Yield the rates, none of those that begin at *told*, a slip away from what their part was reckoned by."""
    open_rates = [(p, r) for p in paragraphs if "rate" in p.types for r in p.items[1:] if _is_open(p, r, told)]
    if not open_rates:
        return
    amounts = [i for p in paragraphs for i in p.items if _may_be_whole(i)]
    amounts.sort(key=BY_START)
    for paragraph, rate in open_rates:
        part = paragraph.items[rate.place - 1]
        here = bisect_left(amounts, part.start, key=BY_START)
        before = [i for i in amounts[max(here - _MOST, 0) : here] if i.figure.value > part.figure.value]
        if any(fits(rate, part, i) for i in before):
            continue
        whole = next((i for i in reversed(before) if _is_reckoned(rate.figure, part.figure, i.figure)), None)
        if whole is not None:
            yield quotient(rate, Pair(part, whole), "slip", asserted=False)


def _may_be_whole(item: Item) -> bool:
    return item.figure.type == "money" and item.role in ("plain", "used") and not item.figure.approximate


def _is_open(paragraph: Paragraph, rate: Item, told: Collection[int]) -> bool:
    """Whether a rate stands right behind what it is of, by its name, and nothing says of what more."""
    if rate.figure.type != "rate" or rate.role not in ("rate", "share") or rate.figure.start in told:
        return False
    part = paragraph.items[rate.place - 1]
    beside = rate.sep <= COMMA and rate.depth == part.depth and rate.sentence == part.sentence
    fine = part.figure.value / part.figure.quantum >= _FINE and len(_digits(rate.figure)) <= _COARSE
    named = _OF_TWO.search(rate.label) is not None
    return named and beside and _may_be_whole(part) and fine and not rate.figure.approximate


def _digits(rate: Figure) -> str:
    return f"{(abs(rate.value) / rate.quantum).to_integral_value():f}"


def _is_reckoned(rate: Figure, part: Figure, whole: Figure) -> bool:
    """Whether a rate that one slip turns into *rate* makes *part* of *whole* to its last digit."""
    return any(
        0 < meant < HUNDRED and (whole.value * meant / HUNDRED).quantize(_unit(part)) == part.value
        for meant in misprints(rate)
    )


def _unit(figure: Figure) -> Decimal:
    return figure.quantum.normalize()
