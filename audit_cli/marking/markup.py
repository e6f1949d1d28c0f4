"""The source of an XML part, to write into it at a place and leave every other character as it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import NamedTuple

from audit_cli.expressions import expression

# comments, instructions and literal text are passed over; attributes may hold brackets
_TAG = expression(
    r"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>"
    r"|<(/?)[^\s/>]+[^\"'>]*(?:\"[^\"]*\"[^\"'>]*|'[^']*'[^\"'>]*)*>",
    re.DOTALL,
)
# one character to a parser
_WRITTEN_OUT = expression(r"&[^;]*;|\r\n")
_NAME = expression(r"<([^\s/>]+)")
_DECLARED = re.compile(rb"\s*<\?xml[^>]*?encoding\s*=\s*[\"']([\w.-]+)")


class Element(NamedTuple):
    """Where an element stands in the source: its tags, and between them what it holds; and which one holds it."""

    start: int
    inner: int
    stop: int
    end: int
    parent: int


class Markup:
    """A part of a package as text; *elements* are in the order in which they begin, as a parser counts them."""

    def __init__(self, data: bytes) -> None:
        self.encoding = _encoding(data)
        self.text = data.decode(self.encoding)
        self.elements = _elements(self.text)

    def local_name(self, number: int) -> str:
        """Return the name of an element without its prefix."""
        return self.name(number).rpartition(":")[2]

    def name(self, number: int) -> str:
        """Return the name of an element as written, prefix and all."""
        found = _NAME.match(self.text, self.elements[number].start)
        assert found is not None
        return found[1]

    def start_tag(self, number: int) -> str:
        """Return the tag that an element begins with."""
        element = self.elements[number]
        return self.text[element.start : element.inner]

    def whole(self, number: int) -> str:
        """Return an element with all that it holds."""
        element = self.elements[number]
        return self.text[element.start : element.end]

    def children(self, number: int) -> Sequence[int]:
        """Return the elements that stand right in another one."""
        return self._children.get(number, ())

    @cached_property
    def _children(self) -> dict[int, list[int]]:
        found: dict[int, list[int]] = {}
        for number, element in enumerate(self.elements):
            found.setdefault(element.parent, []).append(number)
        return found

    def character(self, number: int, at: int) -> int | None:
        """Return where character *at* of the text of an element stands; None if that is not written plainly."""
        element = self.elements[number]
        if "<" in self.text[element.inner : element.stop]:
            return None
        place = element.inner + at
        for written in _WRITTEN_OUT.finditer(self.text, element.inner, element.stop):
            if written.start() >= place:
                break
            place += len(written[0]) - 1
        return place

    def appended(self, addition: str) -> Edit:
        """Return the edit that puts *addition* last into the root."""
        return self.into(0, addition)

    def into(self, number: int, addition: str) -> Edit:
        """Return the edit that puts *addition* last into an element."""
        element = self.elements[number]
        if element.inner < element.end:
            return Edit(element.stop, element.stop, addition)
        # an empty element with one tag
        return Edit(element.end - 2, element.end, f">{addition}</{self.name(number)}>")

    def before(self, number: int, addition: str) -> Edit:
        """Return the edit that puts *addition* before an element."""
        at = self.elements[number].start
        return Edit(at, at, addition)

    def edited(self, edits: Iterable[Edit]) -> bytes:
        """Return the part with *edits*, none of which overlap."""
        pieces, at = [], 0
        for start, end, text in sorted(edits):
            pieces += [self.text[at:start], text]
            at = end
        return "".join([*pieces, self.text[at:]]).encode(self.encoding)


class Edit(NamedTuple):
    """What to put in the place of ``text[start:end]`` of a part."""

    start: int
    end: int
    text: str


def _encoding(data: bytes) -> str:
    """Return how *data* is encoded, so that a mark of byte order is a character like any other."""
    for mark, name in ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if data.startswith(mark):
            return name
    declared = _DECLARED.match(data)
    return declared[1].decode() if declared else "utf-8"


def _elements(text: str) -> list[Element]:
    found: list[Element] = []
    unclosed: list[int] = []
    for tag in _TAG.finditer(text):
        closing = tag[1]
        if closing is None:
            continue
        if closing:
            number = unclosed.pop()
            found[number] = found[number]._replace(stop=tag.start(), end=tag.end())
            continue
        element = Element(tag.start(), tag.end(), tag.end(), tag.end(), unclosed[-1] if unclosed else -1)
        if not tag[0].endswith("/>"):
            unclosed.append(len(found))
        found.append(element)
    return found
