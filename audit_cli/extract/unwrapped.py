"""A text as it was before a page width broke its paragraphs: what is read in it has its place in the text as it is.

The grammar never sees the ends of lines inside a paragraph; page numbers between two of its lines are left out as well.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from msgspec.structs import astuple

from audit_cli.expressions import expression
from audit_cli.model import Block, Document, Figure
from audit_cli.value import Value

_WRAPPED_FORMATS = frozenset({"txt", "md"})
_NUMERAL_END = expression(r"[0-9][0-9,，.]*$")
_NUMERAL_START = expression(r"[0-9,，.]*[0-9]")
_NUMERAL = expression(r"[0-9]{1,3}(?:[,，][0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?")


class Unwrapped(NamedTuple):
    """The document with its paragraphs in one line each, and where every stretch of its text stands in *source*."""

    document: Document
    source: Document
    starts: Sequence[int]
    places: Sequence[int]

    def place(self, at: int) -> int:
        """Return where the character *at* stands in the source."""
        k = bisect_right(self.starts, at) - 1
        return self.places[k] + at - self.starts[k]

    def restored(self, figure: Figure) -> Figure:
        """Return *figure* at its place in the source, as printed there."""
        start, end = self.place(figure.start), self.place(figure.end - 1) + 1
        return figure._replace(start=start, end=end, text=self.source.text[start:end])

    def restorer(self) -> Callable[[Any], Any]:
        """Return the function that puts all figures of a value at their places; one figure stays one."""
        known: dict[int, Figure] = {}

        def at_home(value: Any) -> Any:
            if isinstance(value, Figure):
                if id(value) not in known:
                    known[id(value)] = self.restored(value)
                return known[id(value)]
            if isinstance(value, Value):
                return type(value)(*map(at_home, astuple(value)))
            if not isinstance(value, tuple):
                return value
            inner = [at_home(part) for part in value]
            return type(value)(*inner) if hasattr(value, "_fields") else tuple(inner)

        return at_home


def unwrapped(document: Document) -> Unwrapped | None:
    """Return *document* with one line a paragraph, None if it has no paragraph of several lines."""
    text = document.text
    if document.format not in _WRAPPED_FORMATS:
        return None
    wrapped = [
        number
        for number, block in enumerate(document.blocks)
        if block.kind != "cell" and len(text[block.start : block.end].splitlines()) > 1
    ]
    if not wrapped:
        return None
    starts, places, pieces = [0], [0], []
    done = length = 0  # characters of the source and of the new text
    shifts: list[tuple[int, int]] = []  # from this place of the source on, so many characters are gone
    for number in wrapped:
        block = document.blocks[number]
        gone = block.start
        for start, end, blank in _lines(text, block):
            if start > block.start:
                kept = text[done:gone]
                pieces.append(kept)
                length += len(kept)
                if blank:
                    starts.append(length)
                    places.append(gone)
                    pieces.append(" ")
                    length += 1
                starts.append(length)
                places.append(start)
                shifts.append((start, start - length))
                done = start
            gone = end
    pieces.append(text[done:])
    edges = [place for place, _ in shifts]

    def moved(at: int) -> int:
        k = bisect_right(edges, at) - 1
        return at - shifts[k][1] if k >= 0 else at

    blocks = tuple(b._replace(start=moved(b.start), end=moved(b.end)) for b in document.blocks)
    return Unwrapped(document._replace(text="".join(pieces), blocks=blocks), document, starts, places)


def _lines(text: str, block: Block) -> Iterator[tuple[int, int, bool]]:
    """Yield the lines of *block* without their outer blanks, and whether a blank must stand before them."""
    found: list[tuple[int, int]] = []
    at = block.start
    for raw in text[block.start : block.end].splitlines(keepends=True):
        printed = raw.strip()
        if printed:
            start = at + raw.index(printed[0])
            found.append((start, start + len(printed)))
        at += len(raw)
    widths = [_columns(text[start:end]) for start, end in found]
    widest = max(widths)
    before = ""
    for k, (start, end) in enumerate(found):
        # page numbers and running headers are much shorter than lines that are full
        if 0 < k < len(found) - 1 and widths[k] * 10 < 6 * widest:
            continue
        line = text[start:end]
        yield start, end, bool(before) and _are_apart(before, line)
        before = line


def _columns(line: str) -> int:
    return len(line) if line.isascii() else len(line.encode("gb18030", "replace"))


def _are_apart(before: str, line: str) -> bool:
    """Tell whether two words of Latin letters meet, or two numerals that are not one."""
    last, first = before[-1], line[0]
    if not (last.isascii() and first.isascii()):
        return False
    if last.isalpha() and first.isalpha():
        return True
    left, right = _NUMERAL_END.search(before[-32:]), _NUMERAL_START.match(line)
    return left is not None and right is not None and _NUMERAL.fullmatch(left[0] + right[0]) is None
