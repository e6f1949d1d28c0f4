"""The order of OpenDocument text: paragraphs and tables, in and out of lists and sections, with their labels."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from audit_cli.readers.odf import (
    DRAWING,
    FORMATTING,
    HEADING,
    PARAGRAPH,
    SOFT_PAGE_BREAK,
    STYLE,
    TABLE,
    TEXT,
    TextStyles,
    boxes_in,
    strikes,
)
from audit_cli.readers.word.odf_lists import Counts, Lists
from audit_cli.readers.word.styles import small_integer

if TYPE_CHECKING:
    from lxml.etree import _Element

_TABLE = f"{TABLE}table"
_LIST = f"{TEXT}list"
_CONTAINERS = frozenset([
    f"{TEXT}{tag}" for tag in (
        "section", "index-body", "index-title", "table-of-content", "illustration-index", "table-index",
        "object-index", "user-index", "alphabetical-index", "bibliography",
    )
])  # fmt: skip
_MOST_LEVELS = 10


class Item(NamedTuple):
    """A paragraph, a table or a page break, and the label of the list item or heading that begins with it."""

    element: _Element
    label: str = ""


class Styles:
    """What the walk asks of the styles: which hide or strike text, begin a page, put a paragraph in a list."""

    def __init__(self, roots: list[_Element]) -> None:
        self.text = TextStyles(set(), set(), set())
        self.hidden_paragraph: set[str] = set()
        self.struck_paragraph: set[str] = set()
        self.new_page: set[str] = set()
        self.lists: dict[str, str] = {}
        for element in (style for root in roots for style in root.iter(f"{STYLE}style")):
            name = element.get(f"{STYLE}name", "")
            self.text.add(element)
            family = element.get(f"{STYLE}family")
            if family != "text" and any(child.get(f"{TEXT}display") == "none" for child in element):
                self.hidden_paragraph.add(name)
            if family != "paragraph":
                continue
            if strikes(element):
                self.struck_paragraph.add(name)
            if element.get(f"{STYLE}master-page-name") or any(
                child.get(f"{FORMATTING}break-before") == "page" for child in element
            ):
                self.new_page.add(name)
            self.lists[name] = element.get(f"{STYLE}list-style-name", "")


class Flow:
    """One pass over a document, in which its lists are counted; *seen* names what is to be mentioned."""

    def __init__(self, roots: list[_Element]) -> None:
        self.seen: set[str] = set()
        self.styles = Styles(roots)
        self._lists = Lists(roots)

    def contents(self, parent: _Element) -> Iterator[Item]:
        """Yield the paragraphs, tables and page breaks of *parent*, with those of lists and sections."""
        for element in parent:
            tag = element.tag
            if tag in (PARAGRAPH, HEADING, _TABLE, SOFT_PAGE_BREAK):
                yield Item(element, self._outline_label(element))
            elif tag == _LIST:
                style = element.get(f"{TEXT}style-name") or self._style_of_first(element)
                yield from self._list(element, style, 1, self._lists.begin(element, style))
            elif tag == f"{TEXT}numbered-paragraph":
                yield from self._numbered(element)
            elif tag == f"{TEXT}tracked-changes":
                if next(element.iterchildren(f"{TEXT}changed-region"), None) is not None:
                    self.seen.add("revision")
            elif tag in _CONTAINERS:
                if element.get(f"{TEXT}display") == "none" or element.get(f"{TEXT}is-hidden") == "true":
                    self.seen.add("hidden")
                else:
                    yield from self.contents(element)
            elif tag.startswith(DRAWING):
                for box in boxes_in(element, self.seen):
                    yield from self.contents(box)

    def _list(self, parent: _Element, style: str, level: int, counts: Counts) -> Iterator[Item]:
        """Yield the paragraphs and tables of a list; the first paragraph of an item has its label."""
        for item in parent:
            if item.tag not in (f"{TEXT}list-item", f"{TEXT}list-header"):
                continue
            own = item.get(f"{TEXT}style-override") or style
            is_counted = item.tag == f"{TEXT}list-item"
            for element in item:
                if element.tag == _LIST:
                    # deeper than ten levels no label is defined
                    inner = element.get(f"{TEXT}style-name") or own
                    yield from self._list(element, inner, min(level + 1, _MOST_LEVELS), counts)
                elif element.tag in (PARAGRAPH, HEADING):
                    label = ""
                    if is_counted and element.get(f"{TEXT}is-list-header") != "true":
                        start = item.get(f"{TEXT}start-value") or element.get(f"{TEXT}start-value")
                        label = self._lists.label(own, level, counts, start)
                    is_counted = False
                    yield Item(element, label)
                elif element.tag in (_TABLE, SOFT_PAGE_BREAK):
                    yield Item(element)

    def _numbered(self, element: _Element) -> Iterator[Item]:
        """Yield a paragraph that names its list instead of standing in it."""
        counts = self._lists.counts_of(element.get(f"{TEXT}list-id", ""))
        level = small_integer(element.get(f"{TEXT}level"), _MOST_LEVELS) or 1
        style = element.get(f"{TEXT}style-name") or self._style_of_first(element)
        for child in element.iterchildren(PARAGRAPH, HEADING):
            yield Item(child, self._lists.label(style, level, counts, element.get(f"{TEXT}start-value")))

    def _style_of_first(self, element: _Element) -> str:
        """Return the list style that the first paragraph of a list brings along."""
        first = next(element.iter(PARAGRAPH, HEADING), None)
        return "" if first is None else self.styles.lists.get(first.get(f"{TEXT}style-name", ""), "")

    def _outline_label(self, element: _Element) -> str:
        """Return the label of a heading that stands in no list."""
        if element.tag != HEADING or element.get(f"{TEXT}is-list-header") == "true":
            return ""
        level = small_integer(element.get(f"{TEXT}outline-level"), _MOST_LEVELS)
        return self._lists.outline_label(level, element.get(f"{TEXT}start-value")) if level else ""
