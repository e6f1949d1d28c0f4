"""Columns of shares: each row's amount over the amount of a total row, that of the table or of its own section."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from audit_cli.extract.tables.roles import Column
from audit_cli.extract.tables.trials import Labelled, RowFigures
from audit_cli.model import Claim, Term
from audit_cli.quantity import HUNDRED, agrees, is_quotient, sum_verdict

_FEWEST = 3  # rows of a table that is a whole and its parts


class Whole(NamedTuple):
    """A row that is a total by its share, and whether the shares of all others make up the whole."""

    row: int
    of_all: bool


def whole_row(columns: Sequence[Column], rows: Sequence[RowFigures]) -> Whole | None:
    """Return the first or last row if its share, as that of no other, says that it is all: 全县 | 4961 | 100.00."""
    for column in columns:
        if column.role != "share":
            continue
        told = [row[column.col] for row in rows if column.col in row]
        wholes = [number for number, figure in enumerate(told) if figure.value == HUNDRED]
        if len(told) == len(rows) >= _FEWEST and wholes in ([0], [len(rows) - 1]):
            (whole,) = wholes
            others = [figure for number, figure in enumerate(told) if number != whole]
            return Whole(whole, agrees(sum_verdict(told[whole].quantity, others)))
    return None


def shares(
    column: Column, amounts: Sequence[Column], rows: Sequence[RowFigures], wholes: Sequence[int], label: Labelled
) -> list[Claim]:
    """Return the claims of a column of shares: each row's amount over the amount of one of the total rows *wholes*."""
    best: tuple[int, int, int, Column, int] | None = None
    near = sorted(amounts, key=lambda c: (c.col > column.col, abs(c.col - column.col)))[:4]
    for order, amount in enumerate(near):
        for whole in wholes:
            base = rows[whole].get(amount.col)
            if base is None or base.quantity.may_be_zero():
                continue
            closed = failed = 0
            for row in rows:
                rate, part = row.get(column.col), row.get(amount.col)
                if rate is None or part is None or part.unit != base.unit or rate.unit not in ("%", ""):
                    continue
                if is_quotient(rate.quantity, part.quantity, base.quantity):
                    closed += 1
                else:
                    failed += 1
            candidate = (closed - failed, -order, -whole, amount, whole)
            if closed >= 2 and (best is None or candidate[:3] > best[:3]):
                best = candidate
    if best is None:
        return []
    amount = best[3]
    here = [number for number, row in enumerate(rows) if column.col in row and amount.col in row]
    totals = [
        whole for whole in wholes if amount.col in rows[whole] and not rows[whole][amount.col].quantity.may_be_zero()
    ]
    of_one = [(number, best[4]) for number in here]
    # each share is of the total of its own section, which stands below
    below = [(number, totals[bisect_left(totals, number)]) for number in here if number <= totals[-1]]
    readings = [_shares(column, amount, rows, pairs, label) for pairs in (of_one, below)]
    points = [sum(2 * _share_closes(claim) - 1 for claim in claims) for claims in readings]
    if len(totals) > 1 and points[1] > max(points[0], 0) and not all(map(_share_closes, readings[0])):
        return readings[1]
    return readings[0] if best[0] > 0 else []


def _shares(
    column: Column, amount: Column, rows: Sequence[RowFigures], pairs: Sequence[tuple[int, int]], label: Labelled
) -> list[Claim]:
    """Return the claims of the rows in *pairs*, each with the row of its whole."""
    return [
        Claim(
            "ratio",
            (
                Term(rows[number][column.col], "rate", label(number, column.col)),
                Term(rows[number][amount.col], "part", label(number, amount.col)),
                Term(rows[whole][amount.col], "whole", label(whole, amount.col)),
            ),
            basis="table:share",
        )
        for number, whole in pairs
        if number != whole
    ]


def _share_closes(claim: Claim) -> bool:
    rate, part, whole = (term.figure.quantity for term in claim.terms)
    return is_quotient(rate, part, whole)
