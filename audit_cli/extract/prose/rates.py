"""Rates in prose: the productions that find the two figures which a share or another quotient is of."""

from __future__ import annotations

from collections.abc import Iterator

from audit_cli.expressions import expression
from audit_cli.extract.prose.item import COMMA, SEMICOLON, Item
from audit_cli.extract.prose.of_another import is_of_another
from audit_cli.extract.prose.paragraph import Paragraph
from audit_cli.extract.prose.quotients.adjustment_rates import adjustment_rate, is_of_adjustment
from audit_cli.extract.prose.quotients.among import among
from audit_cli.extract.prose.quotients.bracketed import actual_of_indicator, planned_in_bracket, told_in_bracket
from audit_cli.extract.prose.quotients.count_rates import count_rate
from audit_cli.extract.prose.quotients.defined_rates import defined_pair
from audit_cli.extract.prose.quotients.execution_rates import executed_pair, explained_pair, is_execution, left_over
from audit_cli.extract.prose.quotients.instalment_rates import instalment_rate
from audit_cli.extract.prose.quotients.interest import interest
from audit_cli.extract.prose.quotients.multiples import MULTIPLE, multiple
from audit_cli.extract.prose.quotients.pairs import (
    CLOSING,
    Pair,
    amounts_before,
    as_given,
    fits,
    of_both,
    printed_quotient,
    quotient,
    quotient_holds,
)
from audit_cli.extract.prose.quotients.rates_of_bases import rate_of_base
from audit_cli.extract.prose.quotients.respective_rates import added_up, respective_rates, series_of
from audit_cli.extract.prose.quotients.satisfaction import satisfied_share
from audit_cli.extract.prose.quotients.slipped_rates import slipped_rate
from audit_cli.extract.prose.quotients.told_wholes import aim_in_bracket
from audit_cli.extract.prose.shares.rates_in_all import rates_in_all
from audit_cli.extract.prose.shares.share import share, share_in_bracket
from audit_cli.extract.prose.shares.wholes import Wholes
from audit_cli.extract.terms import Terms
from audit_cli.model import Claim
from audit_cli.quantity import significant_digits

# how far what there is was used in the year: no share of one figure in another
_OF_TIME = expression(r"床位?使用率|上座率|周转率")
_OF_INTEREST = expression(r"(?:利|贴息|计息)率[为是]?$")
_BORNE = expression(r"(?:承担|负担|分担)(?:比例)?$")
_SLICE = "部分"
_MAKES = ("即", "计", "也就是")
_CANDIDATES = 6
_OWN_BUDGET = expression(r"(?:年初|全年|本年|当年|调整后?)?预算(?:数|金额)?[为是]?")
_AIMED_AT, _DONE = (
    expression(r"(?:年初|全年|年度|原|预期|工作)?(?:计划|目标|任务)|[一-鿿]{1,16}(?:目标|计划|任务)(?:数|值|为|是)*$"),
    expression(r"实际|已(?!经?[收付])|完成|实现"),
)
_SPENT = expression(r"(?:实际)?(?:支出)?(?:决算|支出|执行)(?:数|金额)?[为是]?")
_FROM = expression(r"[由从](?:上年|去年)?的?$")  # 完成率由71%提升至80%: of another time
_COMPLETED = expression(
    r"(?:(?:超额)?完成(?:率|了)?|[为达]到?)(?:(?:全年|年度|年初|原定|既定|下达|确定)*的?(?:预算|计划|目标|任务|指标)+(?:数|[总数]量)?的)?[为达]?"
)
_QUOTIENTS = frozenset({"rate", MULTIPLE})
_BOTH = 2
_WORDS_BEFORE = 24
_COARSE = 10  # last places
_DIGITS = 2  # of a rate that fits two amounts nearby by more than chance


