"""Balances of one paragraph or two whose totals are called plainly.

全年收入100万元，上年结转20万元。全年支出90万元，年末结转30万元: an income that is told with the opening balance in it
holds that already.  Such words may leave something out, as what was given back; so it ticks, and it fails, to be
reviewed, only where one figure is a slip of the pen away.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from audit_cli.expressions import expression
from audit_cli.extract.prose.item import Item
from audit_cli.extract.prose.paragraph import Paragraph
from audit_cli.mistyped import mistyped
from audit_cli.model import Claim, Term
from audit_cli.quantity import ZERO, agrees, sum_verdict

_BEFORE = r"^(?:(?:19|20)\d\d\s*年度?|全年|本年度?|当年|年度|我?[本该]?(?:单位|部门)|我[局委院校办]|实际|实现|完成)*"
_ENDS = r"(?:[为是共：:]|共计|合计|总计|总额|决算数?)*$"
_INCOME = expression(rf"{_BEFORE}总?收入{_ENDS}")
_SPENDING = expression(rf"{_BEFORE}总?支出{_ENDS}")
_WITH_BALANCES = "总计"
_NEAR = 3  # blocks between two paragraphs of one subject
_ROLES = ("plain", "used", "rest")


class _Legs(NamedTuple):
    """The legs of a balance with their labels; *opening* is None where the income holds it."""

    income: Term
    opening: Term | None
    spending: Term
    closing: Term


def nearby_balances(paragraphs: Sequence[Paragraph], told: set[int]) -> Iterator[Claim]:
    """Yield the balances of a paragraph, or of it and the next one; closing figures at *told* have theirs."""
    if not any("closing_balance" in paragraph.concepts for paragraph in paragraphs):
        return
    told = set(told)
    for first, second in pairwise([*paragraphs, None]):
        if first is None:
            continue
        near = [first, second] if second is not None and second.block - first.block <= _NEAR else []
        for window in ([first], near):
            if not any("closing_balance" in paragraph.concepts for paragraph in window):
                continue
            legs = _legs(window)
            if legs is not None and legs.closing.figure.start not in told:
                told.add(legs.closing.figure.start)
                yield from _claim(legs)


def _legs(window: Sequence[Paragraph]) -> _Legs | None:
    """Return the four legs where each is told once, or three where the opening balance is part of the income."""
    items = [
        (paragraph, item, concept)
        for paragraph in window
        for item, concept in zip(paragraph.items, paragraph.concepts, strict=True)
        if item.figure.type == "money" and item.role in _ROLES and not (item.group or item.figure.approximate)
    ]
    income = _told_once([(p, i) for p, i, _ in items if _INCOME.search(p.label(i))])
    spending = _told_once([(p, i) for p, i, _ in items if _SPENDING.search(p.label(i))])
    opening = _told_once([(p, i) for p, i, c in items if c == "opening_balance"])
    closing = _told_once([(p, i) for p, i, c in items if c == "closing_balance" and i.place not in p.total_of])
    if not (income and spending and opening and closing):
        return None
    (paragraph, begun), (_, received) = opening, income
    if len({i.unit for _, i in (income, opening, spending, closing)}) > 1:
        return None
    if all(p.label(i).endswith(_WITH_BALANCES) for p, i in (income, spending)):
        return None
    held = paragraph.total_item(begun)
    if held is not None and held is not received:
        return None
    return _Legs(
        _term(*income, "income", 1),
        None if held is not None else _term(*opening, "opening", 1),
        _term(*spending, "spending", -1),
        _term(*closing, "closing", -1),
    )


def _told_once(told: Sequence[tuple[Paragraph, Item]]) -> tuple[Paragraph, Item] | None:
    """Return the first of what is told with one value, None where it is not told or with several."""
    return told[0] if len({item.figure.value for _, item in told}) == 1 else None


def _term(paragraph: Paragraph, item: Item, role: str, sign: int) -> Term:
    return Term(item.figure, role, paragraph.label(item), sign)


def _claim(legs: _Legs) -> Iterator[Claim]:
    """Yield the balance, with or without the opening one: a total of all income may hold it without saying so."""
    readings = [tuple(term for term in legs if term is not None)]
    if legs.opening is not None and "总" in legs.income.label:
        readings.append(tuple(term for term in readings[0] if term is not legs.opening))
    for terms in readings:
        if _closes(terms):
            yield Claim("balance", terms, basis="收支平衡")
            return
    for terms in readings:
        if any(_is_slip(terms, term) for term in terms):
            yield Claim("balance", terms, asserted=False, basis="收支平衡")
            return


def _closes(terms: Sequence[Term]) -> bool:
    first, *others = terms
    return agrees(sum_verdict(first.figure.quantity, [t.figure for t in others], [-t.sign for t in others]))


def _is_slip(terms: Sequence[Term], term: Term) -> bool:
    rest = sum((t.sign * t.figure.value for t in terms if t is not term), ZERO)
    return mistyped(term.figure, -term.sign * rest)
