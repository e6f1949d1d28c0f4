"""Spans of time between two dates: 原定2024年12月完工，实际9月完工，提前3个月; 2月18日开始，3月15日结束，历时27天.

By how much something came early or late is told right behind a date that was set and one that was kept. How long it
took, or may take, counts its first day or does not. Both are counted as they are told, in months or in days; dates of
another kind are compared with nothing. It ticks and fails.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal

from audit_cli.days import days_of
from audit_cli.expressions import expression
from audit_cli.model import Claim, Document, Figure, Term

_SHIFT = expression(
    r"(?:提前|提早|推迟|延后|延期|延迟|延长|逾期|超期|滞后|延误)(?:了|完成|完工|竣工|交付|[工期])*(?:达|为|约)?\s?$"
)
_TERM = expression(r"(?:工期|合同期限?|服务期限?|建设期限?|实施期限?|施工期|周期)(?:共计?|约定)?(?:为|是)?[：:]?\s?$")
_LASTED = expression(r"(?:历时|为期|前后|持续)(?:共计?|了)?\s?$")
# what says of a date that it was only set
_SET = expression(r"应当?|原|计划|目标|规定|约定|要求|[比较]|合同(?!于|书|的?签)|[预拟][计定]?|截止|到期|须")
_COMPARED = expression(r"[比较]")
_OPENS = expression(r"自|从|起|开[工始]|启动|签订|进场|动工|实施")
_STOPS = expression(r"[。；;\n\t]")
_CLAUSE = expression(r"[，,、（(]")
_REACH, _NEAR = 160, 12  # characters of a sentence, and of what is said around a date
_MONTHS, _DAYS = "个月", frozenset({"天", "日"})
_LONG, _YEAR, _BOTH = 31, 12, 2


def time_spans(document: Document, figures: Sequence[Figure], year: str) -> Iterator[Claim]:
    text = document.text
    starts = [figure.start for figure in figures]
    for k, span in enumerate(figures):
        if (span.unit != _MONTHS and span.unit not in _DAYS) or span.type == "date" or span.qualifier:
            continue
        words = text[max(span.start - _NEAR, 0) : span.start]
        begin = _sentence(text, span.start)
        before = [f for f in figures[bisect_left(starts, begin) : k] if f.type == "date"]
        if shifted := _SHIFT.search(words) is not None:
            pair = _kept(text, begin, before)
        elif (lasted := _LASTED.search(words)) or _TERM.search(words):
            end = _STOPS.search(text, span.end, span.end + _REACH)
            until = bisect_left(starts, end.start() if end else span.end + _REACH)
            around = [*before, *(f for f in figures[k + 1 : until] if f.type == "date")]
            pair = _ends(before if len(before) == _BOTH else around) if lasted else _due(text, begin, around)
        else:
            continue
        if pair is not None:
            yield from _claim(span, *pair, year, counts_both=not shifted)


def _sentence(text: str, at: int) -> int:
    """Return where the sentence begins in which *at* stands."""
    stops = [m.end() for m in _STOPS.finditer(text, max(at - _REACH, 0), at)]
    return stops[-1] if stops else max(at - _REACH, 0)


def _is_set(text: str, begin: int, day: Figure) -> bool:
    """Whether the words of its own clause say of a date that it was only planned."""
    return _SET.search(_words_at(text, begin, day)) is not None


def _words_at(text: str, begin: int, day: Figure) -> str:
    """Return the words of its own clause before a date."""
    return _CLAUSE.split(text[max(day.start - _NEAR, begin) : day.start])[-1]


def _kept(text: str, begin: int, days: Sequence[Figure]) -> tuple[Figure, Figure] | None:
    """Return the last two dates, one of which was set and the other kept."""
    if len(days) < _BOTH:
        return None
    one, other = days[-_BOTH:]
    told = _is_set(text, begin, one) != _is_set(text, begin, other) or _COMPARED.search(_words_at(text, begin, other))
    return (one, other) if told else None


def _ends(days: Sequence[Figure]) -> tuple[Figure, Figure] | None:
    return (days[0], days[1]) if len(days) == _BOTH else None


def _due(text: str, begin: int, days: Sequence[Figure]) -> tuple[Figure, Figure] | None:
    """Return when a term begins and when it is to end: 2023年8月1日开工，应于10月31日完工."""
    if len(days) < _BOTH or not _is_set(text, begin, days[1]) or _is_set(text, begin, days[0]):
        return None
    return (days[0], days[1]) if _OPENS.search(text, days[0].start - 1, days[1].start) else None


def _claim(span: Figure, one: Figure, other: Figure, year: str, counts_both: bool) -> Iterator[Claim]:
    """Yield the claim that *span* lies between two dates, each as so many months or days since the beginning."""
    of = int(year or 0)
    first = days_of(one, of)
    if first is None:
        return
    second = days_of(other, first[0].year)
    if second is None:
        return
    if second[0] < first[0] and not _names_year(other) and counts_both:
        second = days_of(other, first[0].year + 1) or second
    counted = _months(first, second, counts_both) if span.unit == _MONTHS else _in_days(first, second)
    if counted is None:
        return
    figures = [
        day._replace(value=Decimal(n), quantum=Decimal(1), unit=span.unit, exact=True)
        for day, n in zip((one, other), counted, strict=True)
    ]
    earlier, later = sorted(figures, key=lambda f: f.value)
    if counts_both:
        later = later._replace(value=later.value + Decimal("0.5"), exact=False)  # its last day counts, or does not
    yield Claim("difference", (Term(span, "result"), Term(later, "minuend"), Term(earlier, "subtrahend")), basis="日期")


def _names_year(day: Figure) -> bool:
    return "年" in day.text


def _in_days(first: tuple[date, date], second: tuple[date, date]) -> tuple[int, int] | None:
    """Return both dates in days, None where one of them names no day."""
    if first[0] != first[1] or second[0] != second[1]:
        return None
    return first[0].toordinal(), second[0].toordinal()


def _months(first: tuple[date, date], second: tuple[date, date], counts_both: bool) -> tuple[int, int] | None:
    """Return both dates in months, None where they are no whole months apart."""
    if any((last - begin).days > _LONG for begin, last in (first, second)):
        return None
    count = tuple(day[0].year * _YEAR + day[0].month for day in (first, second))
    if all(begin != last for begin, last in (first, second)):
        return count[0], count[1]
    if any(begin != last for begin, last in (first, second)):
        return None
    if first[0].day == second[0].day or (_ends_month(first[0]) and _ends_month(second[0])):
        return count[0], count[1] - counts_both
    after = second[0] + timedelta(days=1)
    if counts_both and after.day == first[0].day:  # from the first to the last day
        return count[0], after.year * _YEAR + after.month - 1
    return None


def _ends_month(day: date) -> bool:
    return (day + timedelta(days=1)).day == 1
