"""Reads OpenDocument text: paragraphs, headings and table cells in reading order, with their automatic numbers."""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Iterator
from typing import TYPE_CHECKING

from audit_cli.model import Block, Document, Note, NoteKey
from audit_cli.readers.limits import Limits, Options, too_many_cells
from audit_cli.readers.odf import (
    CONTENT,
    HEADING,
    OFFICE,
    SOFT_PAGE_BREAK,
    TABLE,
    TEXT,
    Line,
    open_odf,
    repeated,
)
from audit_cli.readers.outline import HEADING_LENGTH, with_sections
from audit_cli.readers.package import read_xml
from audit_cli.readers.word.odf_flow import Flow, Item
from audit_cli.readers.word.styles import small_integer

if TYPE_CHECKING:
    from lxml.etree import _Element

_TABLE = f"{TABLE}table"
_COVERED = f"{TABLE}covered-table-cell"
_CELLS = frozenset([f"{TABLE}table-cell", _COVERED])
_ROW_GROUPS = frozenset([f"{TABLE}{tag}" for tag in ("table-header-rows", "table-rows", "table-row-group")])
_NOTES: tuple[NoteKey, ...] = ("revision", "hidden", "struck", "object", "macro", "picture")


def read_odt(path: str, data: bytes, options: Options | None = None) -> Document:
    """Return the document in *data*; raises Damaged, Encrypted or TooLarge.

    Canonical text is as for docx: a paragraph is a line, the cells of a row stand in one line with tabs between them.
    """
    limits = (options or Options()).limits
    package = open_odf(path, data, limits)
    root, styles = read_xml(package, CONTENT), read_xml(package, "styles.xml")
    body = None if root is None else root.find(f"{OFFICE}body/{OFFICE}text")
    if root is None or body is None:
        raise package.source.damaged()
    walk = _Walk(path, limits, [root] if styles is None else [styles, root], body)
    try:
        walk.flow(body)
        walk.footnotes()
    except RecursionError as error:
        raise package.source.damaged() from error
    text = "".join(walk.pieces)
    blocks, sections = with_sections(text, walk.blocks)
    seen = walk.seen - {"picture"} if text.strip() else walk.seen
    if any(name.startswith("basic/") for name in package.entries):
        seen = seen | {"macro"}
    notes = tuple(Note(key) for key in _NOTES if key in seen)
    return Document(path, hashlib.sha256(data).hexdigest(), "odt", text, blocks, sections, notes)


