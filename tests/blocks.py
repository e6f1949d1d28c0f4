"""Where the blocks of a document stand and what they say, as the tests of every reader compare it."""

from __future__ import annotations

from audit_cli.model import Document
from audit_cli.readers.workbook.cells import address


def in_order(document: Document) -> Document:
    """Return *document*, whose blocks follow one another in its text, each to the end of a line or cell."""
    at = 0
    for block in document.blocks:
        assert at <= block.start <= block.end < len(document.text)
        assert document.text[block.end] in "\n\t"
        at = block.end
    return document


def texts(document: Document) -> list[str]:
    return [document.text_of(block) for block in document.blocks]


def labelled(document: Document) -> list[str]:
    """Return the texts, each behind the number or bullet that its list gives it."""
    return [block.label + document.text_of(block) for block in document.blocks]


def paragraphs(document: Document) -> list[str]:
    """Return the texts that stand in no cell."""
    return [document.text_of(block) for block in document.blocks if block.kind != "cell"]


def shown(document: Document, table: int = 0) -> dict[str, str]:
    """Return the texts of a table by the addresses of their cells: A1, B2."""
    return {address(b.row, b.col): document.text_of(b) for b in document.blocks if b.table == table}


def cells_of(document: Document, number: int = 0) -> dict[tuple[int, int], tuple[str, int, int]]:
    """Return the texts of a table by row and column, with how many rows and columns each spans."""
    return {(b.row, b.col): (document.text_of(b), b.rowspan, b.colspan) for b in document.blocks if b.table == number}
