"""Dates and clock times: 2021年3月, 2019-2021年, 5·12, 18年 where it names a year, 8:30."""

from __future__ import annotations

from audit_cli.expressions import expression
from audit_cli.extract.ledger.places import CLOSE_QUOTES, DIGIT_TAILS, OPEN_QUOTES, TO, B, D, Place, bare
from audit_cli.extract.ledger.units import unit_at
from audit_cli.model import Figure

YEAR = "(?:19|20)[0-9]{2}"
_MONTH = "(?:1[0-2]|0?[1-9])"
_DAY = "(?:3[01]|[12][0-9]|0?[1-9])"
_MONTH_DAY = (
    rf"(?:{_MONTH}{B}?{TO}{B}?)?{_MONTH}{B}{{0,2}}月"
    rf"(?:份|{B}{{0,2}}(?:{_DAY}{B}?{TO}{B}?)?{_DAY}{B}{{0,2}}[日号])?"
)
_DATE_OF_YEAR = expression(
    rf"(?:{YEAR}{B}?{TO}{B}?)?{YEAR}{B}{{0,2}}(?:年度|财年|学年|年)(?:{B}{{0,2}}{_MONTH_DAY})?"
    rf"|{YEAR}([-/.])(?:{_MONTH}\1{_DAY})(?!{D})"
    rf"|{YEAR}[-/]{_MONTH}(?![0-9.-])"
    rf"|{YEAR}\.{_MONTH}{B}?{TO}{{1,2}}{B}?(?:{YEAR}\.)?{_MONTH}(?![0-9.,%％万亿元])"
    rf"|{YEAR}{B}?[-—–~～－至]{B}?{YEAR}(?![0-9.元万亿人个家户])"
    rf"|{YEAR}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])(?![0-9.,%％]|[万亿元])"
)
_POINT_MONTH = expression(rf"{YEAR}[.](?:0[1-9]|1[0-2])(?!{D})")
_SHORT_YEAR = expression(rf"(?:1[0-9]|2[0-9])年(度|{_MONTH}月(?:{_DAY}[日号])?|(?=[初底末]))?")
DATE_OF_MONTH = expression(_MONTH_DAY)
DAY_OF_MONTH = expression(rf"(?:{_DAY}{TO})?{_DAY}日(?![常游内均])(?!以内)")
POINT_DAY = expression(rf"({_MONTH})[.．·•・]({_DAY})(?!{D})")
AFTER_POINT_DAY = expression('[”"’」』]|事件|事故|地震|讲话|重要|专案|案件|洪|前(?!期)|[起止至]')
CLOCK = expression(r"(?:[01]?[0-9]|2[0-4])[:：][0-5][0-9](?:[:：][0-5][0-9])?(?![0-9.%％:：]|,[0-9]{3})")
HOUR = expression(r"(?:[01]?[0-9]|2[0-4])[时点](?:[0-5]?[0-9]分|整|半|(?=许|左右|前|后|至|到|[-—~]))")
_YEAR_LIKE_AFTER = expression(
    rf'[、/和及与]{B}?{YEAR}(?![0-9.,万亿元])|以来|部门|预算|决算|财政|至今|年|版|[”"’」』）)》]'
)
_YEAR_BEFORE = expression(rf"(?<![0-9.,]){YEAR}[、/和及与]")


def year_date(place: Place, start: int, end: int, printed: str, following: str, previous: str) -> Figure | None:
    """Return a date that begins with a year of four digits."""
    text, low, high, _, block = place
    if len(printed) > 4 and "." in printed and unit_at(text, end + (following in " \xa0"), high):
        return None  # 2068.02 万元 is an amount
    if following and (following in "年学财 \xa0-—–~～－至到/.．" or len(printed) > 4):
        found = _DATE_OF_YEAR.match(text, start, high)
        if found is not None and (found.end() >= end or found[0][-1] == "年"):
            return bare(place, start, found.end(), "date")
    elif len(printed) == 8:
        found = _DATE_OF_YEAR.match(text, start, high)
        if found is not None:
            return bare(place, start, found.end(), "date")
    if len(printed) in (4, 7) and _POINT_MONTH.match(printed) and len(printed) == 7:
        in_table = block.kind == "cell" or text[start - 1 : start] == "\t" or following == "\t"
        if not in_table and not unit_at(text, end, high) and following not in DIGIT_TAILS:
            return bare(place, start, end, "date")
    if len(printed) == 4 and printed.isdigit():
        chained = previous and previous in "、/和及与" and _YEAR_BEFORE.match(text, max(low, start - 5), start)
        if chained and not unit_at(text, end, high):
            return bare(place, start, end, "date")
        if _YEAR_LIKE_AFTER.match(text, end, high) is None:
            return None
        if following in CLOSE_QUOTES and previous in OPEN_QUOTES:
            return bare(place, start, end, "date")
        if following in ")）" and not (previous and previous in "（("):
            return None
        return bare(place, start, end, "date")
    return None


_DURATION_BEFORE = frozenset("近约满达了共长第每逾任龄过期足超为≥≤＞＜<>")
_DURATION_AFTER = frozenset("以内期来间前后历经左上多余质使有一、，。；）)")


def short_year(place: Place, start: int, printed: str) -> Figure | None:
    """Return 18年 as a date where it names a year and no duration."""
    text, low, high, _, _ = place
    if len(printed) != 2:
        return None
    found = _SHORT_YEAR.match(text, start, high)
    if found is None:
        return None
    if found[1] is None:
        previous = text[start - 1 : start] if start > low else ""
        after = text[found.end() : found.end() + 1] if found.end() < high else ""
        if int(printed) % 5 == 0 or int(printed) < 13 or after in _DURATION_AFTER or previous in _DURATION_BEFORE:
            return None
    return bare(place, start, found.end(), "date")
