"""Where the blocks of a document stand in its text, the same for every reader."""

from __future__ import annotations

from audit_cli.model import Document


def in_order(document: Document) -> Document:
    """Return *document*, whose blocks follow one another in its text, each to the end of a line or cell."""
    at = 0
    for block in document.blocks:
        assert at <= block.start <= block.end < len(document.text)
        assert document.text[block.end] in "\n\t"
        at = block.end
    return document
