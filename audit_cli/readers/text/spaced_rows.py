"""Rows of a table that is aligned by spaces: each field in the column that it stands in."""

from __future__ import annotations

from collections.abc import Sequence

from audit_cli.expressions import expression
from audit_cli.readers.text.cells import Piece, Row
from audit_cli.readers.text.spaced_columns import Places
from audit_cli.readers.text.spaced_lines import Field, TextRow, is_data

_NEW_ROW = expression(
    r"[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}[、.．]|[①-⑳]|其中|其他|合\s*计|总\s*计|小\s*计|[增减]"
)


def rows_of(lines: Sequence[TextRow], places: Places, template: set[int]) -> list[Row]:
    """Return *lines* as rows with a piece for each column; *template* are the ids of the complete ones."""
    columns, wide = places
    bounds = places.bounds()
    shape = "".join(c.kind for c in columns)
    first_data = next(k for k, row in enumerate(lines) if id(row) in template or is_data(row))
    widest = max((f.wide_right for row in lines for f in row.fields[:1]), default=0)
    rows: list[Row] = []
    heads: dict[int, int] = {}
    for k, row in enumerate(lines):
        pieces: list[Piece | None] = [None] * len(columns)
        lost = False
        if len(row.fields) == len(columns) and (id(row) in template or k < first_data):
            pieces = [f.piece for f in row.fields]
        elif len(row.fields) == 1 and k > first_data and row.fields[0].kind == "t":
            if _goes_on(rows, row, widest) and row.number == rows[-1].last:
                rows[-1] = _with_rest(rows[-1], row)
                continue
            pieces[_column_of(row.fields[0], bounds, wide, 0)[0]] = row.fields[0].piece
        else:
            lost = _assign(row, pieces, bounds, shape, wide, heads if k < first_data else None)
        label = _label_above(rows, row, pieces, k >= first_data)
        if label:
            rows.pop()
            pieces[0] = label
        at = (pieces[0] or row.fields[0].piece).start
        full = []
        for p in pieces:
            at = p.end if p else at
            full.append(p or Piece(at, at, ""))
        rows.append(Row(tuple(full), row.number - (label is not None), row.number + 1, lost))
    return rows


def _label_above(rows: Sequence[Row], row: TextRow, pieces: Sequence[Piece | None], body: bool) -> Piece | None:
    """Return the label on the line above, where the row itself has numerals only."""
    if not body or not rows or pieces[0] or row.fields[0].kind != "n" or rows[-1].last != row.number:
        return None
    above = rows[-1].pieces
    return above[0] if above[0].text and not any(p.text for p in above[1:]) else None


def _assign(
    row: TextRow,
    pieces: list[Piece | None],
    bounds: Sequence[tuple[int, int]],
    shape: str,
    wide: bool,
    heads: dict[int, int] | None,
) -> bool:
    """Put the fields of *row* into *pieces* by their place; return whether the place is not to be trusted.

    *heads* are the columns of the header above by where their labels begin: the first label below begins there too.
    """
    more = len(row.fields) - len(bounds)
    if more > 0:
        # what cannot be told apart stays together
        whole = row.fields[0].piece._replace(end=row.fields[more].piece.end, text="?")
        pieces[:] = [whole, *(f.piece for f in row.fields[more + 1 :])]
        return True
    doubt = False
    free = 0
    for i, field in enumerate(row.fields):
        rest = len(row.fields) - i - 1
        end = len(bounds) - rest
        column, distance = _column_of(field, bounds, wide, free, end)
        left = field.wide_left if wide else field.left
        if heads is not None:
            if free <= heads.get(left, -1) < end:
                column = heads[left]
            heads[left] = column
        pieces[column] = field.piece
        free = column + 1
        if heads is None:
            doubt = doubt or (field.kind == "n") > (shape[column] == "n") or distance > 2
    return doubt


def _column_of(
    field: Field, bounds: Sequence[tuple[int, int]], wide: bool, free: int, end: int | None = None
) -> tuple[int, int]:
    """Return the column from *free* on that *field* stands nearest to, and how far its edges are off."""
    left, right = (field.wide_left, field.wide_right) if wide else (field.left, field.right)
    best, least, off = -1, 0, 0
    for c in range(free, len(bounds) if end is None else end):
        low, high = bounds[c]
        near = min(abs(left - low), abs(right - high), abs(left + right - low - high) // 2)
        inside = max(0, min(right, high) - max(left, low))
        score = near - inside
        if best < 0 or score < least:
            best, least, off = c, score, 0 if inside else near
    return best, off


def _goes_on(rows: Sequence[Row], row: TextRow, widest: int) -> bool:
    """Tell whether the text alone on its line is the rest of the label above it."""
    field = row.fields[0]
    if not rows or _NEW_ROW.match(field.piece.text) or not rows[-1].pieces[0].text:
        return False
    label = rows[-1].pieces[0]
    if rows[-1].last - rows[-1].first > 1:
        return True
    printed = len(label.text.encode("gb18030", "replace"))
    return printed >= 16 and printed * 10 >= 8 * (widest - field.wide_left) and len(field.piece.text) < len(label.text)


def _with_rest(row: Row, rest: TextRow) -> Row:
    """Return *row* with the line *rest* behind it as a piece of its own at the end: it stands behind the numerals."""
    return row._replace(pieces=(*row.pieces, rest.fields[0].piece), last=rest.number + 1)
