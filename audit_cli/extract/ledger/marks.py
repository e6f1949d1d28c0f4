"""Numerals that are no quantity, told apart by what stands around them."""

from __future__ import annotations

import re

from audit_cli.expressions import expression
from audit_cli.extract.ledger.codes import (
    AFTER_NAME,
    CHAIN,
    CODE,
    LINE_AFTER,
    LINES,
    NUMBERS_OF,
    PHONE,
    SUB_NUMBER,
    class_code,
)
from audit_cli.extract.ledger.dates import (
    AFTER_POINT_DAY,
    CLOCK,
    DATE_OF_MONTH,
    DAY_OF_MONTH,
    HOUR,
    POINT_DAY,
    short_year,
    year_date,
)
from audit_cli.extract.ledger.labels import LABELLED, LEVELS, PAGE, pointed_label, short_label
from audit_cli.extract.ledger.places import (
    CLOSE_QUOTES,
    DIGITS,
    OPEN_QUOTES,
    Place,
    bare,
    begins_phrase,
    is_han,
    is_letter,
)
from audit_cli.extract.ledger.units import unit_at
from audit_cli.model import Figure, FigureType

_QUARTERS = expression(r"[1-4](?:[-—–~～－至到][1-4])?季度")
_SCHEME = expression(r"[0-9]+(?:[+＋](?:[0-9]+|[NnXx]))++(?![.．万亿元%％])|[0-9]+[×xX*✕][0-9]+(?![.0-9%％=＝×*])")


def marked(
    place: Place, start: int, end: int, printed: str, previous: str, following: str, floor: int
) -> Figure | None:
    """Return the figure if it is no quantity: a date, a clock time, an identifier, a scheme or a label."""
    text, low, high, _, block = place
    length = end - start
    if length >= 4 and printed[:2] in ("19", "20"):
        date = year_date(place, start, end, printed, following, previous)
        if date is not None:
            return date
    if following in _SPECIAL_AFTER:
        figure = _by_following(place, start, end, printed, previous, following)
        if figure is not None:
            return figure
    if previous in OPEN_QUOTES and previous:
        if "." in printed or (following in "·•・" and following):
            found = POINT_DAY.match(text, start, high)
            if found is not None and text[found.end() : found.end() + 1] in CLOSE_QUOTES:
                return bare(place, start, found.end(), "date")
        if following in CLOSE_QUOTES and following and printed.isdigit():
            called = text[end + 1 : end + 3]
            return bare(place, start, end, "identifier" if called in LINES else "scheme")
    if "." in printed:
        if length <= 5 and POINT_DAY.fullmatch(printed) and AFTER_POINT_DAY.match(text, end, high):
            return bare(place, start, end, "date")
        return pointed_label(place, start, end, printed, following, block) if "." in printed[:3] else None
    if not printed.isdigit():
        return None
    if length >= 2 and printed[0] == "0":
        found = PHONE.match(text, start, high)
        return bare(place, start, found.end() if found else end, "identifier")
    if length >= 11 and not unit_at(text, end, high) and following not in ("万", "亿", "余", "多", "%", "％"):
        return bare(place, start, end, "identifier")
    if 3 <= length <= 6 and LINE_AFTER.match(text, end, high) and not unit_at(text, end, high):
        return bare(place, start, end, "identifier")
    if length <= 3 and previous and previous in "-—－ " and PAGE.fullmatch(text, low, high):
        return bare(place, start, end, "label")
    if length <= 2:
        return short_label(place, start, end, printed, previous, following, floor)
    if length >= 5 and previous in AFTER_NAME and NUMBERS_OF.search(text[max(low, start - 7) : start]):
        return bare(place, start, end, "identifier")
    if length in (3, 5, 7):
        return class_code(place, start, end, printed, previous, following)
    if length == 4 and printed[0] in "48" and following == "-":
        found = PHONE.match(text, start, high)
        if found is not None:
            return bare(place, start, found.end(), "identifier")
    return None


