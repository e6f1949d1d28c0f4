"""From straight lines to the grids of tables: edges, cells and what they span. One axis is treated like the other."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Sequence
from operator import itemgetter
from typing import NamedTuple

import numpy
from numpy.typing import NDArray

from audit_cli.readers.pages.sheet import Rule

SNAP = 3.0  # points within which two lines are one, and a line touches another
MOST_RULES = 5_000
MOST_CELLS = 100_000


class Slot(NamedTuple):
    """A cell of a grid, by the row and column of its upper left corner."""

    row: int
    col: int
    rowspan: int
    colspan: int


class Grid(NamedTuple):
    """A ruled table: its edges from left to right and from top to bottom, and the cells between them.

    *owner* has the number of the cell that covers a row and column.
    """

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    slots: tuple[Slot, ...]
    owner: tuple[tuple[int, ...], ...]

    def slots_at(self, x: NDArray[numpy.float64], y: NDArray[numpy.float64]) -> NDArray[numpy.intp]:
        """Return the numbers of the cells that hold these points, -1 for a point outside."""
        inside = (x >= self.xs[0]) & (x <= self.xs[-1]) & (y >= self.ys[0]) & (y <= self.ys[-1])
        # what stands on the last edge belongs to the cell before it
        row = numpy.minimum(numpy.searchsorted(self.ys, y[inside], "right"), len(self.ys) - 1) - 1
        col = numpy.minimum(numpy.searchsorted(self.xs, x[inside], "right"), len(self.xs) - 1) - 1
        slots = numpy.full(len(x), -1)
        slots[inside] = numpy.array(self.owner)[row, col]
        return slots


def grids_of(across: Sequence[Rule], down: Sequence[Rule]) -> list[Grid]:
    """Return the grids that the rules of one page make, from top to bottom; a single frame is none."""
    grids = []
    across, down = _merged(across), _merged(down)
    if len(across) + len(down) > MOST_RULES:
        return []
    for rows, columns in _connected(across, down):
        for part in _parts(rows, columns):
            ys, xs = _edges(*part), _edges(*part[::-1])
            if 1 < (len(xs) - 1) * (len(ys) - 1) <= MOST_CELLS:
                grids.append(_grid(xs, ys, _walls(part[0], ys, xs), _walls(part[1], xs, ys)))
    return sorted(grids, key=lambda grid: (grid.ys[0], grid.xs[0]))


def have_common_columns(some: Collection[int], others: Collection[int]) -> bool:
    """Tell whether rows whose inner edges are *some* belong to one table with those that have *others*."""
    fewer = min(len(some), len(others))
    return fewer < 2 or 2 * len(set(some) & set(others)) >= fewer


def _parts(across: list[Rule], down: list[Rule]) -> Iterator[tuple[list[Rule], list[Rule]]]:
    """Yield the rules of each table of a group: tables that touch are told apart by their columns."""
    ys, xs = _edges(across, down), _edges(down, across)
    if len(xs) * len(ys) > MOST_CELLS:
        return
    above, beside = _walls(across, ys, xs), _walls(down, xs, ys)
    columns = [{c for c in range(1, len(xs) - 1) if beside[c][row]} for row in range(len(ys) - 1)]
    top = ys[0]
    for row in range(1, len(ys) - 1):
        if all(above[row]) and not have_common_columns(columns[row - 1], columns[row]):
            yield _between(across, down, top, ys[row])
            top = ys[row]
    yield _between(across, down, top, ys[-1])


def _between(across: list[Rule], down: list[Rule], top: float, bottom: float) -> tuple[list[Rule], list[Rule]]:
    inside = [Rule(x, max(low, top), min(high, bottom)) for x, low, high in down]
    return (
        [rule for rule in across if top - SNAP <= rule.at <= bottom + SNAP],
        [rule for rule in inside if rule.high - rule.low > SNAP],
    )


def _merged(rules: Sequence[Rule]) -> list[Rule]:
    """Return the rules with those joined that are drawn in pieces, or several times, on one line."""
    merged: list[Rule] = []
    ordered = sorted(rules)
    first = 0
    while first < len(ordered):
        behind = first + 1
        while behind < len(ordered) and ordered[behind].at - ordered[first].at <= SNAP / 2:
            behind += 1
        at = sum([rule.at for rule in ordered[first:behind]]) / (behind - first)
        low = high = None
        for rule in sorted(ordered[first:behind], key=itemgetter(1)):
            if high is not None and rule.low <= high + SNAP:
                high = max(high, rule.high)
                continue
            if low is not None and high is not None:
                merged.append(Rule(at, low, high))
            low, high = rule.low, rule.high
        if low is not None and high is not None:
            merged.append(Rule(at, low, high))
        first = behind
    return merged


def _connected(across: list[Rule], down: list[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Return the rules in groups that touch one another: those across and those down of each table."""
    parent = list(range(len(across) + len(down)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    heights = [rule.at for rule in across]
    for j, (x, top, bottom) in enumerate(down, start=len(across)):
        for i in range(bisect_left(heights, top - SNAP), bisect_right(heights, bottom + SNAP)):
            if across[i].low - SNAP <= x <= across[i].high + SNAP:
                parent[root(i)] = root(j)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for i in range(len(parent)):
        rows, columns = groups.setdefault(root(i), ([], []))
        if i < len(across):
            rows.append(across[i])
        else:
            columns.append(down[i - len(across)])
    return [group for group in groups.values() if group[0] and group[1]]


def _edges(rules: Sequence[Rule], crossing: Sequence[Rule]) -> tuple[float, ...]:
    """Return where the *rules* of a table stand, and its outer edges where it is open and only *crossing* end there."""
    places = [rule.at for rule in rules]
    places += [min([rule.low for rule in crossing]), max([rule.high for rule in crossing])]
    edges: list[float] = []
    for place in sorted(places):
        if not edges or place - edges[-1] > SNAP:
            edges.append(place)
    return tuple(edges)


def _walls(rules: Sequence[Rule], edges: Sequence[float], steps: Sequence[float]) -> list[list[bool]]:
    """Return, for each of *edges*, whether a rule runs there between one step and the next; outside there is one."""
    walls = [[False] * (len(steps) - 1) for _ in edges]
    walls[0] = [True] * (len(steps) - 1)
    walls[-1] = walls[0][:]
    middles = [(steps[i] + steps[i + 1]) / 2 for i in range(len(steps) - 1)]
    for at, low, high in rules:
        i = bisect_left(edges, at)
        if i == len(edges) or (i and at - edges[i - 1] <= edges[i] - at):
            i -= 1
        for step in range(bisect_left(middles, low - SNAP), bisect_right(middles, high + SNAP)):
            walls[i][step] = True
    return walls


def _grid(xs: tuple[float, ...], ys: tuple[float, ...], above: list[list[bool]], beside: list[list[bool]]) -> Grid:
    """Return the cells between the walls: *above* by row edge and column, *beside* by column edge and row."""
    height, width = len(ys) - 1, len(xs) - 1
    owner = [[-1] * width for _ in range(height)]
    slots: list[Slot] = []
    for row in range(height):
        for col in range(width):
            if owner[row][col] >= 0:
                continue
            colspan = rowspan = 1
            while col + colspan < width and not beside[col + colspan][row] and owner[row][col + colspan] < 0:
                colspan += 1
            columns = range(col, col + colspan)
            while row + rowspan < height and not any(
                above[row + rowspan][c] or owner[row + rowspan][c] >= 0 for c in columns
            ):
                rowspan += 1
            for r in range(row, row + rowspan):
                for c in columns:
                    owner[r][c] = len(slots)
            slots.append(Slot(row, col, rowspan, colspan))
    return Grid(xs, ys, tuple(slots), tuple(map(tuple, owner)))
