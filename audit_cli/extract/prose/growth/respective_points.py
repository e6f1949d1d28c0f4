"""Points given one for each of several rates: 甲由86%提升至91%，乙由51%提升至55%，分别提升5个和4个百分点.

Each is the difference of the two rates in its place: of 由…至…, or of the rates and then what
they are compared with.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from audit_cli.expressions import expression
from audit_cli.extract.prose.growth.differences import difference, larger_first
from audit_cli.extract.prose.growth.words import words_of
from audit_cli.extract.prose.item import PAUSE, Item
from audit_cli.extract.prose.paragraph import Paragraph
from audit_cli.model import Claim

_EACH, _REACHED = "分别", expression(r"[到至](?:了|约)?$")
_JOINS = frozenset({"", "和", "及", "与"})
_WAY = expression(r"[和及与]?(?:增长|上升|提[高升]|增加|下降|减少|降低|回落)(?:了|约)?")
_BEFORE = expression(r"[比较](?:上一?年|去年|20\d\d年)|(?:上一?年|去年|20\d\d年)[一-鿿]{0,6}分别")


def points_series(paragraph: Paragraph, first: Item) -> list[Item]:
    """Return the points that begin at *first* and are meant for one rate each, [] if they are none."""
    if _EACH not in words_of(first):
        return []
    series = [first]
    for item in paragraph.items[first.place + 1 :]:
        own = _WAY.fullmatch(item.label) is not None
        if item.role != "points" or item.sep > PAUSE or not (own or item.label in _JOINS):
            break
        series.append(item if own else item._replace(falls=first.falls))
    return series if len(series) > 1 else []


def respective_points(paragraph: Paragraph, series: Sequence[Item]) -> Iterator[Claim]:
    """Yield the difference that each of a series of points is, where both rates of each are told right before."""
    number, end = len(series), series[0].place
    told = paragraph.items[max(end - 2 * number, 0) : end]
    if len(told) < 2 * number or any(i.figure.type != "rate" or i.sentence != series[0].sentence for i in told):
        return
    if all(_REACHED.search(new.label) for new in told[1::2]):
        bases, news = told[::2], told[1::2]
    elif _BEFORE.search(told[number].words):
        news, bases = told[:number], told[number:]
    else:
        return
    for point, new, base in zip(series, news, bases, strict=True):
        yield difference(point, *larger_first(point, new, base))
