"""Reads Word documents: paragraphs, headings and table cells in reading order, with their automatic numbers."""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from audit_cli.model import Block, Document, Note, NoteKey
from audit_cli.readers.dangers import dangers
from audit_cli.readers.limits import Options
from audit_cli.readers.outline import HEADING_LENGTH, with_sections
from audit_cli.readers.package import Package, Source, main_part, open_package, read_xml, related_parts
from audit_cli.readers.word.drawings import CHART, DIAGRAM, LETTERS, shown
from audit_cli.readers.word.inserted import CHUNK, OBJECT, Insertions, is_icon
from audit_cli.readers.word.labels import Labels
from audit_cli.readers.word.numbering import MC, W
from audit_cli.readers.word.paragraph import ADDED, CHANGES, REMOVED, Paragraph, is_placeholder, shown_alternative
from audit_cli.readers.word.sources import Sources
from audit_cli.readers.word.styles import STYLE, Properties, Styles, properties_of, value_of
from audit_cli.readers.word.symbols import has_symbol_fonts
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

if TYPE_CHECKING:
    from lxml.etree import _Element

_PARAGRAPH = f"{W}p"
_PROPERTIES, _RUN_PROPERTIES = f"{W}pPr", f"{W}rPr"
_TABLE = f"{W}tbl"
_INSERTED = frozenset([CHUNK, OBJECT])
_ALTERNATIVE = f"{MC}AlternateContent"
_SEPARATORS = frozenset(["separator", "continuationSeparator", "continuationNotice"])
# they are most of styles.xml and say nothing about text
_TABLE_STYLES = (b'<w:style w:type="table"', b"</w:style>")
_RUN_ON_LIMIT = 100_000
_NOTES: tuple[NoteKey, ...] = (
    "revision", "hidden", "struck", "linked", "chart", "diagram", "sheet", "object", "icon", "child", "chunk",
    "picture",
)  # fmt: skip

# kind of part -> id and name of each
_Related = dict[str, list[tuple[str, str]]]


def read_docx(path: str, data: bytes, options: Options | None = None) -> Document:
    """Return the document in *data*; raises Damaged, Encrypted or UnknownFormat.

    A paragraph is a line; the cells of a table row stand in one line with tabs between them. A nested table follows
    its cell. Automatic numbers stand in `Block.label`, not in the text.
    """
    options = options or Options()
    return _document(path, data, options, Insertions(options.limits))


def _document(path: str, data: bytes, options: Options, insertions: Insertions) -> Document:
    source = Source(path, "Word")
    package = open_package(data, source, options.limits)
    main = main_part(package, "word/document.xml")
    root = read_xml(package, main)
    body = None if root is None else root.find(f"{W}body")
    if root is None or body is None:
        raise source.damaged()
    related = related_parts(package, main)
    sources = Sources() if options.origins else None
    walk = _Walk(package, related, {main: root}, _page_mark(root), sources, insertions)
    walk.styles.are_special = walk.styles.are_special or has_symbol_fonts(root)
    try:
        walk.flow(body)
        walk.footnotes()
    except RecursionError as error:
        raise source.damaged() from error
    text = "".join(walk.pieces)
    blocks, sections = with_sections(text, walk.blocks)
    seen = walk.seen - {"picture"} if text.strip() else walk.seen
    said = (*(Note(key) for key in _NOTES if key in seen), *walk.notes, *dangers(package))
    notes = tuple(dict.fromkeys(said))
    origins = sources.origins(walk.roots) if sources else ()
    return Document(path, hashlib.sha256(data).hexdigest(), "docx", text, blocks, sections, notes, origins=origins)


def _page_mark(root: _Element) -> str:
    """Return the mark by which pages are counted, "" if there is none.

    Where Word noted the pages it printed, a page break that somebody typed is among them.
    """
    rendered = f"{W}lastRenderedPageBreak"
    if next(root.iter(rendered), None) is not None:
        return rendered
    return f"{W}br" if any(br.get(f"{W}type") == "page" for br in root.iter(f"{W}br")) else ""


