"""各: a figure that is meant for each of the names before it, 甲镇、乙镇、丙镇各12名."""

from __future__ import annotations

from audit_cli.expressions import expression
from audit_cli.extract.lists.names import split_names
from audit_cli.extract.prose.item import NO_SEPARATOR, Item
from audit_cli.model import Figure

_EACH = expression(
    r"(?<![全、])各(?![项类级种自地界部方乡单级处科业行股式级]|[一-鿿]{0,10}[、，])(?=[一-鿿\s]{0,12}$)"
    r"|每(?:个|家|人|年|月|户|处|村|镇|校|所|街道|乡)(?=[一-鿿\s]{0,10}$)|均(?=[一-鿿\s]{0,8}$)"
    r"|分别(?=(?!为|是|占|达)[一-鿿]{2,8}$)"
)
_NAMES_BEGIN = expression(
    r"^/[一-鿿]{1,2}、?|(?:^|\n)\s{0,8}(?:[（(]?[一二三四五六七八九十0-9]{1,3}[）)、.．])?"
    r"|[，,；;。：:（(]|其中|分别(?:在|为|向|给|对)|(?<![一-鿿])(?:在|为|向|给|对|于|由)|面向"
)

_SEVERAL = 2  # names
_JOINS = ("、", "和", "与", "及", "，", ",")


def is_for_each(label: str, after: str) -> bool:
    """Whether a figure is meant for each of several, by its label and what stands between it and the next figure."""
    # one of these is in all that the pattern finds
    may_be = "各" in label or "每" in label or "均" in label or "分别" in label
    each = _EACH.search(label) if may_be else None
    # 东线、西线分别完成投资30亿元和50亿元: one for each
    return each is not None and not (each[0] == "分别" and after.strip() in _JOINS)


def names_before(item: Item) -> list[Figure]:
    """Return the 、-separated names that an item with 各 counts for."""
    words = item.words
    each = _EACH.search(words)
    if each is None:
        return []
    start = max((m.end() for m in _NAMES_BEGIN.finditer(words, 0, each.start())), default=0)
    ranges = split_names(words[start : each.start()])
    if len(ranges) > 1:
        # what stands before the first name is no part of it
        longest = max(b - a for a, b in ranges[1:])
        ranges[0] = (max(ranges[0][0], ranges[0][1] - longest), ranges[0][1])
    offset = item.figure.start - len(words)
    return [
        Figure(offset + start + a, offset + start + b, words[start + a : start + b], "name", block=item.figure.block)
        for a, b in ranges
    ]


def weight_of(item: Item, before: Item | None) -> int:
    """Return how often a part that is meant for each of several counts: once a name before 各, or as often as is told.

    2项各扣1.5分 counts twice.
    """
    names = len(names_before(item))
    if names < _SEVERAL and before is not None and item.sep == NO_SEPARATOR and item.label.startswith("各"):
        number = before.figure
        if number.type == "count" and not number.approximate and before.unit != item.unit and not number.value % 1:
            return max(int(number.value), 1)
    return max(names, 1)
