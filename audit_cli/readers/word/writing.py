"""The text of a Word document as it is written down: its pieces, its blocks, and the page that is reached."""

from __future__ import annotations

from audit_cli.model import Block
from audit_cli.readers.word.paragraph import Paragraph
from audit_cli.readers.word.sources import Sources


class Writing:
    """*pieces* and *blocks* grow together, up to *at* in the text; pages are counted if there are marks of them."""

    def __init__(self, counts_pages: bool, sources: Sources | None) -> None:
        self.pieces: list[str] = []
        self.blocks: list[Block] = []
        self.at = 0
        self.page = 1
        self.counts_pages = counts_pages
        self._sources = sources

    @property
    def page_or_none(self) -> int | None:
        return self.page if self.counts_pages else None

    @property
    def is_within_line(self) -> bool:
        return not self.pieces[-1].endswith("\n")

    def write(self, text: str) -> None:
        """Add *text* that is in no block."""
        self.pieces.append(text)
        self.at += len(text)

    def line(self, text: str, block: Block) -> bool:
        """Add a line, as *block* unless there is nothing to see; return whether there is."""
        seen = bool(text.strip() or block.label)
        if seen:
            self.blocks.append(block._replace(start=self.at, end=self.at + len(text)))
        self.write(text + "\n")
        return seen

    def source(self, paragraph: Paragraph) -> None:
        """Remember that *paragraph* is about to be written."""
        if self._sources:
            self._sources.add(self.at, paragraph)

    def change(self, index: int, **fields: object) -> None:
        """Change the block with this *index*."""
        self.blocks[index] = self.blocks[index]._replace(**fields)

    def close_cell(self, index: int, lines: list[Paragraph], label: str) -> None:
        """Write the *lines* of the cell whose block is that with this *index*."""
        while lines and not lines[0].text:
            del lines[0]
        text = "\n".join([line.text for line in lines]).rstrip("\n")
        if self._sources:
            at = self.at
            for line in lines:
                self._sources.add(at, line)
                at += len(line.text) + 1
        self.change(index, start=self.at, end=self.at + len(text), label=label)
        self.write(text)
