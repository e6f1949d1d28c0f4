"""One amount for each of several: 甲镇、乙镇、丙镇各12名，共36名; 4个村各配备护林员4名，共计16名.

So many times the amount is the total behind it or before it. It ticks where that is so, and fails where the total is
called one, is the head of a list, or is exceeded. The number of names is checked with it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from audit_cli.extract.prose.each import names_before
from audit_cli.extract.prose.item import COMMA, PAUSE, Item
from audit_cli.extract.prose.labels import TOTAL_WORD, clean_label
from audit_cli.extract.prose.row import Row
from audit_cli.model import Claim, Term

_AND = ("及", "和", "与")


def distributed(row: Row) -> Iterator[Claim]:
    several = [item for item in row.amounts if item.each and item.place not in row.priced]
    parts_of = Counter(row.total_of.values()) if several else Counter()
    for each in several:
        names = [Term(name, "name", name.text) for name in names_before(each)]
        head = row.total_of.get(each.place)
        claim: Claim | None = None
        if len(names) < 2:
            claim = _times(row, each)
        elif head is None:
            claim = _among(row, each, names, _total_beside(row, each, len(names)))
        elif parts_of[head] == 1:  # else it is a part of a list, which counts it once a name
            claim = _among(row, each, names, row.items[head])
        if claim is not None:
            yield claim


def _times(row: Row, each: Item) -> Claim | None:
    """Return so many times an amount: 4个村各配备护林员4名，共计16名."""
    if not 0 < each.place < len(row.items) - 1:
        return None
    times, total = row.items[each.place - 1], row.items[each.place + 1]
    if times.figure.type != "count" or times.figure.approximate or each.sep > PAUSE:
        return None
    if times.label.endswith(_AND):
        return None  # 局机关及7个站所各4台: there is one more than are counted
    if not times.sentence == each.sentence == total.sentence or not total.same_unit(each):
        return None
    if not (TOTAL_WORD.search(total.label[-8:]) or total.label == "计"):
        return None
    terms = (row.term(total.place, "total"), _each(each), Term(times.figure, "times"))
    # 126户补助504万元，另对8户每户增加1万元，合计512万元: of the amount before, too
    alone = not any(i.same_unit(total) and i.role == "plain" for i in row.before_in_sentence(times.place))
    return Claim("distributive", terms, asserted=alone, tick_only=not alone, basis="各")


def _among(row: Row, each: Item, names: list[Term], total: Item | None) -> Claim | None:
    """Return the claim that *total* is the amount of *each* for all *names*, where something says so."""
    if total is None:
        return None
    product = each.figure.value * len(names)
    before = total.place == each.place - 1
    heads = row.total_of.get(each.place) == total.place
    closes = total.figure.value == product
    if not (closes or before or heads or TOTAL_WORD.search(total.label[-8:])):
        return None
    sure = closes or heads or not before or product > total.figure.value
    return Claim("distributive", (row.term(total.place, "total"), _each(each), *names), asserted=sure, basis="各")


def _each(item: Item) -> Term:
    return Term(item.figure, "each", clean_label(item.label))


def _total_beside(row: Row, each: Item, names: int) -> Item | None:
    """Return the total of an amount for each name: right behind it, or right before it in its sentence."""
    product = each.figure.value * names
    for place in (each.place + 1, each.place - 1, each.place + 2):
        if not 0 <= place < len(row.items):
            continue
        item = row.items[place]
        if item.sentence != each.sentence or not item.kin(each) or item.unit != each.unit:
            continue
        if item.role not in ("plain", "used"):
            continue
        if place == each.place + 2 and row.items[place - 1].same_unit(each):
            continue
        if each.role == "change" and item.figure.value != product:
            continue  # 收、支总计2899万元，与上年相比，收、支总计各减少146万元
        if item.figure.value == product or TOTAL_WORD.search(item.label[-10:]) or _shares_out(row, each, item):
            return item
    return None


def _shares_out(row: Row, each: Item, total: Item) -> bool:
    """Whether the amount right before one for each can only be the total: 配备36名，甲镇、乙镇、丙镇各12名."""
    if total.place != each.place - 1 or each.sep > COMMA or each.cue:
        return False
    return not any(i.same_unit(each) for i in row.before_in_sentence(total.place))
