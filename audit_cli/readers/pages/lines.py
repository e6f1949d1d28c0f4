"""From rows of signs to lines of text: where words stand apart."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import NamedTuple

import numpy
from numpy.typing import NDArray

from audit_cli.readers.pages.rows import TWICE, Run, rows_by_place, signs_of
from audit_cli.readers.pages.sheet import Glyphs
from audit_cli.readers.raised import RAISED
from audit_cli.readers.text.wrapped_lines import TOKEN

# in heights of the type: what parts two words of letters, two words of Chinese, two pieces of a line
WORD_GAP = 0.25
CHINESE_GAP = 0.75
PIECE_GAP = 1.3
SMALLEST = 0.5  # points of type that anybody can see
SCRIPT_GAP, HAIR = 0.25, 0.02
NEVER_FIRST = frozenset("，。、；：！？）》〉】〕”’」』％%…,;!?)]")
_FIRST_WIDE = "\u2e80"


class Piece(NamedTuple):
    """Signs of one line that stand together; *lead* is what parts them from the piece before.

    *signs* are their numbers on the page: without its spaces *text* is what these say one after the other.
    """

    text: str
    left: float
    right: float
    lead: str = ""
    signs: Sequence[int] = ()


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


def lines_of(glyphs: Glyphs, page: int = 0) -> list[Line]:
    """Return *glyphs* as lines from top to bottom; a line's signs run from left to right."""
    return lines_by_place(glyphs, numpy.zeros(len(glyphs), numpy.intp), page).get(0, [])


def lines_by_place(glyphs: Glyphs, places: NDArray[numpy.intp], page: int = 0) -> dict[int, list[Line]]:
    """Return the lines in each place, if *places* says for each of *glyphs* in which one it stands."""
    signs = _Signs(glyphs, page)
    lines = ((place, [signs.line(row) for row in rows]) for place, rows in rows_by_place(glyphs, places))
    return {place: [line for line in inside if line is not None] for place, inside in lines}


class _Signs:
    """The signs of a page, sign by sign."""

    def __init__(self, glyphs: Glyphs, page: int) -> None:
        self._texts = glyphs.texts
        columns: list[list[float]] = glyphs.edges.tolist()
        self._lefts, self._tops, self._rights, self._bottoms = columns
        self._page = page

    def line(self, row: Sequence[Run]) -> Line | None:
        """Return *row* as a line, None if it is blank."""
        start, end, top, bottom, right, gap, is_plain = row[0]
        if len(row) == 1 and is_plain:
            size = max(bottom - top, SMALLEST)
            if gap <= WORD_GAP * size:
                left = self._lefts[start]
                text = "".join(self._texts[start:end])
                piece = Piece(text, left, self._rights[end - 1], "", range(start, end))
                return Line(
                    (piece,), left, top, right, bottom, size, self._first_word(range(start, end), text), self._page
                )
        signs, spaces = self._without_blanks(signs_of(row, self._lefts))
        if not signs:
            return None
        middle = len(signs) // 2
        top = sorted([self._tops[i] for i in signs])[middle]
        bottom = sorted([self._bottoms[i] for i in signs])[middle]
        right = max([self._rights[i] for i in signs])
        size = max(bottom - top, SMALLEST)
        if any(spaces) and _is_spread(spaces):
            spaces = [0] * len(spaces)
        pieces = tuple(self._pieces(signs, spaces, size))
        first_word = self._first_word(signs, pieces[0].text)
        return Line(pieces, self._lefts[signs[0]], top, right, bottom, size, first_word, self._page)

    def _without_blanks(self, row: Iterable[int]) -> tuple[list[int], list[int]]:
        """Return the signs that leave ink, those printed twice once, and how many spaces stand before each."""
        signs: list[int] = []
        spaces: list[int] = []
        count = 0
        before, start = "", 0.0
        for i in row:
            text, left = self._texts[i], self._lefts[i]
            if text.isspace():
                count += 1
                continue
            if text == before and left - start < TWICE * (self._bottoms[i] - self._tops[i]):
                continue
            before, start = text, left
            spaces.append(count if signs else 0)
            signs.append(i)
            count = 0
        return signs, spaces

    def _first_word(self, signs: Sequence[int], text: str) -> float:
        if text[0] in NEVER_FIRST:
            # such a sign may have no room on the line before, but nobody would begin a line of his own with it
            return math.inf
        token = TOKEN.match(text)
        length = len(token[0]) if token else len(text)
        if not isinstance(self._texts, str):
            # signs may be several characters, such as ligatures
            lengths = accumulate(len(self._texts[i]) for i in signs)
            length = 1 + next((n for n, reached in enumerate(lengths) if reached >= length), len(signs) - 1)
        return self._rights[signs[min(length, len(signs)) - 1]] - self._lefts[signs[0]]

    def _pieces(self, signs: Sequence[int], spaces: Sequence[int], size: float) -> list[Piece]:
        pieces: list[Piece] = []
        words: list[str] = []
        at = 0
        word_gap = WORD_GAP * size
        first, lead = self._lefts[signs[0]], ""
        last = signs[0]
        right = first
        for n, (i, count) in enumerate(zip(signs, spaces, strict=True)):
            gap = self._lefts[i] - right
            if count or gap > word_gap:
                blank = _blank(self._texts[last], self._texts[i], gap / size, count)
                if gap / size > PIECE_GAP:
                    pieces.append(Piece("".join(words), first, right, lead, tuple(signs[at:n])))
                    words, at = [], n
                    first = self._lefts[i]
                    lead = blank if len(blank) > 1 else "  "
                elif blank:
                    words.append(blank)
            words.append(self._texts[i])
            right = self._rights[i]
            last = i
        pieces.append(Piece("".join(words), first, right, lead, tuple(signs[at:])))
        return pieces


def _is_spread(spaces: Sequence[int]) -> bool:
    """Tell whether spaces between Chinese characters only spread the line over the page."""
    apart = sum([count == 1 for count in spaces])
    return apart >= 4 and apart * 3 >= 2 * (len(spaces) - 1)


def _blank(last: str, text: str, gap: float, count: int) -> str:
    """Return the white space between two signs: the spaces in the file, or what the gap is worth."""
    if count:
        return " " * count
    if text in RAISED:
        return ""
    chinese = last[-1] >= _FIRST_WIDE or text[0] >= _FIRST_WIDE
    return " " if gap > (CHINESE_GAP if chinese else WORD_GAP) else ""


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
