"""Rows of scores: what was given for each part, under 产出（50分） and the like, adds up to the score in all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal

from audit_cli.expressions import expression
from audit_cli.extract.tables.roles import Column, bare
from audit_cli.model import Claim, Figure, Term
from audit_cli.quantity import HUNDRED, closes

_WEIGHT = expression(r"[（(](\d{1,3}(?:\.\d)?) ?[分%％][）)]$")
_IN_ALL = expression(r"总分|总得分|合计|综合得分|总评分|^得分$|^评价得分$|^自评得分$")
_LEAST = 3  # parts of a score that no amounts are mistaken for


def score_rows(
    columns: Sequence[Column], rows: Sequence[dict[int, Figure]], label: Callable[[int, int], str]
) -> list[Claim]:
    """Return the sum of each row, where the weights in the headers make a hundred and most rows close."""
    weights = {c.col: found for c in columns if c.path and (found := _WEIGHT.search(c.leaf))}
    parts = [c for c in columns if c.col in weights and not _IN_ALL.search(bare(c.leaf))]
    totals = [c for c in columns if c.path and c not in parts and _IN_ALL.search(bare(c.leaf))]
    if len(parts) < _LEAST or not totals or sum(Decimal(weights[c.col][1]) for c in parts) != HUNDRED:
        return []
    needed = [totals[-1], *parts]
    claims = [
        Claim(
            "sum",
            tuple(
                Term(row[c.col], "part" if place else "total", label(number, c.col)) for place, c in enumerate(needed)
            ),
            "complete",
            basis="table:points",
        )
        for number, row in enumerate(rows)
        if all(c.col in row for c in needed)
    ]
    return claims if 2 * sum(map(_closes, claims)) >= len(claims) else []


def _closes(claim: Claim) -> bool:
    return closes(claim.stated.quantity, (term.figure for term in claim.terms[1:]))
