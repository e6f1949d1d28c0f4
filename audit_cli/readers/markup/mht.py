"""Reads web archives (MHTML): a page with its pictures in one file, as Word, Excel and browsers save it."""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Iterator
from email.message import Message
from email.parser import BytesParser

from audit_cli.errors import Damaged
from audit_cli.model import Document, Note
from audit_cli.readers.encoding import decode
from audit_cli.readers.limits import Options
from audit_cli.readers.markup.charset import declared_charset
from audit_cli.readers.markup.page import read_pages

# parts and the parts within them that are looked at
_PARTS = 1000


def read_mht(path: str, data: bytes, options: Options | None = None) -> Document:
    """Return the page in the archive *data* as `read_html` would; of a workbook, all its sheets."""
    pages: list[str] = []
    notes: list[Note] = []
    for charset, page in _pages(data):
        text, said = decode(path, page, declared_charset(page) or charset)
        pages.append(text)
        notes.extend(said)
    if not pages:
        raise Damaged(
            f"{path}：网页存档里没有网页，请用 Word 或浏览器打开后另存",
            f"{path}: a web archive without a page; open it in Word or a browser and save it anew",
        )
    # a workbook begins with the frame that holds its sheets; other pages than the first are headers of a Word file
    chosen = pages[1:] if len(pages) > 1 and "<frameset" in pages[0].lower() else pages[:1]
    file = Document(path, hashlib.sha256(data).hexdigest(), "mht", "", (), (), tuple(notes))
    return read_pages(file, chosen, (options or Options()).limits)


def _pages(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield the pages in *data* with the encoding that their part declares."""
    waiting = deque([data])
    for _ in range(_PARTS):
        if not waiting:
            return
        part = waiting.popleft()
        # only the head is parsed: parts are cut here, so that no nesting leads to another
        message: Message = BytesParser().parsebytes(part, headersonly=True)
        boundary = message.get_boundary()
        if boundary:
            pieces = part.split(b"--" + boundary.encode("ascii", "replace"))
            waiting.extend(piece.lstrip(b"\r\n") for piece in pieces[1 : _PARTS + 1] if not piece.startswith(b"--"))
        elif message.get_content_type() == "text/html":
            content = message.get_payload(decode=True)
            if isinstance(content, bytes):
                yield message.get_content_charset() or "", content
