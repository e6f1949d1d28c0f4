"""How far a reader goes: the sizes beyond which a file is no report, and the password that opens it."""

from __future__ import annotations

from typing import Literal, NamedTuple

from audit_cli.errors import TooLarge

MEGABYTE = 1 << 20

Pages = Literal["never", "images", "all"]


class Limits(NamedTuple):
    """How much one file may hold: *file* as it is, *total* and *part* unpacked, in bytes; *text* in characters.

    *ratio* is how many times its packed size a part may have, if it is larger than *ratio_from* unpacked.
    *cells* is how many cells of a workbook may hold something, and how many the tables of a text may have.
    A web page may have *tags* of them.
    An archive may hold *members* files of *archive* bytes together, and archives within archives to *depth*.
    A file that has pages may have *pages* of them, and on each *drawn* objects and lines, or *pixels*.
    """

    file: int = 200 * MEGABYTE
    text: int = 20 * MEGABYTE
    total: int = 200 * MEGABYTE
    part: int = 100 * MEGABYTE
    ratio: int = 200
    ratio_from: int = MEGABYTE
    cells: int = 200_000
    tags: int = 2_000_000
    members: int = 10_000
    archive: int = 2048 * MEGABYTE
    depth: int = 3
    pages: int = 2_000
    drawn: int = 100_000
    pixels: int = 40_000_000


# the limits that are sizes; the others are numbers of something
SIZES = ("file", "text", "total", "part", "ratio_from", "archive")


class Options(NamedTuple):
    """What a reader is told besides the file itself: *recognise* says of which pages the text is recognised (OCR).

    Of "all" pages means that the figures of a text layer are held against what the page shows.
    *origins* asks for the place in the file of every stretch of text, where the format has a way to say it.
    *shown* asks of a workbook only for what its picture in another document shows.
    """

    limits: Limits = Limits()
    password: str = ""
    recognise: Pages = "images"
    origins: bool = False
    shown: bool = False


def too_many_cells(path: str, limits: Limits) -> TooLarge:
    """Return the error for a workbook that holds more than a report does."""
    return TooLarge(
        f"{path}：有内容的单元格超过 {limits.cells} 个，未读取；请拆分，或只保留要审核的工作表",
        f"{path}: more than {limits.cells} cells hold something; it was not read; keep the sheets to be audited",
    )
