"""Figures with their reckoning in a bracket: 经费72万元（18人×4万元）; 平均成本12万元（180万元÷15项）; 93分（40+53）.

What stands between the signs is added, taken off, multiplied or divided, and makes the figure that the bracket touches.
No words say it more plainly: it ticks and fails.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile
from math import prod

from audit_cli.expressions import expression
from audit_cli.extract.prose.growth.differences import term
from audit_cli.extract.prose.item import Item
from audit_cli.extract.prose.row import Row
from audit_cli.model import Claim, Term

_SIGNS = expression(r"[×*xX✕÷除/／+＋\-－–−]")
_WORDS = r"[^，,。；;、：:（(=＝×*✕÷+＋0-9]"
_SIGN = expression(
    rf"{_WORDS}{{0,6}}?(?:[×*xX✕]\s*(?P<months>\d{{1,2}})个?月[）)]?)?"
    rf"(?P<sign>[×*xX✕]|除以|[÷/／]|[+＋]|[-－–−]){_WORDS}{{0,12}}"
)
_TIMES, _BY, _PLUS, _MINUS = "×*xX✕", "除以÷/／", "+＋", "-－–−"
_MONTHS = expression(r"[×*xX✕]\s*(?P<months>\d{1,2})个?月$")  # 500元×120人×12月
_CLEAR = "除以÷"  # 10/12 may be a date or a share
_FEWEST = 2


def reckoned(row: Row) -> Iterator[Claim]:
    if not _SIGNS.search(row.words):
        return
    for first in row.items:
        host = row.items[first.host] if first.opens and first.host >= 0 else None
        if host is None or host.figure.approximate or not host.is_amount or host.figure.type == "rate":
            continue
        inside = [first, *takewhile(lambda i: i.group == first.group, row.items[first.place + 1 :])]  # noqa: B023
        signs = [found for i in inside[1:] if (found := _SIGN.fullmatch(i.words)) is not None]
        if len(signs) != len(inside) - 1 or len(inside) < _FEWEST or any(i.figure.approximate for i in inside):
            continue
        claim = _claim(row, host, inside, [found["sign"] for found in signs], _months(inside, signs))
        if claim is not None:
            row.taken.update(i.place for i in inside)
            yield claim


def _months(inside: Sequence[Item], signs: Sequence[re.Match[str]]) -> list[int]:
    """Return by how many months each figure is multiplied right behind it."""
    behind = _MONTHS.search(inside[-1].post)
    return [int(found["months"] or 1) for found in signs] + [int(behind["months"]) if behind else 1]


def _claim(row: Row, host: Item, inside: Sequence[Item], signs: Sequence[str], months: Sequence[int]) -> Claim | None:
    if all(sign in _PLUS + _MINUS for sign in signs) and set(months) == {1}:
        return _added(row, host, inside, signs)
    if all(sign in _PLUS + _TIMES for sign in signs) and not all(sign in _TIMES for sign in signs):
        return _products(row, host, inside, signs, months)
    alike = [i for i in inside if _alike(i, host)]
    if any(i.figure.type == "rate" or not i.unit for i in inside) or len(alike) > 1:
        return None  # 1300米（规格0.6米×0.6米）
    first, *others = inside
    if all(sign in _TIMES for sign in signs):
        if host.figure.type == "money" and not alike:
            return None
        each = alike[0] if alike else first
        times = [_times(i) for i in inside if i is not each]
        priced = term(each, "each", prod(months))
        return Claim("distributive", (row.term(host.place, "total"), priced, *times), basis="算式")
    clear = all(sign in _CLEAR for sign in signs) or (first.figure.type == "money" and others[0].figure.type == "count")
    if not clear or not all(sign in _BY for sign in signs) or first not in alike:
        return None
    terms = (row.term(first.place, "total"), term(host, "each"), *map(_times, others))
    return Claim("distributive", terms, "average", basis="均")


def _added(row: Row, host: Item, inside: Sequence[Item], signs: Sequence[str]) -> Claim | None:
    """Return what is added and taken off in a bracket; the scores of a total may stand there as bare numbers."""
    bare = host.unit == "分" and not any(i.unit for i in inside)
    if not bare and not all(i.is_amount and i.kin(host) and i.unit == host.unit for i in inside):
        return None
    parts = [row.part(host.place, i.place)._replace(sign=1) for i in inside]
    less = [False, *(sign in _MINUS for sign in signs)]
    row.total_of.update((i.place, host.place) for i in inside)
    terms = (p._replace(sign=-1) if falls else p for p, falls in zip(parts, less, strict=True))
    return Claim("sum", (row.term(host.place, "total"), *terms), "complete", basis="算式")


def _products(
    row: Row, host: Item, inside: Sequence[Item], signs: Sequence[str], months: Sequence[int]
) -> Claim | None:
    """Return what products are added up to in a bracket: 奖金13.5万元（2万元×3个+1.5万元×5个）."""
    groups: list[list[Item]] = [[inside[0]]]
    for item, sign in zip(inside[1:], signs, strict=True):
        if sign in _PLUS:
            groups.append([item])
        else:
            groups[-1].append(item)
    parts = []
    for group in groups:
        alike = [i for i in group if _alike(i, host)]
        others = [i.figure.value for i in group if i not in alike]
        often = prod(months[i.place - inside[0].place] for i in group)
        if len(alike) != 1 or any(value % 1 or value <= 0 for value in others):
            return None
        part = row.part(host.place, alike[0].place)
        parts.append(part._replace(figure=part.figure._replace(exact=True), sign=int(prod(others)) * often))
    row.total_of.update((i.place, host.place) for i in inside)
    return Claim("sum", (row.term(host.place, "total"), *parts), "complete", basis="算式")


def _alike(item: Item, host: Item) -> bool:
    return item.figure.type == host.figure.type == "money" or item.same_unit(host)


def _times(item: Item) -> Term:
    return Term(item.figure, "times")
