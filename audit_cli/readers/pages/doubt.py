"""Digits that were recognised in doubt: marked while the page is laid out, then turned back and remembered.

A doubtful "7" travels as a private character, so that nothing between recognition and text needs to know of doubts.
"""

from __future__ import annotations

import re

# the last plane of Unicode, which no font of a document uses
_PRIVATE = 0x10F000
_MARKS = {_PRIVATE + ord(sign): sign for sign in "0123456789.%"}
_DOUBTFUL = re.compile("[" + "".join(map(chr, _MARKS)) + "]+")


def doubtful(sign: str) -> str:
    """Return *sign* marked as doubtful, if it is part of a number."""
    mark = _PRIVATE + ord(sign)
    return chr(mark) if mark in _MARKS else sign


def is_narrow(sign: str) -> bool:
    """Whether *sign*, marked or not, is half as wide as a Chinese character."""
    return sign.isascii() or ord(sign) in _MARKS


def settled(text: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Return *text* with its marks turned back, and from where to where it is doubtful."""
    return text.translate(_MARKS), tuple(match.span() for match in _DOUBTFUL.finditer(text))
