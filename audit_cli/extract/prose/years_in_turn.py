"""Figures of several years told in turn: 2018年至2020年事故分别为9起、7起、5起; 近三年分别为9起、7起、5起."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import takewhile

from audit_cli.expressions import expression
from audit_cli.extract.prose.item import COMMA, PAUSE, Item
from audit_cli.extract.prose.paragraph import Paragraph

_RANGE = expression(r"((?:19|20)\d\d)\s*年?\s*[至到—～~-]+\s*((?:19|20)\d\d)\s*年")
_YEAR = expression(r"((?:19|20)\d\d)(?=[年、和及\s])")
_RECENT = ("近", "最近", "过去")
_MOST = 10
_BOTH = 2


def years_in_turn(paragraph: Paragraph, change: Item, last: int) -> Mapping[int, Item]:
    """Return the figure of each year in the last series before *change*; *last* is the year that 近三年 end with."""
    before = paragraph.items[: change.place]
    first = next((item for item in reversed(before) if item.cue == "respectively"), None)
    if first is None or change.sentence - first.sentence > 1:
        return {}
    series = in_turn(before[first.place : first.place + _MOST])
    years = _years(paragraph, first, last)
    return dict(zip(years, series, strict=True)) if len(years) == len(series) > 1 else {}


def two_years(paragraph: Paragraph, change: Item) -> tuple[Item, Item] | None:
    """Return the later and the earlier of two years that are told in turn right before a change.

    2021年、2022年分别为9万元、8万元，下降11.1%.
    """
    told = years_in_turn(paragraph, change, 0) if change.sep <= COMMA else {}
    if len(told) != _BOTH or max(told) - min(told) != 1:
        return None
    later, earlier = told[max(told)], told[min(told)]
    return (later, earlier) if change.place - 1 in (later.place, earlier.place) else None


def in_turn(items: Sequence[Item]) -> list[Item]:
    """Return the first of *items* with those that only a pause parts from it and from one another."""
    first = items[0]
    series = takewhile(lambda i: i.sep <= PAUSE and not i.label.strip("和及") and i.same_unit(first), items[1:])
    return [first, *series]


def _years(paragraph: Paragraph, first: Item, last: int) -> list[int]:
    """Return the years that stand before 分别为."""
    words = first.words
    if (span := _RANGE.search(words)) is not None:
        begin, end = int(span[1]), int(span[2])
        return list(range(begin, end + 1)) if 0 < end - begin < _MOST else []
    if named := [int(year) for year in _YEAR.findall(words)]:
        return named
    number = paragraph.items[first.place - 1] if first.place else first
    if number.unit != "年" or number.label not in _RECENT or number.sentence != first.sentence:
        return []
    many = int(number.figure.value)
    return list(range(last - many + 1, last + 1)) if 1 < many < _MOST else []
