"""Reads web pages: paragraphs, headings, lists and tables as a browser shows them; nothing is run or fetched."""

from __future__ import annotations

import hashlib

from audit_cli.model import Document
from audit_cli.readers.encoding import decode
from audit_cli.readers.limits import Options
from audit_cli.readers.markup.charset import declared_charset
from audit_cli.readers.markup.page import read_pages


def read_html(path: str, data: bytes, options: Options | None = None) -> Document:
    """Return the page in *data*; raises Damaged or TooLarge.

    A paragraph is a line; the cells of a table row stand in one line with tabs between them. A nested table follows
    its cell. Numbers of lists stand in `Block.label`, not in the text.
    """
    text, notes = decode(path, data, declared_charset(data))
    file = Document(path, hashlib.sha256(data).hexdigest(), "html", "", (), (), notes)
    return read_pages(file, [text], (options or Options()).limits)
