"""What a formula asserts of the figure that it makes: a sum, a product, an amount for each, a rate or a growth."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice, product
from math import prod
from typing import NamedTuple

from audit_cli.extract.prose.bare_numbers import in_unit_of
from audit_cli.extract.prose.formulas.terms import Factor, Product, Sum
from audit_cli.extract.prose.growth.differences import growth, term
from audit_cli.extract.prose.item import Item
from audit_cli.extract.prose.quotients.pairs import Pair, as_given, quotient
from audit_cli.model import Claim, Term
from audit_cli.quantity import HUNDRED

BASIS = "算式"
_QUOTIENTS = frozenset({"rate", "multiple"})
_COUNTED = frozenset({"count", "measure"})
_OF_ONE_KIND = frozenset({"money", "rate"})
_MOST = 200  # products that a formula may be multiplied out to


class _Part(NamedTuple):
    """One figure of a sum, and how often it is added or taken off."""

    item: Item
    often: int


def claim_of(result: Item, made: Sum) -> Claim | None:
    """Return what is asserted of *result* by what it is *made* of."""
    match made:
        case [Product(1, over, [_, *_] as under)]:
            return _divided(result, over, under)
        case [Product(1, [_, _, *_] as factors, [])] if all(isinstance(f, (Item, int)) for f in factors):
            return _multiplied(result, [f for f in factors if isinstance(f, Item)], _months(factors))
    parts = [_part(result, *each) for each in islice(_multiplied_out(made), _MOST + 1)]
    if not 1 < len(parts) <= _MOST or None in parts:
        return None
    return Claim("sum", (term(result, "total"), *_terms(parts, "part")), "complete", basis=BASIS)


def _terms(parts: Sequence[_Part | None], role: str) -> Iterator[Term]:
    return (term(part.item, role, part.often) for part in parts if part is not None)


def _months(factors: Sequence[Factor]) -> int:
    return prod(f for f in factors if isinstance(f, int))


def _multiplied_out(made: Sum) -> Iterator[tuple[int, list[Factor]]]:
    """Yield the products that a sum adds up, each with its sign; a quotient stands for itself."""
    for each in made:
        if each.under:
            yield each.sign, [[each]]
            continue
        inside: list[list[tuple[int, list[Factor]]]] = [
            [*islice(_multiplied_out(f), _MOST + 1)] if isinstance(f, list) else [(1, [f])] for f in each.over
        ]
        for chosen in product(*inside):
            yield each.sign * prod(sign for sign, _ in chosen), [f for _, factors in chosen for f in factors]


def _part(result: Item, sign: int, factors: Sequence[Factor]) -> _Part | None:
    """Return the one of *factors* that is of the kind of *result*, as often as the others say."""
    items = [f for f in factors if isinstance(f, Item)]
    if any(isinstance(f, list) for f in factors):
        return None
    each = _alike(result, items)
    others = [i.figure.value for i in items if i is not each]
    if each is None or any(value % 1 or value <= 0 for value in others) or not _are_counts(items, each):
        return None
    if len(factors) == 1:
        return _Part(_in_unit(result, each), sign)
    return _Part(as_given(_in_unit(result, each)), sign * int(prod(others)) * _months(factors))


def _are_counts(items: Sequence[Item], each: Item) -> bool:
    return all(i.figure.type not in ("money", "rate") for i in items if i is not each)


def _alike(result: Item, items: Sequence[Item]) -> Item | None:
    """Return the one of *items* that is of the kind of *result*, or else the one number without a unit."""
    kind = result.figure.type
    alike = [i for i in items if i.figure.type == kind in _OF_ONE_KIND or (i.unit and i.same_unit(result))]
    if len(items) == 1:
        alike = alike or [i for i in items if i.kin(result)]
    bare = [i for i in items if _is_bare(i) and kind != "rate"]
    fine = [i for i in bare if i.figure.value % 1] or bare
    return alike[0] if len(alike) == 1 else fine[0] if fine and not alike else None


def _is_bare(item: Item) -> bool:
    return item.figure.type == "number" and not item.unit


def _in_unit(result: Item, item: Item) -> Item:
    """Return a number without a unit as that of the result: 19.8+767.86-780=7.66万元."""
    if not _is_bare(item) or _is_bare(result) or result.figure.type == "rate":
        return item
    return item._replace(figure=in_unit_of(result.figure, item.figure), unit=result.unit)


def _multiplied(result: Item, items: Sequence[Item], months: int) -> Claim | None:
    """Return so much for each of a number, or what a rate makes: 500元×120人×12月=72万元, 10分×93.75%=9.38分."""
    rates = [i for i in items if i.figure.type == "rate"]
    others = [i for i in items if i.figure.type != "rate"]
    each = _alike(result, others)
    if result.figure.type == "rate" or any(i.figure.approximate for i in items):
        return None
    if each is None and (rates or result.figure.type == "money"):
        return None
    if each is None and any(i.figure.type == "money" or i.same_unit(result) for i in items):
        return None
    if len(rates) == len(others) == months == 1:
        whole = _in_unit(result, others[0])
        zero = whole.figure.quantity.may_be_zero()
        return None if zero else quotient(rates[0], Pair(result, whole), BASIS)
    each = each or items[0]
    made = prod((i.figure.value for i in items), start=months)
    if abs(result.figure.value - made * result.figure.scale) < abs(result.figure.value - made):
        each = _in_unit(result, each)  # 18×4=72万元, but 1692×5×200=169.2万元
    times = [i for i in items if i.place != each.place]
    if rates or any(i.figure.type == "money" for i in times):
        return None
    terms = (term(result, "total"), term(each, "each", months), *(term(i, "times") for i in times))
    return Claim("distributive", terms, basis=BASIS)


def _divided(result: Item, over: Sequence[Factor], under: Sequence[Factor]) -> Claim | None:
    hundred = [f for f in over if isinstance(f, Item) and f.figure.value == HUNDRED and not f.unit.strip("%")]
    rated = result.figure.type in _QUOTIENTS or (hundred and _is_bare(result))
    parts, wholes = [f for f in over if not (rated and f in hundred[:1])], [*under]
    if rated and len(parts) == len(wholes) == 1:
        return _quotient(result, _side(parts[0]), _side(wholes[0]))
    match parts:
        case [amount, Item() as points] | [Item() as points, amount] if len(wholes) == 1 and result.unit == "分":
            return _score(result, points, _side(amount), _side(wholes[0]))
        case [Item() as total] if all(isinstance(f, Item) for f in wholes) and not rated:
            return _average(result, total, [f for f in wholes if isinstance(f, Item)])
    return None


def _side(factor: Factor) -> list[_Part]:
    """Return the figures that one side of a quotient is, or adds up."""
    if isinstance(factor, Item):
        return [_Part(factor, 1)]
    parts = [
        _Part(alone, each.sign)
        for each in (factor if isinstance(factor, list) else ())
        for alone in each.over
        if isinstance(alone, Item) and len(each.over) == 1 and not each.under
    ]
    return parts if isinstance(factor, list) and len(parts) == len(factor) else []


def _quotient(rate: Item, parts: Sequence[_Part], wholes: Sequence[_Part]) -> Claim | None:
    """Return the quotient of two figures or two sums, or the growth from one figure to another: （110-100）/100."""
    if not parts or not wholes or not wholes[0].item.is_amount:
        return None
    first = wholes[0].item
    alone = len(parts) == len(wholes) == parts[0].often == 1
    items = [part.item for part in (*parts, *wholes)]
    rough = [i for i in items if i.figure.approximate and not (alone and i is first)]
    if rough or not all(i.kin(first) for i in items) or (alone and first.figure.quantity.may_be_zero()):
        return None
    parts, wholes = ([p._replace(item=_as_written(p.item)) for p in side] for side in (parts, wholes))
    match parts, wholes:
        case [[_Part(part, 1)], [_Part(whole, 1)]]:
            return quotient(rate, Pair(part, whole), BASIS)
        case [[_Part(new, 1), _Part(subtracted, -1)], [_Part(base, 1)]] if subtracted.figure.value == base.figure.value:
            return growth(rate, new, base)._replace(basis=BASIS)
    return Claim("ratio", (term(rate, "rate"), *_terms(parts, "part"), *_terms(wholes, "whole")), basis=BASIS)


def _as_written(item: Item) -> Item:
    """Return a whole number without a unit as what is reckoned with, not rounded: 48÷50×100%=96%."""
    return as_given(item) if item.figure.type == "number" and item.figure.quantum == 1 else item


def _score(score: Item, points: Item, parts: Sequence[_Part], wholes: Sequence[_Part]) -> Claim | None:
    """Return the quotient that whole points are multiplied by: 48万元÷50万元×10分=9.6分."""
    whole = points.figure.value % 1 == 0 and (_is_bare(points) or points.unit == score.unit)
    often = int(points.figure.value)
    return _quotient(score, [p._replace(often=p.often * often) for p in parts], wholes) if whole and often > 0 else None


def _average(each: Item, total: Item, times: Sequence[Item]) -> Claim | None:
    """Return what an amount is for each of a number: 培训成本=12.6万元÷420人=300元."""
    counted = all(i.figure.type in _COUNTED and not i.figure.quantity.may_be_zero() for i in times)
    alike = total.figure.type == each.figure.type == "money" or (total.unit != "" and total.same_unit(each))
    if not counted or not alike or total.role == "price" or any(i.same_unit(total) for i in times):
        return None
    terms = (term(total, "total"), term(each, "each"), *(term(i, "times") for i in times))
    return Claim("distributive", terms, "average", basis=BASIS)
