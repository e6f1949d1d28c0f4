"""Plain text and Markdown: the canonical text is the decoded file itself, a byte-order mark dropped."""

from __future__ import annotations

import codecs
import hashlib
import re

from audit_cli.errors import Damaged
from audit_cli.model import Block, Document
from audit_cli.readers.outline import with_sections

_LINE = re.compile(r"[^\r\n\f\v\x1c-\x1e\x85\u2028\u2029]+")
_BLANK = " \t\u3000\u00a0\u2002\u2003\u2009\u200b\ufeff"
# control characters that no text holds; tab, line ends, form feed and the end-of-file mark of old systems may occur
_BINARY = re.compile(r"[\x00-\x08\x0e-\x19\x1b]")
MOSTLY_READABLE = 0.9


def read_txt(path: str, data: bytes) -> Document:
    """Return the text file *data*; raises Damaged if it is no text."""
    text, notes = decode(path, data)
    blocks = paragraphs(text)
    blocks, sections = with_sections(text, blocks)
    is_markdown = path.lower().endswith((".md", ".markdown"))
    return Document(
        path, hashlib.sha256(data).hexdigest(), "md" if is_markdown else "txt", text, blocks, sections, notes
    )


def decode(path: str, data: bytes) -> tuple[str, tuple[str, ...]]:
    """Return the text of *data* and what must be said about it."""
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ):
        if data.startswith(mark):
            return _decoded(path, data[len(mark) :], (encoding,))
    return _decoded(path, data, ("utf-8", "gb18030"))


def _decoded(path: str, data: bytes, encodings: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _BINARY.search(text):
            raise _no_text(path)
        return text, ()
    tries = [data.decode(encoding, "replace") for encoding in encodings]
    text = min(tries, key=lambda t: t.count("\ufffd"))
    lost = text.count("\ufffd")
    if _BINARY.search(text) or lost > len(text) * (1 - MOSTLY_READABLE):
        raise _no_text(path)
    return text, (f"有 {lost} 处字符无法识别，已用 \ufffd 代替",)


def _no_text(path: str) -> Damaged:
    return Damaged(
        f"{path}：不是文本文件，请确认文件完整，或另存为 txt、docx",
        f"{path}: not a text file; check that it is complete, or save it as txt or docx",
    )


def paragraphs(text: str) -> tuple[Block, ...]:
    """Return each line that holds something, without the white space around it."""
    blocks = []
    for line in _LINE.finditer(text):
        printed = line[0].strip(_BLANK)
        if printed:
            start = line.start() + len(line[0]) - len(line[0].lstrip(_BLANK))
            blocks.append(Block("paragraph", start, start + len(printed)))
    return tuple(blocks)
