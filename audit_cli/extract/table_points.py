"""Points of self-evaluation forms: available points and scores of all rows add up to the total row."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from audit_cli.extract.table_roles import Column
from audit_cli.extract.table_trees import rank_of
from audit_cli.model import Claim, Figure, Term
from audit_cli.quantity import agrees, sum_verdict

_GRAND = re.compile(r"^(?:总分|合计|总计|总得分|自评总分|评价得分|综合得分|合计得分|得分合计|自评得分)")
_WEIGHT = re.compile(r"[（(](\d{1,3}(?:\.\d)?)分?[）)]$")
HUNDRED = Decimal(100)

Entry = tuple[str, int, Figure]


def is_grand_total(label: str) -> bool:
    return bool(_GRAND.match(label))


def points_add_up(entries: Sequence[Entry], total: tuple[str, Figure]) -> list[tuple[Entry, ...]]:
    """Return the ways to make the total of points: the rows right above it, or those of all regions of the table.

    *entries* are (label, region, figure) in reading order; what closes comes first.
    """
    regions = sorted({region for _, region, _ in entries}, reverse=True)
    ways = []
    for count in range(1, len(regions) + 1):
        chosen = set(regions[:count])
        ways.append(tuple(entry for entry in entries if entry[1] in chosen))
    ways.sort(key=lambda way: not _closes(total[1], way))
    return ways


def _closes(total: Figure, entries: Sequence[Entry]) -> bool:
    return bool(entries) and agrees(sum_verdict(total.quantity, [figure.quantity for _, _, figure in entries]))


def score_claims(
    points: Sequence[Entry],
    scores: Sequence[Entry],
    totals: tuple[tuple[str, Figure] | None, tuple[str, Figure] | None],
) -> list[Claim]:
    """Return the claims that points add up to the total of points, and scores to the total of scores."""
    claims: list[Claim] = []
    reach: int | None = None
    certain = False
    for entries, total, is_score in ((points, totals[0], False), (scores, totals[1], True)):
        if total is None or not entries:
            continue
        ways = points_add_up(entries, total)
        way = ways[0]
        closes = _closes(total[1], way)
        if is_score and reach is not None:
            regions = {region for _, region, _ in points if region >= reach}
            way = tuple(entry for entry in entries if entry[1] in regions) or way
            closes = _closes(total[1], way)
        if not is_score and closes:
            reach, certain = min(region for _, region, _ in way), True
        asserted = closes or certain
        terms = [Term(total[1], "total", total[0])]
        terms += [Term(figure, "part", label) for label, _, figure in way]
        if len(terms) > 2:
            claims.append(Claim("sum", tuple(terms), "complete", asserted, basis="table:points"))
    return claims


def is_total_row(label: str) -> bool:
    return bool(rank_of(label)) or is_grand_total(label)


def weight_in(label: str) -> Decimal | None:
    """Return the points that a heading states in brackets: 产出指标（50分）."""
    found = _WEIGHT.search(label)
    return Decimal(found[1]) if found else None


def point_columns(columns: Sequence[Column]) -> tuple[int, int]:
    """Return the columns of available points and of scores, -1 where there is none."""
    points = next((c.col for c in columns if c.role == "points"), -1)
    score = next((c.col for c in columns if c.role == "score"), -1)
    return points, score
