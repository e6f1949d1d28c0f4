"""Averages: 国内公务接待632人次，支出7.90万元，人均接待费125元.

So much for each is the nearest amount before it divided by the nearest count of what it is an average over. It ticks
where the three agree, and fails where its sentence and the one before have no other amount and no other such count.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from audit_cli.expressions import expression
from audit_cli.extract.prose.averages.numbers import is_averaged_over, is_of_a_part
from audit_cli.extract.prose.item import COMMA, NO_SEPARATOR, PAUSE, SEMICOLON, Item
from audit_cli.extract.prose.labels import clean_label
from audit_cli.extract.prose.row import Row
from audit_cli.model import Claim, Term

_AVERAGE = expression(
    r"(人次|车(?=均)|人|生(?=均)|户|亩|笔|批次|批|次|台|件|个|套|公里|场|座|所|处|村|校|站|期|家|条|辆|平方米|口|盏|棵|株|只|头|吨|块|间|栋|幢|眼|组|支|队|班|份|例|起|宗|项|名|(?<=每)度)(?:(?<=辆)车)?均?(?:平均)?(?P<rest>[一-鿿]{0,5})$"
)
_SAYS_AVERAGE = expression(r"均|每")
# what one earns or owns is not what was paid out
OF_OTHERS = expression(r"收入|总值|产值|可支配|以上|标准|定额|[月日天年]")
# what an amount need not be called to be divided
_PRICES = ("造价", "成本", "单价", "均价", "价格", "费用", "投资", "投入", "支出", "消费", "花费", "补助", "补贴")
# 平均每个项目1.56万元: of what there are so many
_THING = expression(r"每[个项家名台套处所件]$")
_MONEY = expression(r"[费款额金价]|成本|投[资入]|补[助贴]|支出|奖")
_MAY_BE_OF_OTHERS = expression("[消花]费")  # 接待212人次，人均消费100元; but 总人口42万人，人均消费支出2.1万元
_COMPARED = expression(r"比(?![例重])|较|[高低多少]于")  # 亩均1550元，比计划亩均1600元低50元: of another time
_PER_SQUARE = expression(r"(?:每?平方?米)?单方(?=造价|投资|成本|单价)")
_EACH_YEAR = expression(r"每年|年(?=均|人)")  # 人均每年500元: what was paid out is told for a year
_EACH_MONTH, _MONTH_REACH = expression(r"每?月"), 2  # 月发放24.48万元，人均月补助400元
_DIVIDED = ("money", "measure")  # 3200平方米，人均26.4平方米
_OF_MONEY, _WORD = expression(r"(?:经费|费用|支出|资金|金额|决算|预算|[费款额数为共计])*$"), 2  # characters
_OWED = "欠"
_REACH = 6  # items before


def averages(row: Row) -> Iterator[Claim]:
    averaged: set[int] = set()
    for item in row.items:
        if item.role != "price" or item.figure.type not in _DIVIDED or item.place in row.priced:
            continue
        label = _EACH_YEAR.sub("", item.label)
        if "月" in label and any("月" in i.label for i in row.items[max(item.place - _MONTH_REACH, 0) : item.place]):
            label = _EACH_MONTH.sub("", label)
        label = _PER_SQUARE.sub("平方米均", label)
        found = _AVERAGE.search(label)
        if found is None or not _SAYS_AVERAGE.search(label):
            continue
        if any(i.host == item.place and i.place in row.taken for i in row.behind(item.place)):
            continue  # 人均公用经费1.17万元（公用支出104.4万元/89人)
        if OF_OTHERS.search(label) or _COMPARED.match(label):
            continue
        if (own := _in_its_bracket(row, item, found[1])) is not None:
            yield own
            continue
        if item.figure.approximate or _has_total_behind(row, item) or _is_one_of_several_prices(row, item):
            continue
        near = [i for i in row.items[max(item.place - _REACH, 0) : item.place] if item.sentence - i.sentence <= 1]
        amounts = [i for i in near if _may_be_divided(i, item) and (i.depth <= item.depth or i.group == item.group)]
        counts = [i for i in near if i.figure.type not in ("money", "rate") and i.figure.value > 0]
        counts = [i for i in counts if is_averaged_over(i, found[1]) and not i.is_change and i.role != "price"]
        if not counts and "均" in label:  # 占地45600平方米，人均面积12.5平方米，在校生3980人
            counts = [i for i in row.behind(item.place) if _is_counted_behind(i, item, found[1])]
        if found[1] != "人":
            # 召开会议9次，参会540人次，次均0.5万元
            counts = [i for i in counts if i.unit == found[1]] or counts
        if any(i.sentence == item.sentence for i in counts) and any(i.sentence == item.sentence for i in amounts):
            # a sentence that has both needs nothing of the one before
            amounts, counts = ([i for i in told if i.sentence == item.sentence] for told in (amounts, counts))
        if amounts and counts and (of := row.total_of.get(counts[-1].place)) is not None:
            # 车辆7辆，其中…、执法4辆；…。用车费14.7万元，车均2.1万元
            counts = [
                *(i for i in row.items[of : of + 1] if is_averaged_over(i, found[1]) and i not in counts),
                *counts,
            ]
        if amounts and len(counts) > 1:
            counts = _over_all_or_one(row, item, amounts[-1], counts)
        if amounts and counts and (head := _head_that_fits(row, amounts[-1], counts[-1], item)) is not None:
            amounts = [head]
        if amounts and counts and not (amounts[-1].figure.approximate or counts[-1].figure.approximate):
            thing = _THING.search(label[: found.end(1)]) is not None and not _MONEY.search(found["rest"])
            said = "" if thing else found["rest"][:2]
            is_price = found["rest"].endswith(_PRICES)
            said = "" if is_price and not any(said in i.label for i in amounts) else said
            if _is_told_behind(row, item, amounts[-1]):
                continue
            spoken_of = _is_of(row, item, amounts[-1])
            if not spoken_of:
                amounts = _named_by(row, item, said) or amounts
            if said:
                # 培训200人次，支出6万元，人均培训费300元
                told = any(said in i.lead + i.label for i in near)
                spoken_of = said in amounts[-1].label or (told and spoken_of)
            # 车辆运行费36万元，平均每辆3万元。接待212人次，人均110元: the second is of something else
            # 接待96批次、748人次，人均91.2元，批均710.4元: the second is right beside the first
            beside = item.place and row.items[item.place - 1].role == "price" and item.sep <= COMMA
            spoken_of = spoken_of and (amounts[-1].place not in averaged or bool(beside))
            averaged.add(amounts[-1].place)
            spoken_of = spoken_of and not is_of_a_part(item, _start(found, item), "".join(i.words for i in near))
            claim = _claim(row, item, amounts, counts, spoken_of)
            yield claim._replace(asserted=claim.asserted and not _MAY_BE_OF_OTHERS.search(item.label))


def _over_all_or_one(row: Row, average: Item, total: Item, counts: list[Item]) -> list[Item]:
    """Return *counts* up to the one that an average is over: one that fits, or else the last, and of a list all.

    查处386件，其中甲241件、乙145件，罚没128.6万元，平均每件3332元. 培训3440人次，取证2924人，补贴378.4万元，人均1100元.
    """
    fitting = [i for i in counts if _makes(total, i, average)]
    told = {i.place for i in counts}
    if row.total_of.get(counts[-1].place) in told:
        return fitting[-1:] or [i for i in counts if row.total_of.get(i.place) not in told]
    return counts[: counts.index(fitting[-1]) + 1] if fitting else counts


def _head_that_fits(row: Row, part: Item, times: Item, average: Item) -> Item | None:
    """Return the head of the list of *part*, if it is what an average was reckoned from: 补贴90万元，其中省级20万元."""
    head = row.items[row.total_of[part.place]] if part.place in row.total_of else None
    if head is None or _makes(part, times, average) or not _may_be_divided(head, average):
        return None
    return head if _makes(head, times, average) else None


def _makes(total: Item, times: Item, each: Item) -> bool:
    """Whether so many times what each has is all of it, as far as the average is printed."""
    apart = abs(total.figure.value - each.figure.value * times.figure.value)
    return 2 * apart <= each.figure.quantum * times.figure.value + total.figure.quantum


def _is_counted_behind(item: Item, average: Item, over: str) -> bool:
    """Whether a figure right behind an average is the number of what it is over."""
    beside = item.sentence == average.sentence and item.sep == COMMA and item.depth == average.depth
    return beside and item.role == "plain" and item.figure.value > 0 and is_averaged_over(item, over)


def _start(found: re.Match[str], average: Item) -> int:
    """Return where in the label of an average the words begin that *found* it."""
    return max(len(average.label) - len(found[0]), 0)


def _named_by(row: Row, average: Item, said: str) -> list[Item]:
    """Return the amounts that an average is called after: 接待费6万元；用车费21万元。接待742人次，人均接待费83元."""
    before = (i for i in row.items[: average.place] if average.sentence - i.sentence <= 1)
    return [i for i in before if said and said in i.label and _may_be_divided(i, average)]


def _may_be_divided(item: Item, average: Item) -> bool:
    alike = item.kin(average) and (item.unit == average.unit or item.figure.type == "money")
    owed = item.role == "rest" and _OWED in item.label and _OWED in average.label  # 欠缴220万元，436人，人均欠费
    return alike and (item.role in ("plain", "used") or owed) and item.figure.value > 0


def _is_of(row: Row, average: Item, total: Item) -> bool:
    """Whether an average that does not say of what is that of an amount: one of its clauses, or of what was counted.

    Of 公务接待费3万元。接待250人，人均120元 it is, of 车辆运行维护费3万元。接待250人，人均120元 it is not.
    """
    between = row.items[total.place + 1 : average.place + 1]
    if all(i.sep < SEMICOLON for i in between):
        return True
    done = _OF_MONEY.sub("", total.label)[-_WORD:]
    return len(done) == _WORD and any(done in i.words for i in between)


def _in_its_bracket(row: Row, average: Item, unit: str) -> Claim | None:
    """Return the average told with its number in a bracket behind the amount: 车辆费4.12万元（2辆，车均2.06万元）."""
    inside = [i for i in row.items[max(average.place - _REACH, 0) : average.place] if i.group == average.group]
    if not average.group or not inside or not inside[0].opens or inside[0].host < 0 or average.figure.approximate:
        return None
    total = row.items[inside[0].host]
    counts = [i for i in inside if is_averaged_over(i, unit) and i.figure.type == "count"]
    alone = all(i.figure.type == "count" for i in inside) and len(counts) == 1
    if not alone or not _may_be_divided(total, average) or total.figure.approximate:
        return None
    each, times = Term(average.figure, "each", clean_label(average.label)), Term(counts[0].figure, "times")
    return Claim("distributive", (row.term(total.place, "total"), each, times), "average", basis="均")


def _is_one_of_several_prices(row: Row, item: Item) -> bool:
    """Whether several things have their prices in brackets: 102万元，轿车2辆（每辆18万元）、客车1辆（每辆66万元）."""
    if not item.opens or item.host < 0:
        return False
    near = row.items[max(item.place - _REACH, 0) : item.place + _REACH]
    prices = [i for i in near if i.role == "price" and i.opens and i.sentence == item.sentence]
    return len(prices) > 1


def _has_total_behind(row: Row, item: Item) -> bool:
    """Whether what the price makes is told behind it: 补助18万元。春季144人，每人625元，共9万元."""
    behind = row.behind(item.place)
    return any(i.figure.type == "money" and i.label.startswith(("共", "合计", "计")) for i in behind)


def _is_told_behind(row: Row, average: Item, before: Item) -> bool:
    """Whether the amount before is of another clause, and its own follows: …；118家，每家22万元，补助2596万元.

    甲每人1.8万元、42人计75.6万元，乙每人1.2万元、68人计81.6万元: behind its own number.
    """
    behind = row.items[average.place + 1 : average.place + 3]
    if [i.figure.type for i in behind] == ["count", "money"] and behind[1].role == "plain":
        number, paid = behind
        if _makes(paid, number, average):
            return True
    apart = any(i.sep >= SEMICOLON for i in row.items[before.place + 1 : average.place + 1])
    own = (i for i in behind[:1] if i.figure.type == "money" and i.role in ("plain", "used") and i.sep <= COMMA)
    return apart and any(i.figure.value > average.figure.value for i in own)


def _counts_beside(item: Item, last: Item) -> bool:
    """Whether a number of another kind stands right before the one that counts: 接待31批次220人次，人均120元."""
    return item.figure.type == "count" and item.unit != last.unit and item.place == last.place - 1 and last.sep <= PAUSE


def _claim(row: Row, average: Item, amounts: list[Item], counts: list[Item], spoken_of: bool) -> Claim:
    total, times = amounts[-1], counts[-1]
    alone = spoken_of and len({i.figure.value for i in amounts}) == 1 and len({i.unit for i in counts}) == len(counts)
    each = Term(average.figure, "each", clean_label(average.label))
    terms = (row.term(total.place, "total"), each, Term(times.figure, "times"))
    beside = average.sentence == total.sentence == times.sentence
    # 涉案200万元，追回工资170万元，涉及劳动者120人，人均1.42万元: of the two right before it
    # 救助96人次，发放28.8万元，人均3000元
    first, last = sorted((total, times), key=lambda i: i.place)
    between = row.items[first.place + 1 : last.place]
    touches = spoken_of and last.place == average.place - 1 and all(_counts_beside(i, last) for i in between)
    near = beside and touches and average.sep == COMMA >= [*between, last][0].sep > NO_SEPARATOR and not last.cue
    near = near and times.place not in row.total_of
    return Claim("distributive", terms, "average", tick_only=not (alone or near), asserted=alone and beside, basis="均")
