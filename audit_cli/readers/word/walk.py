"""The walk through a Word document: its paragraphs, tables, text boxes and notes, in reading order."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from audit_cli.model import Block, Document, Note
from audit_cli.readers.outline import HEADING_LENGTH
from audit_cli.readers.word.drawings import CHART, DIAGRAM, LETTERS, shown
from audit_cli.readers.word.inserted import CHUNK, OBJECT, is_icon
from audit_cli.readers.word.labels import Labels
from audit_cli.readers.word.numbering import MC, W
from audit_cli.readers.word.paragraph import ADDED, CHANGES, REMOVED, Paragraph, is_placeholder, shown_alternative
from audit_cli.readers.word.parts import Parts
from audit_cli.readers.word.sources import Sources
from audit_cli.readers.word.styles import STYLE, Properties, Styles, properties_of, value_of
from audit_cli.readers.word.table import (
    ACROSS,
    CELL,
    CELL_PROPERTIES,
    CONTAINERS,
    DOWNWARDS,
    ROW,
    Ended,
    columns_of,
    fate_of_cell,
    fate_of_row,
    goes_on,
    merge,
    parts_of,
    skipped_columns,
    texts_of,
    width_of,
)
from audit_cli.readers.word.writing import Writing

if TYPE_CHECKING:
    from lxml.etree import _Element

_PARAGRAPH = f"{W}p"
_PROPERTIES, _RUN_PROPERTIES = f"{W}pPr", f"{W}rPr"
_TABLE = f"{W}tbl"
_INSERTED = frozenset([CHUNK, OBJECT])
_ALTERNATIVE = f"{MC}AlternateContent"
_SEPARATORS = frozenset(["separator", "continuationSeparator", "continuationNotice"])
_RUN_ON_LIMIT = 100_000
# the document that an element stands for, None if it was not read
Insert = Callable[["_Element", Parts], Document | None]


class Walk:
    """One pass over a document, written down in *out*; *roots* are its parts with text, *seen* asks for notes."""

    def __init__(self, parts: Parts, page_mark: str, sources: Sources | None, insert: Insert) -> None:
        self.out = Writing(bool(page_mark), sources)
        self.roots: dict[str, _Element] = {}
        self.seen: set[str] = set()
        # what documents within this one ask to be mentioned
        self.notes: list[Note] = []
        self._parts = parts
        self._page_mark = page_mark
        self._insertion = insert
        self._tables = 0
        # the table right above, as long as nothing stands between but the end of a page
        self._ended: Ended | None = None
        # a paragraph whose end was deleted: it runs on into the next
        self._run_on: Paragraph | None = None
        self.styles = Styles(parts.of_kind("styles"))
        self._labels = Labels(self.styles, partial(parts.of_kind, "numbering"))

    def footnotes(self) -> None:
        """Add footnotes and endnotes behind the text, as paragraphs."""
        self._page_mark, self.out.counts_pages = "", False
        # the parts that notes refer to are not those of the main part
        self._parts.names = {}
        for kind in ("footnotes", "endnotes"):
            notes = self._parts.of_kind(kind)
            if notes is None:
                continue
            self.roots[self._parts.name_of(kind)] = notes
            for note in notes:
                if note.get(f"{W}type") not in _SEPARATORS:
                    self.flow(note)

    def flow(self, parent: _Element) -> None:
        """Add the paragraphs and tables of the body, or of a text box."""
        self._ended = None
        for element in self._contents(parent):
            if element.tag == _TABLE:
                self._flush()
                self._table(element)
                continue
            if element.tag in _INSERTED:
                self._flush()
                self._insert(element)
                continue
            properties = properties_of(element, _PROPERTIES)
            paragraph = self._read(element, properties)
            if paragraph is not None:
                if self._ended is not None and not _ends_page(element, properties):
                    is_empty = not paragraph.text.strip() and not paragraph.boxes
                    self._ended = self._ended._replace(apart=True) if is_empty else None
                label, level = self._labels.label_and_level(properties)
                self._add_paragraph(paragraph, label, level)
        self._flush()

    def _contents(self, parent: _Element) -> Iterator[_Element]:
        """Yield the paragraphs, tables and documents of *parent*, in and out of content controls."""
        for element in parent:
            tag = element.tag
            if tag in (_PARAGRAPH, _TABLE, CHUNK, OBJECT):
                yield element
            elif tag == f"{W}subDoc":
                self.seen.add("child")
            elif tag == _ALTERNATIVE:
                chosen = shown_alternative(element)
                yield from () if chosen is None else self._contents(chosen)
            elif tag in CONTAINERS and not is_placeholder(element):
                if tag in ADDED:
                    self.seen.add("revision")
                yield from self._contents(element)

    def _read(self, element: _Element, properties: Properties) -> Paragraph | None:
        """Return what *element* shows; None if it is hidden or runs on into the next paragraph."""
        style = value_of(properties.get(STYLE))
        hidden = style is not None and self.styles[style].hidden
        ends = True
        if (mark := properties.get(_RUN_PROPERTIES)) is not None and (changes := {one.tag for one in mark} & CHANGES):
            self.seen.add("revision")
            ends = changes.isdisjoint(REMOVED)
        paragraph = Paragraph(element, self.styles, self._page_mark, hidden)
        if paragraph.boxes:
            paragraph.boxes = [box for box in map(self._shown, paragraph.boxes) if box is not None]
        self.seen |= paragraph.seen
        if self._run_on is not None:
            paragraph.go_on_from(self._run_on)
            self._run_on = None
        if not ends and len(paragraph.text) < _RUN_ON_LIMIT:
            self._run_on = paragraph
            return None
        return None if "hidden" in paragraph.seen and not paragraph.text else paragraph

    def _shown(self, box: _Element) -> _Element | None:
        """Return *box*, or what it shows if it is drawn from something else; None if that is nothing to read."""
        if box.tag not in (CHART, DIAGRAM, LETTERS):
            return box
        content = shown(box, self._parts.called)
        if content is None:
            self.seen.add("chart" if box.tag == CHART else "diagram")
        return content

    def _insert(self, element: _Element) -> None:
        """Add the document that *element* stands for, or note that it was not read."""
        document = self._insertion(element, self._parts)
        if document is None:
            self.seen.add("icon" if is_icon(element) else "chunk" if element.tag == CHUNK else "object")
            return
        self.seen.update(["sheet"] if document.format == "xlsx" else [])
        self.notes.extend(document.notes)
        self._ended = None
        first, page = self._tables, self.out.page_or_none
        for block in document.blocks:
            start, end = block.start + self.out.at, block.end + self.out.at
            table = None if block.table is None else first + block.table
            self._tables = max(self._tables, 0 if table is None else table + 1)
            self.out.blocks.append(block._replace(start=start, end=end, page=page, table=table))
        self.out.write(document.text if document.text.endswith("\n") else document.text + "\n")

    def _flush(self) -> None:
        """Add a paragraph that has nothing left to run on into."""
        paragraph, self._run_on = self._run_on, None
        if paragraph is not None and (paragraph.text or paragraph.boxes):
            self._add_paragraph(paragraph, "", 0)

    def _add_paragraph(self, paragraph: Paragraph, label: str, level: int) -> None:
        self.out.page += paragraph.pages_before
        text = paragraph.text
        is_heading = level and text and len(text) <= HEADING_LENGTH and not text.endswith(("。", "；", ";"))
        block = Block("paragraph", 0, 0, label=label, page=self.out.page_or_none)
        self.out.source(paragraph)
        if self.out.line(text, block._replace(kind="heading", level=level) if is_heading else block):
            self._ended = None
        self.out.page += paragraph.pages - paragraph.pages_before
        for box in paragraph.boxes:
            self.flow(box)

    def _table(self, table: _Element) -> None:
        rows = [row for row in parts_of(table, ROW) if not self._is_gone(row)]
        if not rows:
            return
        columns, head = columns_of(table), texts_of(rows[0])
        above = self._ended
        if above is None or not goes_on(above, columns, head):
            above = Ended(self._tables, 0, columns, head)
            self._tables += 1
        # the cell that goes on downwards, by its column: index into blocks
        open_cells: dict[int, int] = {}
        for row, element in enumerate(rows, above.rows):
            open_cells = self._row(element, row, above.number, open_cells)
        self._ended = above._replace(rows=above.rows + len(rows), last=texts_of(rows[-1]), apart=False)

    def _is_gone(self, row: _Element) -> bool:
        fate = fate_of_row(row)
        if fate == "hidden":
            self.seen.update(["hidden"] if any(texts_of(row)) else [])
        elif fate:
            self.seen.add("revision")
        return fate in ("deleted", "hidden")

    def _row(self, element: _Element, row: int, number: int, open_cells: dict[int, int]) -> dict[int, int]:
        """Add one row; *open_cells* are those of the row above that may go on in it. Return those that still may."""
        col = skipped_columns(element)
        first_page = last_page = self.out.page
        started = len(self.out.blocks)
        previous = -1
        going_on: dict[int, int] = {}
        for cell in parts_of(element, CELL):
            properties = properties_of(cell, CELL_PROPERTIES)
            fate = fate_of_cell(properties)
            if fate:
                self.seen.add("revision")
            if fate == "deleted":
                continue
            span = width_of(properties)
            merged = merge(properties, DOWNWARDS)
            above = open_cells.get(col)
            if merged == "continue" and above is not None and self.out.blocks[above].colspan == span:
                self.out.change(above, rowspan=row - self.out.blocks[above].row + 1)
                going_on[col] = above
            elif previous >= 0 and merge(properties, ACROSS) == "continue":
                self.out.change(previous, colspan=self.out.blocks[previous].colspan + span)
            else:
                if len(self.out.blocks) > started and self.out.is_within_line:
                    self.out.write("\t")
                self.out.page = first_page
                previous = len(self.out.blocks)
                page = self.out.page_or_none
                self._cell(cell, Block("cell", 0, 0, page=page, table=number, row=row, col=col, colspan=span))
                last_page = max(last_page, self.out.page)
                if merged is not None:
                    going_on[col] = previous
            col += span
        self.out.page = last_page
        if len(self.out.blocks) > started and self.out.is_within_line:
            self.out.write("\n")
        return going_on

    def _cell(self, cell: _Element, block: Block) -> None:
        """Add one cell; a nested table and what stands below it follow the cell's own block."""
        self._ended = None
        lines: list[Paragraph] = []
        label: str | None = None
        index = len(self.out.blocks)
        self.out.blocks.append(block)
        closed = False
        waiting = deque(self._contents(cell))
        while waiting:
            element = waiting.popleft()
            if element.tag == _TABLE or element.tag in _INSERTED:
                if not closed:
                    self.out.close_cell(index, lines, label or "")
                    self.out.write("\n")
                    closed = True
                self._flush()
                (self._table if element.tag == _TABLE else self._insert)(element)
                continue
            properties = properties_of(element, _PROPERTIES)
            paragraph = self._read(element, properties)
            if paragraph is None:
                continue
            own_label, level = self._labels.label_and_level(properties)
            if closed:
                self._add_paragraph(paragraph, own_label, level)
                continue
            if paragraph.boxes:
                waiting.extendleft(reversed([inner for box in paragraph.boxes for inner in self._contents(box)]))
            if label is None:
                label = own_label
                if self._page_mark and paragraph.pages_before:
                    self.out.change(index, page=self.out.page + paragraph.pages_before)
            self.out.page += paragraph.pages
            lines.append(paragraph)
        if closed:
            self._flush()
            return
        if self._run_on is not None:
            lines.append(self._run_on)
            self._run_on = None
        self.out.close_cell(index, lines, label or "")


def _ends_page(paragraph: _Element, properties: Properties) -> bool:
    """Whether a page or a section ends in a paragraph."""
    if f"{W}sectPr" in properties:
        return True
    return any(br.get(f"{W}type") == "page" for br in paragraph.iter(f"{W}br"))
