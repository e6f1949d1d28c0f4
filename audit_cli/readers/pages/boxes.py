"""From the text of pages back to its signs and their places, for those who write into a copy of the file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy

from audit_cli.model import Block, InBox
from audit_cli.readers.pages.lines import Line
from audit_cli.readers.pages.sheet import Printed, Sheet, turned

Box = tuple[float, ...]


class Signs:
    """The signs of all pages."""

    def __init__(self, sheets: Sequence[Sheet]) -> None:
        self._texts = {sheet.number: sheet.glyphs.texts for sheet in sheets}

    def of(self, lines: Iterable[Line]) -> Iterator[Printed]:
        """Yield a sign for each character of *lines* but white space; one that says several characters comes again."""
        for line in lines:
            texts = self._texts[line.page]
            for piece in line.pieces:
                yield from [Printed(line.page, sign) for sign in piece.signs for _ in texts[sign]]


class Frame(NamedTuple):
    """Where a page as read lies in the page of the file: its upper left corner there, and how it was turned.

    One point of the page as read is *scale* points in the file.
    """

    left: float
    top: float
    quarters: int = 0
    scale: float = 1.0

    def boxes(self, sheet: Sheet) -> list[Box]:
        """Return left, bottom, right and top of each sign in the file."""
        left, top, right, bottom = turned(sheet, -self.quarters).glyphs.edges * self.scale
        edges = numpy.stack([self.left + left, self.top - bottom, self.left + right, self.top - top])
        return list(map(tuple, edges.T.tolist()))


def boxes_of(
    text: str,
    blocks: Sequence[Block],
    signs: Sequence[Sequence[Printed]],
    boxes: Mapping[int, Sequence[tuple[float, ...]]],
) -> Iterator[InBox]:
    """Yield the box of each character of *blocks* but white space: of its sign among those of its page."""
    for block, printed in zip(blocks, signs, strict=True):
        inked = [at for at in range(block.start, block.end) if not text[at].isspace()]
        for at, (page, sign) in zip(inked, printed, strict=True):
            yield InBox(at, at + 1, page, *boxes[page][sign])