def rates(paragraph: Paragraph, wholes: Wholes, terms: Terms) -> Iterator[Claim]:
    """Yield the quotients that one paragraph asserts, of its own amounts or of the *wholes* of its document."""
    yield from rates_in_all(paragraph)
    behind = 0
    for item in paragraph.items if not paragraph.types.isdisjoint(_QUOTIENTS) else ():
        if item.place < behind or item.place in paragraph.told:
            continue
        if item.figure.type == MULTIPLE:
            yield from multiple(paragraph, item)
        if item.figure.type != "rate" or item.role not in ("share", "rate"):
            continue
        series = series_of(paragraph.items, item.place)
        behind = item.place + len(series)
        if len(series) > 1:
            yield from added_up(paragraph, series)
            yield from respective_rates(paragraph, series, wholes, terms)
            continue
        find = rate_of_base(paragraph, item) or instalment_rate(paragraph, item)
        if find is None:
            find = share(paragraph, item.place, wholes, terms) if item.role == "share" else _rate(paragraph, item)
        # 其中中央承担80%，即960万元 says itself what the rate makes
        if find is not None and (_BORNE.search(item.label) or not is_of_another(paragraph, item, find)):
            yield find


def _rate(paragraph: Paragraph, rate: Item) -> Claim | None:
    """Return the quotient that a rate without 占 is: with a printed whole, of execution, of things counted, or any."""
    k = rate.place
    if _OF_TIME.search(rate.label):
        bed_days = defined_pair(paragraph, rate)
        return quotient(rate, bed_days, "率") if bed_days is not None else None
    if (of_loan := interest(paragraph, rate)) is not None:
        return of_loan
    if (printed := printed_quotient(paragraph, k)) is not None:
        return printed
    if _OF_INTEREST.search(rate.label):
        return _any_pair(paragraph, rate)  # 贷款额6800万元，贴息率2%，应贴息136万元，实际贴息119万元
    if (bracket := share_in_bracket(paragraph, rate)) is not None:
        return bracket
    if (used := _used_in_bracket(paragraph, rate)) is not None:
        return quotient(rate, used, "的", asserted=fits(rate, *used))
    if rate.figure.approximate and rate.figure.qualifier != "about":
        return None
    if (made := _made_of(paragraph, rate)) is not None:
        given = as_given(rate)
        return quotient(given, made, "即", asserted=fits(given, *made))
    if (bracketed := told_in_bracket(paragraph, rate)) is not None:
        return quotient(rate, bracketed, "（）", asserted=fits(rate, *bracketed))
    if (told := actual_of_indicator(paragraph, rate) or planned_in_bracket(paragraph, rate)) is not None:
        return quotient(rate, told, "（）", asserted=fits(rate, *told))
    if (defined := defined_pair(paragraph, rate)) is not None and (defined.part.place < k or fits(rate, *defined)):
        return quotient(rate, defined, "率")
    if (some := among(paragraph, rate)) is not None:
        return quotient(rate, some, "中")
    if is_of_adjustment(rate):
        return adjustment_rate(paragraph, rate) or _any_pair(paragraph, rate)
    if (satisfied := satisfied_share(paragraph, rate)) is not None:
        return satisfied
    words = rate.lead[-_WORDS_BEFORE:] + rate.label
    execution = is_execution(words)
    if execution and not _FROM.search(rate.label) and (pair := executed_pair(paragraph, k, words)) is not None:
        alone = pair.part.sep >= SEMICOLON or paragraph.items[k - 1].place in paragraph.total_of
        both = left_over(paragraph, k) if alone and not fits(rate, *pair) else None
        # 甲预算120万元，支出114万元；乙支出84万元，执行率84%，结余16万元: of its own budget, which is not printed
        own = of_both(rate, *both) if both is not None else None
        return own if own is not None and quotient_holds(own) else quotient(rate, pair, "执行率")
    if _COMPLETED.fullmatch(rate.label) and (aimed := aim_in_bracket(paragraph, rate)) is not None:
        return quotient(rate, aimed, "（）")  # 硬化8.65公里（计划8.6公里），完成100.58%
    if (planned := _of_its_budget(paragraph, rate)) is not None:
        return quotient(rate, planned, "完成", asserted=fits(rate, *planned))
    if (counted := count_rate(paragraph, k)) is not None:
        return counted
    if execution and (pair := explained_pair(paragraph, k)) is not None:
        return quotient(rate, pair, "执行率")
    any_pair = _any_pair(paragraph, rate)
    if execution and (both := left_over(paragraph, k)) is not None:
        # 上年结转12万元，收入100万元，支出95万元，年末结转17万元，完成率95%: it may be of the income
        of_spent = any_pair is not None and any_pair.figures("part") == [both[0].figure]
        return any_pair if of_spent else of_both(rate, *both)
    return any_pair


