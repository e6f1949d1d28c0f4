"""Pages as text and blocks: a line for each paragraph and for each row of a table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from audit_cli.errors import TooLarge
from audit_cli.model import Block, Document, Note, NoteKey
from audit_cli.readers.limits import Limits
from audit_cli.readers.markup.lines import Line, Lines
from audit_cli.readers.markup.look import Look
from audit_cli.readers.markup.made_tables import MARK, tag_tables
from audit_cli.readers.markup.table import Cell, Table, read_table
from audit_cli.readers.markup.tree import parse
from audit_cli.readers.outline import HEADING_LENGTH, with_sections

if TYPE_CHECKING:
    from lxml.etree import _Element

_TABLE_DEPTH = 40
# a cell with more text than this, and most of its table's, is a page in a frame and no cell; less, if it has tables
_PAGE_LENGTH = 3000
_FRAME_LENGTH = 500
_NOTES: tuple[NoteKey, ...] = ("revision", "hidden", "struck", "frame", "spans")


def read_pages(file: Document, texts: Sequence[str], limits: Limits) -> Document:
    """Return *file* with what the pages *texts* show; raises TooLarge."""
    page = _Page(file.path)
    for text in texts:
        root = parse(file.path, text, limits)
        if root is not None:
            page.add(root, MARK in text)
    shown = "".join(page.pieces)
    blocks, sections = with_sections(shown, page.blocks)
    return file._replace(text=shown, blocks=blocks, sections=sections, notes=(*file.notes, *page.notes()))


class _Page:
    """One pass over the pages of a file; *pieces* and *blocks* grow together."""

    def __init__(self, path: str) -> None:
        self.pieces: list[str] = []
        self.blocks: list[Block] = []
        self._path = path
        self._look = Look()
        self._seen: set[str] = set()
        self._at = 0
        self._tables = 0
        self._depth = 0

    def add(self, root: _Element, makes_tables: bool) -> None:
        """Add all that the page *root* shows; with *makes_tables*, some of its tables may be known by their style."""
        self._look = Look(root)
        if makes_tables:
            tag_tables(root, self._look)
        self._flow(root)

    def notes(self) -> tuple[Note, ...]:
        """Return what must be said about the page."""
        return tuple(Note(key) for key in _NOTES if key in self._seen)

    def _hides(self, element: _Element) -> bool:
        if not self._look.hides(element):
            return False
        if any(text.strip() for text in element.itertext()):
            self._seen.add("hidden")
        return True

    def _flow(self, root: _Element) -> None:
        """Add what *root* shows as paragraphs and tables."""
        for item in Lines(self._hides, self._seen).within(root):
            if isinstance(item, Line):
                self._add_line(item)
            else:
                self._table(item)

    def _add_line(self, line: Line) -> None:
        text = line.text.strip()
        is_heading = line.level and len(text) <= HEADING_LENGTH and not text.endswith(("。", "；", ";"))
        block = Block("paragraph", self._at, self._at + len(text), label=line.label)
        self.blocks.append(block._replace(kind="heading", level=line.level) if is_heading else block)
        self._write(text + "\n")

    def _write(self, text: str) -> None:
        self.pieces.append(text)
        self._at += len(text)

    def _table(self, element: _Element) -> None:
        self._depth += 1
        if self._depth > _TABLE_DEPTH:
            raise TooLarge(
                f"{self._path}：表格嵌套超过 {_TABLE_DEPTH} 层，不是正常的文档，未读取",
                f"{self._path}: tables nested more than {_TABLE_DEPTH} deep, as in no document; it was not read",
            )
        table = read_table(element, self._hides)
        for stray in table.strays:
            self._add_line(Line(" ".join(stray.split())))
        for caption in table.captions:
            if caption.tag == "table":
                self._table(caption)
            else:
                self._flow(caption)
        if _is_frame(table):
            for row in table.rows:
                for cell in row:
                    self._flow(cell.element)
        else:
            self._rows(table)
        self._depth -= 1

    def _rows(self, table: Table) -> None:
        number = self._tables
        self._tables += 1
        if not table.whole:
            self._seen.add("spans")
        for row in table.rows:
            started = len(self.blocks)
            for cell in row:
                if len(self.blocks) > started and not self.pieces[-1].endswith("\n"):
                    self._write("\t")
                block = Block("cell", 0, 0, -1, 0, "", None, number, cell.row, cell.col, cell.rows, cell.cols)
                self._cell(cell, block if table.whole else block._replace(damaged=True))
            if len(self.blocks) > started and not self.pieces[-1].endswith("\n"):
                self._write("\n")

    def _cell(self, cell: Cell, block: Block) -> None:
        """Add one cell; a nested table and what stands below it follow the cell's own block."""
        index = len(self.blocks)
        self.blocks.append(block)
        lines: list[Line] = []
        closed = False
        for item in Lines(self._hides, self._seen).within(cell.element):
            if isinstance(item, Line):
                if closed:
                    self._add_line(item)
                else:
                    lines.append(item)
                continue
            if not closed:
                self._close_cell(index, lines)
                self._write("\n")
                closed = True
            self._table(item)
        if not closed:
            self._close_cell(index, lines)

    def _close_cell(self, index: int, lines: list[Line]) -> None:
        text = "\n".join(line.text for line in lines)
        label = lines[0].label if lines else ""
        self.blocks[index] = self.blocks[index]._replace(start=self._at, end=self._at + len(text), label=label)
        self._write(text)


def _is_frame(table: Table) -> bool:
    """Whether a table only arranges the parts of a page, as old pages do."""
    if max((len(row) for row in table.rows), default=0) <= 1:
        return True
    cells = [cell.element for row in table.rows for cell in row]
    lengths = [sum(len(word) for text in cell.itertext() for word in text.split()) for cell in cells]
    longest = max(lengths)
    nested = next(cells[lengths.index(longest)].iter("table"), None) is not None
    return 2 * longest > sum(lengths) and longest > (_FRAME_LENGTH if nested else _PAGE_LENGTH)
