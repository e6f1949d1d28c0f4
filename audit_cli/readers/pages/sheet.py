"""What a page shows, whatever wrote it: signs and straight lines in their places, in points from its upper left."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import compress
from typing import NamedTuple

import numpy
from numpy.typing import NDArray

SKEWED = 0.05  # of a right angle: what is turned by more is no line of text


class Glyph(NamedTuple):
    """One printed sign, or a space that stands in the file; its box is what the type takes up, not the ink."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


class Glyphs:
    """The signs of a page in the order of the file, column by column: *texts*, and their *edges*, a row for each edge.

    A page has thousands of them: what is asked of all is asked of the columns.
    """

    __slots__ = ("edges", "texts")

    def __init__(self, texts: Sequence[str], edges: NDArray[numpy.float64]) -> None:
        self.texts = texts
        self.edges = edges

    @classmethod
    def of(cls, glyphs: Iterable[Glyph]) -> Glyphs:
        """Return *glyphs* in columns."""
        listed = list(glyphs)
        edges = numpy.array([glyph[1:] for glyph in listed], numpy.float64).reshape(-1, 4)
        return cls([glyph.text for glyph in listed], edges.T)

    def __len__(self) -> int:
        return len(self.texts)

    def __iter__(self) -> Iterator[Glyph]:
        return map(Glyph, self.texts, *self.edges.tolist())

    def only(self, kept: NDArray[numpy.bool_]) -> Glyphs:
        """Return those that are *kept*."""
        if kept.all():
            return self
        texts = compress(self.texts, kept.tolist())
        # a string takes less room and time than a list of its characters
        return Glyphs("".join(texts) if isinstance(self.texts, str) else list(texts), self.edges[:, kept])


class Printed(NamedTuple):
    """A sign by its number on its page."""

    page: int
    sign: int


class Rule(NamedTuple):
    """A straight line along one axis: where on the other axis it is, and from where to where it runs."""

    at: float
    low: float
    high: float


class Sheet(NamedTuple):
    """One page as drawn, already upright: *across* and *down* are its rules, *glyphs* in the order of the file."""

    number: int
    width: float
    height: float
    glyphs: Glyphs
    across: list[Rule]
    down: list[Rule]


def turned(sheet: Sheet, quarters: int) -> Sheet:
    """Return the page turned clockwise by *quarters* right angles."""
    for _ in range(quarters % 4):
        sheet = _turned_once(sheet)
    return sheet


def _turned_once(sheet: Sheet) -> Sheet:
    number, width, height, glyphs, across, down = sheet
    left, top, right, bottom = glyphs.edges
    return Sheet(
        number,
        height,
        width,
        Glyphs(glyphs.texts, numpy.stack([height - bottom, left, height - top, right])),
        [Rule(at, height - high, height - low) for at, low, high in down],
        [Rule(height - at, low, high) for at, low, high in across],
    )
