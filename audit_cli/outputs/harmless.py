"""Text of a report, or the name of a file, on its way out: shown as text wherever it goes, and never obeyed."""

from __future__ import annotations

import re

from audit_cli.expressions import expression

# what a terminal obeys, what turns the order of characters round, what prints nothing, what no XML and no UTF-8 holds
_UNSAFE = expression(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffe\uffff\ud800-\udfff"
    "\U000e0000-\U000e007f]"
)
_PICTURES, _PICTURE_OF_DELETE, _UNKNOWN = 0x2400, "\u2421", "\ufffd"
# in JSON the same characters may stand as escapes; msgspec leaves these as they are
_UNSAFE_BYTES = re.compile(
    rb"\x7f|\xc2[\x80-\x9f]|\xd8\x9c|\xe2\x80[\x8b-\x8f\xa8-\xae]|\xe2\x81[\xa0-\xaf]|\xef\xbb\xbf|\xef\xbf[\xbe\xbf]"
)


def harmless(text: str) -> str:
    """Return *text* with each character that does something replaced by one that is only seen; as long as before.

    >>> harmless("合计\\x1b[31m")
    '合计␛[31m'
    """
    return _UNSAFE.sub(_seen, text)


def one_line(text: str) -> str:
    """Return *text* harmless and in one line."""
    return " ".join(harmless(text).split())


def escaped(json: bytes) -> bytes:
    r"""Return the same JSON value with characters that a terminal or a reader of lines obeys written as \u escapes."""
    return _UNSAFE_BYTES.sub(lambda m: b"\\u%04x" % ord(m[0].decode()), json)


def _seen(match: re.Match[str]) -> str:
    code = ord(match[0])
    return chr(_PICTURES + code) if code < 0x20 else _PICTURE_OF_DELETE if code == 0x7F else _UNKNOWN
