"""How far a reader goes: the sizes beyond which a file is no report, and the password that opens it."""

from __future__ import annotations

from typing import NamedTuple

MEGABYTE = 1 << 20


class Limits(NamedTuple):
    """How much one file may hold: *file* as it is, *total* and *part* unpacked, in bytes.

    *ratio* is how many times its packed size a part may have, if it is larger than *ratio_from* unpacked.
    *pages* and *characters* are those of a file that has pages, *drawn* the objects and lines of one page.
    """

    file: int = 200 * MEGABYTE
    total: int = 200 * MEGABYTE
    part: int = 100 * MEGABYTE
    ratio: int = 200
    ratio_from: int = MEGABYTE
    pages: int = 2_000
    characters: int = 5_000_000
    drawn: int = 100_000


class Options(NamedTuple):
    """What a reader is told besides the file itself."""

    limits: Limits = Limits()
    password: str = ""
