"""Numerals that are no quantity, told apart by what stands around them."""

from __future__ import annotations

import re
from collections.abc import Callable
from string import ascii_letters

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
)
from audit_cli.extract.ledger.units import unit_at
from audit_cli.extract.signs import BY, EQUALS, MINUS, PLUS, TIMES, any_of
from audit_cli.model import Figure, FigureType

_QUARTERS = expression(r"[1-4](?:[-—–~～－至到][1-4])?季度")
# 35岁以下 and 36至45岁 name who is counted
_AGES = expression(
    r"[0-9]{1,3}(?:[-—–~～－至到][0-9]{1,3}周?岁|周?岁(?=(?:[（(]不?含[^）)]{0,4}[）)]|[（(]不?含[）)])?及?以[上下]))"
)
# 1+4+6 and 60×60 are names; a formula goes on: 560+20-532=48
_PLUS, _TIMES = any_of(PLUS), any_of(TIMES)
_GOES_ON = rf"[{any_of(EQUALS)}]|[{any_of(PLUS + MINUS + TIMES + BY)}][ 　]*[0-9（(]"
_SCHEME = expression(
    rf"[0-9]+(?:[{_PLUS}](?:[0-9]+|[NnXx]))++(?![．.万亿元%％]|{_GOES_ON})"
    rf"|[0-9]+[{_TIMES}][0-9]+(?![.0-9%％]|{_GOES_ON})"
)
# （560-532）÷560 and 100/（80+20）: what is added up in a bracket is divided
_OPERANDS = expression(
    rf"[0-9]+(?:[.．][0-9]+)?(?:[{any_of(PLUS + MINUS)}][0-9]+(?:[.．][0-9]+)?){{0,7}}[）)][\]】］]?[ 　]*"
    rf"(?:[{any_of(TIMES + BY)}]|{_GOES_ON})"
)
# deaths among so many: 6.8/10万
_AMONG = expression(r"(?<=[0-9][/／])10万(?![元亿0-9])")
_BEFORE_OPERAND = frozenset("（(" + MINUS + PLUS)


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
    if previous in _BEFORE_OPERAND and _OPERANDS.match(text, start, high):
        return None
    if following == "万" and (among := _AMONG.match(text, start, high)) is not None:
        return bare(place, start, among.end(), "scheme")
    if (read := _BY_FOLLOWING.get(following)) is not None:
        figure = read(place, start, end, printed, previous)
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
_HOURS = 24


def _found(place: Place, start: int, pattern: re.Pattern[str], kind: FigureType) -> Figure | None:
    found = pattern.match(place.text, start, place.high)
    return bare(place, start, found.end(), kind) if found is not None else None


def _year(place: Place, start: int, end: int, printed: str, previous: str) -> Figure | None:
    return short_year(place, start, printed)


def _month(place: Place, start: int, end: int, printed: str, previous: str) -> Figure | None:
    return _found(place, start, DATE_OF_MONTH, "date")


def _blank(place: Place, start: int, end: int, printed: str, previous: str) -> Figure | None:
    """Return 5 月 as a date, and 400 123 4567 as a telephone number."""
    phones = printed in ("400", "800") or printed[0] == "0"
    return _month(place, start, end, printed, previous) or (
        _found(place, start, PHONE, "identifier") if phones else None
    )


def _day(place: Place, start: int, end: int, printed: str, previous: str) -> Figure | None:
    return _found(place, start, DAY_OF_MONTH, "date")


def _number(place: Place, start: int, end: int, printed: str, previous: str) -> Figure | None:
    return bare(place, start, end + 1, "identifier") if printed.isdigit() else None


def _quarter(place: Place, start: int, end: int, printed: str, previous: str) -> Figure | None:
    return _found(place, start, _QUARTERS, "ordinal")


def _age(place: Place, start: int, end: int, printed: str, previous: str) -> Figure | None:
    return _found(place, start, _AGES, "ordinal")


def _storey_or_grade(place: Place, start: int, end: int, printed: str, previous: str) -> Figure | None:
    return bare(place, start, end + 1, "ordinal") if printed.isdigit() else None