class _Walk:
    """One pass over a document; *pieces* and *blocks* grow together."""

    def __init__(self, path: str, limits: Limits, roots: list[_Element], body: _Element) -> None:
        self.pieces: list[str] = []
        self.blocks: list[Block] = []
        self._flow = Flow(roots)
        self.seen = self._flow.seen
        self._path = path
        self._limits = limits
        self._notes: dict[str, list[_Element]] = {"footnote": [], "endnote": []}
        # only a program that laid the pages out knows them
        self._has_pages = next(body.iter(SOFT_PAGE_BREAK), None) is not None
        self._page = 1
        self._at = 0
        self._tables = 0
        self._cells = 0

    def footnotes(self) -> None:
        """Add footnotes and endnotes behind the text, as paragraphs."""
        self._has_pages = False
        for notes in self._notes.values():
            for note in notes:
                for body in note.iterchildren(f"{TEXT}note-body"):
                    self.flow(body)

    def flow(self, parent: _Element) -> None:
        """Add the paragraphs and tables of the body, of a text box or of a footnote."""
        for item in self._flow.contents(parent):
            if item.element.tag == _TABLE:
                self._table(item.element)
            elif item.element.tag == SOFT_PAGE_BREAK:
                self._page += 1
            else:
                self._add_paragraph(item)

    def _read(self, element: _Element) -> Line | None:
        """Return what *element* shows; None if it is hidden or struck out."""
        style = element.get(f"{TEXT}style-name", "")
        if style in self._flow.styles.hidden_paragraph:
            self.seen.add("hidden")
            return None
        if style in self._flow.styles.struck_paragraph:
            self.seen.add("struck")
            return None
        line = Line(element, self._flow.styles.text)
        self.seen |= line.seen
        for note in line.notes:
            self._notes.setdefault(note.get(f"{TEXT}note-class", ""), []).append(note)
        if style in self._flow.styles.new_page and self.blocks:
            line.pages += 1
            line.pages_before += 1
        return line

    def _add_paragraph(self, item: Item) -> None:
        line = self._read(item.element)
        if line is None:
            return
        self._page += line.pages_before
        text = line.text
        level = small_integer(item.element.get(f"{TEXT}outline-level")) if item.element.tag == HEADING else 0
        block = Block("paragraph", self._at, self._at + len(text), label=item.label, page=self._page_or_none())
        if level and text and len(text) <= HEADING_LENGTH and not text.endswith(("。", "；", ";")):
            block = block._replace(kind="heading", level=level)
        if text.strip() or block.label:
            self.blocks.append(block)
        self._write(text + "\n")
        self._page += line.pages - line.pages_before
        for box in line.boxes:
            self.flow(box)

    def _write(self, text: str) -> None:
        self.pieces.append(text)
        self._at += len(text)

    def _page_or_none(self) -> int | None:
        return self._page if self._has_pages else None

    def _table(self, table: _Element) -> None:
        number = self._tables
        self._tables += 1
        # counted before any is read: a few bytes may stand for millions
        self._cells += sum(
            repeated(element, "number-rows-repeated")
            * sum(repeated(cell, "number-columns-repeated") for cell in element if cell.tag in _CELLS)
            for element in _rows(table)
        )
        if self._cells > self._limits.cells:
            raise too_many_cells(self._path, self._limits)
        row = 0
        for element in _rows(table):
            if element.tag == SOFT_PAGE_BREAK:
                self._page += 1
                continue
            for _ in range(repeated(element, "number-rows-repeated")):
                self._row(element, number, row)
                row += 1

    def _row(self, element: _Element, table: int, row: int) -> None:
        started = len(self.blocks)
        first_page = last_page = self._page
        col = 0
        for cell in element:
            if cell.tag not in _CELLS:
                continue
            columns = range(col, col + repeated(cell, "number-columns-repeated"))
            col = columns.stop
            if cell.tag == _COVERED:
                continue
            spans = repeated(cell, "number-rows-spanned"), repeated(cell, "number-columns-spanned")
            for at in columns:
                if len(self.blocks) > started and not self.pieces[-1].endswith("\n"):
                    self._write("\t")
                self._page = first_page
                page = self._page_or_none()
                self._cell(cell, Block("cell", 0, 0, -1, 0, "", page, table, row, at, *spans))
                last_page = max(last_page, self._page)
        self._page = last_page
        if len(self.blocks) > started and not self.pieces[-1].endswith("\n"):
            self._write("\n")

    def _cell(self, cell: _Element, block: Block) -> None:
        """Add one cell; a nested table and what stands below it follow the cell's own block."""
        lines: list[str] = []
        label: str | None = None
        index = len(self.blocks)
        self.blocks.append(block)
        closed = False
        waiting: deque[Iterator[Item]] = deque([self._flow.contents(cell)])
        while waiting:
            item = next(waiting[0], None)
            if item is None:
                waiting.popleft()
            elif item.element.tag == SOFT_PAGE_BREAK:
                self._page += 1
            elif item.element.tag == _TABLE:
                if not closed:
                    self._close_cell(index, lines, label or "")
                    self._write("\n")
                    closed = True
                self._table(item.element)
            elif closed:
                self._add_paragraph(item)
            elif (line := self._read(item.element)) is not None:
                label = item.label if label is None else label
                self._page += line.pages
                lines.append(line.text)
                waiting.extendleft(self._flow.contents(box) for box in reversed(line.boxes))
        if not closed:
            self._close_cell(index, lines, label or "")

    def _close_cell(self, index: int, lines: list[str], label: str) -> None:
        text = "\n".join(lines).strip("\n")
        self.blocks[index] = self.blocks[index]._replace(start=self._at, end=self._at + len(text), label=label)
        self._write(text)


def _rows(parent: _Element) -> Iterator[_Element]:
    """Yield the rows of a table, in and out of groups, and the page breaks between them."""
    for element in parent:
        if element.tag in (f"{TABLE}table-row", SOFT_PAGE_BREAK):
            yield element
        elif element.tag in _ROW_GROUPS:
            yield from _rows(element)
