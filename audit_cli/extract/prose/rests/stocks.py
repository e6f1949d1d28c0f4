"""Stocks and what moved them, in any order: 年末余额320万元，年初余额280万元，本年增加40万元.

What there was at the beginning and at the end is told under one name in the clause; the change is their difference, its
rate is of the beginning, and an increase and a fall together lead from one to the other. It ticks and fails; what came
in or went out in the year is only reviewed.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from audit_cli.expressions import expression
from audit_cli.extract.prose.growth.differences import closes, difference, growth, larger_first, term
from audit_cli.extract.prose.item import SEMICOLON, Item
from audit_cli.extract.prose.paragraph import Paragraph
from audit_cli.model import Claim
from audit_cli.value import Value

_SIGNS = "初", "末"
_AT = expression(r"^(?P<of>.*?)(?P<when>[年期][初末])(?P<tail>(?!预算|计划|目标|批复)[一-鿿]{0,12}?)[为是共：:]*$")
_MOVED = expression(
    r"(?P<of>.*?)(?:[比较与](?:年初|期初|[上去]年[末底])(?:余额|数)?(?:相比)?)?(?:本[年期]度?|当年|年内|全年|共)*"
    r"(?P<word>净?增加|净?减少|增长|下降|上升|净增|净减|增|减)(?:了|额|为|[：:])*"
)
_OF_YEAR = expression(r"本[年期]|当年|年内|全年")
_WHY = expression(r"系|由于|原因|因为|主要|其中")
_LONGEST = 40  # characters of a label
_REACH = 4  # items of a clause to each side of a change


class Stocks(Value, frozen=True):
    """The claims of what moved a stock, and the places of the figures that they explain."""

    claims: list[Claim]
    told: set[int]


class _Ends(NamedTuple):
    opening: Item
    closing: Item


def stocks(paragraph: Paragraph, done: set[int]) -> Stocks:
    """Return what a paragraph says of stocks, but for the changes that are *done*."""
    claims: list[Claim] = []
    told: set[int] = set()
    if not all(sign in paragraph.words for sign in _SIGNS):
        return Stocks(claims, told)
    for change in paragraph.items:
        if change.role != "change" or not change.is_amount or change.place in done or change.place in told:
            continue
        clause = _clause(paragraph, change)
        changes = [i for i in clause if i.role == "change" and i.kin(change)]
        ends = _ends(clause, change)
        if ends is None or not all(_moves(i, ends) for i in changes):
            continue
        told.update(i.place for i in changes)
        if len(changes) == 1:
            claims.append(_net_change(change, ends))
            for rate in paragraph.behind(change.place):
                if rate.role == "growth" and rate in clause:
                    told.add(rate.place)
                    claims.append(growth(rate, ends.closing, ends.opening))
        elif len(changes) == 2 and changes[0].falls != changes[1].falls:
            rise, fall = sorted(changes, key=lambda i: i.falls)
            claims.append(_both_ways(rise, fall, ends))
    return Stocks(claims, told)


def _clause(paragraph: Paragraph, change: Item) -> list[Item]:
    """Return the figures around a change, as far as no ； stands between."""
    items, first, last = paragraph.items, change.place, change.place
    while first and change.place - first < _REACH and items[first].sep < SEMICOLON:
        first -= 1
    while last + 1 < len(items) and last - change.place < _REACH and items[last + 1].sep < SEMICOLON:
        if _WHY.search(items[last + 1].words):
            break  # 年初净值87万元，减少4万元，系当年新增2万元、计提折旧6万元
        last += 1
    return [i for i in items[first : last + 1] if i.sentence == change.sentence]


def _ends(clause: Sequence[Item], change: Item) -> _Ends | None:
    """Return what there was at the beginning and at the end, where a clause tells just that of one thing."""
    amounts = [i for i in clause if i.is_amount and not i.is_change and i.kin(change)]
    if len(amounts) != 2 or any(i.unit != change.unit or i.figure.approximate for i in amounts):
        return None
    one, other = (_AT.match(i.label[-_LONGEST:]) for i in amounts)
    if one is None or other is None or one["tail"] != other["tail"] or one["when"][0] != other["when"][0]:
        return None
    if one["of"] and other["of"] and not (one["of"].endswith(other["of"]) or other["of"].endswith(one["of"])):
        return None
    if {one["when"][1], other["when"][1]} != set(_SIGNS):
        return None
    return _Ends(*amounts) if one["when"][1] == _SIGNS[0] else _Ends(*amounts[::-1])


def _moves(change: Item, ends: _Ends) -> bool:
    """Whether a change is that of the stock: it has no subject, or the same, or the stock stands in its bracket."""
    found = _MOVED.fullmatch(change.label[-_LONGEST:])
    if found is None or change.figure.approximate:
        return False
    own = found["of"]
    if not own or ends.opening.host == change.place or ends.closing.host == change.place:
        return True
    tails = [i.label.rstrip("为是共：:") for i in ends]
    return any(label.endswith(own[-2:]) or label.startswith(own) for label in tails)


def _net_change(change: Item, ends: _Ends) -> Claim:
    """Return the claim of a change; what was added in the year may not be all that moved, and is to be reviewed."""
    of_year = _OF_YEAR.search(change.label) is not None and "净" not in change.label
    sides = larger_first(change, ends.closing, ends.opening)
    return difference(change, *sides, asserted=not of_year or closes(change, *sides))


def _both_ways(rise: Item, fall: Item, ends: _Ends) -> Claim:
    parts = (term(ends.opening, "part"), term(rise, "part"), term(fall, "part", -1))
    closing = term(ends.closing, "total")
    return Claim("sum", (closing, *parts), "complete", asserted=False, basis="加减")
