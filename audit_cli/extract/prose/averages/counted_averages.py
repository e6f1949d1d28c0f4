"""Averages of what is counted: 20个教学班，在校学生840人，平均每班42人; 培训8期480人次，平均每期60人次.

So many for each is the number of its kind before it divided by the number of what it is an average over. It fails only
where its sentence has one of both; of several it ticks the two that agree.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

from audit_cli.expressions import expression
from audit_cli.extract.prose.averages.numbers import is_averaged_over, is_number_of, is_of_a_part
from audit_cli.extract.prose.item import SEMICOLON, STOP, Item
from audit_cli.extract.prose.labels import clean_label
from audit_cli.extract.prose.row import Row
from audit_cli.model import Claim, Term
from audit_cli.quantity import Quantity, closes

_OVER = expression(
    r"(?:平均每个?(?P<each>[一-鿿]{1,3}?)|(?<![一-鿿])(?P<name>[班村户校车站场期批家镇])均)"
    r"(?:[学有培招参建服接配出派办处投用开设][一-鿿]{1,3})?[为达约]?$"
    r"|(?P<person>人)均(?:[一-鿿]{2,4}?)?[为达约]?$"
    r"|每个?(?P<mean>[一-鿿]{1,2}?)平均[为达约]?$"
    r"|每(?P<term>[期班场批次])[一-鿿]{2}平均[为达约]?$"
)
# of what is told by its name: 提供岗位5600个，…，平均每场提供岗位467个
_OF_WHAT_IS_NAMED = expression(r"平均每个?(?P<each>批次|[场期次批户村校班站所家镇乡处人])(?P<name>[一-鿿]{2,8})$")
# of what is called by its name, for each of what is: 家庭户120户，家庭户人口360人，平均每个家庭户的人口为3人
_OF_BOTH_NAMED = expression(
    r"平均每[一-鿿](?P<each>[一-鿿]{2,6}?)(?:[的有]{1,2}|拥有)(?P<name>[一-鿿]{2,6}?)[为达约]?$"
)
_NOTE = expression(r"\[\d{1,2}\]$")  # of a footnote
_SAYS = "均"
_TIMES_OF = frozenset("天日月年周季")  # how many of these there were is not told
_REACH = 6  # items before


def counted_averages(row: Row) -> Iterator[Claim]:
    if _SAYS not in row.words:
        return
    for item in row.items:
        if item.figure.type != "count" or _SAYS not in item.label or item.figure.approximate:
            continue
        found = _OVER.search(item.label)
        over = next(filter(None, found.groups())) if found else ""
        named = _OF_WHAT_IS_NAMED.search(item.label) if found is None else None
        both = _OF_BOTH_NAMED.search(item.label)
        if named is None and both is None and (not over or over in _TIMES_OF):
            continue
        if both is not None:
            if (claim := _of_both_named(row, item, *both.groups())) is not None:
                yield claim
            continue
        near = [i for i in row.items[max(item.place - _REACH, 0) : item.place] if _may_count(i, item)]
        if named is not None:
            if (claim := _of_what_is_named(row, item, near, *named.groups())) is not None:
                yield claim
            continue
        pairs = _pairs(near, item, over)
        before = not near and item.sep == STOP
        if before:
            near = [i for i in row.items[max(item.place - _REACH, 0) : item.place] if _counts(i)]
            near = [i for i in near if item.sentence - i.sentence == 1 and i.place not in row.total_of]
            pairs = _pairs(near, item, over)
        if len(pairs) > 1:
            # 送戏128场；放映电影2616场，按218个村计算，平均每村12场: of the clause, if it has one of both
            begins = max((i.place for i in row.items[: item.place + 1] if i.sep >= SEMICOLON), default=0)
            own = [pair for pair in pairs if min(i.place for i in pair) >= begins]
            pairs = own if len(own) == 1 else pairs
        told = "".join(i.words for i in near)
        if len(pairs) == 1 and found is not None and not is_of_a_part(item, found.start(), told):
            yield _claim(row, item, *pairs[0], sure=True)._replace(asserted=not before)
        elif fitting := next((pair for pair in pairs[::-1] if _fits(item, *pair)), None):
            yield _claim(row, item, *fitting, sure=False)


def _pairs(near: Sequence[Item], average: Item, over: str) -> list[tuple[Item, Item]]:
    """Return each number that *average* may be of, with each that it is an average over."""
    times = [i for i in near if is_number_of(i, over)]
    totals = [i for i in near if i not in times and i.same_unit(average)]
    return list(product(totals, times))


def _of_what_is_named(row: Row, average: Item, near: Sequence[Item], over: str, name: str) -> Claim | None:
    """Return the average of the one number *near* it that is called by *name*, for each of the one of *over*."""
    totals = [i for i in near if i.same_unit(average) and i.label.endswith(name)]
    times = [i for i in near if i not in totals and is_averaged_over(i, over)]
    return _claim(row, average, totals[0], times[0], sure=True) if len(totals) == len(times) == 1 else None


def _of_both_named(row: Row, average: Item, each: str, name: str) -> Claim | None:
    """Return the average of a number of *name*, that of *each* before others, for the one of things called *each*."""
    before = row.items[max(average.place - _REACH, 0) : average.place]
    near = [i for i in before if average.sentence - i.sentence <= 1 and _counts(i)]
    times = [i for i in near if _NOTE.sub("", i.label).endswith(each)]
    totals = [i for i in near if i not in times and i.same_unit(average) and clean_label(i.label).endswith(name)]
    totals = [i for i in totals if each in i.label] or totals
    return _claim(row, average, totals[0], times[0], sure=True) if len(totals) == len(times) == 1 else None


def _may_count(item: Item, average: Item) -> bool:
    return item.sentence == average.sentence and _counts(item)


def _counts(item: Item) -> bool:
    plain = item.figure.type == "count" and item.role in ("plain", "used") and not item.each
    return plain and not item.figure.approximate and item.figure.value > 0


def _fits(average: Item, total: Item, times: Item) -> bool:
    each, number = average.figure, times.figure.value
    rounded = Quantity(each.value * number, each.quantum * number, exact=False)
    return closes(total.figure.quantity, [rounded])


def _claim(row: Row, average: Item, total: Item, times: Item, *, sure: bool) -> Claim:
    each = Term(average.figure, "each", clean_label(average.label))
    terms = (row.term(total.place, "total"), each, Term(times.figure, "times", row.labels[times.place]))
    return Claim("distributive", terms, "average", asserted=sure, tick_only=not sure, basis="均")