class _Walk:
    """One pass over a document; *pieces* and *blocks* grow together, and *roots* are the parts with text, by name."""

    def __init__(
        self, package: Package, related: _Related, roots: dict[str, _Element], page_mark: str, sources: Sources | None,
        insertions: Insertions,
    ) -> None:  # fmt: skip
        self.pieces: list[str] = []
        self.blocks: list[Block] = []
        self.seen: set[str] = set()
        # what documents within this one ask to be mentioned
        self.notes: list[Note] = []
        self._insertions = insertions
        self._names = {identity: name for parts in related.values() for identity, name in parts}
        self._package = package
        self._related = related
        self.roots = roots
        self._sources = sources
        self._page_mark = page_mark
        self._page = 1
        self._at = 0
        self._tables = 0
        # the table right above, as long as nothing stands between but the end of a page
        self._ended: Ended | None = None
        # a paragraph whose end was deleted: it runs on into the next
        self._run_on: Paragraph | None = None
        self.styles = Styles(_part(package, related, "styles"))
        self._labels = Labels(self.styles, partial(_part, package, related, "numbering"))

    def footnotes(self) -> None:
        """Add footnotes and endnotes behind the text, as paragraphs."""
        self._page_mark = ""
        # the parts that notes refer to are not those of the main part
        self._names = {}
        for kind in ("footnotes", "endnotes"):
            notes = _part(self._package, self._related, kind)
            if notes is None:
                continue
            self.roots[self._related[kind][0][1]] = notes
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
                    self._ended = None
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
        content = shown(box, self._related_part)
        if content is None:
            self.seen.add("chart" if box.tag == CHART else "diagram")
        return content

    def _insert(self, element: _Element) -> None:
        """Add the document that *element* stands for, or note that it was not read."""
        document = self._insertions.document(element, self._package, self._names, _document)
        if document is None:
            self.seen.add("icon" if is_icon(element) else "chunk" if element.tag == CHUNK else "object")
            return
        self.seen.update(["sheet"] if document.format == "xlsx" else [])
        self.notes.extend(document.notes)
        self._ended = None
        first, page = self._tables, self._page_or_none()
        for block in document.blocks:
            start, end = block.start + self._at, block.end + self._at
            table = None if block.table is None else first + block.table
            self._tables = max(self._tables, 0 if table is None else table + 1)
            self.blocks.append(block._replace(start=start, end=end, page=page, table=table))
        self._write(document.text if document.text.endswith("\n") else document.text + "\n")

    def _related_part(self, relation: str) -> _Element | None:
        """Return the part that the document calls *relation*."""
        name = self._names.get(relation)
        return None if name is None else read_xml(self._package, name)

    def _flush(self) -> None:
        """Add a paragraph that has nothing left to run on into."""
        paragraph, self._run_on = self._run_on, None
        if paragraph is not None and (paragraph.text or paragraph.boxes):
            self._add_paragraph(paragraph, "", 0)

    def _add_paragraph(self, paragraph: Paragraph, label: str, level: int) -> None:
        self._page += paragraph.pages_before
        text = paragraph.text
        is_heading = level and text and len(text) <= HEADING_LENGTH and not text.endswith(("。", "；", ";"))
        block = Block("paragraph", 0, 0, label=label, page=self._page_or_none())
        if self._sources:
            self._sources.add(self._at, paragraph)
        self._add_line(text, block._replace(kind="heading", level=level) if is_heading else block)
        self._page += paragraph.pages - paragraph.pages_before
        for box in paragraph.boxes:
            self.flow(box)

    def _add_line(self, text: str, block: Block) -> None:
        if text.strip() or block.label:
            self._ended = None
            self.blocks.append(block._replace(start=self._at, end=self._at + len(text)))
        self._write(text + "\n")

    def _write(self, text: str) -> None:
        self.pieces.append(text)
        self._at += len(text)

    def _page_or_none(self) -> int | None:
        return self._page if self._page_mark else None

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
        self._ended = above._replace(rows=above.rows + len(rows))

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
        first_page = last_page = self._page
        started = len(self.blocks)
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
            if merged == "continue" and above is not None and self.blocks[above].colspan == span:
                self.blocks[above] = self.blocks[above]._replace(rowspan=row - self.blocks[above].row + 1)
                going_on[col] = above
            elif previous >= 0 and merge(properties, ACROSS) == "continue":
                block = self.blocks[previous]
                self.blocks[previous] = block._replace(colspan=block.colspan + span)
            else:
                if len(self.blocks) > started and not self.pieces[-1].endswith("\n"):
                    self._write("\t")
                self._page = first_page
                previous = len(self.blocks)
                page = self._page_or_none()
                self._cell(cell, Block("cell", 0, 0, page=page, table=number, row=row, col=col, colspan=span))
                last_page = max(last_page, self._page)
                if merged is not None:
                    going_on[col] = previous
            col += span
        self._page = last_page
        if len(self.blocks) > started and not self.pieces[-1].endswith("\n"):
            self._write("\n")
        return going_on

    def _cell(self, cell: _Element, block: Block) -> None:
        """Add one cell; a nested table and what stands below it follow the cell's own block."""
        self._ended = None
        lines: list[Paragraph] = []
        label: str | None = None
        index = len(self.blocks)
        self.blocks.append(block)
        closed = False
        waiting = deque(self._contents(cell))
        while waiting:
            element = waiting.popleft()
            if element.tag == _TABLE or element.tag in _INSERTED:
                if not closed:
                    self._close_cell(index, lines, label or "")
                    self._write("\n")
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
                    self.blocks[index] = self.blocks[index]._replace(page=self._page + paragraph.pages_before)
            self._page += paragraph.pages
            lines.append(paragraph)
        if closed:
            self._flush()
            return
        if self._run_on is not None:
            lines.append(self._run_on)
            self._run_on = None
        self._close_cell(index, lines, label or "")

    def _close_cell(self, index: int, lines: list[Paragraph], label: str) -> None:
        while lines and not lines[0].text:
            del lines[0]
        text = "\n".join([line.text for line in lines]).rstrip("\n")
        if self._sources:
            at = self._at
            for line in lines:
                self._sources.add(at, line)
                at += len(line.text) + 1
        self.blocks[index] = self.blocks[index]._replace(start=self._at, end=self._at + len(text), label=label)
        self._write(text)


def _part(package: Package, related: _Related, kind: str) -> _Element | None:
    """Return the part of a *kind* that there is one of, None if it is not there."""
    if kind not in related:
        return None
    return read_xml(package, related[kind][0][1], _TABLE_STYLES if kind == "styles" else None)


def _ends_page(paragraph: _Element, properties: Properties) -> bool:
    """Whether a page or a section ends in a paragraph."""
    if f"{W}sectPr" in properties:
        return True
    return any(br.get(f"{W}type") == "page" for br in paragraph.iter(f"{W}br"))
