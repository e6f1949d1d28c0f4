"""What people said of findings before: that they are known, or why they need not be mended."""

from __future__ import annotations

from typing import NamedTuple


class KnownFinding(NamedTuple):
    """A finding that a baseline lists: *document* is its path from the baseline's folder, *date* when it was listed."""

    document: str
    fingerprint: str
    rule: str
    text: str
    date: str


class Suppression(NamedTuple):
    """Which findings need not be mended, and why; what is "" does not matter, *expires* is the last day it holds."""

    line: int
    reason: str
    rule: str = ""
    fingerprint: str = ""
    document: str = ""
    author: str = ""
    expires: str = ""
