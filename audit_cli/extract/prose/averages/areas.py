"""Areas and volumes: 晒谷场长60米、宽25米，面积1500平方米; 水池长8米、宽5米、深2米，容积80立方米.

Length and width, and depth, height or thickness, stand side by side; what they make is told right behind. It ticks, and
what is called an area or a volume is reviewed where one slip explains the gap: what is long and wide need not be a
rectangle.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from audit_cli.expressions import expression
from audit_cli.extract.prose.item import COMMA, PAUSE, Item
from audit_cli.extract.prose.row import Row
from audit_cli.model import Claim, Figure, Term

_LONG, _WIDE = expression(r"(?:长度?|里程)[为约达]?$"), expression(r"宽度?[为约达]?$")
_DEEP = expression(r"(?:[高深厚])度?[为约达]?$")
_MADE = expression(r"面积|容积|体积|方量|共|[合总]?计|^即")
_LENGTHS = {
    "1000": ("公里", "千米", "km"),
    "1": ("米", "延米", "m"),
    "0.1": ("分米",),
    "0.01": ("厘米", "cm"),
    "0.001": ("毫米",),
}
_METRES = {unit: Decimal(metres) for metres, units in _LENGTHS.items() for unit in units}
_SQUARE, _CUBIC = ("平方米", "平方"), ("立方米", "方", "立方")


def areas(row: Row) -> Iterator[Claim]:
    if "宽" not in row.words:
        return
    for width in row.items[1:-1]:
        length = row.items[width.place - 1]
        if not (_WIDE.search(width.label) and _LONG.search(length.label) and _are_beside(length, width)):
            continue
        behind = row.items[width.place + 1 : width.place + 3]
        depth = behind[0] if _DEEP.search(behind[0].label) and _are_beside(width, behind[0]) else None
        made = behind[0] if depth is None else next(iter(behind[1:]), None)
        sides = [length, width, *([depth] if depth is not None else [])]
        units = _SQUARE if depth is None else _CUBIC
        if made is None or made.unit not in units or made.sentence != width.sentence or made.sep > COMMA:
            continue
        if any(i.unit not in _METRES for i in sides) or any(i.figure.approximate for i in (*sides, made)):
            continue
        first, *others = map(_in_metres, sides)
        times = (Term(figure, "times") for figure in others)
        terms = (row.term(made.place, "total"), Term(first, "each", length.label), *times)
        called = not made.label or _MADE.search(made.label) is not None
        yield Claim("distributive", terms, "average", asserted=False, tick_only=not called, basis="算式")


def _are_beside(first: Item, second: Item) -> bool:
    return second.place == first.place + 1 and second.sep in (PAUSE, COMMA) and second.sentence == first.sentence


def _in_metres(item: Item) -> Figure:
    """Return a length as so many metres."""
    figure, scale = item.figure, _METRES[item.unit]
    return figure._replace(value=figure.value * scale, quantum=figure.quantum * scale)
