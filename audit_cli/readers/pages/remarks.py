"""What must be said of a file with pages besides its text: what was left out, and what could not be read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from audit_cli.errors import TooLarge
from audit_cli.model import Note, NoteKey, Several
from audit_cli.readers.limits import Limits, Pages
from audit_cli.readers.pages.doubt import settled
from audit_cli.readers.pages.sheet import Sheet
from audit_cli.readers.pages.signs import UNKNOWN

Seen = Literal[
    "hidden", "outside", "skewed", "struck", "recognised", "crowded", "form", "unfilled", "attached", "script"
]

FEW_SIGNS = 50  # on a page that is an image: its number, a stamp
MOSTLY_IMAGE = 0.6  # of the page's area
_NOTES: dict[Seen, NoteKey] = {
    "hidden": "unshown", "outside": "outside", "skewed": "skewed", "struck": "struck", "recognised": "text_layer",
    "crowded": "crowded",
    "form": "form", "unfilled": "unfilled", "attached": "attached", "script": "script",
}  # fmt: skip


def offer(recognise: Pages, has_engine: bool) -> NoteKey:
    """Return what to say of pages that are images: how they could be read, if other than by another file."""
    if not has_engine:
        return "images_without_engine"
    return "images_not_recognised" if recognise == "never" else "images"


class Remarks:
    """What is seen on the way through a file: *seen* for the file, the others by page; *unlike* how many.

    *offer* says what to say of pages that are images.
    """

    def __init__(self, path: str, limits: Limits, offer: NoteKey = "images") -> None:
        self.seen: set[Seen] = set()
        self.broken: list[int] = []
        self.images: list[int] = []
        self.recognised: list[int] = []
        self.unlike: dict[int, int] = {}
        self._offer = offer
        self._path = path
        self._limits = limits
        self._characters = 0

    def pages(self, count: int) -> None:
        """Raise TooLarge if no report has so many pages."""
        if count > self._limits.pages:
            raise TooLarge(
                f"{self._path}：有 {count} 页，超过 {self._limits.pages} 页的上限，未读取",
                f"{self._path}: {count} pages, more than the limit of {self._limits.pages}; it was not read",
            )

    def characters(self, count: int) -> None:
        """Count the characters of a page; raise TooLarge if no report has so many."""
        self._characters += count
        if self._characters > self._limits.text:
            raise TooLarge(
                f"{self._path}：文字超过 {self._limits.text} 个字符的上限，未读取",
                f"{self._path}: more than the limit of {self._limits.text} characters; it was not read",
            )

    def page(self, sheet: Sheet, images: float, complete: bool) -> Sheet:
        """Return *sheet*, without rules unless they are *complete*; *images* is the share of it that is images."""
        if images > (MOSTLY_IMAGE if sheet.glyphs else 0) and len(sheet.glyphs) < FEW_SIGNS:
            self.images.append(sheet.number)
        if complete:
            return sheet
        self.seen.add("crowded")
        return sheet._replace(across=[], down=[])

    def notes(self, text: str) -> Iterator[Note]:
        """Yield what to say of a file whose text is *text*; first what is left out, last what is unread."""
        yield from (Note(note) for key, note in _NOTES.items() if key in self.seen)
        if unknown := text.count(UNKNOWN):
            yield Note("replaced", (unknown,))
        if self.broken:
            yield Note("broken_pages", (_numbers(self.broken),))
        if self.recognised:
            pages, doubts = _numbers(self.recognised), len(settled(text)[1])
            yield Note("recognised_in_doubt", (pages, doubts)) if doubts else Note("recognised", (pages,))
        for page, numbers in self.unlike.items():
            yield Note("unlike", (page, numbers))
        if self.images:
            yield Note(self._offer, (_numbers(self.images),))


def _numbers(pages: Sequence[int]) -> Several:
    """Return page numbers as a person writes them: 1-3, 5."""
    ranges: list[list[int]] = []
    for page in pages:
        if ranges and page == ranges[-1][1] + 1:
            ranges[-1][1] = page
        else:
            ranges.append([page, page])
    return Several(tuple(f"{first}" if first == last else f"{first}-{last}" for first, last in ranges))
