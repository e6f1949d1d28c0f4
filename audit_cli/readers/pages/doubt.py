"""Digits that were recognised without confidence: marked while the page is laid out, then turned back and remembered.

Such a "7" travels as a private character, so that nothing between recognition and text needs to know of doubts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from decimal import Decimal
from itertools import groupby

from audit_cli.expressions import expression
from audit_cli.model import Block
from audit_cli.readers.pages.sheet import Glyph, Glyphs, Sheet
from audit_cli.readers.raised import LEVEL

# the last plane of Unicode, which no font of a document uses; a place for each step of confidence, in doubt and not
_PRIVATE = 0x10F000
_STEPS = 20
_SIGNS = "0123456789.%"
_ROW = 16
_MARKS = {_PRIVATE + _ROW * step + i: sign for step in range(2 * _STEPS) for i, sign in enumerate(_SIGNS)}
_UNSURE_MARKS = {mark: sign for mark, sign in _MARKS.items() if mark < _PRIVATE + _ROW * _STEPS}
_DIGITS = frozenset("0123456789")
_IN_NUMBERS = frozenset("0123456789.,，．")
_DOUBTFUL = expression(f"[{chr(_PRIVATE + _ROW * _STEPS)}-{chr(_PRIVATE + 2 * _ROW * _STEPS - 1)}]+")
_MARKED = expression(f"[{chr(_PRIVATE)}-{chr(_PRIVATE + 2 * _ROW * _STEPS - 1)}]+")
_SURE = Decimal(_STEPS - 1) / _STEPS

Sure = tuple[int, int, Decimal]


def marked(sign: str, confidence: float, is_doubtful: bool) -> str:
    """Return *sign* marked with how sure it is and whether it is in doubt, if it is part of a number and not sure."""
    step = max(0, min(int(confidence * _STEPS), _STEPS - 1))
    if sign not in _SIGNS or (step == _STEPS - 1 and not is_doubtful):
        return sign
    return chr(_PRIVATE + _ROW * (step + _STEPS * is_doubtful) + _SIGNS.index(sign))


def doubtful(sign: str) -> str:
    """Return *sign* marked as doubtful, if it is part of a number."""
    return marked(sign, 1.0, is_doubtful=True)


def is_narrow(sign: str) -> bool:
    """Whether *sign*, marked or not, is half as wide as a Chinese character."""
    return sign.isascii() or ord(sign) in _MARKS


def settled(text: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Return *text* with its marks turned back, and from where to where it is doubtful."""
    return text.translate(_MARKS), tuple(match.span() for match in _DOUBTFUL.finditer(text))


def sure_of(text: str, blocks: Sequence[Block], pages: Collection[int]) -> tuple[Sure, ...]:
    """Return the stretches of *text*, with its marks, on recognised *pages*, and how sure their digits are, at least.

    The confidence is that of the engine, cut to steps.
    """
    found: list[Sure] = []
    for block in blocks:
        if block.page not in pages:
            continue
        at = block.start
        for match in _MARKED.finditer(text, block.start, block.end):
            if at < match.start():
                found.append((at, match.start(), _SURE))
            at = match.start()
            for step, signs in groupby(match[0], key=lambda sign: (ord(sign) - _PRIVATE) // _ROW % _STEPS):
                end = at + len(list(signs))
                found.append((at, end, Decimal(step) / _STEPS))
                at = end
        if at < block.end:
            found.append((at, block.end, _SURE))
    return tuple(found)


def held_against(sheet: Sheet, shown: Sheet) -> tuple[Sheet, int]:
    """Return *sheet* with the numbers marked that *shown*, what the page looks like, does not have, and how many."""
    # what is seen without confidence is still seen, but not what is in doubt
    sure = [glyph._replace(text=glyph.text.translate(_UNSURE_MARKS)) for glyph in shown.glyphs]
    seen = Counter(number for number, _ in _numbers(sure))
    texts = list(sheet.glyphs.texts)
    unlike = 0
    level = [glyph._replace(text=glyph.text.translate(LEVEL)) for glyph in sheet.glyphs]
    for number, places in _numbers(level):
        # what looks at the page may take a raised digit for one of the number, or for none
        alone = "".join(texts[i] for i in places if texts[i] in _DIGITS)
        found = number if seen[number] > 0 else alone
        if not alone or seen[found] > 0:
            seen[found] -= 1
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
