"""A price times a number: 呼吸机单价48.40万元，6台共290.40万元; 每人每月500元，120人，全年发放72万元.

So much for each, times what it is for, is the amount behind. It ticks where that is so; it fails where the amount is
said to be that of all, the sentence has one price and one number for each of its units, and the months are told. An
amount that no word says to be that of all, 道路12公里，每公里造价45万元，完成投资540万元, fails by a slip only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from math import prod
from typing import NamedTuple

from audit_cli.expressions import expression
from audit_cli.extract.prose.averages.averages import OF_OTHERS
from audit_cli.extract.prose.averages.numbers import PERSONS, is_averaged_over, is_number_of
from audit_cli.extract.prose.item import COMMA, PAUSE, SEMICOLON, Item
from audit_cli.extract.prose.row import Row
from audit_cli.mistyped import mistyped
from audit_cli.model import Claim, Term
from audit_cli.quantity import ZERO, Quantity, agrees, significant_digits, sum_verdict

_SIGNS = expression(r"[每均/／·价产]")
_UNIT_PRICE = expression(r"单价[一-鿿]{0,6}$")
_EACH = expression(
    r"每个?(人次|季度|[人名位生户亩村镇乡天日月年次期场台套辆件个家所班岗吨米只头棵株份双把顶床盏张枚册瓶袋箱桶片座栋条根块节幅例篇部支处项口孔杆起门艘副幢间组队度]|千瓦时|立方米|个月|学年|学期|批次|批|公里|平方米)"
)
# 亩均投资1500元，总投资4800万元
_OVER = expression(r"(人次|[人户亩村校台车生]|公里|平方米)(?:均|(?<=亩)产)")
# 月人均补助412元, 户均每月补助300元
_A_MONTH = expression(r"月([人户])均|([人户])均每?月|每月([人户])均")
# 720元/生·年, 120元/亩的标准
_PER = expression(
    r"[/／·]\s*(人次|批次|公里|平方米|立方米|千瓦时|个月|[人名位生户亩吨度套台辆件月年本册份场次期班天米株头只棵个间栋])"
    r"(?=$|[^一-鿿]|的|标准|[补计])"
)
_SAYS_ALL = expression(
    r"(?:^\s*计|共计?|合计|总计|小计|总价|总?金额|总产量?|发放|兑付|兑现|培训)(?:支出|支付|拨付|发放|补助|补贴|培训|配备|安排|开展|建成|资金|费用|工资|经费|为|[\s：:])*(?:[一-鿿]{1,3}[金款费])?$"
)
_SAYS_ALL_INVESTED = expression(rf"总投资$|{_SAYS_ALL.pattern}")
_COSTS = expression(r"造价|投资|成本")
_SPENT = expression(r"(?:支出|支付|补助|补贴|资金|费用|工资|经费|租金|保费|为|[\s：:])+$|购买[一-鿿]{1,6}$")
# how many there are, of which not all need be paid for
_THERE_ARE = expression(
    r"全[省市县区镇乡村]|现有|共有|实有|(?:种植|播种|耕地|林地|总|国土)面积|[年月][末底]|在[册岗]|覆盖|涉及|惠及"
)
_IN_PART = expression(r"支付|付款|拨付|已")  # may be less than what is owed
_BY_STANDARD = expression(r"按照?每")
# 电价0.65元/度，电费17.42万元
_OWN_PRICE, _FEE = expression(r"价(?:格|为)?$"), expression(r"[^及和与、等]{0,6}[费款额](?:用|为)?")
_AT_MOST = expression(r"预算(?=单价)|(?:控制|参考|市场|指导)价|[原限报]价|最[高低多少]|上限|封顶|至多|至少|不[超高低]")
_ALL_YEAR = expression(r"^(?:全年|年(?=支付|发放|兑付|补助|需)|共计?|合计|总计|总共)")
_FROM_A_MONTH = expression(r"\d\s*月(?:份|底|初|中旬|\d{1,2}日)?[一-鿿]{0,2}(?:起|到岗|入职|上岗|开始|签订|聘)")
_LESS_OTHERS = expression(r"首[批期次]|第一[批期]|预拨|扣除|剔除|核减|调整后")
_DAYS = frozenset("天日")  # what a standard for each day makes is a limit
_YEARS = frozenset({"年", "学年", "学期"})
_MONTHS = (
    (expression(r"[上下]半年|半年"), 6),
    (expression(r"季度"), 3),
    (expression(r"全年|年度|当年|一年|(?<![0-9一-鿿])年(?:租金|费|支付|工资)"), 12),
)
_FEW, _MANY = 3, 4  # digits of which one may differ by a slip rather than by chance
_REACH = 3  # items from the price to what it is for, and from there to the amount


class _Product(NamedTuple):
    """How often a price counts: the numbers printed, and the months that the words tell; 0 where they do not.

    It is *loose* where the price is for each of something else, too, of which no number is told.
    """

    times: tuple[Item, ...]
    months: int
    loose: bool = False


def priced(row: Row) -> Iterator[Claim]:
    # one of these is in all that the patterns find
    if not _SIGNS.search(row.words):
        return
    for price in row.items:
        if price.place in row.priced or price.figure.approximate or not price.is_amount or _AT_MOST.search(price.label):
            continue
        units, averaged = units_of(price)
        if price.label.count("每") > len(units) > 0 and not averaged:
            continue  # 每馆每月1500元: nobody says of how many
        if not units and not _UNIT_PRICE.search(price.label):
            continue
        said = _SAYS_ALL_INVESTED if averaged or _COSTS.search(price.label) else _SAYS_ALL
        following = [i for i in row.items[price.place + 1 : price.place + 1 + _REACH] if _may_be_amount(i, price)]
        called = next((i for i in following if _is_called(i, price, said)), None)
        total = called or next((i for i in following if i.sep <= COMMA and i.role in ("plain", "used")), None)
        if averaged and price.group and (total is None or total.group != price.group):
            continue  # 86万元（4台，台均21.5万元），合计90万元
        if price.group and not averaged and (around := _amount_around(row, price, units)) is not None:
            yield around
            continue
        if total is None:
            yield from _amount_before(row, price, units)
            continue
        if _has_its_own_price(row, total, units):
            continue  # 30户，按2500元/户的标准，市级配套3万元（1000元/户）
        if total.place in row.steps or any(i.mark for i in row.items[price.place + 1 : total.place]):
            continue
        near = [*_clause_before(row, price), *row.items[price.place : total.place]]
        found = _factors([i for i in near if i is not price], units, total, averaged)
        if found is None or (found := _for_each(row, found)) is None:
            continue
        made = prod([i.figure.value for i in found.times], start=price.figure.value * found.months)
        if called is None and not _is_meant(total, made, [price, *found.times]):
            continue
        if "均" in price.label and any(i.kin(price) and i.figure.value == made for i in near):
            continue  # 175处年需525万元，平均每处3万元，现有补助210万元: what it makes is told before
        alone = all(i is price or i in found.times or i.figure.approximate or not _may_count(i, price) for i in near)
        only = alone and _is_paid_for_all(total, found.times)
        # …，92家，平均每家2万元；两项支出合计190万元: behind the semicolon there may be more than this
        sure = only and found.months > 0 and bool(said.search(total.label)) and total.sep < SEMICOLON
        likely = only and found.months == 1 and not _DAYS.intersection(units)
        in_part = _IN_PART.search(total.label) and not _ALL_YEAR.match(total.label)
        likely = likely and not in_part and _is_beside(total, [price, *found.times])
        if found.loose or _LESS_OTHERS.search(total.lead + total.label) or _has_price_before(row, price):
            # 81.4元/亩，32.6万亩，扣除非农占用后共发放2480万元; 46人，每人460元；31人，每人590元，发放3.9万元
            sure = likely = False
        if any(_FROM_A_MONTH.search(i.words) for i in (*near, total)):
            sure = likely = False  # 聘请2名，6月到岗，每名每年3万元，全年支出3.5万元
        likely = likely or (alone and _is_one_slip_off(total, price, found, made))
        yield _claim(row, total, price, found)._replace(asserted=sure, tick_only=not (sure or likely))


def units_of(price: Item) -> tuple[list[str], bool]:
    """Return what a price is for each of, and whether it is an average: 每人每月, 元/亩, 户均; 月人均."""
    if units := _A_MONTH.findall(price.label):
        return ["月", *filter(None, units[0])], True
    if units := _EACH.findall(price.label) or _PER.findall(price.post):
        return units, False
    averaged = [] if OF_OTHERS.search(price.label.replace("标准", "")) else _OVER.findall(price.label)
    return averaged, bool(averaged)


def _is_called(item: Item, price: Item, said: re.Pattern[str]) -> bool:
    """Whether an amount is called what all comes to."""
    if said.search(item.label) or _SPENT.search(item.label):
        return True
    return _OWN_PRICE.search(price.label) is not None and _FEE.fullmatch(item.label) is not None


def _is_meant(total: Item, made: Decimal, factors: list[Item]) -> bool:
    """Whether an amount is what a price *made*, or would be but for one digit; of few digits, if it follows at once."""
    closes = agrees(sum_verdict(total.figure.quantity, [Quantity(made, ZERO, exact=True)]))
    return closes or mistyped(total.figure, made, _FEW if _is_beside(total, factors) else _MANY)


def _is_one_slip_off(total: Item, price: Item, found: _Product, made: Decimal) -> bool:
    """Whether one slip is all that keeps a price from making an amount, of a number that it then makes to the last."""
    if mistyped(total.figure, made, _FEW if _is_beside(total, [price, *found.times]) else _MANY):
        return True
    factors = [i.figure for i in (price, *found.times) if significant_digits(i.figure.value) >= _FEW]
    return made > 0 and any(mistyped(f, total.figure.value * f.value / made, _FEW) for f in factors)


def _for_each(row: Row, found: _Product) -> _Product | None:
    """Return a product with how many there are of what each has so much of: 五所学校各2台，每台9万元，共90万元."""
    times = [*found.times]
    for item in found.times:
        if item.each:
            several = row.items[max(item.place - 1, 0)]
            if (
                several is item
                or several.figure.type != "count"
                or item.sep > PAUSE
                or several.sentence != item.sentence
            ):
                return None
            times += [several] * (several not in times)
    return found._replace(times=tuple(times))


def _has_its_own_price(row: Row, total: Item, units: list[str]) -> bool:
    """Whether a bracket right behind an amount tells what it is for each of the same units."""
    behind = row.behind(total.place)
    return any(i.opens and i.host == total.place and _PER.findall(i.post) == units for i in behind)


def _has_price_before(row: Row, price: Item) -> bool:
    """Whether the last amount of the sentence before a ； is a price, too, so that what follows may be of both."""
    before = next((i for i in row.before_in_sentence(price.place) if i.figure.type == "money"), None)
    apart = any(i.sep >= SEMICOLON for i in row.items[before.place + 1 : price.place + 1]) if before else False
    each = before is not None and (before.role == "price" or _EACH.search(before.label) or _PER.match(before.post))
    return apart and bool(each)


def _is_paid_for_all(total: Item, times: Sequence[Item]) -> bool:
    """Whether an amount is for all of what is counted: of what there is, as in 现有耕地, not all need be paid for."""
    return "共" in total.label or "计" in total.label or not any(_THERE_ARE.search(i.label) for i in times)


def _is_beside(total: Item, factors: list[Item]) -> bool:
    """Whether an amount follows at once all that it is made of."""
    last = max(i.place for i in factors)
    beside = total.place == last + 1 and total.sep <= COMMA
    return beside and all(i.group == total.group for i in factors)


def _amount_around(row: Row, price: Item, units: list[str]) -> Claim | None:
    """Return the claim that an amount is what the bracket behind it works out: 9万元（按每生每天5元、180天、100人）."""
    near = row.items[max(price.place - _REACH, 0) : price.place + 1 + _REACH]
    inside = [i for i in near if i.group == price.group]
    if not inside[0].opens or inside[0].host < 0:
        return None
    total = row.items[inside[0].host]
    if total.figure.type != "money" or total.figure.approximate or not total.figure.value > price.figure.value:
        return None
    found = _factors([i for i in inside if i is not price], units, total)
    whole = found is not None and found.months and len(found.times) == len(inside) - 1
    return _claim(row, total, price, found) if found is not None and whole else None


def _amount_before(row: Row, price: Item, units: list[str]) -> Iterator[Claim]:
    """Yield the amount that stands before its price and numbers: 补助96万元，按每人每年960元的标准，惠及1000人."""
    if not price.place or price.sep > COMMA or not _BY_STANDARD.search(price.label):
        return
    total = row.items[price.place - 1]
    if total.sentence != price.sentence or total.role not in ("plain", "used"):
        return
    if total.figure.type != "money" or total.figure.approximate or not total.figure.value > price.figure.value:
        return
    behind = row.items[price.place + 1 : price.place + 1 + _REACH]
    near = [i for i in behind if i.sentence == price.sentence and i.sep <= COMMA][: len(units)]
    found = _factors(near, units, total)
    if found is not None and found.months and all(i in found.times for i in near):
        yield _claim(row, total, price, found)


def _claim(row: Row, total: Item, price: Item, found: _Product) -> Claim:
    """Return the claim that *total* is what *price* makes, to be reviewed where it does not fit."""
    terms = (
        row.term(total.place, "total"),
        Term(price.figure, "each", price.label, found.months or 1),
        *(Term(i.figure, "times", row.labels[i.place]) for i in found.times),
    )
    return Claim("distributive", terms, asserted=False, basis="单价")


def _clause_before(row: Row, price: Item) -> list[Item]:
    """Return the items before a price, back to the ； before it."""
    before: list[Item] = []
    for item in reversed(row.items[max(price.place - _REACH, 0) : price.place + 1]):
        if item is not price:
            before.append(item)
        if item.sep >= SEMICOLON or item.sentence != price.sentence:
            break
    return [i for i in before if i.sentence == price.sentence]


def _may_count(item: Item, price: Item) -> bool:
    """Whether another figure puts a product in doubt: a second price, or one more number behind the price."""
    if item.role == "price":
        return True
    return item.is_amount and item.place > price.place


def _may_be_amount(item: Item, price: Item) -> bool:
    """Whether another amount may be what a price makes."""
    if item.sentence != price.sentence or not item.kin(price) or item.figure.approximate or item.role == "price":
        return False
    if (item.figure.type != "money" and not item.same_unit(price)) or "另" in item.label:
        return False  # 每盏2800元，配电设施另支出2万元
    return not _EACH.search(item.label)


def _factors(near: list[Item], units: list[str], total: Item, averaged: bool = False) -> _Product | None:
    """Return what a price for each of *units* is to be taken times, where each unit has one number in the sentence."""
    months, times, loose = 1, [], False
    for unit in units or [""]:
        if unit in _YEARS:
            continue
        counts = [i for i in near if i.figure.type in ("count", "measure") and _counts(i, unit, averaged)]
        if len(counts) == 1 and not counts[0].figure.approximate:
            times += counts
        elif unit in ("月", "个月") and not counts:
            words = total.lead[-6:] + total.label
            months = next((number for said, number in _MONTHS if said.search(words)), 0)
        elif unit in PERSONS and len(units) > 1 and not counts:
            loose = True  # 每名调解员每件200元，1364件: nobody says how many of them
        else:
            return None
    # 每期50人，每期3天: so many in each of the 3期
    for unit in {unit: None for i in times for unit in _EACH.findall(i.label)}:
        if any(_counts(i, unit, averaged=False) for i in times):
            continue
        counts = [i for i in near if i.figure.type == "count" and i not in times and _counts(i, unit, averaged=False)]
        if len(counts) != 1 or counts[0].role != "plain" or counts[0].figure.approximate:
            return None
        times += counts
    return _Product(tuple(times), months, loose) if times else None


def _counts(item: Item, unit: str, averaged: bool) -> bool:
    """Whether a figure is the number of what a price is for: 120人, 15个村 for 每村, 9个月 for 每月."""
    if not unit:
        return item.figure.type == "count" and item.role == "plain"
    return is_averaged_over(item, unit) if averaged else is_number_of(item, unit)
