"""How far a reader goes: the sizes beyond which a file is no report, and the password that opens it."""

from __future__ import annotations

from typing import NamedTuple

MEGABYTE = 1 << 20


class Limits(NamedTuple):
    """How much one file may hold: *file* as it is, *total* and *part* unpacked, in bytes; *text* in characters.

    *ratio* is how many times its packed size a part may have, if it is larger than *ratio_from* unpacked.
    An archive may hold *members* files of *archive* bytes together, and archives within archives to *depth*.
    A file that has pages may have *pages* of them, and on each *drawn* objects and lines, or *pixels*.
    """

    file: int = 200 * MEGABYTE
    text: int = 20 * MEGABYTE
    total: int = 200 * MEGABYTE
    part: int = 100 * MEGABYTE
    ratio: int = 200
    ratio_from: int = MEGABYTE
    members: int = 10_000
    archive: int = 2048 * MEGABYTE
    depth: int = 3
    pages: int = 2_000
    drawn: int = 100_000
    pixels: int = 100_000_000


# the limits that are sizes; the others are numbers of something
SIZES = ("file", "text", "total", "part", "ratio_from", "archive")


class Options(NamedTuple):
    """What a reader is told besides the file itself; *recognise* is whether to recognise the text of images."""

    limits: Limits = Limits()
    password: str = ""
    recognise: bool = True