def _any_pair(paragraph: Paragraph, rate: Item) -> Claim | None:
    """Return two amounts nearby whose quotient the rate is, which nothing but its fitting speaks for."""
    if rate.figure.value == 100 or significant_digits(rate.figure.value) < _DIGITS:
        return None
    before = amounts_before(paragraph, rate.place, same_sentence=False)
    candidates = [i for i in before if not i.figure.approximate][:_CANDIDATES]
    for part in candidates:
        for whole in candidates:
            if part.kin(whole) and part.unit == whole.unit and fits(rate, part, whole) and _are_fine(part, whole):
                return quotient(rate, Pair(part, whole), CLOSING, tick_only=True)
    return slipped_rate(paragraph, rate)


def _are_fine(*amounts: Item) -> bool:
    """Whether amounts are printed finely enough to make one rate and not another: of 0.2 and 0.3 it may be many."""
    return all(i.figure.exact or abs(i.figure.value) >= _COARSE * i.figure.quantum for i in amounts)


def _made_of(paragraph: Paragraph, rate: Item) -> Pair | None:
    """Return what a rate makes of the amount before: 合同金额86万元，首付款30%即25.8万元，进度款50%即43万元."""
    made = _is_made(paragraph, rate.place + 1)
    if made is None:
        return None
    before = (i for i in paragraph.before(rate.place) if i.is_amount and _is_made(paragraph, i.place) is None)
    # 合同金额336万元，共8台，每台42万元；首付30%即100.8万元
    amounts = [i for i in before if i.role != "price"]
    whole = next((i for i in amounts if i.role == "plain"), amounts[0] if amounts else None)
    if whole is None or not whole.kin(made) or whole.figure.approximate:
        return None
    # 1001万元至5000万元部分按1.5%计60万元: of what is between the two
    return Pair(made, whole) if not whole.post.startswith(_SLICE) or fits(rate, made, whole) else None


def _used_in_bracket(paragraph: Paragraph, rate: Item) -> Pair | None:
    """Return what was used and of what, its rate in a bracket: 合同金额90万元，已支付72万元（80%）."""
    part = paragraph.items[rate.host] if rate.host > 0 and rate.opens and not rate.label else None
    if part is None or part.role != "used":
        return None
    whole = paragraph.items[part.place - 1]
    beside = whole.role == "plain" and whole.kin(part) and whole.sentence == part.sentence
    return Pair(part, whole) if beside and not whole.figure.approximate else None


def _of_its_budget(paragraph: Paragraph, rate: Item) -> Pair | None:
    """Return what was spent and its budget, told in this order: 车辆费33万元，年初预算36万元，完成91.7%."""
    if rate.place < _BOTH or not _COMPLETED.fullmatch(rate.label) or rate.sep != COMMA:
        return None
    spent, budget = paragraph.items[rate.place - 2 : rate.place]
    if _OWN_BUDGET.fullmatch(spent.label) and _SPENT.fullmatch(budget.label):
        spent, budget = budget, spent  # 年初预算36万元，支出决算33万元，完成91.7%
        alike = spent.sep == COMMA and spent.kin(budget) and spent.depth == budget.depth == rate.depth
        return Pair(spent, budget) if alike else None
    if _AIMED_AT.match(spent.label) and _DONE.match(budget.label):
        aim, done = spent, budget  # 计划入藏新书2.2万册，实际入藏23505册，完成106.84%
        alike = done.sep == COMMA and done.same_unit(aim) and aim.depth == done.depth == rate.depth
        return Pair(done, aim) if alike else None
    told = budget.sep == COMMA and _OWN_BUDGET.fullmatch(budget.label) is not None
    alike = spent.role in ("plain", "used") and spent.kin(budget) and spent.depth == budget.depth == rate.depth
    return Pair(spent, budget) if told and alike and "预算" not in spent.label else None


def _is_made(paragraph: Paragraph, place: int) -> Item | None:
    """Return the amount at *place* if it is what the rate before it makes."""
    for item in paragraph.items[place : place + 1]:
        if item.figure.type == "money" and item.label in _MAKES and item.sep <= COMMA:
            return item if paragraph.items[place - 1].figure.type == "rate" else None
    return None
