"""Running headers, footers and page numbers: lines at the edge of the page, outside its text, that pages repeat."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from audit_cli.expressions import expression
from audit_cli.readers.pages.cells import Table
from audit_cli.readers.pages.lines import Line
from audit_cli.readers.text.wrapped_lines import PAGE_NUMBER

ZONE = 0.13  # of the page's height, at either end
NEAR = 4.0  # points by which the same line may stand higher or lower on another page
MOST_LINES = 3  # of furniture at one end of a page
LONGEST = 80
LARGER = 1.1  # times the size of the text: what is larger is a title
_OF_PAGES = expression(r"第\s*\d+\s*页|共\s*\d+\s*页|\d+\s*/\s*\d+")


class Page(NamedTuple):
    """The lines of a page outside tables, its tables, and how high it is."""

    lines: Sequence[Line]
    tables: Sequence[Table]
    height: float


def furniture(pages: Sequence[Page], size: float) -> set[Line]:
    """Return the lines of *pages* that are no part of the text, which is set in type of *size*."""
    found: set[Line] = set()
    for at_top in (True, False):
        edges = [[line for line in _at_the_edge(page, at_top) if line.size <= LARGER * size] for page in pages]
        places: dict[str, list[Line]] = defaultdict(list)
        for lines in edges:
            for line in lines:
                places[_shape(line)].append(line)
        repeated = {line for same in places.values() for line in same if any(_is_again(line, o) for o in same)}
        repeated |= {line for lines in edges for line in lines if not at_top and _is_page_number(line.text)}
        heights = {line.page: round(page.height) for page in pages for line in page.lines[:1]}
        own = _own_edges(pages, repeated, at_top)
        found |= {line for line in repeated if _is_outside(line, own.get(heights[line.page], []), at_top)}
    return found


def _at_the_edge(page: Page, at_top: bool) -> Iterator[Line]:
    for line in page.lines[:MOST_LINES] if at_top else page.lines[-MOST_LINES:]:
        inside = line.bottom > ZONE * page.height if at_top else line.top < (1 - ZONE) * page.height
        if not inside and len(line.text) <= LONGEST:
            yield line


def _is_page_number(text: str) -> bool:
    return PAGE_NUMBER.fullmatch(text.strip()) is not None


def _shape(line: Line) -> str:
    """Return what a line says but for page numbers, which stand apart or are said to be such."""
    words = ["#" if _is_page_number(piece.text) else _OF_PAGES.sub("#", piece.text) for piece in line.pieces]
    return "".join("".join(words).split())


def _is_again(line: Line, other: Line) -> bool:
    return line.page != other.page and abs(line.top - other.top) <= NEAR


def _own_edges(pages: Sequence[Page], repeated: Collection[Line], at_top: bool) -> dict[int, list[float]]:
    """Return where the text and tables of the pages of each height begin (or end), those first that do so outermost."""
    edges: dict[int, list[float]] = defaultdict(list)
    for page in pages:
        own: list[Line | Table] = [*page.tables, *(line for line in page.lines if line not in repeated)]
        if own:
            edge = min(item.top for item in own) if at_top else max(item.bottom for item in own)
            edges[round(page.height)].append(edge)
    return {height: sorted(places, reverse=not at_top) for height, places in edges.items()}


def _is_outside(line: Line, own: Sequence[float], at_top: bool) -> bool:
    """Tell whether hardly any page has text of its own as near to the edge as *line*: that would be its own as well."""
    tolerated = len(own) // 10
    if tolerated >= len(own):
        return True
    return line.bottom <= own[tolerated] + NEAR if at_top else line.top >= own[tolerated] - NEAR
