"""What one OFD page draws: its signs and straight lines, in points, through all nested blocks and shared drawings."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from audit_cli.readers.pages.pictures import Picture
from audit_cli.readers.pages.sheet import SKEWED, Glyph
from audit_cli.readers.pages.signs import plain
from audit_cli.readers.pages.strokes import SAME, Matrix, Point, Strokes, moved, product

if TYPE_CHECKING:
    from lxml.etree import _Element

POINTS = 72 / 25.4  # in a millimetre, in which OFD counts
_LARGEST = 1e6
_ASCENT, _DESCENT = 0.86, 0.14  # of the size of the type, above and below the line it stands on
_WIDEST = 0.9  # of the size of the type: a sign that is not Chinese
_FIRST_WIDE = "\u2e80"
_DEEPEST = 8
_BLOCKS = frozenset(("Content", "Layer", "PageBlock"))
# how many numbers follow each letter of a path
_NUMBERS = {"M": 2, "S": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}


class OfdPage(Strokes):
    """A page as it grows; *units* are the drawings that pages share, by number."""

    def __init__(self, units: Mapping[str, _Element], most: int) -> None:
        super().__init__()
        self.glyphs: list[Glyph] = []
        self.images = 0.0
        self.pictures: list[Picture] = []
        self.turns: Counter[int] = Counter()
        self.hidden = self.skewed = False
        self._units = units
        self._left = most

    @property
    def complete(self) -> bool:
        return self._left > 0

    def add(self, parent: _Element, base: Matrix, depth: int = 0) -> None:
        """Add what *parent* draws where *base* puts it."""
        for element in parent:
            self._left -= 1
            name = local(element)
            if self._left <= 0 or depth > _DEEPEST:
                return
            if element.get("Visible", "").lower() == "false":
                self.hidden = True
            elif name in _BLOCKS:
                self.add(element, base, depth + 1)
            elif name == "TextObject":
                self._text(element, _placed(element, base))
            elif name == "PathObject":
                self._path(element, _placed(element, base))
            elif name == "ImageObject":
                _, _, width, height = _box(element)
                self.images += abs(width * height * (base[0] * base[3] - base[1] * base[2]))
                whole = (width, 0.0, 0.0, height, 0.0, 0.0)
                self.pictures.append(Picture(element.get("ResourceID", ""), _placed(element, base, whole)))
            elif name == "CompositeObject" and (unit := self._units.get(element.get("ResourceID", ""))) is not None:
                self.add(unit, _placed(element, base), depth + 1)

    def _text(self, element: _Element, matrix: Matrix) -> None:
        size = number(element.get("Size"), 3.175)
        turn = math.atan2(matrix[1], matrix[0]) / (math.pi / 2)
        if abs(turn - round(turn)) > SKEWED:
            self.skewed = True
            return
        stretch = number(element.get("HScale"), 1.0)
        x = y = 0.0
        for code in element:
            if local(code) != "TextCode":
                continue
            x, y = number(code.get("X"), x), number(code.get("Y"), y)
            signs = (code.text or "").strip("\r\n\t")
            self.turns[round(turn) % 4] += len(signs)
            self._left -= len(signs) // 8
            steps = zip(_deltas(code.get("DeltaX"), len(signs)), _deltas(code.get("DeltaY"), len(signs)), strict=True)
            narrow = size * stretch / 2
            for sign, (right, down) in zip(signs, steps, strict=True):
                own = size * stretch if sign >= _FIRST_WIDE else narrow
                step = own if right is None and down is None else right or 0.0
                # a step that no sign is wide enough for parts two words
                width = step if 0 < step <= max(own, _WIDEST * size * stretch) else own
                if sign.isdigit():
                    # the last one has no step to tell how wide its type is
                    narrow = width
                self._sign(plain(sign), matrix, x, y, width, size)
                x, y = x + step, y + (down or 0.0)

    def _sign(self, sign: str, matrix: Matrix, x: float, y: float, width: float, size: float) -> None:
        x0, y0 = moved(matrix, x, y - _ASCENT * size)
        x1, y1 = moved(matrix, x + width, y + _DESCENT * size)
        self.glyphs.append(Glyph(sign, min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)))

    def _path(self, element: _Element, matrix: Matrix) -> None:
        data = next((child.text for child in element if local(child) == "AbbreviatedData"), None)
        stroked = element.get("Stroke", "true").lower() != "false"
        for points in self._subpaths((data or "").split(), matrix):
            if len(points) > 1:
                self.add_path(points, stroked)

    def _subpaths(self, words: list[str], matrix: Matrix) -> Iterator[list[Point]]:
        points: list[Point] = []
        at = 0
        while at < len(words):
            self._left -= 1
            letter, count = words[at], _NUMBERS.get(words[at])
            numbers = words[at + 1 : at + 1 + (count or 0)]
            if self._left <= 0 or count is None or len(numbers) < count:
                break
            at += 1 + count
            if letter == "C":
                points.append(points[0] if points else (0.0, 0.0))
                continue
            point = moved(matrix, number(numbers[-2]), number(numbers[-1]))
            if letter == "L":
                points.append(point)
            else:
                # a curve is no line, and what follows begins anew
                yield points
                points = [point]
        yield points


def local(element: _Element) -> str:
    """Return the name of *element* without its namespace, which writers get wrong."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def number(text: str | None, default: float = 0.0) -> float:
    """Return the number that *text* is; *default* if it is none that a page could hold."""
    try:
        value = float(text) if text else default
    except ValueError:
        return default
    return value if abs(value) <= _LARGEST else default


def numbers(text: str | None) -> list[float]:
    return [number(word) for word in (text or "").replace(",", " ").split()]


def _box(element: _Element) -> tuple[float, float, float, float]:
    x, y, width, height = [*numbers(element.get("Boundary")), 0.0, 0.0, 0.0, 0.0][:4]
    return x, y, width, height


def _placed(element: _Element, base: Matrix, usual: Matrix = SAME) -> Matrix:
    """Return the matrix of what stands in *element*: its own, or else *usual*, its place, and what it stands in."""
    own = numbers(element.get("CTM"))
    x, y, *_ = _box(element)
    a, b, c, d, e, f = own if len(own) == 6 else usual
    return product((a, b, c, d, e + x, f + y), base)


def _deltas(text: str | None, count: int) -> list[float | None]:
    """Return the steps from each of *count* signs to the next, None where none is said; "g 3 5" is 5 three times."""
    steps: list[float | None] = []
    words = iter((text or "").replace(",", " ").split())
    for word in words:
        if len(steps) >= count:
            break
        if word == "g":
            times, step = number(next(words, None)), number(next(words, None))
            steps += [step] * int(min(max(times, 0), count))
        else:
            steps.append(number(word))
    return (steps + [None] * count)[:count]
