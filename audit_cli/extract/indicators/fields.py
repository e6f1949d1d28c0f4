"""Fields of forms and lines: what stands in a piece of text, with its place and its only quantity."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from operator import attrgetter

from audit_cli.expressions import expression
from audit_cli.extract.ledger.units import ONE, SCALES, UNITS
from audit_cli.model import QUANTITIES, Document, Field, Figure

Figures = Mapping[int, Sequence[Figure]]
_START = attrgetter("start")
_SIZES = "十百千万亿"  # 万吨
_MARKS = "；;。，,、"  # 时效指标：；

# what may stand beside a quantity without making it a sentence
_BEFORE = expression(
    r"(?:[≥≧⩾≤≦⩽<>＜＞=＝]|[大小]于|等于|不[低少高大小多]于|不超过?|达到?|至少|至多|最多|控制在|约|共|计|每年|完成|实际)*"
)
_AFTER = expression(r"(?:[及和]?以[上下内]|[之]?内|左右|[（(]含[）)]|每?年|[/／][一-鿿·•/]{1,6}|[。；;，,]|的)*")


def place(document: Document, number: int, start: int, end: int) -> Figure:
    """Return the place of the words from *start* to *end*, without the white space around them, as a name."""
    words = document.text[start:end].strip()
    start = document.text.index(words, start) if words else end
    return Figure(start, start + len(words), words, "name", block=number)


def field(document: Document, number: int, start: int, end: int, figures: Figures, asked: Figure | None) -> Field:
    """Return what stands from *start* to *end* of the block *number*; *asked* is the label that asks for it."""
    found = place(document, number, start, end)
    if not found.text.strip(_MARKS):
        return Field("blank", asked)
    block = figures.get(number)
    if not block:
        return Field("filled", found)
    inner = block[bisect_left(block, found.start, key=_START) : bisect_left(block, found.end, key=_START)]
    quantities = [f for f in inner if f.type in QUANTITIES]
    if len(quantities) != 1:
        return Field("filled", found)
    only = quantities[0]
    bare = len(inner) == 1 and bool(
        _BEFORE.fullmatch(_compact(document.text[found.start : only.start]))
        and _AFTER.fullmatch(_compact(document.text[only.end : found.end]))
    )
    return Field("filled", found, only, bare)


def in_unit(given: Field, printed: str) -> Field:
    """Return a field whose bare numeral is in the unit that another column prints."""
    figure = given.figure
    if figure is None or figure.unit or figure.type != "number":
        return given
    measure = printed.lstrip(_SIZES) if printed not in UNITS else printed
    unit, size = UNITS.get(measure), SCALES.get(printed.removesuffix(measure), ONE)
    if unit is None:
        return given
    scale = unit.scale * size
    return given._replace(
        figure=figure._replace(
            type=unit.type, unit=unit.unit, value=figure.value * scale, quantum=figure.quantum * scale,
            scale=scale, printed_unit=printed,
        )
    )  # fmt: skip


def _compact(text: str) -> str:
    return "".join(text.split())
