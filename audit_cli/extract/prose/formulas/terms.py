"""What a formula says, whatever its operands are: figures, or names of figures.

Text becomes signs, names and numbers of months; these, with the figures between them, become a sum of products. A
bracket that is multiplied or divided is a sum itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from audit_cli.expressions import expression
from audit_cli.extract import signs
from audit_cli.extract.prose.item import Item

# quotation marks and spaces say nothing
_PLAIN = dict.fromkeys(map(ord, ' 　\xa0“”"‘’《》'), "") | {
    ord(typed): plain
    for plain, kind in zip(
        "+-×÷=()",
        (signs.PLUS, signs.MINUS, signs.TIMES, signs.BY, signs.EQUALS, signs.OPENS, signs.CLOSES),
        strict=True,
    )
    for typed in kind
}
_TOKEN = expression(r"×(?P<months>\d{1,2})个?月|[-+×÷()=]|[^-+×÷()=]+")
_PERCENT = expression(r"×100[%％]")
_WORDS = (("除以", "÷"), ("乘以", "×"), ("等于", "="))
_DEEPEST = 12  # brackets

Operand = Item | str | int
Factor = Operand | list["Product"]
Sum = list["Product"]


class Product(NamedTuple):
    """What is multiplied, and what it is divided by; *sign* says whether it is added or taken off."""

    sign: int
    over: list[Factor]
    under: list[Factor]


def tokens(text: str) -> Iterator[str | int]:
    """Yield the signs, names and numbers of months of *text*, without ×100%."""
    plain = text.translate(_PLAIN)
    for word, sign in _WORDS:
        plain = plain.replace(word, sign)
    for found in _TOKEN.finditer(_PERCENT.sub("", plain)):
        if found["months"]:
            yield "×"
            yield int(found["months"])
        else:
            yield found[0]


def is_sign(token: Operand) -> bool:
    return isinstance(token, str) and token in "+-×÷()="


def steps(formula: Sequence[Operand]) -> list[list[Operand]]:
    """Return what stands between signs of equality."""
    found: list[list[Operand]] = [[]]
    for token in formula:
        if token == "=":
            found.append([])
        else:
            found[-1].append(token)
    return found


def read(formula: Sequence[Operand]) -> Sum:
    """Return what the tokens of a *formula* add up; nothing if they make none."""
    if formula.count("(") > _DEEPEST:
        return []
    left = [*reversed(formula)]
    made = _sum(left)
    return [] if any(token != ")" for token in left) else made


def _sum(left: list[Operand]) -> Sum:
    products: Sum = []
    sign = 1
    while True:
        product = _product(left, sign)
        if not product:
            return []
        products += product
        if left[-1:] not in (["+"], ["-"]):
            return products
        sign = 1 if left.pop() == "+" else -1


def _product(left: list[Operand], sign: int) -> Sum:
    """Return what is multiplied and divided next, as one product, or as what a bracket by itself adds up."""
    over: list[Factor] = []
    under: list[Factor] = []
    into, other = over, under
    while True:
        factor = _factor(left)
        match factor:
            case None | []:
                return []
            case [Product(1, more, less)]:
                into += more
                other += less
            case _:
                into.append(factor)
        if left[-1:] not in (["×"], ["÷"]):
            break
        into, other = (over, under) if left.pop() == "×" else (under, over)
    match over, under:
        case [[list() as alone], []]:
            return [p._replace(sign=sign * p.sign) for p in alone]
    return [Product(sign, over, under)]


def _factor(left: list[Operand]) -> Factor | None:
    token = left.pop() if left else None
    if token != "(":
        return None if token is None or is_sign(token) else token
    inside = _sum(left)
    if left and left.pop() != ")":
        return None
    return inside