_PARTS_OF_DAY = ("上午", "下午", "中午", "晚上", "凌晨", "早上", "每晚", "每天")
_SPECIAL_AFTER = frozenset(" \xa0年月日号-—–~～－至到.．:：+＋×xX*✕/·•・时点楼xX级季") | frozenset(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
)


def _by_following(place: Place, start: int, end: int, printed: str, previous: str, following: str) -> Figure | None:
    text, low, high, _, _ = place
    if following == "年":
        return short_year(place, start, printed)
    if following in "月 \xa0":
        found = DATE_OF_MONTH.match(text, start, high)
        if found is not None:
            return bare(place, start, found.end(), "date")
        if following == "月":
            return None
        if printed in ("400", "800") or printed[0] == "0":
            found = PHONE.match(text, start, high)
            if found is not None:
                return bare(place, start, found.end(), "identifier")
        return None
    if following == "日":
        found = DAY_OF_MONTH.match(text, start, high)
        return bare(place, start, found.end(), "date") if found is not None else None
    if following == "号":
        return bare(place, start, end + 1, "identifier") if printed.isdigit() else None
    if following == "季":
        found = _QUARTERS.match(text, start, high)
        return bare(place, start, found.end(), "ordinal") if found is not None else None
    if following == "楼":
        return bare(place, start, end + 1, "ordinal") if printed.isdigit() else None
    if following == "级":
        return bare(place, start, end + 1, "ordinal") if printed.isdigit() else None
    if following in "时点":
        if following == "时" and printed.isdigit() and int(printed) <= 24 and text[end + 1 : end + 2] != "间":
            found = HOUR.match(text, start, high)
            return bare(place, start, found.end() if found is not None else end + 1, "clock")
        if following == "点" and text[max(low, start - 2) : start] in _PARTS_OF_DAY and printed.isdigit():
            return bare(place, start, end + 1, "clock")
        found = HOUR.match(text, start, high)
        return bare(place, start, found.end(), "clock") if found is not None and printed.isdigit() else None
    if following in ":：":
        if previous and is_han(previous) and text[max(low, start - 2) : start] in LABELLED:
            return bare(place, start, end, "label")
        found = CLOCK.match(text, start, high)
        if found is not None and unit_at(text, found.end(), high) in ("", "分", "时"):
            return bare(place, start, found.end(), "clock")
        return None
    if following in "+＋×*✕" or (following in "xX" and text[end + 1 : end + 2] in DIGITS):
        found = _SCHEME.match(text, start, high)
        return bare(place, start, found.end(), "scheme") if found is not None else None
    if following in "·•・":
        found = POINT_DAY.match(text, start, high)
        return bare(place, start, found.end(), "date") if found is not None else None
    if following in ".．":
        found = LEVELS.match(text, start, high)
        if found is not None and found.end() > end + 1:
            kind: FigureType = "label" if begins_phrase(place, start) else "identifier"
            return bare(place, start, found.end(), kind)
        return None
    if following in "-—–~～－至到":
        for pattern, kind in _AFTER_DASH:
            found = pattern.match(text, start, high)
            if found is not None and found.end() > end:
                return bare(place, start, found.end(), kind)
        if following in "-－—" and printed.isdigit():
            found = SUB_NUMBER.match(text, start, high)
            if (
                found is not None
                and (printed[0] == "0" or int(found[1]) <= int(printed))
                and not unit_at(text, found.end(), high)
            ):
                return bare(place, start, found.end(), "identifier")
        return None
    if is_letter(following) and printed.isdigit() and not unit_at(text, end, high):
        found = CODE.match(text, start, high)
        stop = found.end() if found is not None else end
        while stop > end and not text[stop - 1].isalnum():
            stop -= 1
        if stop < high and text[stop] == "级":
            stop += 1
        return bare(place, start, stop, "identifier")
    return None


_AFTER_DASH: tuple[tuple[re.Pattern[str], FigureType], ...] = (
    (DATE_OF_MONTH, "date"), (DAY_OF_MONTH, "date"), (PHONE, "identifier"), (CHAIN, "identifier"),
    (_QUARTERS, "ordinal"),
)  # fmt: skip
