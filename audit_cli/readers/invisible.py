"""Characters that print nothing: left out, for they split numbers and turn their order round on the screen."""

from __future__ import annotations

from bisect import bisect_left

from audit_cli.expressions import expression
from audit_cli.model import Document

# zero width, marks and overrides of direction, invisible operators, byte-order marks, soft hyphens
_INVISIBLE = expression("[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_TURNING = expression("[\u202a-\u202e\u2066-\u2069]")


def visible(document: Document) -> Document:
    """Return *document* without the characters that print nothing, its blocks at their places in the shorter text."""
    hidden = [match.start() for match in _INVISIBLE.finditer(document.text)]
    if not hidden:
        return document
    note = f"有 {len(hidden)} 个不可见字符（如零宽空格），已略去"
    if _TURNING.search(document.text):
        note += "；其中有改变文字方向的控制符，屏幕所见的数字次序可能与文件不同"

    def place(at: int) -> int:
        return at - bisect_left(hidden, at)

    return document._replace(
        text=_INVISIBLE.sub("", document.text),
        blocks=tuple(b._replace(start=place(b.start), end=place(b.end)) for b in document.blocks),
        doubtful=tuple((place(start), place(end)) for start, end in document.doubtful),
        sections=tuple(_INVISIBLE.sub("", section) for section in document.sections),
        notes=(*document.notes, note),
    )
