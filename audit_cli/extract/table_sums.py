"""Totals of a table: rows that add up other rows, columns that add up other columns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from audit_cli.extract.table_nesting import nested
from audit_cli.extract.table_trees import Node, Total, totals_of
from audit_cli.model import Claim, Figure, Term
from audit_cli.quantity import agrees, sum_verdict

ZERO = Decimal(0)
CLOSES, FAILS, SILENT, BLANK = 1, 2, 0, 3


class Matrix(NamedTuple):
    """Figures by line and cross line (rows and columns, or the other way round); None is a blank cell.

    Cross lines in *soft* may hold, but prove nothing and contradict nothing (shares).
    """

    figures: tuple[tuple[Figure | None, ...], ...]
    labels: tuple[str, ...]
    soft: frozenset[int] = frozenset()

    def verdict(self, total: int, parts: Sequence[int], cross: int) -> int:
        """Return whether the figures of *parts* add up to that of *total* in one cross line."""
        stated = self.figures[total][cross]
        if stated is None:
            return SILENT
        value, unit = ZERO, stated.unit
        given: list[Figure] = []
        blank = False
        for line in parts:
            figure = self.figures[line][cross]
            if figure is None:
                blank = True
            elif figure.unit != unit:
                return SILENT
            else:
                given.append(figure)
                value += figure.value
        if not given or (not value and not stated.value):
            return SILENT
        if cross in self.soft:
            closes = agrees(sum_verdict(stated.quantity, [figure.quantity for figure in given]))
            return CLOSES if closes and not blank and len(given) > 1 else SILENT
        if value == stated.value:
            return CLOSES
        if agrees(sum_verdict(stated.quantity, [figure.quantity for figure in given])):
            return CLOSES
        if blank and abs(value) < abs(stated.value):
            return BLANK
        return FAILS

    def verdicts(self, total: int, parts: Sequence[int]) -> list[int]:
        return [self.verdict(total, parts, cross) for cross in range(len(self.figures[total]))]

    def score(self, total: int, parts: tuple[int, ...]) -> int:
        """Return by how many cross lines more a reading closes than fails; closings of a single part weigh little."""
        points = 0
        for cross, verdict in enumerate(self.verdicts(total, parts)):
            if cross in self.soft:
                continue
            if verdict == CLOSES:
                points += 4 if self.is_solid(parts, cross) else 1
            elif verdict == FAILS:
                points -= 2
        return points

    def is_solid(self, parts: Sequence[int], cross: int) -> bool:
        """Whether at least two parts count, so that closing says something."""
        count = 0
        for line in parts:
            figure = self.figures[line][cross]
            if figure is not None and figure.value:
                count += 1
                if count == 2:
                    return True
        return False

    def unit_of(self, line: int) -> str | None:
        row = self.figures[line]
        return next((f.unit for c, f in enumerate(row) if f is not None and c not in self.soft), None)


def sums(matrix: Matrix, roots: list[Node]) -> list[Claim]:
    """Return the claims of every total under *roots*."""
    if not matrix.figures:
        return []
    totals = totals_of(nested(roots, matrix.score), matrix.score)
    judged = [(total, _same_unit(matrix, total)) for total in totals]
    verdicts = [matrix.verdicts(total.line, parts) if parts else [] for total, parts in judged]
    by_style: Counter[tuple[str, int]] = Counter()
    for (total, parts), row in zip(judged, verdicts, strict=True):
        style = total.readings[0].style
        for cross, verdict in enumerate(row):
            if cross not in matrix.soft and (verdict == FAILS or (verdict == CLOSES and matrix.is_solid(parts, cross))):
                by_style[style, verdict] += 1
    claims: list[Claim] = []
    for (total, parts), row in zip(judged, verdicts, strict=True):
        if parts:
            claims += _claims(matrix, total, parts, row, by_style)
    return claims


def _same_unit(matrix: Matrix, total: Total) -> tuple[int, ...]:
    """Return the parts that are counted in the unit of the total."""
    unit = matrix.unit_of(total.line)
    if unit is None:
        return ()
    return tuple(
        line for line in total.readings[0].parts if line != total.line and matrix.unit_of(line) in (unit, None)
    )


def _claims(
    matrix: Matrix,
    total: Total,
    parts: tuple[int, ...],
    row: list[int],
    by_style: Counter[tuple[str, int]],
) -> list[Claim]:
    style = total.readings[0].style
    hard = [(cross, verdict) for cross, verdict in enumerate(row) if cross not in matrix.soft]
    solid = sum(1 for cross, verdict in hard if verdict == CLOSES and matrix.is_solid(parts, cross))
    closed = sum(1 for _, verdict in hard if verdict == CLOSES)
    failed = row.count(FAILS)
    elsewhere = by_style[style, CLOSES] - solid, by_style[style, FAILS] - failed
    form, asserted = _standing(style, solid, closed, failed, elsewhere, total.forced, len(parts))
    if not form:
        return []
    claims: list[Claim] = []
    for cross, verdict in enumerate(row):
        if verdict == SILENT or (verdict == BLANK and not asserted):
            continue
        stated = matrix.figures[total.line][cross]
        assert stated is not None
        terms = [Term(stated, "total", matrix.labels[total.line])]
        terms += [
            Term(figure, "part", matrix.labels[line])
            for line in parts
            if (figure := matrix.figures[line][cross]) is not None
        ]
        which = form
        if verdict == BLANK:
            which = "blank" if form == "complete" else form
        elif verdict == CLOSES:
            which = "complete" if form != "partial" or len(terms) > 2 else form
        claims.append(Claim("sum", tuple(terms), which, asserted or verdict == CLOSES, basis=f"table:{style}"))
    return claims


def _standing(
    style: str, solid: int, closed: int, failed: int, elsewhere: tuple[int, int], forced: bool, part_count: int
) -> tuple[str, bool]:
    """Return form and certainty of a reading; no form where it may not be claimed at all."""
    if style == "of which":
        if solid and solid >= failed:
            return "complete", True
        return ("open" if part_count > 1 else "partial"), True
    if solid and solid * 2 >= failed:
        return "complete", True
    if style in ("total", "group total") and forced:
        return "complete", True
    if not failed:
        return "complete", closed > 0
    if elsewhere[0] and elsewhere[0] > elsewhere[1]:
        return "complete", True
    if style.endswith("total"):
        return "complete", False
    if elsewhere[0]:
        return "complete", False
    return "", False
