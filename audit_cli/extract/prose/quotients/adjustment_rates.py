"""Rates of adjustment: 年初预算80万元，年中追加12万元，调整后预算92万元，预算调整率15%.

What was added to a budget or taken from it in the year is measured by the budget of its beginning. It ticks, and is to
be reviewed where the printed change makes it but for a slip, or where both budgets and nothing else stand beside it.
So is the rate by which the accounts differ from the budget: 年初预算数90万元，决算数99万元，预决算差异率10%.
"""

from __future__ import annotations

from audit_cli.expressions import expression
from audit_cli.extract.prose.item import Item
from audit_cli.extract.prose.labels import clean_label
from audit_cli.extract.prose.paragraph import Paragraph
from audit_cli.extract.prose.quotients.pairs import Pair, fits, is_a_slip, quotient
from audit_cli.model import Claim, Term
from audit_cli.quantity import is_quotient

_RATE = expression(r"(?:本年|全年|年度)?(?:预算)?(?:调整|追加|调增|调减)(?:率|比例|幅度)[为达是]?")
_DIFFERENCE = expression(r"(?:预决算|预算|决算)?(?:差异|偏差|偏离)(?:率|度)[为达是]?")
_ACCOUNTS = expression(r"决算(?:数|金额|总额)?[为是]?$")
_INITIAL = expression(r"(?:年初[一-鿿]{0,4}|^)预算(?:数|金额|总额|资金)?[为是共]?$")
_CHANGED = expression(r"(?:追加|调[增减]|核减|压减|增加|减少|(?:年中|预算)调整)(?:了|预算|资金|[为共数])*$")
_FINAL = expression(r"(?:调整后?|全年)[一-鿿]{0,4}预算(?:数|金额|总额)?[为是]?$|调整[为到至]$")
_REACH = 6  # figures before the rate
_BOTH = 2


def is_of_adjustment(rate: Item) -> bool:
    """Whether a rate says by how much a budget was changed in the year."""
    return _RATE.fullmatch(rate.label) is not None or _is_of_difference(rate)


def _is_of_difference(rate: Item) -> bool:
    return _DIFFERENCE.fullmatch(rate.label) is not None


def adjustment_rate(paragraph: Paragraph, rate: Item) -> Claim | None:
    """Return the rate of what was added in the year, None where the text does not tell the budget before it."""
    near = [i for i in paragraph.items[max(rate.place - _REACH, 0) : rate.place] if i.figure.type == "money"]
    near = [i for i in near if i.depth == rate.depth and rate.sentence - i.sentence <= 1]
    initial = [i for i in near if _INITIAL.search(i.label)]
    changes = [i for i in near if _CHANGED.search(i.label)]
    later = _ACCOUNTS if _is_of_difference(rate) else _FINAL
    final = [i for i in near if later.search(i.label) and i not in changes]
    if len(initial) != 1 or len(changes) > 1 or len(final) > 1 or not (changes or final):
        return None
    by_change = Pair(changes[0], initial[0]) if changes else None
    if by_change is not None and fits(rate, *by_change):
        return quotient(rate, by_change, "调整率")
    of_final = _of_final(rate, final[0], initial[0]) if final else None
    if of_final is not None and _fits_final(rate, final[0], initial[0]):
        return of_final
    # what policy brought may be left out: only a slip, or a rate right behind both budgets, is to be looked at
    if by_change is not None and is_a_slip(rate, *by_change):
        return quotient(rate, by_change, "调整率", asserted=False)
    beside = len(near) == _BOTH and near[0].place == rate.place - _BOTH and near[0].sentence == rate.sentence
    return of_final._replace(asserted=False) if of_final is not None and beside else None


def _fits_final(rate: Item, final: Item, initial: Item) -> bool:
    change = final.figure.quantity._replace(value=abs(final.figure.value - initial.figure.value))
    if rate.figure.value < 0:
        change = change._replace(value=final.figure.value - initial.figure.value)
    return is_quotient(rate.figure.quantity, change, initial.figure.quantity)


def _of_final(rate: Item, final: Item, initial: Item) -> Claim:
    """Return the rate of the difference between the adjusted budget and the one at the beginning."""
    falls = final.figure.value < initial.figure.value and rate.figure.value >= 0
    terms = (
        Term(rate.figure, "rate", clean_label(rate.label)),
        Term(final.figure, "part", clean_label(final.label), -1 if falls else 1),
        Term(initial.figure, "part", clean_label(initial.label), 1 if falls else -1),
        Term(initial.figure, "whole", clean_label(initial.label)),
    )
    return Claim("ratio", terms, basis="调整率")
