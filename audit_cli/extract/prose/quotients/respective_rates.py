"""Rates given one for each: 甲项目60万元、乙项目40万元，占比分别为60%、40%.

Each rate belongs to the amount in the same place of the list before. Shares of the head of that list tick and fail, as
do rates of execution behind two such lists, 预算分别为100万元、200万元，支出分别为90万元、190万元. A whole that is
named and stands elsewhere ticks, or is to be reviewed; any other may only tick, and only all of them together.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from audit_cli.expressions import expression
from audit_cli.extract.prose.growth.differences import term
from audit_cli.extract.prose.item import COMMA, PAUSE, Item
from audit_cli.extract.prose.paragraph import Paragraph
from audit_cli.extract.prose.quotients.execution_rates import is_execution
from audit_cli.extract.prose.quotients.pairs import Pair, amounts_before, denies, fits, quotient
from audit_cli.extract.prose.shares.names import share_names
from audit_cli.extract.prose.shares.wholes import Wholes, is_called, named
from audit_cli.extract.terms import Terms
from audit_cli.model import Claim
from audit_cli.quantity import HUNDRED

_AND = "和及与"
_SURE = 2  # rates that fit, and leave no doubt of what the odd one is of
_EACH = expression(r"(?:分别|依次)[一-鿿]{0,2}$")
_PLANNED = expression(r"(?:预算|安排|计划|下达|批复|到位)[一-鿿]{0,6}(?:分别|依次)[一-鿿]{0,2}$")
_AIMED, _DONE = expression(r"计划|目标|任务|拟|预期"), expression(r"实际|完成|已|举办|实施|开展|建成|实现")
_SPENT = expression(r"(?:支出|执行|使用|支付|决算)[一-鿿]{0,4}(?:分别|依次)[一-鿿]{0,2}$")


def series_of(items: Sequence[Item], k: int) -> list[Item]:
    """Return the rates of the enumeration that begins at *k*."""
    group = [items[k]]
    for item in items[k + 1 :]:
        if item.figure.type != "rate" or item.sep > PAUSE or item.group != items[k].group:
            break
        if item.label.strip(_AND):
            break
        group.append(item)
    return group


def added_up(paragraph: Paragraph, rates: list[Item]) -> Iterator[Claim]:
    """Yield the sum that is told right behind a series: 权重分别为15%、25%、35%、25%，合计100%."""
    for total in paragraph.items[rates[-1].place + 1 : rates[-1].place + 2]:
        if total.figure.type == "rate" and total.total_after and total.sep <= COMMA and not total.figure.approximate:
            yield Claim("sum", (term(total, "total"), *(term(i, "part") for i in rates)), "complete", basis="合计")


def respective_rates(paragraph: Paragraph, rates: list[Item], wholes: Wholes, terms: Terms) -> Iterator[Claim]:
    first = rates[0]
    if is_execution(first.label) and (pairs := _series_by_series(paragraph.items, rates)):
        for rate, pair in zip(rates, pairs, strict=True):
            yield quotient(rate, pair, "分别")
        return
    if is_execution(first.label) and (pairs := _measure_by_measure(paragraph.items, rates)):
        yield from (quotient(rate, pair, "分别") for rate, pair in zip(rates, pairs, strict=True))
        return
    before = amounts_before(paragraph, first.place)
    if before and first.role == "share" and (behind := _series_behind(paragraph, rates)):
        # 采购10万元，货物、服务占比分别为60%、40%，金额分别为6万元、4万元
        yield from _borne_out(rates, behind, before[:1] * len(behind))
        return
    # 甲60万元、乙40万元，共计100万元，分别占60%、40%
    parts = [i for i in before if i.role in ("plain", "used") and not i.total_after][: len(rates)][::-1]
    if len(parts) < len(rates) or not all(part.kin(parts[0]) for part in parts):
        return
    heads = {paragraph.total_of.get(part.place) for part in parts}
    head = heads.pop() if len(heads) == 1 else None
    name = share_names(first)[0].removesuffix("的")
    if head is not None and first.role == "share" and not _of_others(rates, parts, paragraph.items[head], name):
        for rate, part in zip(rates, parts, strict=True):
            yield quotient(rate, Pair(part, paragraph.items[head]), "分别")
        return
    others = [i for i in amounts_before(paragraph, first.place, same_sentence=False) if i not in parts]
    if (claims := _of_one(rates, parts, others, _all_fit) or _of_as_many(paragraph, rates, parts)) or (
        claims := _of_one(rates, parts, others, _most_fit)
    ):
        yield from claims
        return
    if first.role != "share" or not name:
        return
    # 分别占支出总额的60%和40%: of what this paragraph or another calls so
    concept = terms.concept(name)
    before = [i for i in named(paragraph, parts[0], name, concept) if i not in parts and i.place < parts[0].place]
    elsewhere = before or wholes.elsewhere(paragraph, parts[0], name, concept)
    if len({whole.figure.value for whole in elsewhere}) == 1:
        sure = _all_fit(rates, parts, elsewhere[0])
        for rate, part in zip(rates, parts, strict=True):
            yield quotient(rate, Pair(part, elsewhere[0]), "分别", asserted=sure)


def _of_one(
    rates: list[Item], parts: list[Item], wholes: Sequence[Item], fit: Callable[[list[Item], list[Item], Item], bool]
) -> list[Claim]:
    """Return the rates of each part in the first of *wholes* that they *fit*."""
    whole = next((i for i in wholes if fit(rates, parts, i)), None)
    return _borne_out(rates, parts, [whole] * len(parts)) if whole is not None else []


def _most_fit(rates: list[Item], parts: list[Item], whole: Item) -> bool:
    return sum(fits(*both, whole) for both in zip(rates, parts, strict=True)) >= _SURE


def _of_as_many(paragraph: Paragraph, rates: list[Item], parts: list[Item]) -> list[Claim]:
    """Return the rates of each part in one of as many wholes before: 计划甲70、乙60，下达甲65、乙54，下达率分别为…."""
    before = amounts_before(paragraph, parts[0].place, same_sentence=False)
    wholes = [i for i in before if i.role in ("plain", "used") and i.kin(parts[0])][: len(parts)][::-1]
    if rates[0].role == "share" or len(wholes) < len(parts):
        return []
    return _borne_out(rates, parts, wholes)


def _borne_out(rates: Sequence[Item], parts: Sequence[Item], wholes: Sequence[Item]) -> list[Claim]:
    """Return the quotients that rates are of, where all of them fit, or all but one, whose siblings bear it out.

    What is all of its whole says nothing: so are the others of many.
    """
    pairs = [Pair(*both) for both in zip(parts, wholes, strict=True)]
    if not all(pair.part.kin(pair.whole) for pair in pairs):
        return []
    odd = [rate for rate, pair in zip(rates, pairs, strict=True) if not fits(rate, *pair)]
    telling = sum(rate.figure.value != HUNDRED for rate in rates if rate not in odd)
    if odd and (len(odd) > 1 or not telling or not denies(odd[0], *pairs[rates.index(odd[0])])):
        return []
    sure = telling >= _SURE
    told = zip(rates, pairs, strict=True)
    return [
        quotient(rate, pair, "分别", tick_only=rate not in odd, asserted=rate in odd and sure) for rate, pair in told
    ]


def _series_behind(paragraph: Paragraph, rates: Sequence[Item]) -> list[Item]:
    """Return the amounts told one for each right behind their shares: 占比分别为60%、40%，金额分别为6万元、4万元."""
    amounts = paragraph.items[rates[-1].place + 1 : rates[-1].place + 1 + len(rates)]
    told = len(amounts) == len(rates) and amounts[0].sep <= COMMA and _is_series(amounts, _EACH)
    return list(amounts) if told and amounts[0].sentence == rates[0].sentence else []


def _of_others(rates: list[Item], parts: list[Item], head: Item, name: str) -> bool:
    """Whether all shares deny the head of their list, which is called otherwise: 分别占各自总投资的57%和33%."""
    if not name or is_called(head.label, name):
        return False
    return all(denies(rate, part, head) for rate, part in zip(rates, parts, strict=True))


def _all_fit(rates: list[Item], parts: list[Item], whole: Item) -> bool:
    return all(whole.kin(part) and fits(rate, part, whole) for rate, part in zip(rates, parts, strict=True))


def _series_by_series(items: Sequence[Item], rates: list[Item]) -> list[Pair]:
    """Return what was spent of each plan, both given one by one right before *rates*: 预算分别为…，支出分别为…."""
    end, number = rates[0].place, len(rates)
    wholes, parts = items[max(end - 2 * number, 0) : end - number], items[end - number : end]
    if len(wholes) < number or not (_is_series(wholes, _PLANNED) and _is_series(parts, _SPENT)):
        return []
    beside = rates[0].sentence - parts[0].sentence <= 1 and parts[0].sentence - wholes[0].sentence <= 1
    return [Pair(*both) for both in zip(parts, wholes, strict=True)] if beside else []


def _measure_by_measure(items: Sequence[Item], rates: list[Item]) -> list[Pair]:
    """Return what was done of each plan, told in several measures: 计划12期、480人，完成11期、452人，完成率分别为…."""
    end, number = rates[0].place, len(rates)
    told = items[max(end - 2 * number, 0) : end]
    wholes, parts = told[:number], told[number:]
    if len(told) < 2 * number or len({i.unit for i in wholes}) < number or rates[0].sentence != wholes[0].sentence:
        return []
    planned = _AIMED.search(wholes[0].words) and not _AIMED.search(parts[0].words) and _DONE.search(parts[0].words)
    alike = all(part.unit == whole.unit for part, whole in zip(parts, wholes, strict=True))
    beside = all(i.sep <= PAUSE and not i.figure.approximate for i in (*wholes[1:], *parts[1:]))
    return [Pair(*both) for both in zip(parts, wholes, strict=True)] if planned and alike and beside else []


def _is_series(amounts: Sequence[Item], called: re.Pattern[str]) -> bool:
    """Whether the first of *amounts* has the name of all of them."""
    first, *rest = amounts
    if not first.is_amount or first.figure.approximate or not called.search(first.label):
        return False
    return all(i.kin(first) and i.sep <= PAUSE and not i.label.strip(_AND) for i in rest)
