"""Styles of a Word document: what a paragraph or run inherits through the chain of basedOn."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from audit_cli.expressions import expression
from audit_cli.readers.word.numbering import W

if TYPE_CHECKING:
    from lxml.etree import _Element

# what a paragraph or a cell sets, by tag
Properties = Mapping[str, "_Element"]
_VAL = f"{W}val"
STYLE = f"{W}pStyle"  # that a paragraph names
_HEADING_NAME = expression(r"(?:heading|标题)\s*([1-9])", re.IGNORECASE)
BODY_LEVEL = 9


class Style(NamedTuple):
    """What is inherited: the list and its level, the heading level (1, 2, … or 0), whether text is hidden or raised."""

    number: str = ""
    number_level: int | None = None
    number_style: str = ""
    heading: int = 0
    hidden: bool = False
    raised: bool = False


class Styles:
    """The styles of styles.xml, resolved when first asked for."""

    def __init__(self, root: _Element | None) -> None:
        self._elements: dict[str, _Element] = {}
        self._resolved: dict[str, Style] = {}
        self.default = ""
        # whether what a run shows is not just its text, since some style hides it, or it is set in a symbol font
        self.are_special = root is not None and next(root.iter(f"{W}vanish"), None) is not None
        # whether some style of characters sets them above the line, as that of footnotes does
        self.raise_text = root is not None and next(root.iter(f"{W}vertAlign"), None) is not None
        for element in () if root is None else root.iterchildren(f"{W}style"):
            key = element.get(f"{W}styleId", "")
            self._elements[key] = element
            if element.get(f"{W}type") == "paragraph" and is_on(element.get(f"{W}default", "0")):
                self.default = key

    def __getitem__(self, key: str) -> Style:
        """Return what style *key* gives; nothing for an unknown one."""
        if key not in self._resolved:
            self._resolved[key] = self._resolve(key)
        return self._resolved[key]

    def _resolve(self, key: str) -> Style:
        number = level = outline = hidden = raised = None
        number_style = ""
        heading = 0
        seen: set[str] = set()
        while key in self._elements and key not in seen:
            seen.add(key)
            element = self._elements[key]
            properties = element.find(f"{W}pPr")
            if properties is not None:
                listed = properties.find(f"{W}numPr")
                if listed is not None:
                    if number is None and (found := value(listed, "numId")) is not None:
                        number, number_style = found, key
                    if level is None:
                        level = value(listed, "ilvl")
                if outline is None:
                    outline = value(properties, "outlineLvl")
            if not heading and (name := _HEADING_NAME.fullmatch((value(element, "name") or "").strip())):
                heading = int(name[1])
            if hidden is None and (vanish := element.find(f"{W}rPr/{W}vanish")) is not None:
                hidden = is_on(vanish.get(_VAL, "1"))
            if raised is None and (placed := element.find(f"{W}rPr/{W}vertAlign")) is not None:
                raised = placed.get(_VAL) == "superscript"
            key = value(element, "basedOn") or ""
        if outline is not None:
            heading = heading_level(outline)
        return Style(number or "", small_integer(level), number_style, heading, bool(hidden), bool(raised))


def child(parent: _Element, tag: str) -> _Element | None:
    """Return the first child *tag*; to look at a few children takes less time than to ask lxml, or Python, for one."""
    for one in parent:
        if one.tag == tag:
            return one
    return None


def properties_of(element: _Element, tag: str) -> Properties:
    """Return what the child *tag* of *element* sets, by tag; several of them are asked for, so it is read once."""
    found = child(element, tag)
    # the first of a tag counts
    return {} if found is None else {one.tag: one for one in found.iterchildren(reversed=True)}


def value(parent: _Element, tag: str) -> str | None:
    """Return the w:val of the child *tag*, None if there is no such child."""
    return value_of(child(parent, W + tag))


def value_of(element: _Element | None) -> str | None:
    """Return the w:val of a property, None if it is not set."""
    return None if element is None else element.get(_VAL, "")


def is_on(text: str) -> bool:
    """Read a switch of the markup."""
    return text not in ("0", "false", "off")


def small_integer(text: str | None, limit: int = 1000) -> int | None:
    """Return a whole number from 0 to *limit*; None for anything else."""
    if text is None or not text.isascii() or not text.isdigit() or len(text) > 9:
        return None
    number = int(text)
    return number if number <= limit else None


def heading_level(outline: str) -> int:
    """Return the heading level of an outlineLvl: 1, 2, …; 0 for body text."""
    level = small_integer(outline)
    return level + 1 if level is not None and level < BODY_LEVEL else 0
