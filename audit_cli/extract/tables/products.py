"""Columns that multiply: how many, for how much each, and what that comes to; and one amount in two units."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from audit_cli.expressions import expression
from audit_cli.extract.tables.labels import rank_of
from audit_cli.extract.tables.roles import Column, bare, is_counted
from audit_cli.extract.tables.trials import Labelled, RowFigures
from audit_cli.model import Claim, Term
from audit_cli.quantity import Quantity, agrees, sum_verdict

_FEW = 2  # rows in which a product must close before it is taken for one
_MOST = 6
_MEAN = expression(r"均")
_MANY = expression(r"数量?$|[人次天户台辆件套亩]数$|面积|天数|工作量")


def products(columns: Sequence[Column], rows: Sequence[RowFigures], label: Labelled) -> list[Claim]:
    """Return that 数量 × 单价 = 金额 in each row, where it closes in most of them."""
    claims: list[Claim] = []
    many = [c for c in columns if c.role == "amount" and _is_number_of_things(c)][:_MOST]
    totals = [c for c in columns if c.role == "amount" and c not in many][:_MOST]
    for price in [c for c in columns if c.role == "price"]:
        readings = [_product(price, count, total, rows, label) for count in many for total in totals]
        claims += _most_closing(readings)
    return claims


def _is_number_of_things(column: Column) -> bool:
    named = is_counted(column.leaf) or bool(_MANY.search(bare(column.leaf)))
    return named or (column.unit is not None and column.unit.type in ("count", "measure"))


def _product(price: Column, count: Column, total: Column, rows: Sequence[RowFigures], label: Labelled) -> list[Claim]:
    roles = (("total", total.col), ("each", price.col), ("times", count.col))
    return [
        Claim("distributive", terms, _form(price, terms[0].label), basis="table:product")
        for number, row in enumerate(rows)
        if all(col in row and row[col].value for _, col in roles)
        for terms in (tuple(Term(row[col], role, label(number, col)) for role, col in roles),)
        if terms[0].figure.unit == terms[1].figure.unit and terms[2].figure.unit not in ("元", "%")
    ]


def _form(price: Column, label: str) -> str:
    """Return whether a price was worked out from the amount, and is rounded: 人均, or that of a total row."""
    return "average" if _MEAN.search(price.leaf) or rank_of(label.partition(" / ")[0]) else ""


def twins(columns: Sequence[Column], rows: Sequence[RowFigures], label: Labelled) -> list[Claim]:
    """Return that 金额（元） and 金额（万元） are one amount in each row, where they are so in most of them."""
    claims: list[Claim] = []
    amounts = [c for c in columns if c.role == "amount" and c.unit is not None and c.unit.type == "money"][:_MOST]
    for one, other in combinations(amounts, 2):
        if one.unit == other.unit or [*map(bare, one.path)] != [*map(bare, other.path)]:
            continue
        pairs = [(number, row) for number, row in enumerate(rows) if one.col in row and other.col in row]
        claims += _most_closing(
            [
                [
                    Claim(
                        "equal",
                        tuple(Term(row[c.col], "stated", label(number, c.col)) for c in (one, other)),
                        basis="table:units",
                    )
                    for number, row in pairs
                    if row[one.col].unit == row[other.col].unit
                ]
            ]
        )
    return claims


def _most_closing(readings: Sequence[list[Claim]]) -> list[Claim]:
    """Return the claims of the reading that closes most often, if that is often enough."""
    counted = [(sum(map(_closes, claims)), claims) for claims in readings]
    closed, best = max(counted, key=lambda reading: reading[0], default=(0, []))
    return best if closed >= _FEW and 2 * closed > len(best) else []


def _closes(claim: Claim) -> bool:
    first, second = claim.terms[0].figure, claim.terms[1].figure
    if claim.kind == "equal":
        return bool(first.value) and agrees(sum_verdict(first.quantity, [second]))
    times = claim.figure("times").value
    exact = second.exact and claim.form != "average"
    return agrees(sum_verdict(first.quantity, [Quantity(second.value * times, second.quantum * times, exact)]))
