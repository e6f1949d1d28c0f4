"""Total rows that lost their blank cells: the columns whose sums they print show where their figures belong."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from itertools import combinations
from math import comb

from audit_cli.extract.tables.grid import Cell
from audit_cli.extract.tables.labels import rank_of
from audit_cli.quantity import ZERO

_MOST_WAYS = 1000
_LEAST_SUMS = 2  # columns that must close before a row is moved
_SUM, _KIND = 4, 1  # what a closing column says, and one whose figures are printed alike


def with_totals_placed(body: list[tuple[Cell, ...]]) -> list[tuple[Cell, ...]]:
    """Return *body* with the figures of a short last row under the columns that they add up."""
    if len(body) < _LEAST_SUMS + 1 or not _is_short_total(body[-1]):
        return body
    rows = [row for row in body[:-1] if not row[0].damaged]
    if len(rows) < len(body) - 1 or any(rank_of(row[0].text) for row in rows):
        return body
    figures = [cell for cell in body[-1] if cell.kind == "number"]
    # the number of a row stands before its name
    named = max((next((cell.col for cell in row if cell.kind == "text"), 0) for row in rows), default=0)
    columns = sorted({cell.col for row in rows for cell in row if cell.kind == "number" and cell.col > named})
    if not _LEAST_SUMS <= len(figures) < len(columns) or comb(len(columns), len(figures)) > _MOST_WAYS:
        return body
    places = _places(figures, columns, rows)
    if not places:
        return body
    label = [cell._replace(damaged=False) for cell in body[-1] if cell.kind == "text"]
    return [*body[:-1], (*label, *places)]


def _is_short_total(row: tuple[Cell, ...]) -> bool:
    first = row[0]
    return (
        first.damaged
        and first.kind == "text"
        and bool(rank_of(first.text))
        and all(cell.kind != "text" for cell in row[1:])
    )


def _places(figures: Sequence[Cell], columns: Sequence[int], rows: Sequence[tuple[Cell, ...]]) -> list[Cell]:
    """Return *figures* in the columns that suit them best, without those that several suit; none if nothing closes."""
    held: dict[int, list[str]] = {col: [] for col in columns}
    for row in rows:
        for cell in row:
            if cell.kind == "number" and cell.col in held:
                held[cell.col].append(cell.text)
    sums = {col: sum(map(_value, texts), ZERO) for col, texts in held.items()}
    shapes = {col: {_shape(text) for text in texts} for col, texts in held.items()}

    def closes(cell: Cell, col: int) -> bool:
        return bool(sums[col]) and cell.text[-1] not in "%％" and _value(cell.text) == sums[col]

    def suits(cell: Cell, col: int) -> int:
        return _SUM * closes(cell, col) + _KIND * (_shape(cell.text) in shapes[col])

    ways = [(sum(map(suits, figures, way)), way) for way in combinations(columns, len(figures))]
    most = max(points for points, _ in ways)
    best = [way for points, way in ways if points == most]
    if sum(map(closes, figures, best[0])) < _LEAST_SUMS:
        return []
    sure = [(cell, way.pop()) for cell, *cols in zip(figures, *best, strict=True) if len(way := set(cols)) == 1]
    return [cell._replace(col=col, colspan=1, damaged=False) for cell, col in sure]


def _shape(text: str) -> tuple[bool, int]:
    """Return whether a figure is in percent, and how many digits stand behind its point."""
    digits = text.rstrip("%％")
    return digits != text, len(digits.partition(".")[2])


def _value(text: str) -> Decimal:
    try:
        return Decimal(text.strip().rstrip("%％").replace(",", "").replace("，", ""))
    except InvalidOperation:
        return ZERO
