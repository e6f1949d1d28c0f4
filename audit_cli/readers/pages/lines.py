"""From signs in their places to lines of text: which signs stand in one row, and where words stand apart."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from audit_cli.readers.pages.sheet import Glyph, Printed
from audit_cli.readers.text.wrapped_lines import TOKEN

# in heights of the type: what parts two words of letters, two words of Chinese, two pieces of a line
WORD_GAP = 0.25
CHINESE_GAP = 0.75
PIECE_GAP = 1.3
SMALLEST = 0.5  # points of type that anybody can see
# how far apart a sign is printed over itself to look bold, or as its own shadow
TWICE = 0.15
SCRIPT_GAP, HAIR = 0.25, 0.02
NEVER_FIRST = frozenset("，。、；：！？）》〉】〕”’」』％%…,;!?)]")
_FIRST_WIDE = "\u2e80"


class Piece(NamedTuple):
    """Signs of one line that stand together; *lead* is what parts them from the piece before.

    Without its spaces *text* is what *signs* say one after the other.
    """

    text: str
    left: float
    right: float
    lead: str = ""
    signs: tuple[Glyph, ...] = ()


class Line(NamedTuple):
    """One printed line of a page; *size* is the height of its type, *first_word* how wide its first word is.

    No more of a line can be moved to the end of the one before than its first word.
    """

    pieces: tuple[Piece, ...]
    left: float
    top: float
    right: float
    bottom: float
    size: float
    first_word: float
    page: int = 0

    @property
    def text(self) -> str:
        return "".join([piece.lead + piece.text for piece in self.pieces])


def lines_of(glyphs: Sequence[Glyph], page: int = 0) -> list[Line]:
    """Return *glyphs* as lines from top to bottom; a line's signs run from left to right."""
    rows = _rows(_runs(glyphs))
    lines = [_line(row, page) for row in rows]
    return [line for line in lines if line is not None]


def _runs(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    """Return the stretches in which the file itself goes on from left to right in one row."""
    runs: list[list[Glyph]] = []
    right = top = bottom = 0.0
    run: list[Glyph] = []
    for glyph in glyphs:
        _, left, above, end, below = glyph
        if not run or left < right or min(bottom, below) - max(top, above) <= 0.5 * min(bottom - top, below - above):
            run = []
            runs.append(run)
            top, bottom = above, below
        run.append(glyph)
        # a sign may reach back into the one before, as brackets do, but not begin before its middle
        right = (left + end) / 2
    return runs


def _rows(runs: list[list[Glyph]]) -> list[list[Glyph]]:
    """Return the runs joined that stand side by side, from top to bottom."""
    boxes = sorted([(*_height(run), i) for i, run in enumerate(runs)], key=lambda box: (box[0] + box[1], box[2]))
    rows: list[tuple[float, float, list[int]]] = []
    for top, bottom, i in boxes:
        if rows:
            upper, lower, members = rows[-1]
            if min(bottom, lower) - max(top, upper) > 0.5 * min(bottom - top, lower - upper):
                members.append(i)
                continue
        rows.append((top, bottom, [i]))
    joined: list[list[Glyph]] = []
    for _, _, members in rows:
        if len(members) == 1:
            joined.append(runs[members[0]])
        else:
            # for signs printed in one place the order of the file decides
            joined.append(sorted([g for i in sorted(members) for g in runs[i]], key=lambda g: g.left))
    return joined


def _height(run: Sequence[Glyph]) -> tuple[float, float]:
    tops = sorted([glyph.top for glyph in run])
    bottoms = sorted([glyph.bottom for glyph in run])
    return tops[len(tops) // 2], bottoms[len(bottoms) // 2]


def _line(row: Sequence[Glyph], page: int) -> Line | None:
    signs: list[Glyph] = []
    spaces: list[int] = []
    count = 0
    before, start = "", 0.0
    for glyph in row:
        text, left, top, _, bottom = glyph
        if text == " " or text.isspace():
            count += 1
            continue
        if text == before and left - start < TWICE * (bottom - top):
            continue
        before, start = text, left
        signs.append(glyph)
        spaces.append(count)
        count = 0
    if not signs:
        return None
    top, bottom = _height(signs)
    size = max(bottom - top, SMALLEST)
    spaces[0] = 0
    if any(spaces) and _is_spread(signs, spaces):
        spaces = [0] * len(spaces)
    pieces = tuple(_pieces(signs, spaces, size))
    right = max([sign.right for sign in signs])
    return Line(pieces, signs[0].left, top, right, bottom, size, _first_word(signs, pieces[0].text), page)


def _first_word(signs: Sequence[Glyph], text: str) -> float:
    if text[0] in NEVER_FIRST:
        # such a sign may have no room on the line before, but nobody would begin a line of his own with it
        return math.inf
    token = TOKEN.match(text)
    length = len(token[0]) if token else len(text)
    for sign in signs:
        length -= len(sign.text)
        if length <= 0:
            return sign.right - signs[0].left
    return signs[-1].right - signs[0].left


def _is_spread(signs: Sequence[Glyph], spaces: Sequence[int]) -> bool:
    """Tell whether spaces between Chinese characters only spread the line over the page."""
    apart = sum([count == 1 for count in spaces])
    return apart >= 4 and apart * 3 >= 2 * (len(signs) - 1)


def _pieces(signs: Sequence[Glyph], spaces: Sequence[int], size: float) -> list[Piece]:
    pieces: list[Piece] = []
    texts: list[str] = []
    first = 0
    left = right = signs[0].left
    lead = last = ""
    word_gap = WORD_GAP * size
    for i, ((text, start, _, end, _), count) in enumerate(zip(signs, spaces, strict=True)):
        if count or (start - right > word_gap and last):
            gap = (start - right) / size
            blank = _blank(last, text, gap, count)
            if gap > PIECE_GAP:
                pieces.append(Piece("".join(texts), left, right, lead, tuple(signs[first:i])))
                texts, first = [], i
                left = start
                lead = blank if len(blank) > 1 else "  "
            elif blank:
                texts.append(blank)
        texts.append(text)
        right = end
        last = text
    pieces.append(Piece("".join(texts), left, right, lead, tuple(signs[first:])))
    return pieces


def _blank(last: str, text: str, gap: float, count: int) -> str:
    """Return the white space between two signs: the spaces in the file, or what the gap is worth."""
    if count:
        return " " * count
    chinese = last[-1] >= _FIRST_WIDE or text[0] >= _FIRST_WIDE
    return " " if gap > (CHINESE_GAP if chinese else WORD_GAP) else ""


def signs_of(lines: Iterable[Line]) -> Iterator[Printed]:
    """Yield the signs of *lines* in the order of their text."""
    for line in lines:
        for piece in line.pieces:
            yield from [Printed(line.page, sign) for sign in piece.signs]


def joint(line: Line, after: Line) -> str:
    """Return what stands between two lines of one sentence: a space between words of letters, else nothing."""
    last, first = line.pieces[-1].text[-1], after.pieces[0].text[0]
    return " " if last.isascii() and first.isascii() and last.isalpha() and first.isalpha() else ""


def has_room(line: Line, after: Line, room: float) -> bool:
    """Tell whether the first word of *after* would fit where *line* leaves *room*: then somebody began a new line.

    Between Chinese characters and others programs put a little space.
    """
    last, first = line.pieces[-1].text[-1], after.pieces[0].text[0]
    space = SCRIPT_GAP if (last < _FIRST_WIDE) != (first < _FIRST_WIDE) else HAIR
    return after.first_word + space * line.size <= room
