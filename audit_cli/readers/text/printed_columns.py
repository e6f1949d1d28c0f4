"""Where the columns of a table stand on a page that spaces align, and which of them a field fills.

The lines of a page are as far apart as their longest cells, so that a column moves a little from row to row.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise
from typing import Protocol

from audit_cli.expressions import expression
from audit_cli.readers.text.cells import Line, kind_of
from audit_cli.readers.text.printed_fields import FAR, Field, Span, as_fields, with_figures

DRIFT = 3  # signs by which the same column may stand elsewhere in another row
_MOVED = 3 * DRIFT  # by which a column and itself elsewhere reach farther than it does
_SHORT = 2  # signs of a word that may be spread
_WORD = expression(r"\S+")
_HEAD = expression(r"分值|得分|权重")
_MARKED = expression(r"[一-鿿]{1,5}[（(][A-Z/÷]{1,3}[）)]")
_NAMES = expression(r"[一-鿿]+")
_CLAUSE = expression(r"[，。；！？]")


class Placed(Protocol):
    """A field, or a cell of several: its text and its edges."""

    @property
    def text(self) -> str: ...

    @property
    def left(self) -> int: ...

    @property
    def right(self) -> int: ...


def columns_and_fields(rows: Sequence[Sequence[Field]], lines: Sequence[Line]) -> tuple[list[Span], list[list[Field]]]:
    """Return the columns and the fields in them; first those fields are asked that have no space inside."""
    rows = with_figures(rows, lines)
    columns = _columns([[field for field in row if " " not in field.text] for row in rows])
    fields = [_parted_row(row, lines[row[0].line], columns) for row in rows]
    return _columns(fields), fields


def _columns(rows: Sequence[Sequence[Field]]) -> list[Span]:
    """Return from where to where each column reaches; what reaches over several is merged over them."""
    found: list[Span] = []
    for field in sorted((f for row in rows for f in row), key=lambda f: f.right - f.left):
        over = [k for k, (left, right) in enumerate(found) if field.left < right and left < field.right]
        if not over:
            found.append((field.left, field.right))
            found.sort()
        elif len(over) == 1:
            left, right = found[over[0]]
            found[over[0]] = (min(left, field.left), max(right, field.right))
    return _without_drift(found, rows)


def _without_drift(found: Sequence[Span], rows: Sequence[Sequence[Field]]) -> list[Span]:
    """Return the columns with those joined that no line fills both of, and that are close to each other.

    Two that are wide cannot be one that has moved: they reach much farther together than either does.
    """
    found = _as_wide_as_figures(found, rows)
    filled = [{_nearest(f, found) for f in row} for row in rows]
    merged: list[Span] = []
    members: list[set[int]] = []
    for k, span in enumerate(found):
        last = merged[-1] if merged else span
        near = span[0] - last[1] <= 2 * DRIFT and span[1] - last[0] <= max(map(_width, (span, last))) + _MOVED
        if merged and near and not any(k in row and row & members[-1] for row in filled):
            merged[-1] = (last[0], span[1])
            members[-1].add(k)
        else:
            merged.append(span)
            members.append({k})
    return merged


def _as_wide_as_figures(found: Sequence[Span], rows: Sequence[Sequence[Field]]) -> list[Span]:
    """Return the columns with those joined over which one figure reaches, if no line fills two of them."""
    out = list(found)
    for field in (field for row in rows for field in row if kind_of(field.text) == "n"):
        over = [span for span in out if _meets(field, span)]
        whole = (min(field.left, over[0][0]), max(field.right, over[-1][1])) if over else (0, 0)
        if len(over) < 2 or any(sum(_meets(f, whole) for f in row) > 1 for row in rows):
            continue
        out = sorted([*(span for span in out if span not in over), whole])
    return out


def _meets(field: Field, span: Span) -> bool:
    return field.left < span[1] and span[0] < field.right


def _width(span: Span) -> int:
    return span[1] - span[0]


def _nearest(field: Placed, columns: Sequence[Span]) -> int:
    """Return the column that *field* has most in common with, or else stands nearest to."""
    return max(range(len(columns)), key=lambda k: min(field.right, columns[k][1]) - max(field.left, columns[k][0]))


def _parted_row(row: Sequence[Field], line: Line, columns: Sequence[Span]) -> list[Field]:
    """Return the fields of a line, parted at single spaces where a column begins: 年度资金 1680.00."""
    spans: list[Span] = []
    for field in row:
        free = [c for c in columns if not any(f is not field and f.left < c[1] and c[0] < f.right for f in row)]
        spans += _parted(field, free) if " " in field.text else [(field.left, field.right)]
    return as_fields(line, row[0].line, spans) if len(spans) > len(row) else list(row)


def _parted(field: Field, columns: Sequence[Span]) -> list[Span]:
    """Return the parts of *field* in *columns* side by side: what follows a figure belongs to it."""
    words = [(field.left + w.start(), field.left + w.end(), w[0]) for w in _WORD.finditer(field.text)]
    parts = [words[0][:2]]
    if _CLAUSE.search(field.text):
        return [(field.left, field.right)]
    for (_, _, before), (left, right, word) in pairwise(words):
        is_name = kind_of(word) == "t" and min(len(before), len(word)) > 1
        own = next((k for k, (a, b) in enumerate(columns) if abs(a - left) <= DRIFT and parts[-1][1] <= b), 0)
        begins = own > 0 and columns[own - 1][0] - DRIFT <= parts[-1][0] < columns[own][0] - 1
        # no program puts a space between two names, but between two cells
        begins = begins or (_NAMES.fullmatch(before + word) is not None and min(len(before), len(word)) > _SHORT)
        begins = begins or (_HEAD.fullmatch(word) is not None and len(before) > 1)
        begins = begins or (_MARKED.fullmatch(word) is not None and _MARKED.fullmatch(before) is not None)
        if begins and (is_name or kind_of(word) in "nd") and (kind_of(word) in "nd" or not before[-1].isdigit()):
            parts.append((left, right))
        else:
            parts[-1] = (parts[-1][0], right)
    return parts


def _over(left: int, right: int, columns: Sequence[Span]) -> Span:
    """Return the first and last of the columns that lie between two places, the nearest one if none does."""
    over = [k for k, (a, b) in enumerate(columns) if left < b and a < right]
    if over:
        return over[0], over[-1]
    k = bisect_left(columns, (left, right))
    near = min((c for c in (k - 1, k) if 0 <= c < len(columns)), key=lambda c: abs(columns[c][0] - left))
    return near, near


def spans_of(row: Sequence[Placed], columns: Sequence[Span]) -> tuple[list[Span], int]:
    """Return the columns of each field of a line, no two in the same, and how far from them they stand in all."""
    spans = [_span(field, columns) for field in row]
    if all(a[1] < b[0] for a, b in pairwise(spans)):
        return spans, 0
    # the best places for the fields so far whose last is column c
    best: dict[int, tuple[int, tuple[int, ...]]] = {-1: (0, ())}
    for n, field in enumerate(row):
        after: dict[int, tuple[int, tuple[int, ...]]] = {}
        for last, (cost, places) in best.items():
            for c in range(last + 1, len(columns) - (len(row) - n - 1)):
                new = cost + max(columns[c][0] - field.right, field.left - columns[c][1], -1) + 1
                if c not in after or new < after[c][0]:
                    after[c] = (new, (*places, c))
        best = after
    if not best:
        return spans, FAR
    cost, places = min(best.values())
    return [(c, c) for c in places], cost


def _span(field: Placed, columns: Sequence[Span]) -> Span:
    if kind_of(field.text) in "nd":
        # no figure is merged over columns
        nearest = _nearest(field, columns)
        return nearest, nearest
    return _over(field.left, field.right, columns)
