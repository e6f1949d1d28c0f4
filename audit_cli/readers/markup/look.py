"""What a style says of an element of a page, as far as it concerns the text: hidden, struck, a number of a list."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from audit_cli.expressions import expression

if TYPE_CHECKING:
    from lxml.etree import _Element

_HIDDEN = expression(r"(?<![\w-])(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|mso-hide\s*:\s*all)", re.I)
_LIST_NUMBER = expression(r"mso-list\s*:\s*ignore", re.I)
_COMMENTS = expression(r"mso-element\s*:\s*comment-list", re.I)
_TABLE = expression(
    r"(?<![\w-])display\s*:\s*(?:inline-)?(table(?:-(?:row(?:-group)?|cell|caption|header-group|footer-group))?)(?![\w-])",
    re.I,
)
_TABLE_TAGS = {
    "table": "table", "table-row": "tr", "table-cell": "td", "table-caption": "caption",
    "table-row-group": "tbody", "table-header-group": "thead", "table-footer-group": "tfoot",
}  # fmt: skip
_STRUCK = frozenset(("s", "strike"))
_LINE_THROUGH = expression(r"text-decoration(?:-line)?\s*:[\w\s-]*line-through", re.I)
_ABOVE = expression(r"vertical-align\s*:\s*super", re.I)
_INLINE = frozenset(("span", "font", "a", "b", "i", "em", "strong", "small", "u"))
_NOTE_MARK = expression(r"mso-(?:foot|end)note-id", re.I)
_LIST_STYLE = expression(r"list-style(?:-type)?\s*:\s*([^;]*)", re.I)
_CLASS = expression(r"[\w-]+(?:\.[\w-]+)?|\.[\w-]+")
_NAME = expression(r"#[\w-]+")
# list-style-type, or the attribute type of ol, and the number format of the same look; the last is what stands behind
_NUMBERS = {
    "decimal": ("decimal", "%."), "1": ("decimal", "%."), "decimal-leading-zero": ("decimalZero", "%."),
    "a": ("lowerLetter", "%."), "lower-alpha": ("lowerLetter", "%."), "lower-latin": ("lowerLetter", "%."),
    "A": ("upperLetter", "%."), "upper-alpha": ("upperLetter", "%."), "upper-latin": ("upperLetter", "%."),
    "i": ("lowerRoman", "%."), "lower-roman": ("lowerRoman", "%."),
    "I": ("upperRoman", "%."), "upper-roman": ("upperRoman", "%."),
    "cjk-ideographic": ("chineseCounting", "%、"), "simp-chinese-informal": ("chineseCounting", "%、"),
    "trad-chinese-informal": ("chineseCounting", "%、"), "cjk-decimal": ("ideographDigital", "%、"),
    "simp-chinese-formal": ("chineseLegalSimplified", "%、"),
    "cjk-heavenly-stem": ("ideographTraditional", "%、"), "cjk-earthly-branch": ("ideographZodiac", "%、"),
    "none": ("none", ""),
}  # fmt: skip


class Look:
    """The styles of one page: *hidden_classes* and *hidden_names* are those that a style sheet hides everywhere.

    *table_classes* are those that it shows as tables or parts of them.
    """

    def __init__(self, root: _Element | None = None) -> None:
        self.hidden_classes: set[str] = set()
        self.hidden_names: set[str] = set()
        self.table_classes: dict[str, str] = {}
        for sheet in () if root is None else root.iter("style"):
            self._read(sheet.text or "")

    def _read(self, sheet: str) -> None:
        # rules are cut at their ends: a pattern over a whole sheet would search it again and again
        for rule in sheet.split("}"):
            selectors, _, style = rule.rpartition("{")
            is_hidden, shown = _HIDDEN.search(style), _TABLE.search(style)
            if not (is_hidden or shown) or "@" in selectors:
                continue
            for selector in selectors.replace("<!--", "").split(","):
                name = selector.strip()
                if is_hidden and (found := _class_of(name)):
                    self.hidden_classes.add(found)
                if is_hidden and _NAME.fullmatch(name):
                    self.hidden_names.add(name[1:])
                # where it stands does not matter to a table, which has its parts around it
                if shown and (found := _class_of(name[name.rfind(" ") + 1 :])):
                    self.table_classes[found] = _TABLE_TAGS[shown[1].lower()]

    def hides(self, element: _Element) -> bool:
        if element.get("hidden") is not None:
            return True
        style = element.get("style")
        if style and _HIDDEN.search(style):
            return True
        if element.get("id") in self.hidden_names:
            return True
        if not self.hidden_classes:
            return False
        return any(name.lower() in self.hidden_classes for name in (element.get("class") or "").split())

    def table_tag(self, element: _Element) -> str:
        """Return the tag of the part of a table as which an element is shown; "" for none."""
        own = _TABLE.search(element.get("style") or "")
        if own:
            return _TABLE_TAGS[own[1].lower()]
        names = (element.get("class") or "").split() if self.table_classes else ()
        return next((self.table_classes[name.lower()] for name in names if name.lower() in self.table_classes), "")


def _class_of(selector: str) -> str:
    """Return the class that *selector* asks for alone, or with a tag; "" if it asks for something else."""
    return selector[selector.index(".") + 1 :].lower() if "." in selector and _CLASS.fullmatch(selector) else ""


def is_list_number(element: _Element) -> bool:
    """Whether an element is the number that Word or WPS shows before a paragraph."""
    return bool(_LIST_NUMBER.search(element.get("style") or ""))


def is_struck(element: _Element) -> bool:
    """Whether the text of an element is struck through."""
    return element.tag in _STRUCK or bool(_LINE_THROUGH.search(element.get("style") or ""))


def is_raised(element: _Element) -> bool:
    """Whether the text of an element is set above the line."""
    return element.tag == "sup" or (element.tag in _INLINE and bool(_ABOVE.search(element.get("style") or "")))


def is_comments(element: _Element) -> bool:
    """Whether an element holds the comments of Word, which stand in the margin."""
    return bool(_COMMENTS.search(element.get("style") or ""))


def is_note_mark(element: _Element) -> bool:
    """Whether an element is the raised number of a footnote."""
    return bool(_NOTE_MARK.search(element.get("style") or ""))


def number_format(element: _Element) -> tuple[str, str]:
    """Return the number format of an ordered list and how its number is printed: decimal, %."""
    style = _LIST_STYLE.search(element.get("style") or "")
    for name in style[1].lower().split() if style else ():
        if name in _NUMBERS:
            return _NUMBERS[name]
    return _NUMBERS.get(element.get("type") or "1", _NUMBERS["1"])
