"""Digits that were recognised in doubt: marked while the page is laid out, then turned back and remembered.

A doubtful "7" travels as a private character, so that nothing between recognition and text needs to know of doubts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from audit_cli.expressions import expression
from audit_cli.readers.pages.sheet import Glyph, Glyphs, Sheet

# the last plane of Unicode, which no font of a document uses
_PRIVATE = 0x10F000
_MARKS = {_PRIVATE + ord(sign): sign for sign in "0123456789.%"}
_DIGITS = frozenset("0123456789")
_IN_NUMBERS = frozenset("0123456789.,，．")
_DOUBTFUL = expression("[" + "".join(map(chr, _MARKS)) + "]+")


def doubtful(sign: str) -> str:
    """Return *sign* marked as doubtful, if it is part of a number."""
    mark = _PRIVATE + ord(sign)
    return chr(mark) if mark in _MARKS else sign


def is_narrow(sign: str) -> bool:
    """Whether *sign*, marked or not, is half as wide as a Chinese character."""
    return sign.isascii() or ord(sign) in _MARKS


def settled(text: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Return *text* with its marks turned back, and from where to where it is doubtful."""
    return text.translate(_MARKS), tuple(match.span() for match in _DOUBTFUL.finditer(text))


def held_against(sheet: Sheet, shown: Sheet) -> tuple[Sheet, int]:
    """Return *sheet* with the numbers marked that *shown*, what the page looks like, does not have, and how many."""
    seen = Counter(number for number, _ in _numbers(list(shown.glyphs)))
    texts = list(sheet.glyphs.texts)
    unlike = 0
    for number, places in _numbers(list(sheet.glyphs)):
        if seen[number] > 0:
            seen[number] -= 1
            continue
        unlike += 1
        for i in places:
            texts[i] = doubtful(texts[i])
    return sheet._replace(glyphs=Glyphs(texts, sheet.glyphs.edges)) if unlike else sheet, unlike


def _numbers(glyphs: Sequence[Glyph]) -> Iterator[tuple[str, list[int]]]:
    """Yield the digits of each number that stands in one line, and where they are among *glyphs*."""
    places: list[int] = []
    for i, glyph in enumerate(glyphs):
        if places and not (glyph.text in _IN_NUMBERS and _follows(glyphs[places[-1]], glyph)):
            yield _digits(glyphs, places), places
            places = []
        if glyph.text in _DIGITS or (places and glyph.text in _IN_NUMBERS):
            places.append(i)
    if places:
        yield _digits(glyphs, places), places


def _digits(glyphs: Sequence[Glyph], places: Sequence[int]) -> str:
    return "".join(glyphs[i].text for i in places if glyphs[i].text in _DIGITS)


def _follows(glyph: Glyph, after: Glyph) -> bool:
    middle = (after.top + after.bottom) / 2
    return glyph.top < middle < glyph.bottom and after.left - glyph.right < (glyph.bottom - glyph.top) / 2
