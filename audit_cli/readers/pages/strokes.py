"""From drawn paths to rules: thin boxes and the straight sides of shapes, in the coordinates they are drawn in."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from audit_cli.readers.pages.sheet import Rule

THIN = 3.0  # points: a box that is no thicker is a line
LEAST = 3.0  # points: what is shorter is a dot
_STRAIGHT = 0.5

Point = tuple[float, float]
Matrix = tuple[float, float, float, float, float, float]
SAME: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class Strokes:
    """The rules of a page as they are found."""

    def __init__(self) -> None:
        self.across: list[Rule] = []
        self.down: list[Rule] = []

    def add_path(self, points: Sequence[Point], stroked: bool) -> None:
        """Add one stretch of straight lines; of an area that is only filled, and not thin, the sides are no rules."""
        xs, ys = [x for x, _ in points], [y for _, y in points]
        if max(xs) - min(xs) <= THIN or max(ys) - min(ys) <= THIN:
            self.add_box(min(xs), min(ys), max(xs), max(ys))
        elif stroked:
            for (x0, y0), (x1, y1) in pairwise(points):
                if abs(x1 - x0) < _STRAIGHT or abs(y1 - y0) < _STRAIGHT:
                    self.add_box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))

    def add_box(self, left: float, low: float, right: float, high: float) -> None:
        """Add a thin box as the rule it is."""
        if right - left > max(high - low, LEAST):
            self.across.append(Rule((high + low) / 2, left, right))
        elif high - low > LEAST:
            self.down.append(Rule((left + right) / 2, low, high))


def product(m: Matrix, n: Matrix) -> Matrix:
    """Return the matrix that does *m* and then *n*."""
    return (
        m[0] * n[0] + m[1] * n[2], m[0] * n[1] + m[1] * n[3],
        m[2] * n[0] + m[3] * n[2], m[2] * n[1] + m[3] * n[3],
        m[4] * n[0] + m[5] * n[2] + n[4], m[4] * n[1] + m[5] * n[3] + n[5],
    )  # fmt: skip


def moved(matrix: Matrix, x: float, y: float) -> Point:
    """Return where *matrix* puts a point."""
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f
