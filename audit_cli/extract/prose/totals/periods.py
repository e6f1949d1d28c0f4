"""Parts of a year: 上半年40万元，下半年50万元，全年90万元; 全年90万元。分季度看，一季度20万元、…、四季度30万元.

Figures whose periods follow one another without a gap are the parts of the one whose period is all of theirs, before
or behind them, or between two: 上半年40万元，全年90万元，其中下半年50万元. It ticks where they add up, and fails where
nothing but the period tells them apart.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from audit_cli.expressions import expression
from audit_cli.extract.prose.item import Item
from audit_cli.extract.prose.row import Row
from audit_cli.model import Claim

_SIGNS = expression("季度|半年|月")
_PERIOD = expression(
    r"(?:(?:19|20)\d\d\s*年|[全本当今]年)?(?:第?(?P<quarter>[一二三四1-4])季度|(?P<half>[上下])半年|前(?P<until>[二三])季度"
    r"|(?P<first>1?\d)月?(?:份)?\s*[-—－~～至到]\s*(?P<last>1?\d)月(?:份|底)?|(?<!\d)(?P<month>1?\d)月(?:份)?)"
)
_YEAR = expression(r"(?:(?:19|20)\d\d\s*年度?|[全本当今]年度?)")
_IN_ALL = expression(r"(?:总|共计?|合计|总计|累计)")
_NOT_ALL = expression(r"其中|上年|去年|同期|每|均|增|减")
_SO_FAR = expression("累计|截[至止]")
_CUES = ("", "by")  # 分季度看，一季度30万元
_QUARTERS = "一二三四"
_MONTHS = 12


class Period(NamedTuple):
    """The months that a label names, and what is left of it: 一季度支出 is 支出 of the months 1 to 3."""

    first: int
    last: int
    rest: str


def periods(row: Row) -> Iterator[Claim]:
    if _SIGNS.search(row.words) is None:
        return
    for run in _runs(row):
        place = _total_of(row, run)
        if place is not None:
            places = [item.place for item, _ in run]
            if place in row.total_of.values():
                row.taken.update(places)  # it has been broken down otherwise before
            else:
                row.take(place, places)
            yield row.claim(place, places, basis="合计")
    for year in row.amounts[1:-1]:
        if _YEAR.match(year.label) and _stands_between(row, year):
            yield row.claim(year.place, [year.place - 1, year.place + 1], basis="合计", binds=False)


def _stands_between(row: Row, year: Item) -> bool:
    """Whether the year's amount has that of its beginning right before it, and that of the rest right behind."""
    if not 0 < year.place < len(row.items) - 1:
        return False
    before, behind = row.items[year.place - 1], row.items[year.place + 1]
    first, rest = months_named(before.label), months_named(behind.label)
    if first is None or rest is None or behind.cue != "of_which" or behind.partial:
        return False
    whole = first.first == 1 and rest.first == first.last + 1 and rest.last == _MONTHS
    both = (before, behind)
    alike = all(i.same_unit(year) and i.role in ("plain", "used") and i.sentence == year.sentence for i in both)
    return whole and alike and not _NOT_ALL.search(before.label)


def _runs(row: Row) -> Iterator[list[tuple[Item, Period]]]:
    """Yield the figures whose periods follow one another, two at least, of the same thing."""
    run: list[tuple[Item, Period]] = []
    for item in row.amounts:
        period = _period(item) if item.role in ("plain", "used") and item.place not in row.taken else None
        if run and (period is None or not _follows(*run[-1], item, period)):
            if len(run) > 1:
                yield run
            run = []
        if period is not None:
            run.append((item, period))
    if len(run) > 1:
        yield run


def _follows(before: Item, earlier: Period, item: Item, later: Period) -> bool:
    beside = item.same_unit(before) and item.depth == before.depth and item.sentence == before.sentence
    return beside and later.first == earlier.last + 1 and later.rest in (earlier.rest, "")


def _period(item: Item) -> Period | None:
    """Return the months that the label of an item names; None for a figure of all that was there by then."""
    period = months_named(item.label)
    if period is None or _SO_FAR.search(item.words) or _NOT_ALL.search(item.label) or item.cue not in _CUES:
        return None
    return period


def months_named(label: str) -> Period | None:
    """Return the months that a label names."""
    found = _PERIOD.search(label)
    if found is None:
        return None
    rest = label[: found.start()] + label[found.end() :]
    if found["quarter"]:
        quarter = int(found["quarter"]) if found["quarter"].isdigit() else _QUARTERS.index(found["quarter"]) + 1
        return Period(3 * quarter - 2, 3 * quarter, rest)
    if found["until"]:
        return Period(1, 3 * (_QUARTERS.index(found["until"]) + 1), rest)
    if found["half"]:
        return Period(1, 6, rest) if found["half"] == "上" else Period(7, _MONTHS, rest)
    first, last = int(found["first"] or found["month"]), int(found["last"] or found["month"])
    return Period(first, last, rest) if 1 <= first <= last <= _MONTHS else None


def _total_of(row: Row, run: Sequence[tuple[Item, Period]]) -> int | None:
    """Return the amount behind or before the figures of *run* whose period is all of theirs."""
    (begins, first), (ends, last) = run[0], run[-1]
    behind = (i for i in row.amounts if i.place > ends.place)
    before = (i for i in reversed(row.amounts) if i.place < begins.place and i.place not in row.taken)
    for total in (next(behind, None), next(before, None)):
        if total is None or not total.same_unit(begins) or total.place in row.taken or _NOT_ALL.search(total.label):
            continue
        if total.role not in ("plain", "used") or abs(total.sentence - begins.sentence) > 1:
            continue
        of_year = _is_of_year(total) or total.place == begins.place - 1
        period = _period(total) or (Period(1, _MONTHS, _YEAR.sub("", total.label)) if of_year else None)
        if period is None or (period.first, period.last) != (first.first, last.last):
            continue
        rest = _IN_ALL.sub("", period.rest)
        if rest.endswith(first.rest) or rest in first.rest:
            return total.place
    return None


def _is_of_year(total: Item) -> bool:
    return bool(_YEAR.search(total.words) or _IN_ALL.match(total.label))
