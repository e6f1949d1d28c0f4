"""So many for each thousand: 常住人口42.5万人，床位2550张，每千人口床位6张; 农户5200户，汽车1768辆，每百户34辆.

It is the number of its kind divided by how many hundreds, thousands or tens of thousands there are of those whom the
words name. It fails where its sentence and the one before have one of both; of several, and of what is not called so,
it ticks those that agree.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import product

from audit_cli.expressions import expression
from audit_cli.extract.prose.averages.numbers import is_number_of
from audit_cli.extract.prose.growth.differences import term
from audit_cli.extract.prose.item import Item
from audit_cli.extract.prose.row import Row
from audit_cli.model import Claim, Figure, Term
from audit_cli.quantity import Quantity, closes

_SIGNS = expression(r"每[百千万十]")
_EACH = expression(
    r"每(?P<number>[百千万]|十万|百万)(?:(?P<persons>名|位|个)?(?P<named>(?:常住|户籍|服务)?人口|居民|[老学职].|儿童|群众)"
    r"|(?P<unit>[人户亩辆台件]|公里|平方公里))(?P<of>[^，。；\d]{0,16})$"
)
_NUMBERS = {"百": 100, "千": 1000, "万": 10_000, "十万": 100_000, "百万": 1_000_000}
_THING = expression(r"(?![拥配]有|平均)[一-鿿]{2}")
_PEOPLE = expression(r"人口|居民")
_REACH = 5  # items before
_NAME = 2  # characters of a total that its average is called by


def per_thousand(row: Row) -> Iterator[Claim]:
    if _SIGNS.search(row.words) is None:
        return
    for item in row.items:
        found = _EACH.search(item.label) if "每" in item.label else None
        if found is None or item.figure.approximate or not item.is_amount:
            continue
        near = [i for i in row.items[max(item.place - _REACH, 0) : item.place + 3] if _is_near(i, item)]
        unit = found["unit"] or "人"
        over = [i for i in near if is_number_of(i, unit) and _is_named(i, found["named"] or "")]
        totals = [i for i in near if i not in over and i.same_unit(item) and i.figure.value > item.figure.value]
        called = [i for i in totals if found["of"][:_NAME] and found["of"][:_NAME] in i.label]
        pairs = list(product(called or totals, over))
        each = _NUMBERS[found["number"]]
        if len(pairs) == 1 and (called or not _THING.search(found["of"])):
            yield _claim(row, item, *pairs[0], each)
        elif fitting := next((pair for pair in pairs if _fits(item, *pair, each)), None):
            yield _claim(row, item, *fitting, each)._replace(tick_only=True)


def _is_near(item: Item, average: Item) -> bool:
    """Whether an amount of the sentence of an average, or of the one before, may be its total or its number."""
    if item is average or item.figure.type not in ("count", "measure", "money") or item.figure.approximate:
        return False
    beside = item.sentence == average.sentence or item.sentence == average.sentence - 1
    total = "每" not in item.label and "均" not in item.label
    return beside and total and item.role in ("plain", "used") and item.figure.value > 0


def _is_named(item: Item, name: str) -> bool:
    """Whether a number is that of those whom an average is over; of people who live there, it must say so."""
    return not name or (_PEOPLE.search(item.label) is not None if _PEOPLE.search(name) else name in item.label)


def _several(item: Item, each: int) -> Figure:
    """Return how many hundreds or thousands a number is."""
    return item.figure._replace(value=item.figure.value / Decimal(each), quantum=item.figure.quantum / Decimal(each))


def _fits(average: Item, total: Item, over: Item, each: int) -> bool:
    one, number = average.figure, _several(over, each).value
    return closes(total.figure.quantity, [Quantity(one.value * number, one.quantum * number)])


def _claim(row: Row, average: Item, total: Item, over: Item, each: int) -> Claim:
    terms = (
        row.term(total.place, "total"),
        term(average, "each"),
        Term(_several(over, each), "times", row.labels[over.place]),
    )
    sure = over.sentence == total.sentence == average.sentence
    return Claim("distributive", terms, "average", asserted=sure, basis="均")
