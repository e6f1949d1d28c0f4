"""What odt and ods have in common: their package, their namespaces, and how a paragraph becomes text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from audit_cli.errors import Encrypted
from audit_cli.expressions import expression
from audit_cli.readers.limits import Limits
from audit_cli.readers.package import Package, Source, open_package, read_part
from audit_cli.readers.raised import raised

if TYPE_CHECKING:
    from lxml.etree import _Element

APPLICATION = "LibreOffice"
CONTENT = "content.xml"
_NAMESPACE = "urn:oasis:names:tc:opendocument:xmlns:"
OFFICE = f"{{{_NAMESPACE}office:1.0}}"
TEXT = f"{{{_NAMESPACE}text:1.0}}"
TABLE = f"{{{_NAMESPACE}table:1.0}}"
STYLE = f"{{{_NAMESPACE}style:1.0}}"
FORMATTING = f"{{{_NAMESPACE}xsl-fo-compatible:1.0}}"
DRAWING = f"{{{_NAMESPACE}drawing:1.0}}"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
PARAGRAPH = f"{TEXT}p"
HEADING = f"{TEXT}h"
SOFT_PAGE_BREAK = f"{TEXT}soft-page-break"
_MANIFEST = "META-INF/manifest.xml"
_LOCKED_PART = b"encryption-data"
_LOCKED_PACKAGE = "encrypted-package"

_BLANKS = expression(r"[ \t\r\n]+")
_HYPHENS = {0x2011: "-", 0xAD: None}
_SPACES = 1000
_LINE_THROUGH = f"{STYLE}text-line-through-style"
# what says of a style that it hides, strikes out or raises text
_EFFECTS = (
    (f"{TEXT}display", expression(r"none$")),
    (_LINE_THROUGH, expression(r"(?!none$)")),
    (f"{STYLE}text-position", expression(r"super|[1-9]\d*(?:\.\d+)?%")),
)
_OBJECTS = frozenset([f"{DRAWING}object", f"{DRAWING}object-ole"])
# what stands in a paragraph and is no part of its text
_SKIPPED = frozenset([f"{OFFICE}annotation", f"{TEXT}ruby-text", f"{TEXT}tracked-changes", f"{TEXT}script"])
_HIDDEN_FIELDS = frozenset([f"{TEXT}hidden-text", f"{TEXT}hidden-paragraph"])


def open_odf(path: str, data: bytes, limits: Limits) -> Package:
    """Return the package in *data*; raises Damaged, TooLarge or Encrypted."""
    package = open_package(data, Source(path, APPLICATION), limits)
    if _LOCKED_PACKAGE in package.entries or _LOCKED_PART in (read_part(package, _MANIFEST) or b""):
        raise Encrypted(
            f"{path}：文件有密码，而 --password 不能打开 odt、ods；请用 LibreOffice 打开，另存时不勾选“用密码保存”",
            f"{path}: has a password, and --password does not open odt and ods; open it in LibreOffice and save a copy "
            'without "Save with password"',
        )
    return package


def repeated(element: _Element, name: str, most: int = 1 << 20) -> int:
    """Return how often a cell or row stands there, or how many it spans: at least 1, at most *most*."""
    text = element.get(f"{TABLE}{name}", "1")
    return max(1, min(int(text), most)) if text.isascii() and text.isdigit() and len(text) < 10 else 1


class TextStyles(NamedTuple):
    """The styles of characters that are more than a look: they hide text, strike it out or set it above the line."""

    hidden: set[str]
    struck: set[str]
    raised: set[str]

    def add(self, style: _Element) -> None:
        """Take *style*, if it is one of characters, into account."""
        if style.get(f"{STYLE}family") != "text":
            return
        name, parent = style.get(f"{STYLE}name", ""), style.get(f"{STYLE}parent-style-name")
        for names, is_set in zip(self, _effects(style), strict=True):
            if is_set or (is_set is None and parent in names):
                names.add(name)


def _effects(style: _Element) -> Iterator[bool | None]:
    """Yield whether *style* hides text, strikes it out, sets it above the line; None where it does not say."""
    for attribute, pattern in _EFFECTS:
        said = [properties.get(attribute) for properties in style]
        values = [value for value in said if value is not None]
        yield pattern.match(values[-1]) is not None if values else None


def strikes(style: _Element) -> bool:
    """Whether *style* strikes its text out."""
    return any(properties.get(_LINE_THROUGH, "none") != "none" for properties in style)


class Line:
    """What the walk over a paragraph collects.

    *boxes* are the contents of text boxes anchored in it, *notes* its footnotes; *pages* how many pages begin in it,
    *pages_before* how many of these before its first character; *seen* names what is to be mentioned.
    """

    def __init__(self, element: _Element, styles: TextStyles) -> None:
        self.boxes: list[_Element] = []
        self.notes: list[_Element] = []
        self.pages = 0
        self.pages_before = 0
        self.seen: set[str] = set()
        self._styles = styles
        self._raised = False
        self._pieces: list[str] = []
        # whether blanks that follow are part of those before, or stand at the beginning
        self._after_blank = True
        self._walk(element)
        if self._after_blank and self._pieces and self._pieces[-1].endswith(" "):
            self._pieces[-1] = self._pieces[-1][:-1]
        self.text = "".join(self._pieces).translate(_HYPHENS).strip("\n")

    def _blank_out(self, text: str | None) -> None:
        """Add text of the markup, in which any blanks together are one."""
        if not text:
            return
        shown = _BLANKS.sub(" ", text)
        if self._after_blank:
            shown = shown.removeprefix(" ")
        if shown:
            self._add(raised(shown) if self._raised and self._pieces and not self._after_blank else shown)
            self._after_blank = shown.endswith(" ")

    def _add(self, text: str) -> None:
        if not self._pieces:
            self.pages_before = self.pages
        self._pieces.append(text)
        self._after_blank = False

    def _walk(self, parent: _Element) -> None:
        self._blank_out(parent.text)
        for element in parent:
            self._inner(element, element.tag)
            self._blank_out(element.tail)

    def _inner(self, element: _Element, tag: str) -> None:
        if tag == f"{TEXT}s":
            self._add(" " * repeated_blanks(element))
        elif tag == f"{TEXT}tab":
            self._add("\t")
        elif tag == f"{TEXT}line-break":
            self._add("\n")
            self._after_blank = True
        elif tag == SOFT_PAGE_BREAK:
            self.pages += 1
        elif tag == f"{TEXT}note":
            self.notes.append(element)
        elif tag in _SKIPPED:
            return
        elif (style := element.get(f"{TEXT}style-name", "")) in self._styles.hidden or (
            tag in _HIDDEN_FIELDS and element.get(f"{TEXT}is-hidden", "true") == "true"
        ):
            self.seen.add("hidden")
        elif style in self._styles.struck:
            self.seen.add("struck")
        elif tag.startswith(DRAWING) and tag != f"{DRAWING}a":
            self.boxes.extend(boxes_in(element, self.seen))
        else:
            outer, self._raised = self._raised, self._raised or style in self._styles.raised
            self._walk(element)
            self._raised = outer


def repeated_blanks(element: _Element) -> int:
    text = element.get(f"{TEXT}c", "1")
    return min(int(text), _SPACES) if text.isascii() and text.isdigit() and len(text) < 10 else 1


def boxes_in(drawing: _Element, seen: set[str]) -> list[_Element]:
    """Return what of a drawing holds paragraphs; *seen* takes object and picture."""
    if drawing.tag in _OBJECTS:
        seen.add("object")
        return []
    if drawing.tag == f"{DRAWING}image":
        seen.add("picture")
    if any(child.tag in (PARAGRAPH, HEADING, f"{TEXT}list", f"{TABLE}table") for child in drawing):
        return [drawing]
    return [box for child in drawing if child.tag.startswith(DRAWING) for box in boxes_in(child, seen)]
