"""What a page shows, whatever wrote it: signs and straight lines in their places, in points from its upper left."""

from __future__ import annotations

from typing import NamedTuple

SKEWED = 0.05  # of a right angle: what is turned by more is no line of text


class Glyph(NamedTuple):
    """One printed sign, or a space that stands in the file; its box is what the type takes up, not the ink."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


class Printed(NamedTuple):
    """A sign and the page it is printed on."""

    page: int
    glyph: Glyph


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
    glyphs: list[Glyph]
    across: list[Rule]
    down: list[Rule]


def turned(sheet: Sheet, quarters: int) -> Sheet:
    """Return the page turned clockwise by *quarters* right angles."""
    for _ in range(quarters % 4):
        sheet = _turned_once(sheet)
    return sheet


def _turned_once(sheet: Sheet) -> Sheet:
    number, width, height, glyphs, across, down = sheet
    return Sheet(
        number,
        height,
        width,
        [Glyph(text, height - bottom, left, height - top, right) for text, left, top, right, bottom in glyphs],
        [Rule(at, height - high, height - low) for at, low, high in down],
        [Rule(height - at, low, high) for at, low, high in across],
    )
