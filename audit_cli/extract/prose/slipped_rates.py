"""Rates that one slip keeps from being of two amounts nearby: 应收5200万元，收回5157.40万元，回收率99.20%.

Where no words tell what a rate is of, two amounts that it fits speak for themselves. So do two that it would fit but
for one digit, if it is printed with so many that hardly any others come as near by chance.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from audit_cli.extract.prose.item import COMMA, Item
from audit_cli.extract.prose.paragraph import Paragraph
from audit_cli.extract.prose.quotients import Pair, amounts_before, is_a_slip, quotient
from audit_cli.extract.prose.rate_names import is_named, root_of
from audit_cli.model import Claim

SLIP = "slip"
_BESIDE, _APART = 100, 1000  # last places that the figures have, of two right before the rate, and of any
_CANDIDATES = 3


def slipped_rate(paragraph: Paragraph, rate: Item) -> Claim | None:
    """Return the rate that is called after what stands right before it, of an amount from which one slip parts it."""
    part = paragraph.items[rate.host if is_bare_in_bracket(rate) else rate.place - 1]
    if not part.is_amount or part.place > rate.place:
        return None
    if not is_bare_in_bracket(rate):
        beside = rate.sep <= COMMA and part.depth == rate.depth
        if not beside or not root_of(rate) or not is_named(part, rate):
            return None
    before = amounts_before(paragraph, part.place, same_sentence=False)
    return slipped_share(rate, part, (i for i in before if i.place not in paragraph.total_of))


def slipped_share(rate: Item, part: Item, wholes: Iterable[Item]) -> Claim | None:
    """Return the share of *part* in the nearest of *wholes* from which one slip of the three figures parts it."""
    alike = (i for i in wholes if i.same_unit(part) and i.kin(part) and not i.figure.approximate)
    for whole in islice(alike, _CANDIDATES):
        beside = whole.place == part.place - 1 and whole.sentence == rate.sentence
        if is_a_slip(rate, part, whole, _BESIDE if beside else _APART):
            return quotient(rate, Pair(part, whole), SLIP, asserted=False)
    return None


def is_bare_in_bracket(rate: Item) -> bool:
    return rate.host >= 0 and rate.opens and not rate.label
