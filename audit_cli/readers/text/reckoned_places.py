"""Rows that lost their blank cells: which columns their figures stand in, where sums alone can say it.

What a header says of its columns (a group has a 小计, what is left is what was given less what was used) holds in each
row, and what a total says of its parts in each column. A place is taken only if no other would do, and if chance would
not have found it: the figures that add up have far more digits than there are ways to place them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import combinations
from math import comb, prod
from typing import NamedTuple

_ZERO = Decimal(0)
_MOST_WAYS = 1000  # ways to place the figures of one row
_MOST_STEPS = 6000
_MOST_FOUND = 24
_RARE = 1000

Vector = tuple[Decimal, ...]
Places = tuple[int, ...]


class Amount(NamedTuple):
    """A figure of a row; a rate takes no part in sums, and stands where rates do."""

    value: Decimal
    rate: bool = False


class Relation(NamedTuple):
    """One column is the sum of others, some taken with a minus."""

    total: int
    parts: tuple[int, ...]
    less: tuple[int, ...] = ()

    def holds(self, row: Vector) -> bool:
        """Tell whether *row* keeps to it; a blank is nought."""
        return row[self.total] == sum([row[c] for c in self.parts], _ZERO) - sum([row[c] for c in self.less], _ZERO)

    def says_something(self, row: Vector) -> bool:
        """Tell whether more than one figure counts in *row*."""
        return sum(bool(row[c]) for c in (*self.parts, *self.less)) > 1


class Group(NamedTuple):
    """A row that adds up others."""

    total: int
    parts: Sequence[int]


def groups_of_codes(codes: Mapping[int, str], total: int) -> dict[int, list[int]]:
    """Return the rows right below each row by their *codes*, from the top down: 205 has 20502, which has 2050201.

    What no other row stands above is below the row *total*.
    """
    below: dict[int, list[int]] = {total: []}
    last: dict[str, int] = {}  # the row above that has a code
    for row, code in codes.items():
        outer = [last[code[:n]] for n in range(1, len(code)) if code[:n] in last]
        below.setdefault(max(outer, default=total), []).append(row)
        last[code] = row
    return below


def vector(figures: Sequence[Amount], places: Places, width: int) -> Vector:
    """Return *figures* in their columns, nought elsewhere and for rates."""
    row = [_ZERO] * width
    for figure, column in zip(figures, places, strict=True):
        row[column] = _ZERO if figure.rate else figure.value
    return tuple(row)


def reckoned(
    rows: Sequence[Sequence[Amount]],
    width: int,
    relations: Sequence[Relation],
    likely: Sequence[Relation],
    groups: Sequence[Group],
) -> dict[int, Places]:
    """Return the columns of the figures of each row, as far as they can be told; *groups* go from the top down.

    *likely* relations count where full rows keep to them.
    """
    whole = tuple(range(width))
    known: dict[int, Places] = {k: whole for k, row in enumerate(rows) if len(row) == width}
    full = [vector(rows[k], whole, width) for k in known]
    rates = frozenset(c for c in whole if full and all(rows[k][c].rate for k in known))
    held = [r for r in (*relations, *likely) if 2 * sum(r.holds(row) for row in full) >= len(full)]
    relations = [r for r in held if r in relations or any(r.says_something(row) for row in full)]
    for group in groups:
        lost = [k for k in group.parts if k not in known]
        if not known.get(group.total) or not lost:
            continue
        total = rest = vector(rows[group.total], known[group.total], width)
        for k in group.parts:
            if known.get(k):
                rest = _less(rest, vector(rows[k], known[k], width))
        ways = [_ways(rows[k], width, relations, rates) for k in lost]
        if all(ways):
            known.update(zip(lost, _agreed(ways, rest, total), strict=True))
    return {k: places for k, places in known.items() if places}


def _ways(
    figures: Sequence[Amount], width: int, relations: Sequence[Relation], rates: frozenset[int]
) -> list[tuple[Places, Vector]]:
    """Return the places of *figures* in which they break the fewest *relations*, none if there are too many."""
    if not 0 < len(figures) < width or comb(width, len(figures)) > _MOST_WAYS:
        return []
    ways = [
        (places, vector(figures, places, width))
        for places in combinations(range(width), len(figures))
        if all(figure.rate == (c in rates) for figure, c in zip(figures, places, strict=True))
    ]
    # a slip keeps a row from adding up, but no total is blank where its parts are not
    broken = [sum((not r.holds(row)) + (r.total not in places) for r in relations) for places, row in ways]
    least = min(broken, default=0)
    return [way for way, count in zip(ways, broken, strict=True) if count == least]


def _agreed(ways: Sequence[Sequence[tuple[Places, Vector]]], rest: Vector, total: Vector) -> list[Places]:
    """Return the places that all ways to come to *rest*, of a *total*, agree on, () for a row where they do not.

    A slip keeps one column from adding up; the others tell, if no way adds up throughout.
    """
    width = len(rest)
    found = {-1: list(_found(ways, rest, -1))}
    if not found[-1] and width > 1:
        found = {skipped: list(_found(ways, rest, skipped)) for skipped in range(width)}
    chosen = {choice for choices in found.values() for choice in choices}
    chances = prod(map(len, ways)) * len(found)
    told = min(
        (prod(_chances(v) for c, v in enumerate(total) if c != skipped) for skipped in found if found[skipped]),
        default=0,
    )
    if len(chosen) >= _MOST_FOUND or chances * _RARE > told:
        return [()] * len(ways)
    agreed = [{choice[k] for choice in chosen} for k in range(len(ways))]
    return [way[own.pop()][0] if len(own) == 1 else () for way, own in zip(ways, agreed, strict=True)]


def _chances(value: Decimal) -> int:
    """Return how many values are printed with as many digits: so seldom is it met by chance."""
    return int(10 ** len(value.as_tuple().digits)) if value else 1


def _less(one: Vector, other: Vector) -> Vector:
    return tuple([a - b for a, b in zip(one, other, strict=True)])


def _found(ways: Sequence[Sequence[tuple[Places, Vector]]], rest: Vector, skipped: int) -> Iterator[tuple[int, ...]]:
    """Yield the ways, one of each row by its number, that come to *rest* in every column but the one *skipped*."""
    order = sorted(range(len(ways)), key=lambda k: len(ways[k]))
    columns = [c for c in range(len(rest)) if c != skipped]
    falling = all(value >= 0 for way in ways for _, row in way for value in row)
    choice = [0] * len(ways)
    steps = found = 0

    def search(depth: int, left: Vector) -> Iterator[tuple[int, ...]]:
        nonlocal steps, found
        steps += 1
        if steps > _MOST_STEPS or found >= _MOST_FOUND:
            return
        if depth == len(order):
            if all(not left[c] for c in columns):
                found += 1
                yield tuple(choice)
            return
        row = order[depth]
        for number, (_, values) in enumerate(ways[row]):
            after = _less(left, values)
            if falling and any(after[c] < 0 for c in columns):
                continue
            choice[row] = number
            yield from search(depth + 1, after)

    yield from search(0, rest)
    if steps > _MOST_STEPS:
        # what was not tried might do as well
        yield from ((*choice, number) for number in range(_MOST_FOUND))
