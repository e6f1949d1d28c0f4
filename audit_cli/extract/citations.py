"""The documents that a report cites: titles in 《》, numbers with their year in brackets, orders of the State Council.

A title and a number that stand together are one citation.  A known title with a number of another issuer is that of a
local document, of which nothing is known.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from audit_cli.expressions import expression
from audit_cli.extract.known_documents import known_documents, normalized
from audit_cli.extract.slips.printed import Printed
from audit_cli.model import Citation, Document, Figure, Regulation

_TITLE = expression(r"《[^《》\n]{2,80}(?:《[^《》\n]{2,80}》[^《》\n]{0,8})?》")
_NUMBER = expression(
    # what begins with a class, and not with one of several things, is found faster
    r"[〔\[【［(（国](?:(?<!国)[ \xa0]?(?P<year>(?:19|20)[0-9]{2})[ \xa0]?[〕\]】］)）]"
    r"[ \xa0]?第?[ \xa0]?(?P<serial>[0-9]{1,5})[ \xa0]?号"
    r"|(?<=国)务院令[ \xa0]?[（(]?第?[ \xa0]?(?P<order>[0-9]{3})[ \xa0]?号)"
)
_ORDER = "国务院令"
_ISSUER = expression("[一-鿿A-Z]{1,10}$")
# words that may stand before the issuer of a number; 湘 in 湘财预 is none of them
_LEADS = expression(
    r"(?:根据|按照|依据|依照|遵照|参照|执行|落实|贯彻|印发|转发|文件|[部院厅及和与的以见由按据照即为是])$"
)
# what stands before the issuer of a number that is not known
_NOT_ISSUER = expression(
    r".*(?:根据|按照|依据|依照|遵照|参照|执行|落实|贯彻|印发|转发|文件|[和与的以由按据照即为是日月年号等及])"
)
_BETWEEN = expression(r"(?:的?通知》?)?[ \xa0]?[（(〔【]?[ \xa0]?(?:文号[：:]?)?(?:中华人民共和国)?")
_BEFORE_TITLE = expression(r"(?:文件)?[）)]?[ \xa0]?")
_ANOTHER = expression(r"[、，,；;和及与][ \xa0]?")
_BASIS = expression("根据|依据|按照|依照|遵照|参照|按《|执行|贯彻|落实")
_PAST = expression("原(?![因则来])|废止|失效|替代|代替|取代|修订|修改|以来|先后|曾|不再")
_LIST_OF_PAST = expression("废止|失效")
_MENTIONED_YEAR = expression(r"(?<![0-9])(?:19|20)[0-9]{2}(?=[ \xa0]?年|[-./][0-9])")
_STOP = expression("[。；\n]")
_REACH = 100
_LIST_REACH = 300


class _Number(NamedTuple):
    """A number of a document as printed from its issuer on, and the regulation that it is known to be."""

    start: int
    end: int
    issuer: str
    year: str
    serial: str
    regulation: Regulation | None


def citations(document: Document, year: str) -> Iterator[Citation]:
    """Yield what is cited in the order of the text; *year* is that of the report, "" if it is not known."""
    text, printed, known = document.text, Printed(document), known_documents()
    titles = [found.span() for found in _TITLE.finditer(text)]
    numbers = [_number(text, found) for found in _NUMBER.finditer(text)]
    last = _Mentions(text, year, numbers)
    starts, taken = [number.start for number in numbers], set()
    found: list[tuple[int, Citation]] = []
    for start, end in titles:
        k = _beside(text, start, end, numbers, bisect_left(starts, end))
        number = numbers[k] if k >= 0 and k not in taken else None
        if number is not None:
            taken.add(k)
        regulation = known.by_title.get(normalized(text[start:end]))
        if regulation is not None and number is not None and not _may_be_meant(number, regulation):
            regulation = None
        found.append((start, _citation(printed, (start, end), number, regulation, last)))
    rest = (numbers[k] for k in range(len(numbers)) if k not in taken)
    found += ((number.start, _citation(printed, None, number, None, last)) for number in rest)
    yield from (citation for _, citation in sorted(found, key=lambda pair: pair[0]))


def _beside(text: str, start: int, end: int, numbers: Sequence[_Number], k: int) -> int:
    """Return which of *numbers* stands with the title from *start* to *end*, -1 if none; *k* is the first behind it.

    Two numbers in one bracket belong to two titles, and it is not said which to which.
    """
    several = k + 1 < len(numbers) and _ANOTHER.fullmatch(text, numbers[k].end, numbers[k + 1].start) is not None
    if k < len(numbers) and _BETWEEN.fullmatch(text, end, numbers[k].start):
        return -1 if several else k
    if k and numbers[k - 1].end <= start and _BEFORE_TITLE.fullmatch(text, numbers[k - 1].end, start):
        return k - 1
    return -1


def _number(text: str, found: re.Match[str]) -> _Number:
    by_number, order = known_documents().by_number, found["order"]
    if order:
        return _Number(found.start(), found.end(), _ORDER, "", order, by_number.get((_ORDER, "", order)))
    year, serial = found["year"], str(int(found["serial"]))
    before = _ISSUER.search(text, max(found.start() - 10, 0), found.start())
    run = before[0] if before else ""
    known = (issuer for issuer, _, _ in by_number if run.endswith(issuer))
    issuer = next((one for one in known if run == one or _LEADS.search(run[: -len(one)])), None)
    run = issuer or _NOT_ISSUER.sub("", run)
    return _Number(found.start() - len(run), found.end(), run, year, serial, by_number.get((run, year, serial)))


def _may_be_meant(number: _Number, regulation: Regulation) -> bool:
    """Whether a number beside a known title can be meant for it.

    Its issuer is the same, or all but its issuer is; an office that is not known may have a document of its own.
    """
    known = any(number.issuer == issuer for issuer, _, _ in known_documents().by_number)
    same = regulation.number.endswith(f"〔{number.year}〕{number.serial}号")
    return known and (same or regulation.number.startswith(number.issuer))


def _citation(
    printed: Printed,
    title: tuple[int, int] | None,
    number: _Number | None,
    regulation: Regulation | None,
    last: _Mentions,
) -> Citation:
    places = [title] if title else []
    places += [(number.start, number.end)] if number else []
    start, end = min(first for first, _ in places), max(stop for _, stop in places)
    by_number = number.regulation if number else None
    issued = number.year if number and number.year else (by_number or regulation or _UNKNOWN).issued[:4]
    return Citation(
        _figure(printed, *title) if title else None,
        _figure(printed, number.start, number.end) if number else None,
        regulation,
        by_number,
        issued,
        basis=bool(by_number or regulation) and _is_basis(printed, start, end),
        ahead=bool(issued) and last.is_before(issued),
    )


_UNKNOWN = Regulation("", "", "")


def _figure(printed: Printed, start: int, end: int) -> Figure:
    found = printed.block_at(start)
    return Figure(start, end, printed.text[start:end], "name", block=found[0] if found else -1)


def _is_basis(printed: Printed, start: int, end: int) -> bool:
    """Whether a report rests on what it cites: its sentence or its heading says so, and it is not told as history."""
    text = printed.text
    first = max(
        (stop.end() for stop in _STOP.finditer(text, max(start - _REACH, 0), start)), default=max(start - _REACH, 0)
    )
    stop = _STOP.search(text, end, end + _REACH)
    if _PAST.search(text, first, start) or _PAST.search(text, end, stop.start() if stop else end + _REACH):
        return False
    if _LIST_OF_PAST.search(text, max(start - _LIST_REACH, 0), start):
        return False
    if _BASIS.search(text, first, start):
        return True
    found = printed.block_at(start)
    return found is not None and "依据" in printed.document.heading_of(found[1])


class _Mentions:
    """The last year that a report speaks of, its own next year at least: it was not written before."""

    def __init__(self, text: str, year: str, numbers: list[_Number]) -> None:
        self.text, self.year, self.numbers = text, year, numbers
        self._last = ""

    def is_before(self, year: str) -> bool:
        """Whether *year* lies after all that the report speaks of; unknown where its own year is."""
        if not self.year or int(year) <= int(self.year) + 1:
            return False
        if not self._last:
            inside = {found for number in self.numbers for found in range(number.start, number.end)}
            years = (m[0] for m in _MENTIONED_YEAR.finditer(self.text) if m.start() not in inside)
            self._last = max(years, default=self.year)
        return year > self._last
