"""The lines of a page: text that flows until an element, a br or a table ends it, with the number of its list item."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from audit_cli.expressions import expression
from audit_cli.readers.markup.look import is_comments, is_list_number, is_note_mark, is_raised, is_struck, number_format
from audit_cli.readers.raised import raised
from audit_cli.readers.word.numbering import numeral

if TYPE_CHECKING:
    from lxml.etree import _Element

_NEVER_SHOWN = frozenset(
    ("script", "style", "template", "noscript", "noframes", "xml", "svg", "audio", "video", "canvas", "rt",
     "rp", "datalist", "title")
)  # fmt: skip
_FRAMES = {"iframe": "src", "frame": "src", "object": "data", "embed": "src"}
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_ENDS_LINE = frozenset(
    ("p", "div", "li", "ul", "ol", "dl", "dt", "dd", "blockquote", "address", "center", "section", "article", "header",
     "footer", "main", "head", "nav", "aside", "figure", "figcaption", "form", "fieldset", "legend", "body", "hr",
     "pre", "details", "summary", "tr", "td", "th", "caption", "xmp", "plaintext", "listing", *_HEADINGS)
)  # fmt: skip
_AS_WRITTEN = frozenset(("pre", "textarea", "xmp", "plaintext", "listing"))
# within the pieces of a line: where br ends it, and a blank of pre; no parser lets these characters through
_BREAK, _KEPT_BLANK = "\x00", "\x01"
_BLANKS = expression(r"[ \t\n\r\f]+")
_NARROW = 0x2E80


class Line(NamedTuple):
    """A line of text, the automatic number before it, and the level of the heading it is, or 0."""

    text: str
    label: str = ""
    level: int = 0


class _List:
    """An open list: the number of its next item, and how it is printed."""

    def __init__(self, element: _Element) -> None:
        self._form, self._printed = number_format(element)
        if element.tag == "ul" and self._form != "none":
            self._form, self._printed = "none", "•"
        items = sum(1 for child in element if child.tag == "li") if element.get("reversed") is not None else 0
        self._step = -1 if items else 1
        self._next = _integer(element.get("start"), items or 1)

    def label(self, item: _Element) -> str:
        """Count *item* and return its label."""
        number = _integer(item.get("value"), self._next)
        self._next = number + self._step
        return self._printed.replace("%", numeral(number, self._form))


class Lines:
    """The lines and tables within one element, from the top; *seen* collects what is to be mentioned."""

    def __init__(self, hides: Callable[[_Element], bool], seen: set[str]) -> None:
        self._hides = hides
        self._seen = seen
        self._pieces: list[str] = []
        self._label: list[str] = []
        self._number: _Element | None = None
        # the element whose text is set above the line
        self._raised: _Element | None = None
        self._level = 0
        self._as_written = 0
        self._lists: list[_List] = []

    def within(self, root: _Element) -> Iterator[Line | _Element]:
        """Yield each line, and each table for the caller to read."""
        from lxml import etree

        if not len(root):
            # most cells hold nothing but a text
            self._write(root.text)
            yield from self._ended()
            return
        walk = etree.iterwalk(root, events=("start", "end"))
        passed: _Element | None = None
        for event, element in walk:
            tag = element.tag
            if event == "start":
                if tag in _ENDS_LINE or tag == "table":
                    yield from self._ended()
                if element is not root and (tag == "table" or not self._shows(element, tag)):
                    if tag == "table" and not self._hides(element):
                        yield element
                    passed = element
                    walk.skip_subtree()
                else:
                    self._begin(element, tag)
                continue
            if tag in _ENDS_LINE:
                yield from self._ended()
            if element is passed:
                passed = None
            else:
                self._end(element, tag)
            if element is not root:
                self._write(element.tail)
        yield from self._ended()

    def _shows(self, element: _Element, tag: str) -> bool:
        """Whether the text within *element* is part of what the page shows."""
        if tag in _FRAMES:
            if element.get(_FRAMES[tag]):
                self._seen.add("frame")
            return False
        if tag == "del":
            self._seen.add("revision")
            return False
        if is_struck(element):
            self._seen.add("struck")
            return False
        if tag in _NEVER_SHOWN or self._hides(element) or is_comments(element) or is_note_mark(element):
            return False
        return tag != "option" or _is_chosen(element)

    def _begin(self, element: _Element, tag: str) -> None:
        if tag in ("ol", "ul"):
            self._lists.append(_List(element))
        elif tag == "li" and self._lists:
            self._label = [self._lists[-1].label(element)]
        elif tag == "br":
            self._pieces.append(_BREAK)
        elif tag == "ins" and element.get("datetime"):
            self._seen.add("revision")
        elif tag == "input":
            self._pieces.append(_field(element))
        elif self._number is None and is_list_number(element):
            self._number, self._label = element, []
        if self._raised is None and is_raised(element):
            self._raised = element
        self._level = _HEADINGS.get(tag, self._level)
        self._as_written += tag in _AS_WRITTEN
        self._write(element.text)

    def _end(self, element: _Element, tag: str) -> None:
        if element is self._raised:
            self._raised = None
        if element is self._number:
            self._number = None
        elif tag in ("ol", "ul") and self._lists:
            self._lists.pop()
        elif tag == "li":
            self._label = []
        if tag in _HEADINGS:
            self._level = 0
        self._as_written -= tag in _AS_WRITTEN

    def _write(self, text: str | None) -> None:
        if not text:
            return
        if self._as_written:
            text = text.replace("\r\n", "\n").replace("\n", _BREAK).replace(" ", _KEPT_BLANK)
        pieces = self._pieces if self._number is None else self._label
        if self._raised is not None and pieces and not pieces[-1][-1:].isspace():
            text = raised(text)
        pieces.append(text)

    def _ended(self) -> Iterator[Line]:
        """Yield what was written since the last line ended; a label waits for a text."""
        if not self._pieces:
            return
        pieces, self._pieces = self._pieces, []
        for part in "".join(pieces).split(_BREAK):
            text = _BLANKS.sub(_blank, part).replace(_KEPT_BLANK, " ").strip(" ")
            if text.strip():
                label, self._label = "".join(self._label).strip(), []
                yield Line(text.rstrip(), label, self._level)


def _blank(match: re.Match[str]) -> str:
    """Return one blank for many; none where the source only breaks a line beside a character as wide as tall."""
    text, (start, end) = match.string, match.span()
    if "\n" not in match[0] or start == 0 or end == len(text):
        return " "
    return "" if ord(text[start - 1]) >= _NARROW or ord(text[end]) >= _NARROW else " "


def _field(element: _Element) -> str:
    """Return what a field of a form shows."""
    kind = (element.get("type") or "text").lower()
    if kind in ("checkbox", "radio"):
        return "□" if element.get("checked") is None else "☑"
    return (element.get("value") or "") if kind in ("text", "number", "date") else ""


def _is_chosen(option: _Element) -> bool:
    """Whether a list to choose from shows this option: the one chosen, or the first."""
    if option.get("selected") is not None:
        return True
    parent = option.getparent()
    first = None if parent is None else next(parent.iterchildren("option"), None)
    return option is first and not any(other.get("selected") is not None for other in option.itersiblings("option"))


def _integer(text: str | None, default: int) -> int:
    digits = (text or "").strip()
    return int(digits) if digits.isascii() and digits.lstrip("-").isdigit() and len(digits) < 9 else default
