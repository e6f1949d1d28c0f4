"""Characters that only fonts tell apart: those of PDF and OFD files made plain."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

UNKNOWN = "\ufffd"
# radicals, compatibility ideographs and ligatures, which look like what their normal form is
_LOOKALIKES = ((0x2E80, 0x2FDF), (0xF900, 0xFAFF), (0xFB00, 0xFB06))
# the bullets of Word's symbol fonts; the other signs in the private area may be anything
_BULLETS = dict.fromkeys((0xF06C, 0xF06E, 0xF075, 0xF0A7, 0xF0A8, 0xF0B7, 0xF0D8, 0xF0FC, 0xF0FE), "•")


@lru_cache(maxsize=1)
def _plain() -> dict[int, str]:
    plain = {
        code: unicodedata.normalize("NFKC", chr(code)) for first, last in _LOOKALIKES for code in range(first, last + 1)
    }
    return (
        {code: text for code, text in plain.items() if text != chr(code)}
        # a hyphen at the end of a line, as pdfium marks it
        | {0x02: "-", 0xFFFE: "-", 0xA0: " "}
        | dict.fromkeys((0, *range(0xE000, 0xF900)), UNKNOWN)
        | _BULLETS
    )


@lru_cache(maxsize=1)
def _strange() -> re.Pattern[str]:
    return re.compile("[" + "".join(map(re.escape, map(chr, _plain()))) + "]")


def is_plain(text: str) -> bool:
    """Tell whether `plain` would leave *text* as it is."""
    return _strange().search(text) is None


def plain(text: str) -> str:
    """Return *text* with signs as the characters they look like; those that have none are UNKNOWN."""
    return text.translate(_plain())
