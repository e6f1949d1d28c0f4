"""Averages over time: 三年共投入1200万元，年均400万元; 全年召开会议48次，平均每月4次.

So much a year, a month or a day is the nearest amount of its kind before it, or that of a year right behind it, divided
by how many of these are told; a year has twelve months, but in how many of them something was done is not said, which
makes it a matter to be reviewed.
"""

from __future__ import annotations

from collections.abc import Iterator

from audit_cli.expressions import expression
from audit_cli.extract.prose.averages.numbers import is_number_of
from audit_cli.extract.prose.item import COMMA, Item
from audit_cli.extract.prose.labels import clean_label
from audit_cli.extract.prose.row import Row
from audit_cli.mistyped import slipped
from audit_cli.model import Claim, Term

_AVERAGE = expression(
    r"(?:(?P<mean>平均)?每个?(?P<each>[年月天日])(?:平均)?|(?P<of>[年月日])均)(?:[一-鿿]{0,4}(?<!每.)(?<!人)(?<!户))[为达约]?"
)
_ALL_YEAR = expression(r"[全当本今]年|(?:19|20)\d\d\s*年|年度")
_LESS = expression(r"半年|季度|月|[-—~～至]|均|每")
_MONTHS, _DAYS = 12, (365, 366)
_DISTINCT = 1000  # last places of an average that hardly comes so near by chance
_FEW = 100  # that do not, if they do not make the days that offices are open either
_WORKING_DAYS = range(240, 316)  # of a year, with Saturdays or without
_REACH = 6  # items before


def time_averages(row: Row) -> Iterator[Claim]:
    if "均" not in row.words and "每" not in row.words:
        return
    for item in row.items:
        found = _AVERAGE.fullmatch(item.label) if item.role in ("plain", "price", "used") else None
        if found is None or item.figure.approximate or item.place in row.taken:
            continue
        near = [i for i in reversed(row.items[max(item.place - _REACH, 0) : item.place]) if i.sentence == item.sentence]
        behind = [i for i in row.behind(item.place) if i.sep == COMMA and _is_of_a_year(i)]
        total = next((i for i in (*near, *behind) if _may_be_divided(i, item)), None)
        times = [i for i in near if is_number_of(i, found["each"] or found["of"]) and i.figure.type == "measure"]
        if total is None or len(times) > 1 or total.figure.value <= item.figure.value:
            continue  # 三年年均投入620万元，2021年500万元: one of the years
        mean = bool(found["mean"] or found["of"])
        whole, each = row.term(total.place, "total"), Term(item.figure, "each", clean_label(item.label))
        if times:
            so_many = Term(times[0].figure, "times")
            yield Claim("distributive", (whole, each, so_many), "average", asserted=mean, basis="均")
        elif mean and "月" in (found["each"], found["of"]) and _is_of_a_year(total):
            yield Claim("distributive", (whole, each._replace(sign=_MONTHS)), "average", asserted=False, basis="均")
        elif mean and {"日", "天"}.intersection((found["each"], found["of"])) and _is_of_a_year(total):
            days = next((n for n in _DAYS if _makes(item, total, n) or _is_slipped(item, total, n)), 0)
            if days:
                yield Claim("distributive", (whole, each._replace(sign=days)), "average", asserted=False, basis="均")


def _makes(average: Item, total: Item, days: int) -> bool:
    """Whether so much a day makes what there was in a year of so many *days*, but for rounding."""
    return abs(average.figure.value - total.figure.value / days) <= average.figure.quantum + total.figure.quantum / days


def _is_slipped(average: Item, total: Item, days: int) -> bool:
    """Whether one slip parts an average of many digits from what there was each day: few are open every day."""
    exact, quantum = total.figure.value / days, average.figure.quantum
    worked = (n * average.figure.value for n in (_WORKING_DAYS[0], _WORKING_DAYS[-1]))
    open_days = next(worked) <= total.figure.value <= next(worked)
    return average.figure.value >= (_DISTINCT if open_days else _FEW) * quantum and slipped(
        average.figure, exact, quantum
    )


def _may_be_divided(total: Item, average: Item) -> bool:
    plain = total.role in ("plain", "used") and not total.figure.approximate
    return plain and total.same_unit(average) and "均" not in total.label and "每" not in total.label


def _is_of_a_year(total: Item) -> bool:
    return _ALL_YEAR.search(total.label) is not None and _LESS.search(total.label) is None
