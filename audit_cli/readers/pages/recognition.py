"""Recognises the text of a page that is an image (OCR): signs and ruled lines in their places, as of any other page.

Lines with numbers are read a second time from an enlarged cut-out; digits that the two readings do not share, or of
which the first was unsure, are marked as doubtful.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from importlib.util import find_spec
from itertools import chain, zip_longest
from typing import Any, NamedTuple

from audit_cli.expressions import expression
from audit_cli.readers.pages.doubt import is_narrow, marked
from audit_cli.readers.pages.sheet import Glyph, Glyphs, Rule, Sheet

PIXELS = 200 / 72  # for a point, at which pages are drawn to be recognised
A4_WIDTH = 595.0
_SURE = 0.6
_ENLARGED = 1.5
_MORE = 0.4  # how much wider the cut-out is than what was found, in heights of the line
_DIGIT = expression(r"\d")
_SHORTEST = 8.0  # points that a ruled line is long, at least: a little less than a row is high
_THICKEST = 3.0
_BESIDE = 1.0  # points that the box of a sign may be off
_UNEVEN = 0.3
_GAP = 0.5  # the share of its height that may be white between two signs which stand side by side
_STEEPEST, _STEP, _SMALL = 3.0, 0.1, 800


@lru_cache(maxsize=1)
def _engine() -> Any:
    from rapidocr import RapidOCR

    return RapidOCR(params={"Global.log_level": "critical", "Global.text_score": 0.3})


@lru_cache(maxsize=1)
def has_engine() -> bool:
    """Whether there is anything to recognise text with."""
    return all(find_spec(module) is not None for module in ("rapidocr", "onnxruntime", "cv2"))


def recognised(image: Any, number: int, width: float = A4_WIDTH) -> Sheet:
    """Return what *image*, rows of pixels in three colours, shows as page *number*; it is *width* points wide."""
    image = _upright(image)
    scale = width / image.shape[1]
    glyphs = _glyphs(image, scale)
    across, down = _rules(image, scale, glyphs)
    return Sheet(number, width, image.shape[0] * scale, Glyphs.of(glyphs), across, down)


class Word(NamedTuple):
    """Some signs side by side, with how sure their reading is, and their left, top, right and bottom in pixels."""

    text: str
    confidence: float
    box: tuple[float, float, float, float]


def _glyphs(image: Any, scale: float) -> list[Glyph]:
    engine = _engine()
    lines: list[list[Glyph]] = []
    for line in _lines(_read(engine, image)):
        text = "".join(word.text for word in line)
        doubts = _doubts(engine, image, line) if _DIGIT.search(text) else set()
        at = 0
        signs: list[Glyph] = []
        for word in line:
            text = "".join([marked(sign, word.confidence, at + i in doubts) for i, sign in enumerate(word.text)])
            signs += _signs(text, word.box, scale)
            at += len(word.text)
        lines.append(list(_side_by_side(signs)))
    return list(_of_one_height(lines))


def _of_one_height(lines: Sequence[Sequence[Glyph]]) -> Iterator[Glyph]:
    """Yield the signs of *lines*, those of about the usual height with just that: the engine finds the ink's."""
    heights = sorted(sign.bottom - sign.top for line in lines for sign in line)
    usual = heights[len(heights) // 2] if heights else 0.0
    for sign in chain.from_iterable(lines):
        middle = (sign.top + sign.bottom) / 2
        if abs(sign.bottom - sign.top - usual) < _UNEVEN * usual:
            yield sign._replace(top=middle - usual / 2, bottom=middle + usual / 2)
        else:
            yield sign


def _side_by_side(signs: Sequence[Glyph]) -> Iterator[Glyph]:
    """Yield *signs* widened to touch the next one: the engine finds their ink, a layout goes by the type's widths."""
    for sign, after in zip_longest(signs, signs[1:]):
        gap = after.left - sign.right if after else 0.0
        yield sign._replace(right=after.left) if abs(gap) < _GAP * (sign.bottom - sign.top) and after else sign


def _read(engine: Any, image: Any) -> Any:
    # what a call asks for stays so for the next: all is said each time
    return engine(image, use_det=True, use_cls=True, use_rec=True, return_word_box=True, return_single_char_box=True)


def _lines(found: Any) -> Iterator[list[Word]]:
    """Yield the lines that were found, sign by sign; as one word where the engine does not know the places of signs."""
    for box, text, score, words in zip(
        _listed(found.boxes), _listed(found.txts), _listed(found.scores), _listed(found.word_results), strict=False
    ):
        if not text:
            continue
        if isinstance(words, (list, tuple)) and "".join(word[0] for word in words) == text.replace(" ", ""):
            yield [Word(sign, float(confidence), _outer(points)) for sign, confidence, points in words]
        else:
            yield [Word(text, float(score), _outer(box))]


def _listed(values: Any) -> Any:
    return () if values is None else values


def _outer(points: Any) -> tuple[float, float, float, float]:
    across, down = ([float(point[axis]) for point in points] for axis in (0, 1))
    return min(across), min(down), max(across), max(down)


def _signs(text: str, box: tuple[float, float, float, float], scale: float) -> list[Glyph]:
    """Return the signs of *text*, which share *box* from left to right, narrow ones half as wide as others."""
    left, top, right, bottom = (scale * edge for edge in box)
    shares = [1 if is_narrow(sign) else 2 for sign in text]
    unit = (right - left) / max(sum(shares), 1)
    glyphs = []
    for sign, share in zip(text, shares, strict=True):
        if sign != " ":
            glyphs.append(Glyph(sign, left, top, left + share * unit, bottom))
        left += share * unit
    return glyphs


def _doubts(engine: Any, image: Any, line: Sequence[Word]) -> set[int]:
    """Return which signs of *line* are not read again, or were read without confidence."""
    import cv2

    text = "".join(word.text for word in line)
    confidence = [word.confidence for word in line for _ in word.text]
    left, top = (min(word.box[edge] for word in line) for edge in (0, 1))
    right, bottom = (max(word.box[edge] for word in line) for edge in (2, 3))
    # the first reading may have cut off a digit
    more = _MORE * (bottom - top)
    cut = image[max(int(top), 0) : int(bottom) + 1, max(int(left - more), 0) : int(right + more)]
    cut = cv2.resize(cut, None, fx=_ENLARGED, fy=_ENLARGED, interpolation=cv2.INTER_CUBIC)
    again = engine(cut, use_det=False, use_cls=False, use_rec=True, return_word_box=False)
    unlike = _unlike(text, again.txts[0] if again.txts else "")
    return unlike | {i for i, score in enumerate(confidence) if score < _SURE}


def _unlike(text: str, other: str) -> set[int]:
    """Return which signs of *text* are not in *other*, or stand beside a digit that only *other* has."""
    unlike: set[int] = set()
    for tag, start, end, other_start, other_end in SequenceMatcher(None, text, other, autojunk=False).get_opcodes():
        if tag == "insert" and _DIGIT.search(other[other_start:other_end]):
            unlike |= {start - 1, start}
        elif tag != "equal":
            unlike |= set(range(start, end))
    return unlike & set(range(len(text)))


def _rules(image: Any, scale: float, glyphs: Sequence[Glyph]) -> tuple[list[Rule], list[Rule]]:
    """Return the straight lines of the page: what is left of its ink if only long and thin runs are kept.

    A run inside one of *glyphs* is a stroke of it.
    """
    import cv2

    ink = cv2.adaptiveThreshold(
        ~cv2.cvtColor(image, cv2.COLOR_RGB2GRAY), 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY, 31, -10
    )
    least, thickest = round(_SHORTEST / scale), round(_THICKEST / scale)
    across, down = [], []
    for is_across, kernel in ((True, (least, 1)), (False, (1, least))):
        runs = cv2.morphologyEx(ink, cv2.MORPH_OPEN, cv2.getStructuringElement(cv2.MORPH_RECT, kernel))
        for contour in cv2.findContours(runs, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)[0]:
            left, top, width, height = cv2.boundingRect(contour)
            middle = (left + width / 2) * scale, (top + height / 2) * scale
            length = (width if is_across else height) * scale
            if (height if is_across else width) > thickest or any(_has_stroke(g, *middle, length) for g in glyphs):
                continue
            if is_across:
                across.append(Rule(middle[1], left * scale, (left + width) * scale))
            else:
                down.append(Rule(middle[0], top * scale, (top + height) * scale))
    return across, down


def _has_stroke(glyph: Glyph, x: float, y: float, length: float) -> bool:
    """Whether a run of *length* round a point may be a stroke of *glyph*."""
    left, top, right, bottom = glyph[1:]
    return left - _BESIDE < x < right + _BESIDE and top < y < bottom and length <= bottom - top


def _upright(image: Any) -> Any:
    """Return *image* turned so that its lines run level, as far as a scanner may have skewed it."""
    import cv2

    height, width = image.shape[:2]
    factor = min(1.0, _SMALL / max(height, width))
    ink = ~cv2.cvtColor(image, cv2.COLOR_RGB2GRAY)
    small = cv2.resize(ink, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
    steps = round(_STEEPEST / _STEP)
    angles = [i * _STEP for i in range(-steps, steps + 1)]
    angle = max(angles, key=lambda angle: (_levelness(small, angle), -abs(angle)))
    return _rotated(image, angle, (255, 255, 255)) if abs(angle) > _STEP else image


def _levelness(ink: Any, angle: float) -> float:
    """Return how much neighbouring rows differ: the most where lines of text and the gaps between them run level."""
    import numpy

    rows = _rotated(ink, angle, 0).sum(axis=1, dtype=float)
    return float(numpy.square(numpy.diff(rows)).sum())


def _rotated(image: Any, angle: float, border: Any) -> Any:
    import cv2

    height, width = image.shape[:2]
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    return cv2.warpAffine(image, turn, (width, height), flags=cv2.INTER_LINEAR, borderValue=border)
