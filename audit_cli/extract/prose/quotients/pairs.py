"""Quotients: a rate with its part and its whole, and which amounts before it may be these.

A rate may fail only against a denominator that the phrase names and that is found once, the head of the breakdown it
stands in, or its own pair of budget and execution. Any other candidate may only tick it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import islice
from typing import NamedTuple

from audit_cli.expressions import expression
from audit_cli.extract.prose.growth.words import is_earlier
from audit_cli.extract.prose.item import Item
from audit_cli.extract.prose.labels import clean_label
from audit_cli.extract.prose.paragraph import Paragraph
from audit_cli.mistyped import misprints, of_quotient
from audit_cli.model import Claim, Figure, Term
from audit_cli.quantity import HUNDRED, ZERO, Quantity, is_quotient, ratio_verdict, significant_digits

CLOSING = "closing"
_OF_THINGS = expression(r"(?![一-鿿]*(?:数|额|[金款费]|支出|收入|预算|面积|投资)的)[一-鿿]{1,4}的")
_OF_A_GOAL = expression(r"(?:任务|计划|目标|指标|预算|概算)(?:数|额|总[量数额])?的")
_AIM = expression(r"目标|计划|任务|指标值")
_INVESTED = expression(r"计划[一-鿿]{0,4}投资|概算|规划")
# what an indicator asks for
_SIGNS = ("≥", "≧", "⩾", ">=", "≤", "≦", "⩽", "<=", "不少于", "不低于", "不小于", "不超过", "不高于", "不大于")
_EXCEEDS = expression(r"超(?:过|出|额)")
_AT_LEAST = ("at_least", "at_most")
_FINE = 100  # last places of a rate that two amounts hardly make but for a slip, where the words speak for them
_NAMED = 2  # characters of a name
_CANDIDATES = 6  # amounts before a printed whole that may be its part


class Pair(NamedTuple):
    """The two figures of a quotient."""

    part: Item
    whole: Item


def quotient(rate: Item, pair: Pair, basis: str, *, asserted: bool = True, tick_only: bool = False) -> Claim:
    terms = (
        Term(rate.figure, "rate", rate.label.strip()),
        Term(pair.part.figure, "part", clean_label(pair.part.label)),
        Term(_as_aimed_at(pair), "whole", clean_label(pair.whole.label)),
    )
    return Claim("ratio", terms, asserted=asserted and not tick_only, tick_only=tick_only, basis=basis)


def as_given(rate: Item) -> Item:
    """Return a rate that an amount was reckoned by, which is what is printed, not rounded: 首付款30%即25.8万元."""
    return rate._replace(figure=rate.figure._replace(exact=True))


def _as_aimed_at(pair: Pair) -> Figure:
    """Return the figure of a whole; a goal is what is printed, though it could be more: 目标值≥418000人."""
    aim, done = pair.whole.figure, pair.part.figure
    rough = aim.quantum > done.quantum and (aim.scale == done.scale or aim.type != "money")
    asked = _AIM.search(pair.whole.label) is not None or pair.whole.words.rstrip().endswith(_SIGNS)
    if not (rough or aim.qualifier in _AT_LEAST) or not asked:
        return aim
    if aim.type == "money" and _INVESTED.search(pair.whole.label):
        return aim  # 计划总投资3亿元 may be rounded
    return aim._replace(qualifier="", quantum=min(aim.quantum, done.quantum) if rough else aim.quantum)


def of_both(rate: Item, spent: Item, rest: Item) -> Claim:
    """Return the quotient of what was spent, and of that with what is left: they are all there was."""
    part, whole = (Term(spent.figure, role, clean_label(spent.label)) for role in ("part", "whole"))
    terms = (Term(rate.figure, "rate", rate.label), part, whole, Term(rest.figure, "whole", clean_label(rest.label)))
    return Claim("ratio", terms, asserted=False, basis="结余")


def of_several(rate: Item, parts: Sequence[Item], whole: Item, basis: str) -> Claim:
    """Return the quotient of what *parts* make together."""
    terms = (Term(i.figure, "part", clean_label(i.label)) for i in parts)
    last = Term(whole.figure, "whole", clean_label(whole.label))
    return Claim("ratio", (Term(rate.figure, "rate", rate.label), *terms, last), asserted=False, basis=basis)


def together(items: Sequence[Item]) -> Quantity:
    """Return what amounts make together, as finely as the first is printed."""
    return items[0].figure.quantity._replace(value=sum((item.figure.value for item in items), ZERO))


def quotient_holds(claim: Claim) -> bool:
    """Whether the rate that *claim* states is that of its parts in its wholes, each added up."""
    part, whole = (
        Quantity(sum((t.figure.value * t.sign for t in claim.terms if t.role == role), ZERO), ZERO, exact=True)
        for role in ("part", "whole")
    )
    return is_quotient(claim.stated.quantity, part, whole)


def fits_both(rate: Item, spent: Item, rest: Item) -> bool:
    """Whether a rate is that of what was spent in that and what is left."""
    return is_quotient(rate.figure.quantity, spent.figure.quantity, together((spent, rest)))


def fits(rate: Item, part: Item, whole: Item) -> bool:
    """Whether the quotient agrees without cutting digits, which a search among several candidates must not allow."""
    if whole.figure.quantity.may_be_zero() or part is whole or not part.figure.value:
        return False
    a, b = part.figure.beside(whole.figure), whole.figure.beside(part.figure)
    verdict = ratio_verdict(rate.figure.quantity, a, b)
    # 首次突破2万亿元: of what has one digit, anything is a share as far as rounding goes
    round_whole = whole.figure.type == "money" and significant_digits(whole.figure.value) == 1
    return verdict == "exact" or (verdict == "rounding" and not round_whole)


def denies(rate: Item, part: Item, whole: Item) -> bool:
    """Whether a rate cannot be that of a part in a whole, not even with its digits cut."""
    if whole.figure.quantity.may_be_zero():
        return True
    a, b = part.figure.beside(whole.figure), whole.figure.beside(part.figure)
    return ratio_verdict(rate.figure.quantity, a, b) == "inconsistent"


def is_a_slip(rate: Item, part: Item, whole: Item, least: int = _FINE) -> bool:
    """Whether one wrong digit of one of three figures keeps the first from being the quotient of the others.

    Each has *least* of its last places, unless it is exact: with few digits, others come as near by chance.
    """
    printed = (rate.figure, part.figure, whole.figure)
    if min(figure.value / figure.quantum for figure in printed if not figure.exact) < least:
        return False
    if not all(figure.value for figure in printed) or is_quotient(*(figure.quantity for figure in printed)):
        return False
    return any(
        _is_share(*(one.quantity._replace(value=meant) if one is figure else one.quantity for one in printed))
        for figure, needed, rounded in _needed(*printed)
        for meant in misprints(figure)
        if abs(meant - needed) <= rounded
    )


def _is_share(rate: Quantity, part: Quantity, whole: Quantity) -> bool:
    """Whether a rate is a quotient without its digits cut, and of no more than all."""
    less = part.value <= whole.value or rate.value > HUNDRED
    return less and bool(whole.value) and ratio_verdict(rate, part, whole) in ("exact", "rounding")


def _needed(rate: Figure, part: Figure, whole: Figure) -> Iterator[tuple[Figure, Decimal, Decimal]]:
    """Yield each figure with the value that the others give it, and what their rounding leaves open."""
    yield rate, HUNDRED * part.value / whole.value, rate.quantum
    yield from of_quotient([(part, 1, 0), (whole, 0, 1)], rate.value / HUNDRED, rate.quantum / HUNDRED)


def amounts_before(paragraph: Paragraph, k: int, same_sentence: bool = True) -> list[Item]:
    """Return the amounts before item *k*, nearest first, that are not in a bracket of another."""
    deepest = paragraph.items[k].depth + 1
    return [i for i in paragraph.before(k, same_sentence) if i.is_amount and i.depth <= deepest]


def fitting_whole(rate: Item, part: Item, candidates: Sequence[Item]) -> Claim | None:
    """Return the quotient with the first whole that fits, which nothing but its fitting speaks for."""
    tried: set[Quantity] = set()
    for whole in candidates:
        if whole is part or not whole.kin(part) or whole.figure.quantity in tried:
            continue
        if fits(rate, part, whole):
            return quotient(rate, Pair(part, whole), CLOSING, tick_only=True)
        tried.add(whole.figure.quantity)
    return None


def printed_quotient(paragraph: Paragraph, k: int) -> Claim | None:
    """Return the quotient of a rate whose whole is printed right before it.

    Its part is the amount before, or that and those beside it: 上半年30万元，下半年45万元，为计划80万元的93.75%.
    """
    pair = printed_pair(paragraph, k)
    if pair is None:
        return None
    rate, (part, whole) = paragraph.items[k], pair
    if _EXCEEDS.search(whole.label):
        return _by_more(rate, paragraph.total_item(part) or part, whole)
    if not fits(rate, part, whole):
        parts = [part]
        for item in paragraph.before(part.place):
            if (
                len(parts) == _CANDIDATES
                or not item.same_unit(part)
                or (item.role, item.depth) != (part.role, part.depth)
            ):
                break
            parts.insert(0, item)
            if is_quotient(rate.figure.quantity, together(parts), whole.figure.quantity):
                return of_several(rate, parts, whole, "的")
        # 化解48万元，其中偿还31万元、核销17万元，…，完成任务45万元的106.67%
        head = paragraph.total_item(part)
        if head is not None and fits(rate, head, whole):
            return quotient(rate, Pair(head, whole), "的")
    return quotient(rate, pair, "的")


def _by_more(rate: Item, done: Item, aim: Item) -> Claim:
    """Return by how much more was done than what was aimed at: 举办162场，超过年度目标150场的8%."""
    terms = (
        Term(rate.figure, "rate", rate.label),
        Term(done.figure, "new", done.label),
        Term(aim.figure, "base", aim.label),
    )
    return Claim("growth", terms, asserted=False, basis="超过")


def printed_pair(paragraph: Paragraph, k: int) -> Pair | None:
    """Return part and whole of a rate whose whole is printed right before it: 完成年初预算1154.57万元的37.3%."""
    rate = paragraph.items[k]
    if k < 2 or rate.sep:
        return None
    # 占全部14个康复站的21.4%, 为县里下达8000吨任务的107.5%
    goal = paragraph.items[k - 1]
    called = {"占": _OF_THINGS, "为": _OF_A_GOAL}.get(goal.label[:1])
    of_things = rate.label == goal.post and called is not None and called.fullmatch(rate.label) is not None
    if not of_things and rate.label.strip() not in ("的", "的比例为", "的比重为", "的比率为"):
        return None
    # 为可用资金215.72万元（含上年结转1.84万元）的96.12%
    whole = next((i for i in map(paragraph.items.__getitem__, range(k - 1, -1, -1)) if i.depth <= rate.depth), rate)
    if not whole.is_amount or whole.sentence != rate.sentence:
        return None
    before = (i for i in paragraph.before(whole.place) if i.kin(whole) and i.role in ("plain", "used"))
    # 税收11亿元，增长7%（上年10亿元），占公共预算收入13亿元的85%
    before = (i for i in before if not (i.depth > whole.depth and is_earlier(i, whole)))
    if whole.label.startswith("为"):
        before = (i for i in before if not i.label.startswith("为"))  # 33亿元，为甲目标的91%，为乙目标42亿元的80%
    parts = list(islice(before, _CANDIDATES))
    # 培训2142人次，取证1986人；人次为目标2600人次的82.4%: the unit says which one is meant
    # 林地142万亩，森林135万亩；林地占国土面积200万亩的71%: so does the name
    named = whole.label.rpartition("占")[0]
    parts = [i for i in parts if len(named) >= _NAMED and named in i.label and i.unit == whole.unit] or parts
    part = next((i for i in parts if i.unit == whole.unit), parts[0] if parts else None)
    return Pair(part, whole) if part is not None else None
