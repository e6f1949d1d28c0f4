"""From the signs of a text back to the pages of the file, for those who write into a copy of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from audit_cli.model import Block, InBox
from audit_cli.readers.pages.sheet import Glyph, Printed, Sheet, turned


class Frame(NamedTuple):
    """Where a page as read lies in the page of the file: its upper left corner there, and how it was turned.

    *width* and *height* are those of the page as read, of which one point is *scale* points in the file.
    """

    left: float
    top: float
    width: float
    height: float
    quarters: int = 0
    scale: float = 1.0

    def box(self, glyph: Glyph) -> tuple[float, float, float, float]:
        """Return left, bottom, right and top of a sign in the file."""
        read = Sheet(0, self.width, self.height, [glyph], [], [])
        (_, left, top, right, bottom), scale = turned(read, -self.quarters).glyphs[0], self.scale
        return self.left + left * scale, self.top - bottom * scale, self.left + right * scale, self.top - top * scale


def boxes(
    text: str, blocks: Sequence[Block], signs: Sequence[Sequence[Printed]], frames: Mapping[int, Frame]
) -> Iterator[InBox]:
    """Yield the box of each character of *blocks* but white space; *signs* are those of each block."""
    for block, printed in zip(blocks, signs, strict=True):
        each = (sign for sign in printed for _ in sign.glyph.text)
        for at in range(block.start, block.end):
            if not text[at].isspace():
                page, glyph = next(each)
                yield InBox(at, at + 1, page, *frames[page].box(glyph))
