"""The automatic number of each Word paragraph, and its heading level, as its properties and its style say."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from audit_cli.readers.word.numbering import Counters, Numbering, W, read_numbering
from audit_cli.readers.word.styles import STYLE, Properties, Styles, heading_level, small_integer, value, value_of

if TYPE_CHECKING:
    from lxml.etree import _Element

_NUMBER, _OUTLINE = f"{W}numPr", f"{W}outlineLvl"


class Labels:
    """The numbers of a document as they count up; *read* gives the part that defines them, None if there is none."""

    def __init__(self, styles: Styles, read: Callable[[], _Element | None]) -> None:
        self._styles = styles
        self._read = read
        self._numbering: Numbering | None = None
        self._counters: Counters | None = None

    def label_and_level(self, properties: Properties) -> tuple[str, int]:
        """Count the paragraph if it is numbered; return its label and its heading level."""
        listed, outline = properties.get(_NUMBER), value_of(properties.get(_OUTLINE))
        style = self._styles[value_of(properties.get(STYLE)) or self._styles.default]
        level = style.heading if outline is None else heading_level(outline)
        number = style.number if listed is None else value(listed, "numId") or style.number
        if not number or number == "0":
            return "", level
        if self._counters is None or self._numbering is None:
            self._numbering = read_numbering(self._read(), lambda style: self._styles[style].number)
            self._counters = Counters(self._numbering)
        index = None if listed is None else small_integer(value(listed, "ilvl"))
        if index is None and (listed is None or value(listed, "numId") is None):
            # a style is tied to its level by the list, not by itself
            index = self._numbering.level_of_style(number, style.number_style)
            index = style.number_level if index is None else index
        return self._counters.label(number, index or 0), level
