"""Sums printed as formulas: 自评得分=11分+25分+29分+27.5分=92.5分; 年末结余=上年结转12万元+收入90万元-支出95万元=7万元.

What stands between the signs is added or taken off, what stands behind the last equals sign is the total, whose unit
numbers without one have. Ticks and fails.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from audit_cli.expressions import expression
from audit_cli.extract.prose.bare_numbers import in_unit_of
from audit_cli.extract.prose.item import Item
from audit_cli.extract.prose.labels import clean_label
from audit_cli.extract.prose.row import Row
from audit_cli.model import Claim, Figure, Term

_SIGN = expression(r"[^，。；=＝+＋\-－–—−]{0,12}(?P<sign>[+＋\-－–—−])[^，。；=＝+＋\-－–—−]{0,12}")
_EQUALS = expression(r"[）)]?\s*[=＝]\s*")
_MINUS = "-－–—−"
_SIGNS = "+＋-－–—−=＝ "


def printed_sums(row: Row) -> Iterator[Claim]:
    if "=" not in row.words and "＝" not in row.words:
        return
    parts: list[tuple[Item, int]] = []
    for item in row.items:
        signed = _SIGN.fullmatch(item.words) if parts else None
        if signed is not None:
            parts.append((item, -1 if signed["sign"] in _MINUS else 1))
            continue
        if len(parts) > 1 and _EQUALS.fullmatch(item.words):
            yield _claim(row, item, parts)
        parts = [(item, 1)]


def _claim(row: Row, total: Item, parts: Sequence[tuple[Item, int]]) -> Claim:
    for part, _ in parts:
        row.total_of.setdefault(part.place, total.place)
    terms = (Term(_with_unit(total, part), "part", _name(part), sign) for part, sign in parts)
    return Claim("sum", (row.term(total.place, "total"), *terms), "complete", basis="算式")


def _name(part: Item) -> str:
    """Return what a figure is called, without the signs and the name of the whole before it."""
    label = clean_label(part.label)
    return label[max(map(label.rfind, _SIGNS)) + 1 :]


def _with_unit(total: Item, part: Item) -> Figure:
    """Return a number without a unit as that of the total: 19.8+767.86-780=7.66万元."""
    bare = part.figure.type == "number" and not part.figure.unit and total.figure.type != "number"
    return in_unit_of(total.figure, part.figure) if bare else part.figure
