"""The sides that a difference is of where those that its words suggest do not make it, and others of its sentence do.

合格90件，其中甲60件、乙30件；上年80件，增加10件，增长12.5% is of all 90, though 30 stand nearest. One side is as
the words have it, and the other makes the difference or the rate beside it, which have so many digits that it is
hardly by chance. Where no other makes them, one from which a single slip parts it is to be reviewed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from audit_cli.extract.prose.growth.differences import closes, term
from audit_cli.extract.prose.item import Item
from audit_cli.extract.prose.paragraph import Paragraph
from audit_cli.mistyped import one_slip_off
from audit_cli.model import Claim, Term
from audit_cli.quantity import agrees, growth_verdict, significant_digits

_TERMS = 3  # of a difference with two sides
_DIGITS = 3  # significant digits of what is hardly made by others by chance
_REACH = 12  # items before
_ROLES = ("plain", "used", "base", "price", "to")


class _Other(NamedTuple):
    """The place in the text of a side that the words suggest, and the term that is meant instead."""

    start: int
    meant: Term
    sure: bool


def as_meant(paragraph: Paragraph, claims: Sequence[Claim]) -> Iterator[Claim]:
    """Yield *claims*, those of differences that do not hold with the sides that make them."""
    places = {i.figure.start: i for i in paragraph.items}
    others: dict[frozenset[int], _Other] = {}
    for claim in claims:
        if claim.kind == "difference" and len(claim.terms) == _TERMS and not _holds(claim, places):
            rates = [c for c in claims if c.kind == "growth" and _sides(c) == _sides(claim)]
            if (other := _other_side(paragraph, claim, rates, places)) is not None:
                others[_sides(claim)] = other
    for claim in claims:
        other = others.get(_sides(claim)) if claim.kind in ("difference", "growth") else None
        yield claim if other is None else _with(claim, other)


def _sides(claim: Claim) -> frozenset[int]:
    return frozenset([t.figure.start for t in claim.terms[1:]])


def _holds(claim: Claim, places: dict[int, Item]) -> bool:
    items = [places.get(t.figure.start) for t in claim.terms]
    if None in items:
        return True  # with a figure of another place
    result, larger, smaller = (i for i in items if i is not None)
    return closes(result, larger, smaller)


def _with(claim: Claim, other: _Other) -> Claim:
    start, meant = other.start, other.meant
    terms = [meant._replace(role=t.role, sign=t.sign) if t.figure.start == start else t for t in claim.terms]
    return claim._replace(terms=tuple(terms), asserted=claim.asserted and other.sure)


def _other_side(paragraph: Paragraph, claim: Claim, rates: Sequence[Claim], places: dict[int, Item]) -> _Other | None:
    """Return what stands in for one of the sides of a difference: what makes it, else what a slip parts from it."""
    result, *sides = (places[t.figure.start] for t in claim.terms)
    if result.figure.approximate or any(_grew(rate) for rate in rates):
        return None
    slipped: _Other | None = None
    own = one_slip_off(sides[0].figure, [sides[1].figure, result.figure])
    totals = [paragraph.total_item(side) for side in sides]
    for item in reversed(paragraph.items[max(result.place - _REACH, 0) : result.place]):
        if item in sides or not _may_be_meant(item, result):
            continue
        if item not in totals and item.sentence < min(side.sentence for side in sides):
            continue
        for k, side in enumerate(sides):
            if item.unit != side.unit:
                continue
            larger, smaller = (item, sides[1]) if k == 0 else (sides[0], item)
            other = _Other(side.figure.start, term(item, ""), sure=True)
            makes = closes(result, larger, smaller)
            grew = any(_grew(_with(rate, other)) for rate in rates)
            digits = max([makes * significant_digits(result.figure.value), *[_digits(r) * grew for r in rates]])
            if (makes and grew) or digits >= _DIGITS:
                return other
            if own or slipped is not None or larger.figure.value <= smaller.figure.value:
                continue
            if one_slip_off(larger.figure, [smaller.figure, result.figure]):
                slipped = other._replace(sure=False)
    return slipped


def _may_be_meant(item: Item, result: Item) -> bool:
    told = item.is_amount and item.kin(result) and item.role in _ROLES
    return told and not item.figure.approximate and item.depth <= result.depth


def _digits(rate: Claim) -> int:
    return significant_digits(rate.stated.value)


def _grew(rate: Claim) -> bool:
    """Whether growth from one printed figure to another is as it is stated."""
    stated, new, base = rate.terms
    if new.role != "new" or base.role != "base" or not base.figure.value:
        return False
    signed = stated.figure.quantity._replace(value=stated.figure.value * stated.sign)
    return agrees(growth_verdict(signed, new.figure.quantity, base.figure.quantity))
