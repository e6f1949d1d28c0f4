"""From bytes to text: the byte-order mark, what the file declares, strict UTF-8, then GB18030."""

from __future__ import annotations

import codecs
import re

from audit_cli.errors import Damaged
from audit_cli.expressions import expression
from audit_cli.model import Note

# control characters that no text holds; tab, line ends, form feed and the end-of-file mark of old systems may occur
_BINARY = expression(r"[\x00-\x08\x0e-\x19\x1b]")
# where cells end in what was copied out of Word
_CELL_END = "\x07"
# one for so many characters is a slip of the program that wrote the text, and not the sign of some other file
_STRAY = 500
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
MOSTLY_READABLE = 0.9
# what a name stands for in practice: files that declare gb2312 hold characters of GBK and GB18030
_DECLARED = {
    "gb2312": "gb18030", "gbk": "gb18030", "gb18030": "gb18030", "xgbk": "gb18030", "cp936": "gb18030",
    "ms936": "gb18030", "windows936": "gb18030", "euccn": "gb18030", "csgb2312": "gb18030", "gb231280": "gb18030",
    "big5": "big5hkscs", "big5hkscs": "big5hkscs", "cp950": "big5hkscs", "hzgb2312": "hz",
}  # fmt: skip
# so many characters that are no ASCII are no sound UTF-8 by chance
_NO_CHANCE = 8


def decode(path: str, data: bytes, declared: str = "") -> tuple[str, tuple[Note, ...]]:
    """Return the text of *data* and what must be said about it; *declared* is the encoding that the file names."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decoded(path, data[len(mark) :], (encoding,))
    named = _DECLARED.get(re.sub(r"[^a-z0-9]", "", declared.lower()))
    if named is None or _is_surely_utf8(data):
        return _decoded(path, data, ("utf-8", "gb18030"))
    return _decoded(path, data, tuple(dict.fromkeys((named, "utf-8", "gb18030"))))


def _is_surely_utf8(data: bytes) -> bool:
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return False
    return len(data) - len(text) >= 2 * _NO_CHANCE


def _decoded(path: str, data: bytes, encodings: tuple[str, ...]) -> tuple[str, tuple[Note, ...]]:
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return _without_strays(path, text)
    tries = [data.decode(encoding, "replace") for encoding in encodings]
    text = min(tries, key=lambda t: t.count("\ufffd"))
    lost = text.count("\ufffd")
    if lost > len(text) * (1 - MOSTLY_READABLE):
        raise _no_text(path)
    text, notes = _without_strays(path, text)
    return text, (Note("replaced", (lost,)), *notes)


def _without_strays(path: str, text: str) -> tuple[str, tuple[Note, ...]]:
    """Return *text* without control characters, and what must be said of them; raises Damaged if there are many."""
    strays = sum(1 for _ in _BINARY.finditer(text))
    if not strays:
        return text, ()
    if strays * _STRAY > len(text):
        raise _no_text(path)
    return _BINARY.sub("", text.replace(_CELL_END, "\t")), (Note("invisible", (strays,)),)


def _no_text(path: str) -> Damaged:
    return Damaged(
        f"{path}：不是文本文件，请确认文件完整，或另存为 txt、docx",
        f"{path}: not a text file; check that it is complete, or save it as txt or docx",
    )
