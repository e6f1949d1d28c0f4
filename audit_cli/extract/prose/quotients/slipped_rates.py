"""Rates that one slip keeps from being of two amounts nearby: 应收5200万元，收回5157.40万元，回收率99.20%.

Where no words tell what a rate is of, two amounts that it fits speak for themselves. So do two that it would fit but
for one digit, if it is printed with so many that hardly any others come as near by chance.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from audit_cli.expressions import expression
from audit_cli.extract.prose.item import COMMA, Item
from audit_cli.extract.prose.paragraph import Paragraph
from audit_cli.extract.prose.quotients.execution_rates import is_execution
from audit_cli.extract.prose.quotients.pairs import Pair, amounts_before, fitting_whole, is_a_slip, quotient
from audit_cli.extract.prose.quotients.rate_names import is_named, is_of_those_in_time, root_of
from audit_cli.model import Claim

SLIP = "slip"
_BESIDE, _APART = 100, 1000  # last places that the figures have, of two right before the rate, and of any
_CANDIDATES = 3
_RATE = expression(r"[率度面]|比[例重]")


def slipped_rate(paragraph: Paragraph, rate: Item) -> Claim | None:
    """Return the rate that one slip parts from what stands right before it, in an amount before that.

    A rate that is not called after its part, 24小时内送达16批，及时率94.12%, is of those in its sentence.
    """
    in_bracket = is_bare_in_bracket(rate)
    part = paragraph.items[rate.host if in_bracket else rate.place - 1]
    if not part.is_amount or part.place > rate.place:
        return None
    if not in_bracket and (rate.sep > COMMA or part.depth != rate.depth or not _RATE.search(rate.label)):
        return None
    if is_of_those_in_time(rate, part):
        return None
    named = in_bracket or (bool(root_of(rate)) and is_named(part, rate))
    if not named and is_execution(rate.label):
        return None  # 支出1900万元，其中项目支出1120万元，执行率93.33%: of its budget
    before = amounts_before(paragraph, part.place, same_sentence=not named)
    heads = [i for i in before if i.place not in paragraph.total_of]
    return slipped_share(paragraph, rate, part, heads, _BESIDE if named else _APART)


def slipped_share(
    paragraph: Paragraph, rate: Item, part: Item, wholes: Iterable[Item], beside: int = _BESIDE
) -> Claim | None:
    """Return the share of *part* in the nearest of *wholes* from which one slip of the three figures parts it.

    Of the one right before the part the figures have *beside* of their last places. Where an amount farther back makes
    the rate as it is printed, it is of that.
    """
    alike = (i for i in wholes if i.same_unit(part) and i.kin(part) and not i.figure.approximate)
    for whole in islice(alike, _CANDIDATES):
        touches = whole.place == part.place - 1 and whole.sentence == rate.sentence
        if is_a_slip(rate, part, whole, beside if touches else _APART):
            # 积案86件，第一批31件，…，第三批27件，办结26件，共办结79件，办结率91.86%
            farther = [i for i in paragraph.items[: part.place] if i.is_amount]
            told = fitting_whole(rate, part, farther) if rate.figure.value / rate.figure.quantum >= _APART else None
            return told or quotient(rate, Pair(part, whole), SLIP, asserted=False)
    return None


def is_bare_in_bracket(rate: Item) -> bool:
    return rate.host >= 0 and rate.opens and not rate.label
