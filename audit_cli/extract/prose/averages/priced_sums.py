"""Several prices, each times its number: 电脑12台，每台5200元；打印机4台，每台2100元，合计70800元.

The number stands right before each price, or right behind, or all numbers stand behind all prices, called like them:
每村2万元、每镇10万元，共48个村、6个镇，补助156万元. What they make together is the amount behind, or the one that the
list is told of. It ticks; it fails where the amount is said to be that of all, else by a slip only.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from audit_cli.expressions import expression
from audit_cli.extract.prose.averages.numbers import is_number_of
from audit_cli.extract.prose.averages.priced import units_of
from audit_cli.extract.prose.item import COMMA, SEMICOLON, Item
from audit_cli.extract.prose.labels import clean_label
from audit_cli.extract.prose.row import Row
from audit_cli.extract.signs import BY, EQUALS, TIMES, any_of
from audit_cli.model import Claim, Figure, Term
from audit_cli.quantity import ZERO, Quantity, agrees, sum_verdict

_SIGNS = expression(rf"[每各{any_of(TIMES + BY)}·]|单价")
_EACH = expression(rf"各[一-鿿]{{0,6}}$|[{any_of(TIMES)}]\s*$|单价[一-鿿]{{0,4}}$")
_EACH_OF = expression(r"每[一-鿿]{1,3}?$|每.{0,6}$")
_TIMES = expression(rf"\s*[{any_of(TIMES)}]\s*")
_ALL = expression(rf"^\s*[{any_of(EQUALS)}]|共|合计|总计|总[投金额价]")
_OF_THESE = expression(r"(?:以上|上述)[一-鿿]{0,6}[合共总]计|[合共总]计")
_MONTHS, _YEARS = frozenset(("月", "个月")), frozenset(("年", "学年"))
_OF_A_YEAR, _IN_A_YEAR = expression(r"全年|年度|当年"), 12
_OF_THE_HEAD = ("of_which", "within", "bracket", "colon", "list")
_MOST = 8  # prices
_NAME = 2  # characters of what has a price

_Priced = tuple[Item, list[str]]


def priced_sums(row: Row) -> Iterator[Claim]:
    if _SIGNS.search(row.words) is None:
        return
    for run in _runs(row):
        numbers = _numbers(row, run)
        if numbers is None:
            continue
        places = [i.place for i in (*numbers, *(price for price, _ in run))]
        first, last = min(places), max(places)
        if last - first + 1 > len(places):
            continue
        around = [*row.behind(last), *row.items[max(first - 1, 0) : first]]
        total = next((i for i in around if _may_be_total(row, i, row.items[first], row.items[last])), None)
        if total is not None and (claim := _sum(row, run, numbers, total)) is not None:
            prices = [price.place for price, _ in run]
            row.priced.update(prices)
            row.take(total.place, prices)
            yield claim


def _runs(row: Row) -> Iterator[list[_Priced]]:
    """Yield the prices of each sentence, two at least, with nothing but numbers between them."""
    run: list[_Priced] = []
    for item in row.items:
        units = None if item.place in row.told else _units(item, row.behind(item.place))
        if run and (item.sentence != run[-1][0].sentence or (units is None and item.figure.type == "money")):
            if 1 < len(run) <= _MOST:
                yield run
            run = []
        if units is not None:
            run.append((item, units))
    if 1 < len(run) <= _MOST:
        yield run


def _units(item: Item, behind: Sequence[Item]) -> list[str] | None:
    """Return what a price is for each of, which 各 and × leave open; None for what is no price."""
    if item.figure.type != "money" or item.figure.approximate:
        return None
    units, averaged = units_of(item)
    times = any(_TIMES.fullmatch(i.words) for i in behind)
    return None if averaged else units or ([""] if _EACH.search(item.label) or times else None)


def _numbers(row: Row, run: Sequence[_Priced]) -> list[Item] | None:
    """Return the number of each price of a run: beside it, or behind them all."""
    last = run[-1][0].place
    behind = row.items[last + 1 : last + 1 + len(run)]
    numbers = _beside(row, run, -1) or _beside(row, run, 1) or _behind(run, behind)
    whole = numbers is not None and all(_is_whole(i.figure) for i in numbers)
    return numbers if whole else None


def _is_whole(figure: Figure) -> bool:
    return figure.value % 1 == 0 and figure.value > 0 and not figure.approximate


def _may_be_total(row: Row, item: Item, first: Item, last: Item) -> bool:
    """Whether an amount is right behind a list from *first* to *last*, or right before it and not behind a price."""
    if item.role not in ("plain", "used") or item.figure.type != "money" or item.figure.approximate:
        return False
    if first.sentence != last.sentence:
        return False
    if item.place > last.place and item.sentence == last.sentence + 1:
        return _OF_THESE.match(item.label) is not None
    if item.sentence != first.sentence:
        return False
    between = row.items[item.place + 1 : first.place + 1] or row.items[last.place + 1 : item.place + 1]
    return all(i.sep <= (COMMA if item.place < first.place else SEMICOLON) for i in between)


def _sum(row: Row, run: Sequence[_Priced], numbers: Sequence[Item], total: Item) -> Claim | None:
    """Return the claim that *total* is what the prices of *run* make, so often as *numbers* and the months say."""
    months = [_IN_A_YEAR if _MONTHS.intersection(units) else 1 for _, units in run]
    monthly = max(months) > 1
    if monthly and _OF_A_YEAR.search(total.lead + total.label) is None:
        return None
    often = (int(number.figure.value) * each for number, each in zip(numbers, months, strict=True))
    parts = (
        Term(price.figure._replace(exact=True), "part", clean_label(number.label), times)
        for (price, _), number, times in zip(run, numbers, often, strict=True)
    )
    behind = total.place > run[-1][0].place
    # not all of them are paid all year
    sure = behind and not monthly and _ALL.search(total.label) is not None
    told = _ALL.search(total.label) is not None  # 每人1000元，活动经费2万元: the next amount may be of something else
    head = told if behind else row.items[total.place + 1].cue in _OF_THE_HEAD
    terms = (row.term(total.place, "total"), *parts)
    alone = not behind or not _is_of_others(row, min(run[0][0].place, numbers[0].place), run, terms)
    return Claim("sum", terms, "complete", asserted=sure and alone, tick_only=not (head and alone), basis="单价")


def _is_of_others(row: Row, first: int, run: Sequence[_Priced], terms: Sequence[Term]) -> bool:
    """Whether a total may be of other money, too: 办公费3万元，购置电脑25台，每台5200元，共计16万元.

    Behind a ；, it is of what comes next, 办公费3万元；购置电脑…，共计13万元, unless a list goes on with ；, or all of
    the sentence makes the total.
    """
    others = [i for i in row.before_in_sentence(first) if i.figure.type == "money"]
    if not others:
        return False
    apart = any(i.sep >= SEMICOLON for i in row.items[others[0].place + 1 : first + 1])
    if not apart or any(i.sep >= SEMICOLON for i in row.items[first + 1 : run[-1][0].place + 1]):
        return True
    total, *parts = terms
    made = sum((part.figure.value * part.sign for part in parts), ZERO)
    told = sum((i.figure.value for i in others if i.role != "price"), ZERO)
    return agrees(sum_verdict(total.figure.quantity, [Quantity(made + told, ZERO, exact=True)]))


def _beside(row: Row, run: Sequence[_Priced], step: int) -> list[Item] | None:
    """Return the number right before each price, or right behind it."""
    places = [price.place + step for price, _ in run]
    if not all(0 <= place < len(row.items) for place in places):
        return None
    numbers = [row.items[place] for place in places]
    return numbers if all(_counts(i, units) for i, (_, units) in zip(numbers, run, strict=True)) else None


def _behind(run: Sequence[_Priced], counts: Sequence[Item]) -> list[Item] | None:
    """Return the numbers behind all prices, each called like its price."""
    if len(counts) != len(run) or any(i.figure.type not in ("count", "measure") for i in counts):
        return None
    alike = (
        _counts(i, units) and _called(price) in i.words + i.post for i, (price, units) in zip(counts, run, strict=True)
    )
    return list(counts) if all(alike) else None


def _called(price: Item) -> str:
    """Return the last characters of what has a price: 卫生室每个2万元, 每村2万元."""
    name = clean_label(_EACH_OF.sub("", price.label))[-_NAME:]
    return name or price.label[-1:]


def _counts(item: Item, units: Sequence[str]) -> bool:
    if item.figure.type not in ("count", "measure") or item.role == "price":
        return False
    things = [unit for unit in units if unit not in _MONTHS | _YEARS]
    return len(things) == 1 and (not things[0] or is_number_of(item, things[0]))
