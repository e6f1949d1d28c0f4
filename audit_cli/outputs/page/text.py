"""The text of a report on its page: paragraphs, headings and tables as they were read, with the marks in them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from heapq import heappop, heappush
from operator import attrgetter

from audit_cli.extract.tables.grid import WIDEST
from audit_cli.masking import masked
from audit_cli.model import Block, Document
from audit_cli.outputs.page.marks import Mark
from audit_cli.outputs.page.markup import Html, element, joined
from audit_cli.report import DocumentReport

# a heading of the report stands below those of the page, and HTML has six
_TOP_HEADING, _LAST_HEADING = 3, 6
# more columns than these are printed small
_WIDE = 12
# paragraphs that a browser lays out at once
_TOGETHER = 12
_COLUMN, _ROW = attrgetter("col"), attrgetter("row")

Tag = Callable[[Mark, bool, Html], Html]


def report_text(report: DocumentReport, marks: Sequence[Mark], tag: Tag, page_word: str) -> Iterator[Html]:
    """Yield the text of *report*, a table or some paragraphs at a time: what a browser lays out when it comes near.

    *tag* makes the element of a mark, or of what goes on of it.
    """
    document = report.document
    assert document is not None
    shown = _without_numbers_of_persons(report, document)
    inside = _marks_by_block(document, marks)

    def content(number: int) -> Html:
        block = document.blocks[number]
        return marked(shown, block.start, block.end, inside[number], tag)

    page: int | None = None
    parts: list[Html] = []
    for block, numbers in _groups(document.blocks):
        if parts and (block.kind == "cell" or len(parts) >= _TOGETHER):
            yield element("div", *parts, class_="part")
            parts = []
        if block.page not in (page, None):
            page = block.page
            parts.append(element("p", page_word.format(page), class_="page"))
        if block.kind == "cell":
            cells = [(document.blocks[number], content(number)) for number in numbers]
            wide = " wide" * (len({each.col for each, _ in cells}) > _WIDE)
            yield element("div", *parts, element("table", *_rows(cells)), class_=f"part grid{wide}")
            parts = []
        else:
            level = min(_TOP_HEADING - 1 + block.level, _LAST_HEADING)
            name = f"h{level}" if block.kind == "heading" else "p"
            parts.append(element(name, content(numbers[0]), data_label=block.label or None))
    if parts:
        yield element("div", *parts, class_="part")


def _groups(blocks: Sequence[Block]) -> Iterator[tuple[Block, list[int]]]:
    """Yield each block with its number; for the first cell of a table the numbers of all its cells."""
    cells = defaultdict(list)
    for number, block in enumerate(blocks):
        if block.kind == "cell":
            cells[block.table].append(number)
    for number, block in enumerate(blocks):
        if block.kind != "cell":
            yield block, [number]
        elif cells[block.table][0] == number:
            yield block, cells[block.table]


def _without_numbers_of_persons(report: DocumentReport, document: Document) -> str:
    """Return the text as it may be shown; as long as before."""
    pieces, at = [], 0
    hidden = {(f.start, f.end) for f in report.figures if f.type == "identifier"}
    for result in report.results:
        if result.comparison.claim.kind == "privacy":
            hidden |= {(f.start, f.end) for f in result.comparison.claim.figures()}
    for start, end in _joined_spans(hidden):
        pieces += [document.text[at:start], masked(document.text[start:end])]
        at = end
    return "".join([*pieces, document.text[at:]])


def _joined_spans(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return *spans* in order, those that overlap as one.

    >>> _joined_spans([(5, 9), (0, 3), (2, 4)])
    [(0, 4), (5, 9)]
    """
    found: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if found and start < found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return found


def _marks_by_block(document: Document, marks: Sequence[Mark]) -> dict[int, list[Mark]]:
    """Return the marks of each block by its number; one that goes on in the next block is in both."""
    starts, ends = [block.start for block in document.blocks], [block.end for block in document.blocks]
    inside: dict[int, list[Mark]] = defaultdict(list)
    for mark in marks:
        first = bisect_left(ends, mark.start + (mark.end > mark.start))
        for number in range(first, max(first + 1, bisect_right(starts, mark.end - 1))):
            inside[number].append(mark)
    return inside


def marked(text: str, start: int, end: int, marks: Iterable[Mark], tag: Tag) -> Html:
    """Return text[start:end] with *marks*, by place and the longer first, as elements within one another.

    Of two that overlap without one holding the other, the second goes on in an element of its own.
    """
    waiting: list[tuple[int, int, int, bool, Mark]] = []
    for mark in marks:
        heappush(waiting, (max(mark.start, start), -min(mark.end, end), mark.number, mark.start < start, mark))

    def within(at: int, end: int) -> Iterator[str]:
        while waiting and (waiting[0][0] < end or (waiting[0][0] == -waiting[0][1] == end)):
            first, last, number, goes_on, mark = heappop(waiting)
            if -last > end:
                heappush(waiting, (end, last, number, True, mark))
                last = -end
            yield text[at:first]
            yield tag(mark, goes_on, joined(within(first, -last)))
            at = -last
        yield text[at:end]

    return joined(within(start, end))


def _rows(cells: Sequence[tuple[Block, Html]]) -> Iterator[Html]:
    """Yield the rows of a table; rows and columns in which no cell begins are left out, and spans cut to fit.

    In a table that is wider than any report's, the cells of a row stand side by side.
    """
    columns, numbers = (sorted({place(block) for block, _ in cells}) for place in (_COLUMN, _ROW))
    rows = defaultdict(list)
    for block, content in cells:
        rows[block.row].append((block, content))
    if len(columns) > WIDEST:
        yield from (element("tr", *(element("td", content) for _, content in rows[number])) for number in numbers)
        return
    # columns that a cell from above still stands in, and the row in which they are free again
    taken: dict[int, int] = {}
    for place, number in enumerate(numbers):
        parts: list[Html] = []
        at = 0
        taken = {column: until for column, until in taken.items() if until > place}
        for block, content in sorted(rows[number], key=lambda cell: cell[0].col):
            column, row_end = bisect_left(columns, block.col), bisect_left(numbers, block.row + block.rowspan)
            last = bisect_left(columns, block.col + block.colspan)
            last = next((n for n in range(column + 1, last) if n in taken), last) if taken else last
            parts += _gap(taken, at, column)
            parts.append(element("td", content, **_spans(last - column, row_end - place)))
            if row_end - place > 1:
                taken |= dict.fromkeys(range(column, last), row_end)
            at = last
        yield element("tr", *parts, *_gap(taken, at, len(columns)))


def _gap(taken: Mapping[int, int], start: int, end: int) -> Iterator[Html]:
    """Yield one empty cell for each stretch of columns that no cell stands in."""
    edges = sorted(column for column in taken if start <= column < end) if taken else []
    for edge in [*edges, end]:
        if edge > start:
            yield element("td", **_spans(edge - start, 1))
        start = edge + 1


def _spans(columns: int, rows: int) -> dict[str, int | None]:
    return {"colspan": columns if columns > 1 else None, "rowspan": rows if rows > 1 else None}
