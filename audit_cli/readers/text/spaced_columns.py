"""Where the columns of a table that is aligned by spaces stand."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from audit_cli.readers.text.spaced_lines import Field, TextRow, left_edge, overlaps, right_edge


class Column(NamedTuple):
    """Where a column stands: its outermost edges in both measures."""

    left: int
    right: int
    wide_left: int
    wide_right: int
    kind: str


class Places(NamedTuple):
    """The columns, and whether to measure them on the screen (a Chinese character takes two) or in characters."""

    columns: tuple[Column, ...]
    wide: bool

    def bounds(self) -> list[tuple[int, int]]:
        return [(c.wide_left, c.wide_right) if self.wide else (c.left, c.right) for c in self.columns]


def places_of(template: Sequence[TextRow], columns: int, rows: Sequence[TextRow]) -> Places:
    """Return where the columns of the complete rows stand."""
    found = []
    for c in range(columns):
        fields = [row.fields[c] for row in template]
        left, right = min(f.left for f in fields), max(f.right for f in fields)
        wide_left, wide_right = min(f.wide_left for f in fields), max(f.wide_right for f in fields)
        found.append(Column(left, right, wide_left, wide_right, "t" if fields[0].kind == "t" else "n"))
    wide = (_agreement(template, rows, True), -spread(template, columns, True))
    return Places(tuple(found), wide >= (_agreement(template, rows, False), -spread(template, columns, False)))


def places_below(header: TextRow, rows: Sequence[TextRow]) -> Places | None:
    """Return where the columns of *rows* stand if no row fills all of them, and nearly all fields begin below a name.

    So it is in forms of indicators, whose cells at the left are merged downwards while those at the right are blank.
    """
    if any(len(row.fields) >= len(header.fields) for row in rows):
        return None
    for wide in (True, False):
        found: dict[int, list[Field]] = {left_edge(f, wide): [f] for f in header.fields}
        fields = [f for row in rows for f in row.fields]
        below = [f for f in fields if left_edge(f, wide) in found]
        if len(below) * 10 < 9 * len(fields):
            continue
        for f in below:
            found[left_edge(f, wide)].append(f)
        columns = [
            Column(
                min(f.left for f in own),
                max(f.right for f in own),
                min(f.wide_left for f in own),
                max(f.wide_right for f in own),
                "n" if any(f.kind == "n" for f in own) else "t",
            )
            for own in found.values()
        ]
        if all(a.wide_right <= b.wide_left if wide else a.right <= b.left for a, b in pairwise(columns)):
            return Places(tuple(columns), wide)
    return None


def are_aligned(template: Sequence[TextRow], rows: Sequence[TextRow]) -> bool:
    """Tell whether nearly all numerals of *rows* end where a column of *template* ends."""
    count = sum(f.kind == "n" for row in rows for f in row.fields)
    return max(_agreement(template, rows, wide) for wide in (True, False)) * 10 >= 8 * count


def _agreement(template: Sequence[TextRow], rows: Sequence[TextRow], wide: bool) -> int:
    """Return how many numerals of *rows* begin, or end, where a column of *template* does."""
    best = 0
    for edge in (right_edge, left_edge):
        edges = {edge(f, wide) for row in template for f in row.fields if f.kind != "t"}
        near = edges | {e - 1 for e in edges} | {e + 1 for e in edges}
        best = max(best, sum(edge(f, wide) in near for row in rows for f in row.fields if f.kind == "n"))
    return best


def are_joined(rows: Sequence[TextRow]) -> bool:
    """Tell whether the same gap stands between all fields, so that it is a mark and not an alignment."""
    gaps = {b.left - a.right for row in rows for a, b in pairwise(row.fields)}
    return len(gaps) == 1 and len({row.fields[0].wide_right for row in rows}) > 1


def are_apart(rows: Sequence[TextRow]) -> bool:
    """Tell whether more than one space stands between any two fields."""
    return any(b.left - a.right > 1 for row in rows for a, b in pairwise(row.fields))


def spread(template: Sequence[TextRow], columns: int, wide: bool) -> int:
    """Return by how much the edges of the worst column differ from row to row."""
    worst = 0
    for c in range(1, columns):
        fields = [row.fields[c] for row in template]
        lefts = [f.wide_left if wide else f.left for f in fields]
        rights = [right_edge(f, wide) for f in fields]
        centres = [(a + b) // 2 for a, b in zip(lefts, rights, strict=True)]
        worst = max(worst, min(max(edge) - min(edge) for edge in (lefts, rights, centres)))
    return worst


def with_blank_columns(places: Places, lines: Sequence[TextRow], template: Sequence[TextRow]) -> Places:
    """Return *places* with a column where a header stands over none: all its cells are blank."""
    first = template[0].number
    columns = list(places.columns)
    for row in lines:
        if row.number >= first or len(row.fields) == len(columns):
            break
        for field in row.fields:
            own = Column(field.left, field.right, field.wide_left, field.wide_right, "n")
            k = sum(_edges(c, places.wide)[0] < _edges(own, places.wide)[0] for c in columns)
            left = _edges(columns[k - 1], places.wide)[1] if k else -2
            right = _edges(columns[k], places.wide)[0] if k < len(columns) else None
            low, high = _edges(own, places.wide)
            # right of all numerals nothing can stand below the last one, however deep the header is
            last = right is None and field is row.fields[-1] and len(row.fields) > 1
            last = last and overlaps(row.fields[-2], _edges(columns[-1], places.wide), places.wide)
            # nor can anything left of all labels, where a merged cell stands beside its rows
            side = k == 0 and field is row.fields[0] and len(row.fields) > 1
            side = side and overlaps(row.fields[1], _edges(columns[0], places.wide), places.wide)
            free = low > left + 1 and (right is None or high < right - 1)
            if free and (last or side or _is_last_header(row, lines)):
                # a header may stand beside the numerals of its column; here its neighbours have their own
                beside = [_edges(c, places.wide) for c in columns[max(k - 1, 0) : k + 1]]
                if all(any(overlaps(f, b, places.wide) for f in row.fields) for b in beside):
                    columns.insert(k, own)
    return places._replace(columns=tuple(columns))


def _is_last_header(row: TextRow, lines: Sequence[TextRow]) -> bool:
    """Tell whether numerals stand on the line right below *row*, so that it names single columns."""
    return any(other.number == row.number + 1 and "n" in other.kinds for other in lines)


def _edges(column: Column, wide: bool) -> tuple[int, int]:
    return (column.wide_left, column.wide_right) if wide else (column.left, column.right)
