"""Headers that print a merged cell in each of the columns and rows that it covers, as programs export them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from audit_cli.readers.text.cells import Piece, Row


def without_repetition(header: Sequence[Row]) -> list[Row]:
    """Return the rows of *header* with what a merged cell tells again left blank, as where it is printed once.

    What is told again beside itself is one cell if the labels below it are not; a header without such a cell is left
    as it is.
    """
    texts = [[p.text for p in row.pieces] for row in header]
    if len(set(map(len, texts))) > 1:
        return list(header)
    wide = {
        (r, c)
        for r, (row, below) in enumerate(pairwise(texts))
        for c in range(1, len(row))
        if row[c] and row[c] == row[c - 1] and below[c] and below[c - 1] and below[c] != below[c - 1]
    }
    if not wide:
        return list(header)
    tall = {
        (r, c)
        for r in range(1, len(texts))
        for c, text in enumerate(texts[r])
        if text and text == texts[r - 1][c] and not wide & {(r - 1, c), (r - 1, c + 1)}
    }
    left_out = wide | tall
    return [
        row._replace(
            pieces=tuple(Piece(p.end, p.end, "") if (r, c) in left_out else p for c, p in enumerate(row.pieces))
        )
        for r, row in enumerate(header)
    ]
