"""Columns computed from other columns of the same row: rates, shares, growth, differences, balances."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from audit_cli.expressions import expression
from audit_cli.extract.tables.flows import flows
from audit_cli.extract.tables.head_formulas import Formula, formulas
from audit_cli.extract.tables.operands import NEAREST, READINGS, Readings, completions, net_values, pairs, staffings
from audit_cli.extract.tables.products import products, twins
from audit_cli.extract.tables.roles import Column, is_counted
from audit_cli.extract.tables.trials import Labelled, RowFigures, Trial, claims_of, difference, fits, growth, ratio
from audit_cli.model import Claim, Term
from audit_cli.quantity import Verdict, agrees, sum_verdict

_RISE, _FALL = expression(r"增(?!减|长|幅|[（(/／]?[-－减])"), expression(r"(?<![增加+])减(?!值|免|排|少?[（(/／]?增)")
_POINTS, _DEDUCTED = expression(r"^(?:分值|标准分|满分|权重)"), expression(r"^扣分(?!原因|说明)")
_SCORE_RATE = expression(r"得分率")
_NET = expression(r"净值|净额$")


def computed(columns: Sequence[Column], rows: Sequence[RowFigures], label: Labelled) -> list[Claim]:
    """Return the claims that the headers of *columns* make about each row."""
    claims: list[Claim] = []
    # a header over several columns heads one of them
    columns = [c for c in columns if any(c.col in row for row in rows)]
    amounts = [c for c in columns if c.role in ("amount", "left") and not is_counted(c.leaf)]
    changes = [c for c in columns if c.role == "change"]
    known = completions([c for c in columns if c.role == "target"]) + staffings(columns)
    for column in columns if known else ():
        if column.role == "rate":
            claims += claims_of(column, known, [], rows, label)
    printed = formulas(columns)
    for column in columns:
        # the marks in a copied header may be those of another one
        formula = _trial(printed[column.col]) if column.col in printed else None
        if formula is not None and fits(column, formula, rows):
            claims += claims_of(column, [formula], [], rows, label)
        elif column.role == "amount" and not column.path and len(amounts) > 2:
            claims += _plain_differences(column, amounts, rows, label)
        else:
            claims += claims_of(column, *_readings(column, columns, amounts, changes), rows, label)
    moves = changes if len(changes) > 1 else []
    claims += flows([*amounts, *moves], [c for c in columns if c.role == "amount" or c in moves], rows, label)
    claims += products(columns, rows, label) + twins(columns, rows, label)
    return claims


def _readings(
    column: Column, columns: Sequence[Column], amounts: Sequence[Column], changes: Sequence[Column]
) -> Readings:
    """Return what *column* may be computed from."""
    if column.role == "score" or (column.role == "rate" and _SCORE_RATE.search(column.leaf)):
        return _of_points(column, columns)
    if column.role == "change" and _is_move(column, changes):
        return Readings()
    if column.role in READINGS:
        return READINGS[column.role](column, [*amounts, *changes] if column.role == "rate" else amounts)
    if column.role == "amount" and _NET.search(column.leaf):
        return Readings(net_values(column, amounts))
    return Readings()


def _of_points(column: Column, columns: Sequence[Column]) -> Readings:
    """Return a score as the points that were not taken off, the rate of a score as that of all points."""
    points, deducted = ([c.col for c in columns if pattern.search(c.leaf)] for pattern in (_POINTS, _DEDUCTED))
    scores = [c.col for c in columns if c.role == "score"]
    if column.role == "score":
        return Readings(others=[difference(*points, *deducted)] if len(points) == len(deducted) == 1 else [])
    return Readings([ratio(*scores, *points)] if len(points) == len(scores) == 1 else [])


def _is_move(column: Column, changes: Sequence[Column]) -> bool:
    """Tell whether *column* is what came in or what went out, each of which has a column of its own."""
    rises, falls = ({c.col for c in changes if sign.search(c.header)} for sign in (_RISE, _FALL))
    return bool(rises - falls) and bool(falls - rises) and column.col in rises ^ falls


def _trial(formula: Formula) -> Trial:
    return {"/": ratio, "-": difference, "~": growth}[formula.operator](*formula.columns)


def _plain_differences(
    column: Column, amounts: Sequence[Column], rows: Sequence[RowFigures], label: Labelled
) -> list[Claim]:
    """Return the differences of a column without header, if it is one nearly throughout."""
    behind = bisect_left(amounts, column.col, key=lambda c: c.col)
    left = amounts[max(behind - NEAREST, 0) : behind]
    claims = claims_of(column, [], pairs(difference, column, left), rows, label)
    open_claims = sum(not agrees(_difference_verdict(claim)) for claim in claims)
    return claims if len(claims) >= 3 and open_claims * 4 <= len(claims) else []


def _difference_verdict(claim: Claim) -> Verdict:
    result, minuend, subtrahend = (term.figure.quantity for term in claim.terms)
    return sum_verdict(result, [minuend, subtrahend], [1, -1])


def rates_of_rows(columns: Sequence[Column], rows: Sequence[RowFigures], label: Labelled) -> list[Claim]:
    """Return the rate of a total row on top that was left at zero over rows that were not: it is that of their sums."""
    rate = next((c for c in columns if c.role == "rate"), None)
    if rate is None:
        return []
    stated, below = rows[0].get(rate.col), rows[1:]
    named, _ = READINGS["rate"](rate, [c for c in columns if c.role == "amount"])
    if stated is None or not named or any(rate.col in row for row in below):
        return []
    part, whole = named[0].columns
    if any(col not in rows[0] or rows[0][col].value for col in (part, whole)):
        return []
    parts = [(n, row) for n, row in enumerate(rows) if n and row.get(whole) and row[whole].value > 0 and part in row]
    if not parts:
        return []
    sums = [Term(row[col], role, label(n, col)) for role, col in (("part", part), ("whole", whole)) for n, row in parts]
    return [Claim("ratio", (Term(stated, "rate", label(0, rate.col)), *sums), basis="table:rows")]
