"""Where in its file a stretch of canonical text stands: what a reader says to those who write into a copy."""

from __future__ import annotations

from typing import NamedTuple


class InElement(NamedTuple):
    """The origin of ``document.text[start:end]`` in a part of a package: what *element* of it holds from *at* on.

    Elements are counted from 0 as they begin. One that holds no text of its own stands for these characters.
    """

    start: int
    end: int
    part: str
    element: int
    at: int = 0

    def cut(self, start: int, end: int) -> InElement:
        """Return the origin of a stretch of it."""
        return self._replace(start=start, end=end, at=self.at + start - self.start)


class InCell(NamedTuple):
    """The origin of a stretch of text in a workbook: a cell of the worksheet in *part*, by row and column from 0."""

    start: int
    end: int
    part: str
    row: int
    col: int

    def cut(self, start: int, end: int) -> InCell:
        """Return the origin of a stretch of it."""
        return self._replace(start=start, end=end)


class InBox(NamedTuple):
    """The origin of one sign on a page: its box in the page's own coordinates, which run upwards."""

    start: int
    end: int
    page: int
    left: float
    bottom: float
    right: float
    top: float

    def cut(self, start: int, end: int) -> InBox:
        """Return the origin of a stretch of it."""
        return self._replace(start=start, end=end)


Origin = InElement | InCell | InBox
