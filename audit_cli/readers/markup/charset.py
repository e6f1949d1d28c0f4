"""The encoding that a web page declares for itself."""

from __future__ import annotations

import re

_HEAD = 4096
_DECLARED = re.compile(
    rb"charset\s{0,9}=\s{0,9}[\"']?\s{0,9}([\w.:-]{2,30})|<\?xml[^>]{0,99}?encoding\s{0,9}=\s{0,9}[\"']([\w.:-]{2,30})",
    re.IGNORECASE,
)


def declared_charset(data: bytes) -> str:
    """Return the name of the encoding that the beginning of *data* declares, "" for none."""
    found = _DECLARED.search(data, 0, _HEAD)
    return (found[1] or found[2]).decode("ascii", "replace") if found else ""
