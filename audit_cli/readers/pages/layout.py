"""From pages to a document: tables, running headers, paragraphs and headings in reading order, as one text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

import numpy

from audit_cli.model import RUNNING, Block, Note
from audit_cli.readers.outline import HEADING_LENGTH, with_sections
from audit_cli.readers.pages.aligned import with_aligned_tables
from audit_cli.readers.pages.boxes import Signs
from audit_cli.readers.pages.cells import Table, filled
from audit_cli.readers.pages.columns import Column, with_columns
from audit_cli.readers.pages.continued import over_pages
from audit_cli.readers.pages.furniture import Page, furniture
from audit_cli.readers.pages.lines import Line, lines_by_place, lines_of
from audit_cli.readers.pages.paragraphs import ONE_SIZE, Style, body_size, paragraphs, style_of, text_of
from audit_cli.readers.pages.rules import grids_of
from audit_cli.readers.pages.sheet import Printed, Sheet

_SENTENCE_ENDS = "。；;！!？?：:，,、"


class Laid(NamedTuple):
    """The text of the pages and its blocks, sections and notes, as a Document has them.

    *signs*, if they are asked for, are those of each block, one for each of its characters but white space.
    """

    text: str
    blocks: tuple[Block, ...]
    sections: tuple[str, ...]
    notes: tuple[Note, ...]
    signs: tuple[tuple[Printed, ...], ...] = ()


def laid_out(sheets: Sequence[Sheet], with_signs: bool = False) -> Laid:
    """Return what *sheets* say: a paragraph is a line, the cells of a table row stand in one line with tabs between."""
    read = [_page(sheet) for sheet in sheets]
    printed = [line for page in read for line in page.lines]
    size = body_size(printed) if printed else 0.0
    running = furniture(read, size)
    items: list[Line | Column | Table] = []
    for sheet, (lines, tables, _) in zip(sheets, read, strict=True):
        body = with_columns([line for line in lines if line not in running], sheet.width)
        items += sorted([*body, *tables], key=lambda item: item.top)
    widths = {sheet.number: round(sheet.width) for sheet in sheets}
    lines = [item for item in items if isinstance(item, Line)]
    styles = {
        width: style_of([line for line in lines if widths[line.page] == width], width) for width in set(widths.values())
    }
    writer = _Writer(size, _heading_sizes(lines, size), Signs(sheets) if with_signs else None)
    for _, group in groupby(items, key=lambda item: (type(item), widths[item.page] if isinstance(item, Line) else 0)):
        alike = list(group)
        if lines := [item for item in alike if isinstance(item, Line)]:
            writer.lines(lines, styles[widths[lines[0].page]])
        for column in (item for item in alike if isinstance(item, Column)):
            writer.lines(column.lines, style_of(column.lines, column.left + column.right))
        for table in over_pages([item for item in alike if isinstance(item, Table)]):
            writer.table(table)
    text = "".join(writer.pieces)
    blocks, sections = with_sections(text, writer.blocks)
    return Laid(text, blocks, sections, (RUNNING,) if running else (), tuple(writer.signs))


def _page(sheet: Sheet) -> Page:
    """Return the lines outside tables, and the tables."""
    grids = grids_of(sheet.across, sheet.down)
    if not grids:
        return Page(lines_of(sheet.glyphs, sheet.number), (), sheet.height)
    left, top, right, bottom = sheet.glyphs.edges
    x, y = (left + right) / 2, (top + bottom) / 2
    places = numpy.full(len(x), -1)
    firsts: list[int] = []
    count = 0
    for grid in grids:
        # of a table inside another one the inner comes later
        slots = grid.slots_at(x, y)
        places = numpy.where(slots < 0, places, slots + count)
        firsts.append(count)
        count += len(grid.slots)
    used = numpy.unique(places)
    lines = lines_by_place(sheet.glyphs, places, sheet.number)
    tables = []
    for grid, first in zip(grids, firsts, strict=True):
        if ((used >= first) & (used < first + len(grid.slots))).any():
            inside = {place - first: said for place, said in lines.items() if first <= place < first + len(grid.slots)}
            tables.append(filled(grid, inside, sheet.number))
    return Page(lines.get(-1, ()), tables, sheet.height)


def _heading_sizes(lines: Sequence[Line], size: float) -> dict[float, int]:
    """Return the level of a heading for each size of type that is larger than the body's."""
    larger = Counter(round(line.size) for line in lines if line.size > (1 + ONE_SIZE) * size)
    return {size: level for level, size in enumerate(sorted(larger, reverse=True)[:3], start=1)}


class _Writer:
    """The text of a document as it grows, and its blocks."""

    def __init__(self, size: float, levels: dict[float, int], signs: Signs | None) -> None:
        self.signs: list[tuple[Printed, ...]] = []
        self._signs = signs
        self.pieces: list[str] = []
        self.blocks: list[Block] = []
        self._size = size
        self._levels = levels
        self._at = 0
        self._tables = 0

    def lines(self, lines: Sequence[Line], style: Style) -> None:
        items = with_aligned_tables(lines, style.left, self._size, self._signs)
        for is_table, group in groupby(items, key=lambda item: isinstance(item, Table)):
            if is_table:
                for table in group:
                    assert isinstance(table, Table)
                    self.table(table)
                continue
            for paragraph in paragraphs([item for item in group if isinstance(item, Line)], style):
                self._paragraph(paragraph)

    def _paragraph(self, paragraph: Sequence[Line]) -> None:
        text = text_of(paragraph)
        level = self._levels.get(round(paragraph[0].size), 0)
        # the first words in large type are the title of it all
        if not self.blocks or len(text) > HEADING_LENGTH or text.endswith(tuple(_SENTENCE_ENDS)):
            level = 0
        end = self._at + len(text)
        block = Block("heading" if level else "paragraph", self._at, end, level=level, page=paragraph[0].page)
        self._write(text, block, paragraph)
        self._add("\n")

    def table(self, table: Table) -> None:
        for _, group in groupby(table.cells, key=lambda cell: cell.row):
            for i, cell in enumerate(group):
                if i:
                    self._add("\t")
                block = Block(
                    "cell", self._at, self._at + len(cell.text), page=cell.page, table=self._tables, row=cell.row,
                    col=cell.col, rowspan=cell.rowspan, colspan=cell.colspan, damaged=cell.damaged,
                )  # fmt: skip
                self._write(cell.text, block, cell.lines)
            self._add("\n")
        self._tables += 1

    def _write(self, text: str, block: Block, lines: Sequence[Line]) -> None:
        if self._signs:
            self.signs.append(tuple(self._signs.of(lines)))
        self.blocks.append(block)
        self._add(text)

    def _add(self, text: str) -> None:
        self.pieces.append(text)
        self._at += len(text)
