"""Sums that one slip of the pen keeps from closing: what would have been read, had it closed, is reviewed.

Many readings are tried of which only the one that closes is the claim: a list that may end sooner, one in doubt, or one
without a cue, 编制92名，行政编制38名，事业编制54名. Where none does, one that a single digit keeps from it was meant.
The figures must have so many digits that it hardly comes about by chance.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from audit_cli.expressions import expression
from audit_cli.extract.prose.item import SEMICOLON, Item
from audit_cli.extract.prose.list_marks import begins_next_of_others
from audit_cli.extract.prose.lists.doubt import is_beside_the_head
from audit_cli.extract.prose.lists.form import ends_open, names_the_main_ones, shares_make_all
from audit_cli.extract.prose.lists.part_counts import is_list_behind
from audit_cli.extract.prose.row import Row
from audit_cli.mistyped import one_slip_off
from audit_cli.model import Claim, Figure
from audit_cli.quantity import HUNDRED, ZERO, Quantity, agrees, is_quotient, sum_verdict

_BASIS = "近"
_FEWEST = 2  # parts
_ODDS = 4  # to one, that it is no chance
_ODDS_BESIDE = 20  # where it may be told beside the total, not of it, or the total has other parts
_ANOTHER_TIME = expression(r"(?:上[年期]|去年|往年|同期)(?!结[转余])")
_BESIDES = expression(r"^(?:(?:另外?|此外|还)有?|所以|因此|因而)|[比较](?:上|前|去)[一-鿿]{0,4}[多少增减]")
_COUNTED_TWICE = expression(r"重复|交叉|部分[一-鿿]{1,6}多[项种类]")


def near_sums(row: Row, claims: Sequence[Claim]) -> Iterator[Claim]:
    """Yield the sums that were tried, of figures that no other claim adds up, and that miss by one slip."""
    told = set(chain.from_iterable(map(_told_by, claims))) if row.missed else set[int]()
    for total, parts in tuple(row.missed):
        figures = [row.items[place].figure for place in (total, *parts)]
        if len(parts) < _FEWEST or any(f.start in told for f in figures[1:]) or not _may_be_all(row, total, parts):
            continue
        weights = [row.weight(total, p) for p in parts]
        within = all(figure.value < figures[0].value for figure in figures[1:])
        beside = is_beside_the_head(row, total, parts) or any(c.stated is figures[0] for c in claims)
        odds = _ODDS_BESIDE if beside else _ODDS
        near = one_slip_off(figures[0], figures[1:], weights, odds) or (within and shares_make_all(row, parts))
        if near and _is_open(figures, claims) and row.verdict(total, parts) == "inconsistent":
            told.update(f.start for f in figures)
            yield row.claim(total, parts, "open", asserted=False, basis=_BASIS, binds=False)


def _told_by(claim: Claim) -> Iterator[int]:
    """Yield where the parts stand of which *claim* says all."""
    return (term.figure.start for term in claim.terms[1:])


def _is_open(figures: Sequence[Figure], claims: Sequence[Claim]) -> bool:
    """Whether a total has no other parts, or but others that close, told before or behind these.

    从来源看，甲60万元、乙40万元；从用途看，丙70万元、丁20万元. Not those in turn: 甲安排60万元，使用50万元；乙….
    """
    total, first, *_, last = figures
    for claim in claims:
        if claim.terms[0].figure.start != total.start:
            continue
        others = [*_told_by(claim)]
        apart = not others or max(others) < first.start or min(others) > last.start
        if claim.tick_only or not (apart and _closes(claim)):
            return False
    return True


def _closes(claim: Claim) -> bool:
    total, *parts = claim.terms
    figures, signs = [p.figure for p in parts], [p.sign for p in parts]
    return claim.kind == "sum" and agrees(sum_verdict(total.figure.quantity, figures, signs))


def untold(near: Sequence[Claim], claims: Sequence[Claim]) -> Iterator[Claim]:
    """Yield the sums that one slip keeps from closing, of figures of which no other claim says the same."""
    told = {_figures(claim) for claim in claims} if near else frozenset[frozenset[int]]()
    return (claim for claim in near if _figures(claim) not in told)


def _figures(claim: Claim) -> frozenset[int]:
    return frozenset([term.figure.start for term in claim.terms])


def _may_be_all(row: Row, total: int, parts: Sequence[int]) -> bool:
    """Whether nothing says that the parts are others than all of a total."""
    items = row.at((total, *parts))
    if any(i.figure.approximate or not i.same_unit(items[0]) for i in items):
        return False
    first, last = items[1], items[-1]
    if names_the_main_ones(row, parts) or ends_open(last):
        return False
    if any(i.sep >= SEMICOLON and begins_next_of_others(i.words, first.words) for i in items[2:]):
        return False
    if any(_BESIDES.match(i.label) for i in items[1:]):
        return False  # 在册1364户，已脱贫1352户，另有边缘户21户; …，所以可用90万元 is what they come to
    if _have_shares_of_less(row, items[0], items[1:]):
        return False  # 培训1120人，就业896人，就业率80%；创业134人，创业率12%
    if any(_ANOTHER_TIME.search(i.label) for i in items[1:]) and not all(_ANOTHER_TIME.search(i.label) for i in items):
        return False  # 共96.8分，扣3.2分；上年95.6分
    if _come_and_go(row, *items):
        return False
    count = row.items[first.place - 1]
    if is_list_behind(count, first) and count.figure.value != len(parts):
        return False  # 345万元，涉及4个乡镇：甲乡120万元、乙镇100万元、丙乡85万元
    behind = [i for i in row.behind(last.place) if i.role == "rest" and i.same_unit(last)]
    if behind and row.closes(total, [*parts, behind[0].place]):
        return False  # 批复85万元，其中2022年使用49.6万元，2023年使用33.4万元，结余2万元
    if any(_is_share(rate, items[0], items[1:]) for rate in row.behind(last.place)):
        return False  # 有效问卷288份，满意与较满意分别为216份、52份，满意度93.06%
    return not any(_COUNTED_TWICE.search(i.words) for i in row.items[first.place : last.place + 2])


def _come_and_go(row: Row, total: Item, one: Item, other: Item, *more: Item) -> bool:
    """Whether two parts are what a stock gained and lost: 在册186人，新接收94人、解除102人，年初在册194人."""
    first, last = min(total.place, one.place), max(total.place, other.place)
    beside = (i for i in (*row.items[max(first - 1, 0) : first], *row.behind(last)) if i.same_unit(total))
    apart = abs(one.figure.value - other.figure.value)
    return not more and any(abs(i.figure.value - total.figure.value) == apart for i in beside)


def _have_shares_of_less(row: Row, total: Item, parts: Sequence[Item]) -> bool:
    """Whether each part has its share of a total right behind it, which do not make up all of it."""
    rates = [rate for i in parts for rate in row.behind(i.place) if _is_share(rate, total, [i])]
    return len(rates) == len(parts) and sum((r.figure.value for r in rates), ZERO) < HUNDRED - len(rates)


def _is_share(rate: Item, total: Item, parts: Sequence[Item]) -> bool:
    """Whether a rate behind parts says how much of a total they are, so that they are not all of it."""
    together = Quantity(sum((i.figure.value for i in parts), ZERO), ZERO, exact=True)
    told = rate.figure.type == "rate" and rate.figure.value < HUNDRED
    return told and is_quotient(rate.figure.quantity, together, total.figure.quantity)
