"""Running headers, footers and page numbers: lines at the edge of the page that every page repeats."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from audit_cli.readers.pages.lines import Line
from audit_cli.readers.text.wrapped_lines import PAGE_NUMBER

ZONE = 0.13  # of the page's height, at either end
NEAR = 4.0  # points by which the same line may stand higher or lower on another page
MOST_LINES = 3  # of furniture at one end of a page
LONGEST = 80
_DIGITS = re.compile(r"\d+")
_BLANKS = re.compile(r"\s+")


def furniture(pages: Sequence[tuple[Sequence[Line], float]]) -> set[Line]:
    """Return the lines of *pages* (the lines outside tables, and the height) that are no part of the text."""
    edges = [list(_at_the_edges(lines, height)) for lines, height in pages]
    places: dict[str, list[Line]] = {}
    for line in (line for lines in edges for line in lines):
        places.setdefault(_shape(line.text), []).append(line)
    found: set[Line] = set()
    for lines in places.values():
        found.update(line for line in lines if any(_is_again(line, other) for other in lines))
    for lines, (_, height) in zip(edges, pages, strict=True):
        # a page number may stand on a single page, below or above all else
        found.update(line for line in lines if line.bottom > height / 2 and PAGE_NUMBER.fullmatch(line.text.strip()))
    return found


def _at_the_edges(lines: Sequence[Line], height: float) -> Iterable[Line]:
    for line in lines[:MOST_LINES]:
        if line.bottom <= ZONE * height and len(line.text) <= LONGEST:
            yield line
    for line in lines[-MOST_LINES:]:
        if line.top >= (1 - ZONE) * height and len(line.text) <= LONGEST:
            yield line


def _shape(text: str) -> str:
    return _DIGITS.sub("#", _BLANKS.sub("", text))


def _is_again(line: Line, other: Line) -> bool:
    """Tell whether *other* is the same line on another page: its figures are the same, or count the pages."""
    if line.page == other.page or abs(line.top - other.top) > NEAR:
        return False
    for ours, theirs in zip(_DIGITS.findall(line.text), _DIGITS.findall(other.text), strict=True):
        counts = len(ours) <= 4 and len(theirs) <= 4 and int(theirs) - int(ours) == other.page - line.page
        if ours != theirs and not counts:
            return False
    return True
