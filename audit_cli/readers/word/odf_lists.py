"""Automatic numbering in OpenDocument text: list styles, the outline, and the counters of each list."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from audit_cli.expressions import expression
from audit_cli.readers.odf import STYLE, TEXT, XML_ID
from audit_cli.readers.word.numbering import numeral
from audit_cli.readers.word.styles import small_integer

if TYPE_CHECKING:
    from lxml.etree import _Element

OUTLINE = "\0outline"
_LEVELS = 10
_PLACE = expression(r"%(\d{1,2})%")
_TEMPLATE = "{urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0}num-list-format"
_LATIN = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
# formats named by the numerals they begin with: 一, 二, 三, ...
_EAST_ASIAN = {
    "一": "chineseCounting", "壹": "chineseLegalSimplified", "甲": "ideographTraditional", "子": "ideographZodiac",
    "①": "decimalEnclosedCircle", "⑴": "decimalEnclosedParen", "⒈": "decimalEnclosedFullstop",
    "１": "decimalFullWidth", "㊀": "ideographEnclosedCircle", "〇": "ideographDigital",
}  # fmt: skip
_BULLET = "bullet"


class Level(NamedTuple):
    """One level of a list: its number format, the label around the numbers of this and of upper levels, its start."""

    format: str
    template: str
    start: int = 1


Counts = dict[int, int]


class Lists:
    """The list styles of a document and the running numbers of its lists."""

    def __init__(self, roots: list[_Element]) -> None:
        self._styles: dict[str, dict[int, Level]] = {}
        self._by_id: dict[str, Counts] = {}
        self._latest: dict[str, Counts] = {}
        self._outline: Counts = {}
        for root in roots:
            for element in root.iter(f"{TEXT}list-style", f"{TEXT}outline-style"):
                is_outline = element.tag == f"{TEXT}outline-style"
                name = OUTLINE if is_outline else element.get(f"{STYLE}name", "")
                self._styles[name] = _levels(element)

    def begin(self, element: _Element, style: str) -> Counts:
        """Return the counters of a list that begins: new ones, or those of the list that it goes on."""
        continued = element.get(f"{TEXT}continue-list")
        if continued is not None and continued in self._by_id:
            counts = self._by_id[continued]
        elif element.get(f"{TEXT}continue-numbering") == "true":
            counts = self._latest.get(style, {})
        else:
            counts = {}
        if key := element.get(XML_ID):
            self._by_id[key] = counts
        self._latest[style] = counts
        return counts

    def counts_of(self, key: str) -> Counts:
        """Return the counters of the list whose paragraphs stand apart and name it by *key*."""
        return self._by_id.setdefault(key, {})

    def label(self, style: str, index: int, counts: Counts, start: str | None = None) -> str:
        """Count an item on level *index* (from 1) and return its label; *start* is the number that it states."""
        levels = self._styles.get(style, {})
        level = levels.get(index)
        stated = small_integer(start)
        if stated is not None:
            counts[index] = stated
        else:
            counts[index] = counts.get(index, (level.start if level else 1) - 1) + 1
        for deeper in [each for each in counts if each > index]:
            del counts[deeper]
        if level is None or not level.format:
            return ""
        if level.format == _BULLET:
            return "•"
        return _PLACE.sub(lambda place: _shown(levels, int(place[1]), index, counts), level.template)

    def outline_label(self, index: int, start: str | None) -> str:
        """Count a heading of level *index* that is in no list and return its label."""
        return self.label(OUTLINE, index, self._outline, start)


def _shown(levels: dict[int, Level], index: int, own: int, counts: Counts) -> str:
    level = levels.get(index)
    if level is None or index > own or level.format in ("", _BULLET):
        return ""
    return numeral(counts.get(index, level.start), level.format)


def _levels(element: _Element) -> dict[int, Level]:
    return {
        index: _level(child, index)
        for child in element
        if (index := small_integer(child.get(f"{TEXT}level"), _LEVELS)) is not None
    }


def _level(element: _Element, index: int) -> Level:
    if element.tag not in (f"{TEXT}list-level-style-number", f"{TEXT}outline-level-style"):
        return Level(_BULLET, "")
    template = element.get(_TEMPLATE)
    if template is None:
        shown = small_integer(element.get(f"{TEXT}display-levels"), _LEVELS) or 1
        numbers = ".".join(f"%{i}%" for i in range(max(index - shown, 0) + 1, index + 1))
        template = element.get(f"{STYLE}num-prefix", "") + numbers + element.get(f"{STYLE}num-suffix", "")
    start = small_integer(element.get(f"{TEXT}start-value"))
    return Level(_format(element.get(f"{STYLE}num-format", "")), template, 1 if start is None else start)


def _format(name: str) -> str:
    """Return the name that a number format has in Word; "" for none."""
    if "貳" in name:
        return "ideographLegalTraditional"
    return (_LATIN.get(name) or _EAST_ASIAN.get(name[:1], "decimal")) if name else ""
