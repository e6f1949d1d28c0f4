"""Text in two columns: the right one is read after the left one, and not beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from audit_cli.readers.pages.lines import Line, Piece

LEAST_LINES = 6  # side by side, before they are two columns
LEAST_SIGNS = 12  # of a line on either side, on average: the cells of tables are shorter
MIDDLE = 0.15  # of the page's width, by which the gap between the columns may stand off its middle
FLUSH = 0.5  # of the lines on the left that end where the longest does


class Column(NamedTuple):
    """The lines of both columns as if they were one, from *left* to *right*; *top* is where they begin on the page."""

    lines: tuple[Line, ...]
    left: float
    right: float
    top: float


def with_columns(lines: Sequence[Line], width: float) -> Iterator[Line | Column]:
    """Yield the *lines* of one page, *width* points wide, with those joined that stand in two columns."""
    at = 0
    while at < len(lines):
        behind, gap = _side_by_side(lines, at, width)
        halves = [_half(line, gap) for line in lines[at:behind]]
        left = [first for first, _ in halves if first]
        right = [second for _, second in halves if second]
        if _are_prose(left, right):
            yield _below_one_another(left, right)
            at = behind
        else:
            yield from lines[at : max(behind, at + 1)]
            at = max(behind, at + 1)


def _side_by_side(lines: Sequence[Line], at: int, width: float) -> tuple[int, float]:
    """Return the line behind those from *at* on that leave one gap near the middle of the page free, and its place."""
    low, high = (0.5 - MIDDLE) * width, (0.5 + MIDDLE) * width
    behind = at
    while behind < len(lines):
        line = lines[behind]
        gaps = [(a.right, b.left) for a, b in zip(line.pieces, line.pieces[1:], strict=False)]
        # what stands on one side alone leaves free all that is beyond it
        gaps += [(0.0, line.left), (line.right, width)]
        free = max(((min(high, end) - max(low, start), max(low, start), min(high, end)) for start, end in gaps))
        if free[0] < line.size / 2:
            break
        _, low, high = free
        behind += 1
    return behind, (low + high) / 2


def _half(line: Line, gap: float) -> tuple[Line | None, Line | None]:
    return _part(line, [p for p in line.pieces if p.right <= gap]), _part(
        line, [p for p in line.pieces if p.left > gap]
    )


def _part(line: Line, pieces: Sequence[Piece]) -> Line | None:
    if not pieces:
        return None
    first = pieces[0]
    # only the first piece has had its first word measured; a sign is as wide as its share
    word = line.first_word if first is line.pieces[0] else (first.right - first.left) / len(first.text)
    pieces = (first._replace(lead=""), *pieces[1:])
    return line._replace(pieces=pieces, left=first.left, right=pieces[-1].right, first_word=word)


def _are_prose(left: Sequence[Line], right: Sequence[Line]) -> bool:
    if min(len(left), len(right)) < LEAST_LINES:
        return False
    edge = max(line.right for line in left)
    flush = sum(edge - line.right <= line.size for line in left)
    short = min(sum(len(line.text) for line in side) / len(side) for side in (left, right)) < LEAST_SIGNS
    return flush >= FLUSH * len(left) and not short


def _below_one_another(left: Sequence[Line], right: Sequence[Line]) -> Column:
    """Return the lines on the *right* moved below those on the *left*."""
    across = min(line.left for line in right) - min(line.left for line in left)
    down = left[-1].top + (left[1].top - left[0].top) - right[0].top
    moved = [
        line._replace(
            left=line.left - across, right=line.right - across, top=line.top + down, bottom=line.bottom + down
        )
        for line in right
    ]
    lines = (*left, *moved)
    return Column(lines, min(line.left for line in lines), max(line.right for line in lines), left[0].top)