def _hour(place: Place, start: int, end: int, printed: str, previous: str) -> Figure | None:
    """Return 8时30分 and 下午3点 as clock times; 3时间 is none."""
    if not printed.isdigit():
        return None
    clock = _found(place, start, HOUR, "clock")
    if place.text[end] == "时":
        is_hour = int(printed) <= _HOURS and place.text[end + 1 : end + 2] != "间"
    else:
        is_hour = place.text[max(place.low, start - 2) : start] in _PARTS_OF_DAY
        clock = None if is_hour else clock
    return clock or (bare(place, start, end + 1, "clock") if is_hour else None)


def _colon(place: Place, start: int, end: int, printed: str, previous: str) -> Figure | None:
    """Return 指标1： as a label and 8:30 as a clock time."""
    text, low, high, _, _ = place
    if previous and is_han(previous) and text[max(low, start - 2) : start] in LABELLED:
        return bare(place, start, end, "label")
    clock = _found(place, start, CLOCK, "clock")
    return clock if clock is not None and unit_at(text, clock.end, high) in ("", "分", "时") else None


def _scheme(place: Place, start: int, end: int, printed: str, previous: str) -> Figure | None:
    return _found(place, start, _SCHEME, "scheme")


def _letter(place: Place, start: int, end: int, printed: str, previous: str) -> Figure | None:
    """Return 3x4 as a scheme, 5G and 2A级 as names."""
    text, _, high, _, _ = place
    if text[end] in "xX" and text[end + 1 : end + 2] in DIGITS:
        return _scheme(place, start, end, printed, previous)
    if not printed.isdigit() or unit_at(text, end, high):
        return None
    found = CODE.match(text, start, high)
    stop = found.end() if found is not None else end
    while stop > end and not text[stop - 1].isalnum():
        stop -= 1
    if stop < high and text[stop] == "级":
        stop += 1
    return bare(place, start, stop, "identifier")


def _middle_dot(place: Place, start: int, end: int, printed: str, previous: str) -> Figure | None:
    return _found(place, start, POINT_DAY, "date")


def _full_stop(place: Place, start: int, end: int, printed: str, previous: str) -> Figure | None:
    levels = _found(place, start, LEVELS, "label" if begins_phrase(place, start) else "identifier")
    return levels if levels is not None and levels.end > end + 1 else None


def _dash(place: Place, start: int, end: int, printed: str, previous: str) -> Figure | None:
    """Return 3月5-7日 and the like as dates, 0731-1234567 and 5-1 as identifiers."""
    for pattern, kind in _AFTER_DASH:
        if (figure := _found(place, start, pattern, kind)) is not None and figure.end > end:
            return figure
    if place.text[end] not in "-－—" or not printed.isdigit():
        return None
    found = SUB_NUMBER.match(place.text, start, place.high)
    if found is None or (printed[0] != "0" and int(found[1]) > int(printed)):
        return None
    measured = unit_at(place.text, found.end(), place.high)
    return bare(place, start, found.end(), "identifier") if not measured else None


_AFTER_DASH: tuple[tuple[re.Pattern[str], FigureType], ...] = (
    (DATE_OF_MONTH, "date"), (DAY_OF_MONTH, "date"), (PHONE, "identifier"), (CHAIN, "identifier"),
    (_QUARTERS, "ordinal"), (_AGES, "ordinal"),
)  # fmt: skip
# what a numeral may be by the character behind it
_BY_FOLLOWING: dict[str, Callable[[Place, int, int, str, str], Figure | None]] = {
    "年": _year,
    "月": _month,
    "日": _day,
    "号": _number,
    "季": _quarter,
    **dict.fromkeys("岁周", _age),
    **dict.fromkeys("楼级", _storey_or_grade),
    **dict.fromkeys("时点", _hour),
    **dict.fromkeys(" \xa0", _blank),
    **dict.fromkeys(":：", _colon),
    **dict.fromkeys("+＋×*＊✕", _scheme),
    **dict.fromkeys("·•・", _middle_dot),
    **dict.fromkeys(".．", _full_stop),
    **dict.fromkeys("-—–~～－至到", _dash),
    **dict.fromkeys(ascii_letters, _letter),
}
