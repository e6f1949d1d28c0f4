"""Products printed as formulas: 得分=10分×93.75%=9.38分; 500元×120人×12月=72万元.

What stands between signs of multiplication are the factors, what stands behind the sign of equality is the product.
With one rate among two factors it is a quotient, else so much for each. Ticks and fails.
"""

from __future__ import annotations

from collections.abc import Iterator

from audit_cli.expressions import expression
from audit_cli.extract.prose.growth.differences import term
from audit_cli.extract.prose.item import Item
from audit_cli.extract.prose.paragraph import Paragraph
from audit_cli.extract.prose.quotients.pairs import Pair, quotient
from audit_cli.model import Claim

_TIMES = expression(r"[^，。；、：:=＝]{0,8}[×*xX]\s*")
_ADDED = expression(r"[+＋－]")
_EQUALS = expression(r"[^，。；、：:=＝×*xX]{0,8}(?:[×*xX]\s*(?P<months>\d{1,2})个?月)?[）)]?\s*[=＝]\s*")


def formula_products(paragraph: Paragraph) -> Iterator[Claim]:
    if "=" not in paragraph.words and "＝" not in paragraph.words:
        return
    factors: list[Item] = []
    for item in paragraph.items:
        if factors and _TIMES.fullmatch(item.words):
            factors.append(item)
            continue
        equals = _EQUALS.fullmatch(item.words) if factors else None
        # 34×0.3+298×0.1=40: a product that is one term of a sum
        if equals and item.is_amount and (len(factors) > 1 or equals["months"]) and not _ADDED.search(factors[0].words):
            yield from _product(item, factors, int(equals["months"] or 1))
        factors = [item]


def _product(result: Item, factors: list[Item], months: int) -> Iterator[Claim]:
    rates = [i for i in factors if i.figure.type == "rate"]
    if len(rates) == 1 and len(factors) == 2 and months == 1:
        whole = factors[1] if factors[0] is rates[0] else factors[0]
        if not whole.figure.quantity.may_be_zero():
            yield quotient(rates[0], Pair(result, whole), "算式")
        return
    price = next((i for i in factors if i.figure.type == "money"), factors[0])
    others = [i for i in factors if i is not price]
    if rates or any(i.figure.type == "money" for i in others) or any(i.figure.approximate for i in factors):
        return
    terms = (term(result, "total"), term(price, "each", months), *(term(i, "times") for i in others))
    yield Claim("distributive", terms, basis="算式")
