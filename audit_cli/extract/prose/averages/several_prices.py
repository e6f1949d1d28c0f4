"""Several prices, each with its number, and what they make: 电脑25台，每台5200元，打印机8台，每台2600元，共计15.08万元.

All of a sentence are numbers and their prices, up to the amount that sums them up. It ticks and fails; where other
money stands before them, of which the amount may be, too, it may only tick.
"""

from __future__ import annotations

from collections.abc import Iterator

from audit_cli.expressions import expression
from audit_cli.extract.prose.averages.numbers import is_number_of
from audit_cli.extract.prose.averages.priced import price_units
from audit_cli.extract.prose.item import SEMICOLON, Item
from audit_cli.extract.prose.row import Row
from audit_cli.model import Claim, Term

_ALL = expression(
    r"(?:一?共|合计|共计|总计|总共)[计为有需]?(?:支出|支付|发放|投入|安排|兑付|补助|资金|金额|经费|费用)*$"
)
_EACH = expression(r"各[一-鿿]{0,4}$|[×*]$|单价[为是]?$")
_SIGNS = "每各单×*／/"
_FEWEST = 2


def several_prices(row: Row) -> Iterator[Claim]:
    if not any(sign in row.words for sign in _SIGNS):
        return
    for total in row.amounts:
        if total.figure.type != "money" or total.figure.approximate or not _ALL.search(total.label):
            continue
        pairs = _pairs_before(row, total)
        if len(pairs) < _FEWEST:
            continue
        first = pairs[0][0]
        others = [i for i in row.before_in_sentence(first.place) if i.figure.type == "money"]
        row.take(total.place, [price.place for _, price in pairs])
        terms = (Term(price.figure, "part", row.labels[count.place], int(count.figure.value)) for count, price in pairs)
        yield Claim("sum", (row.term(total.place, "total"), *terms), "complete", not others, bool(others), basis="单价")


def _pairs_before(row: Row, total: Item) -> list[tuple[Item, Item]]:
    """Return the numbers right before *total*, each with the price behind it."""
    pairs: list[tuple[Item, Item]] = []
    at = total.place - _FEWEST
    while at >= 0 and _is_priced(*(pair := (row.items[at], row.items[at + 1]))) and pair[0].sentence == total.sentence:
        pairs.insert(0, pair)
        at -= _FEWEST
    return pairs


def _is_priced(count: Item, price: Item) -> bool:
    """Whether a price is that of what is counted right before it: 25台，每台5200元; 3名，各2000元; 8户×2000元."""
    if price.figure.type != "money" or count.figure.type != "count" or price.sep >= SEMICOLON:
        return False
    if price.figure.approximate or count.figure.approximate or not count.figure.exact:
        return False
    units = price_units(price)
    return all(is_number_of(count, unit) for unit in units) if units else _EACH.search(price.label) is not None
