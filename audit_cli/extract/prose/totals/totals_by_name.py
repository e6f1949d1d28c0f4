"""Totals of what is told of each: 甲送审18亿元，审减1.6亿元；乙送审7亿元，审减0.4亿元。两类共送审25亿元，合计审减2亿元.

What the total is called by tells which of the figures before it are its parts, in its sentence and the two before. It
ticks; it fails where it says how many they are, else by a slip only.
"""

from __future__ import annotations

from collections.abc import Iterator

from audit_cli.expressions import expression
from audit_cli.extract.prose.item import NO_SEPARATOR, Item
from audit_cli.extract.prose.row import Row
from audit_cli.mistyped import one_slip_off
from audit_cli.model import Claim

_SIGNS = expression(r"合计|共|累计|总计")
_TOTAL = expression(
    r"(?P<things>[一-鿿]{0,4}?)(?:(?:共计?|合计|累计|总计)(?P<behind>[一-鿿]{2,3}?)|(?P<before>[一-鿿]{2,6}?)(?:合计|共计|累计|总计))"
    r"(?:资金|金额|数额|款)?[为是了]*"
)
_NOUN = expression(r"(?:资金|金额|数额|价款|总价|[价额数款])?[为是了共：:\s]*$")
_CONTRACT = expression(r"(?:中标|成交|签约)$")
_ROLES = frozenset({"plain", "used", "change", "rest"})
_NAME = 2  # characters
_MOST = 20  # things
_REACH, _SENTENCES = 24, 2


def totals_by_name(row: Row) -> Iterator[Claim]:
    if _SIGNS.search(row.words) is None:
        return
    told = set(row.total_of.values())
    for total in row.amounts:
        found = _TOTAL.fullmatch(total.label) if total.role in _ROLES and not total.cue else None
        many = _many(row, total) if found is not None else 0
        if (
            found is None
            or (found["things"] and not many)
            or total.place in told
            or total.place in row.taken
            or total.figure.approximate
        ):
            continue
        name = _name(found["behind"] or found["before"])
        parts = [i.place for i in _called(row, total, name)][::-1]
        parts = parts[-many:] if many else parts
        if len(parts) < max(many, 2):
            continue
        if (closes := row.closes(total.place, parts)) or many or _is_one_slip_off(row, total, parts):
            yield row.claim(total.place, parts, asserted=closes or many > 0, basis="合计", binds=False)


def _many(row: Row, total: Item) -> int:
    """Return how many things a total is said to be of: 两个标段合同价合计90万元; 0 where it is not said."""
    before = row.items[total.place - 1] if total.place else total
    told = before.figure.type == "count" and total.sep == NO_SEPARATOR and before.depth == total.depth
    return int(before.figure.value) if told and 1 < before.figure.value <= _MOST else 0


def _name(label: str) -> str:
    """Return what a figure is called by, as far as its total and its parts are called alike: 中标价, 合同价 -> 合同."""
    return _CONTRACT.sub("合同", _NOUN.sub("", label))[-_NAME:]


def _called(row: Row, total: Item, name: str) -> Iterator[Item]:
    """Yield the figures before a total that are called by *name*, nearest first, to the last total of them."""
    for item in reversed(row.items[max(total.place - _REACH, 0) : total.place]):
        if total.sentence - item.sentence > _SENTENCES:
            return
        if not item.same_unit(total) or item.depth != total.depth or item.role not in _ROLES:
            continue
        if _name(item.label) != name:
            continue
        if _TOTAL.fullmatch(item.label) or item.figure.approximate:
            return
        yield item


def _is_one_slip_off(row: Row, total: Item, parts: list[int]) -> bool:
    return one_slip_off(total.figure, [i.figure for i in row.at(parts)])
