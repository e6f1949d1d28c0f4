"""How rows print merged cells: once, so that what follows moves to the left, or with a blank for each cell covered."""

from __future__ import annotations

from collections.abc import Sequence

from audit_cli.readers.text.cells import TOTAL_ROW, Piece, Row, kinds_of


def without_blanks_behind(rows: Sequence[Row]) -> list[Row]:
    """Return *rows*, those that are not blank, without the blanks that only make them as long as the others."""
    return [row._replace(pieces=row.pieces[:filled]) for row in rows if (filled := _filled(row))]


def are_padded(rows: Sequence[Row]) -> bool:
    """Whether a row that moved to the left was made as long as the others by blanks at its end.

    Where none was, as in the money of a form above its indicators, a blank at the end of a row is a cell left blank.
    """
    return any(row.pieces and not row.pieces[-1].text for row in _moved(rows)[0])


def filled_up(rows: Sequence[Row]) -> list[Row]:
    """Return *rows* as long as the longest of them, with blanks at the end for those that were cut off."""
    width = max(len(row.pieces) for row in rows)
    return [row._replace(pieces=(*row.pieces, *_blanks(row, width))) for row in rows]


def _blanks(row: Row, width: int) -> list[Piece]:
    end = row.pieces[-1].end
    return [Piece(end, end, "")] * (width - len(row.pieces))


def moved_and_kept(rows: Sequence[Row]) -> tuple[int, int]:
    """Return how many of *rows* seem to have moved to the left over a merged cell, and how many kept its blanks.

    A row has moved if a numeral of it stands where the widest rows of figures have names; a header or a total has kept
    its place if it goes on behind a blank, and a row of figures if it begins with one.  Below a header that is shorter
    and has no blank, such blanks are of labels that stand above them: there it was the upper row that moved.
    """
    told, kinds = _moved(rows)
    moved, kept = len(told), 0
    width = max(map(len, kinds), default=0)
    above = width  # of the shortest header so far that has no blank
    for row, kind in zip(rows, kinds, strict=True):
        if "n" in kind:
            kept += kind[0] == "e" or ("te" in kind and _is_total(row))
            continue
        moved += "te" in kind and above < len(kind)
        kept += "te" in kind and above >= len(kind)
        above = len(kind) if 1 < len(kind) < above and "e" not in kind else above
    return moved, kept


def _moved(rows: Sequence[Row]) -> tuple[list[Row], list[str]]:
    """Return the rows that seem to have moved to the left, and of which kinds the cells of every row are."""
    kinds = [kinds_of(row)[: _filled(row)] for row in rows]
    width = max(map(len, kinds), default=0)
    widest = [row for row, kind in zip(rows, kinds, strict=True) if len(kind) == width and "n" in kind]
    figures = [kind for row, kind in zip(rows, kinds, strict=True) if "n" in kind and not _is_total(row)]
    if widest and all(map(_is_total, widest)):
        # the numbers of the columns stand over columns that are blank in all other rows
        width = max(map(len, figures), default=0)
    full = [kind for kind in kinds if len(kind) == width and "n" in kind]
    names = {column for column in range(1, width) if {kind[column] for kind in full} - {"e"} == {"t"}}
    moved = [
        row
        for row, kind in zip(rows, kinds, strict=True)
        if len(kind) < width
        and any(kind[c] == "n" and row.pieces[c].text[-1].isdigit() for c in names if c < len(kind))
    ]
    return moved, kinds


def _is_total(row: Row) -> bool:
    return bool(row.pieces) and TOTAL_ROW.match(row.pieces[0].text) is not None


def _filled(row: Row) -> int:
    return max([k + 1 for k, piece in enumerate(row.pieces) if piece.text], default=0)
