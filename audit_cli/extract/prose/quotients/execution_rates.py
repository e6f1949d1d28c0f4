"""Execution rates: 年初预算100万元，支出决算95万元，执行率95%.

The rate is the quotient of the one executed and the one budget figure since the rate before it, of its sentence or of
the one before. Against such a pair it ticks and fails.
"""

from __future__ import annotations

from collections.abc import Sequence

from audit_cli.expressions import expression
from audit_cli.extract.prose.growth.words import residual
from audit_cli.extract.prose.item import COMMA, SEMICOLON, STOP, Item
from audit_cli.extract.prose.paragraph import Paragraph
from audit_cli.extract.prose.quotients.budget_pairs import DUE, EXECUTED, across_rates, budget_and_execution, is_budget
from audit_cli.extract.prose.quotients.pairs import Pair, fits, fits_both, printed_pair

_EXECUTION = expression(
    r"(?:执行|完成|支出|支付|付款|使用|到位|拨付|资金|预算)[^，。；]{0,6}(?:率|进度|比例)"
    r"|完成(?:了)?[^，。；]{0,12}(?:预算|计划|任务|目标)[^，。；]{0,6}的?$|占[^，。；]{0,10}预算|为[^，。；]{0,8}预算的$|控制率|[收征缴]缴率|兑现率|清偿率"
)
_BARE_RATE = expression(r"(?:部门|全年|总体|年度|整体)*(?:预算|资金)?执行率(?:为|达到?)?")
_OF_NO_PLAN = expression(r"^(?:资金|项目)?(?:到位|支出|拨付|支付|使用)率[为达是]?$")
_OF_A_PLAN = expression(r"(?:完成|[为占])[^，。；]{0,10}(?:预算|计划|任务)(?:数|总额|投资|目标)?的?$")
_PLAN_OF_YEAR, _PLAN_TO_DATE = expression(r"(?:年度|全年|年)计划"), expression(r"(?:同期|序时)(?:计划|进度|任务)")
_MONEY_OF = expression(r"(?:财政|预算|支出|资金|数)+$")
_OURS = expression(r"[本我全]?(?:单位|部门)|[本我全][局县镇乡市区院校所级]")
_OF_USE = expression(r"使用率[为达是]?$")
_OVERSHOT = expression(r"超(?:额|计划|任务|目标)")
_ARRIVED = expression(r"到位")
_CAME_IN = expression(r"收入(?!预算)[一-鿿]{0,4}$")
_A_CLASS = expression(
    r"(?:其中)?[：:，,]?(?:基本|项目|人员|公用|日常|专项|三公|运转|特定目标|工资|商品)[一-鿿]{0,8}(?:支出|经费)"
)
_CHANGED = expression(r"(?:追加|调[增减]|[核追压]减)(?:了|资金|预算|[为共])*$")
_PLANS_AND_PART = 3  # figures: two plans, of which one is meant, and what was done
_SENTENCES_BACK = 2
_UNDONE = expression(r"[未待尚欠]")
_OF_PAYMENT, _BUILT = expression(r"(?:支付|拨付|付款)率"), expression(r"完成[一-鿿]{0,4}(?:投资|工程量|产值)")
_LEVEL = expression(r"中央|[省市县区州镇乡]级|本级|上级")  # of government


def is_execution(words: str) -> bool:
    """Whether the words before a rate say that it is one of execution."""
    return bool(_EXECUTION.search(words))


def executed_pair(paragraph: Paragraph, k: int, words: str) -> Pair | None:
    """Return what was executed of what, before the rate at *k* that *words* introduce."""
    rate, since = paragraph.items[k], since_last_rate(paragraph, k, 1)
    pair = (
        _of_a_part(paragraph, rate)
        or _of_either_plan(rate, since)
        or budget_and_execution(paragraph, since, words)
        or budget_and_execution(paragraph, since_last_rate(paragraph, k, 2), words)
        or across_rates(paragraph, since)
        or _of_heads(paragraph, rate, words)
        or _of_head_and_budget(paragraph, rate, since)
    )
    if pair is None:
        return None
    if (own := _of_own_member(paragraph, pair)) is not None:
        return own
    if _is_share(paragraph, pair):
        return pair if fits(rate, *pair) else _of_counterpart(paragraph, pair.part)
    doubtful = (
        was_changed(paragraph, pair)
        # 收入总量90万元。支出60万元，完成预算的92%: of a budget that is not printed
        or (_OF_A_PLAN.search(words) and not is_budget(pair.whole))
        # 完成投资48.6万元，结余2.3万元，资金支付率99%: what was built is not what was paid
        or (_OF_PAYMENT.search(words) and _BUILT.search(pair.part.label))
        or _is_of_whole_year(paragraph, rate, pair)
        # 核定床位90张，开放80张，使用率76%: how many there are is not how much they were used
        or (pair.part.figure.type != "money" and _OF_USE.search(rate.label) and "用" not in pair.part.label)
        # 中央资金90万元全部到位，县级资金到位12万元，到位率80%: what has come is no plan of what comes
        or (_ARRIVED.search(rate.label) and _ARRIVED.search(pair.whole.label) and not DUE.search(pair.whole.label))
        or _is_plan_of_the_head(paragraph, pair)
        # 收入500万元。基本支出300万元，执行率100%: of its own budget, which is not printed
        or (_CAME_IN.search(pair.whole.label) and _A_CLASS.match(pair.part.label))
    )
    return None if doubtful and not fits(rate, *pair) else pair


def _of_own_member(paragraph: Paragraph, pair: Pair) -> Pair | None:
    """Return a part and the member of its whole that it is called after.

    总额90万元，市级70万元、乡级20万元，其中乡级到位12万元，到位率60%.
    """
    called = pair.part.label.removeprefix("其中")
    places = (part for part, total in paragraph.total_of.items() if total == pair.whole.place != pair.part.place)
    named = [i for place in places if (i := paragraph.items[place]).label and called.startswith(i.label)]
    return Pair(pair.part, named[0]) if len(named) == 1 and named[0].place < pair.part.place else None


def _is_plan_of_the_head(paragraph: Paragraph, pair: Pair) -> bool:
    """Whether a plan is that of all, and a part has its own.

    预算22万元，支出8.8万元，其中车辆费8.5万元，完成预算的60%.
    """
    head = paragraph.total_of.get(pair.part.place, -1)
    first = min((part for part, total in paragraph.total_of.items() if total == head >= 0), default=-1)
    return pair.whole.place < first and pair.whole.place != head and pair.whole.place not in paragraph.total_of


def _is_of_whole_year(paragraph: Paragraph, rate: Item, pair: Pair) -> bool:
    """Whether the plan before is one to date: 计划投资11亿元，完成15亿元，超同期计划4亿元，完成年度计划投资的21%."""
    between = paragraph.items[pair.part.place + 1 : rate.place]
    return _PLAN_OF_YEAR.search(rate.label) is not None and any(_PLAN_TO_DATE.search(i.label) for i in between)


def _of_a_part(paragraph: Paragraph, rate: Item) -> Pair | None:
    """Return a part of what was spent, right before its rate, and the part of the budget that is called the same.

    预算80万元，其中基本支出50万元、项目支出30万元；支出76万元，其中基本支出49万元，执行率98%. Behind the last of parts
    that have no rates it is that of all, unless it fits.
    """
    part = paragraph.items[max(rate.place - 1, 0)]
    total = paragraph.total_item(part)
    if total is None or is_budget(total) or not EXECUTED.search(total.label):
        return None
    pair = _of_counterpart(paragraph, part)
    earlier = [p for p, whole in paragraph.total_of.items() if whole == total.place and p < part.place]
    each = all(paragraph.items[p + 1].figure.type == "rate" for p in earlier)
    return pair if pair is not None and (each or fits(rate, *pair)) else None


def _is_share(paragraph: Paragraph, pair: Pair) -> bool:
    """Whether a pair is spending and a part of it, whose budget stands elsewhere.

    全年支出90万元，其中基本支出50万元，执行率95%；项目支出40万元，执行率96%.
    """
    of_whole = paragraph.total_of.get(pair.part.place) == pair.whole.place
    return of_whole and not is_budget(pair.whole) and EXECUTED.search(pair.whole.label) is not None


def _of_counterpart(paragraph: Paragraph, part: Item) -> Pair | None:
    """Return a part of the spending and the one part of the budget before it that is called the same."""
    label = _owner(paragraph.label(part))
    before = [i for i in paragraph.before(part.place, same_sentence=False) if i.kin(part)]
    same = [i for i in before if _owner(paragraph.label(i)) == label]
    planned = [i for i in same if (total := paragraph.total_item(i)) is not None and is_budget(total)]
    return Pair(part, planned[0]) if len(planned) == 1 else None


def _owner(label: str) -> str:
    """Return whose money it is: 中央财政预算, 中央预算支出 -> 中央."""
    return _MONEY_OF.sub("", label) or label


def was_changed(paragraph: Paragraph, pair: Pair) -> bool:
    """Whether something was added to a plan before it was done: 年初下达1000万元，追加200万元，到位1100万元."""
    between = paragraph.items[pair.whole.place + 1 : pair.part.place]
    return any(i.kin(pair.part) and _CHANGED.search(i.label) for i in between)


def _of_either_plan(rate: Item, since: Sequence[Item]) -> Pair | None:
    """Return the quotient that a rate is of one of several plans, none of which its name tells: 到位率, 支出率.

    计划投资1000万元，下达800万元，到位800万元，到位率80% is of what was planned, though less was allotted.
    """
    if len(since) < _PLANS_AND_PART or not _OF_NO_PLAN.search(rate.label):
        return None
    *plans, part = since
    fitting = [i for i in plans if i.kin(part) and is_budget(i) and fits(rate, part, i)]
    return Pair(part, fitting[0]) if fitting and not is_budget(part) else None


def _of_heads(paragraph: Paragraph, rate: Item, words: str) -> Pair | None:
    """Return the totals that a rate in a sentence of its own is of, the shares of their parts between them and it.

    全年预算数80万元。全年支出76万元，其中基本支出40万元，占52.6%；项目支出36万元，占47.4%。预算执行率95%.
    """
    if rate.sep < STOP or not _BARE_RATE.fullmatch(rate.label):
        return None
    return budget_and_execution(paragraph, heads_before(paragraph, rate), words)


def _of_head_and_budget(paragraph: Paragraph, rate: Item, since: Sequence[Item]) -> Pair | None:
    """Return the spending of a sentence before, and the budget that stands alone before its rate.

    支出决算95万元，比上年90万元增加5万元。其中基本支出50万元，占52.6%。年初预算100万元，预算完成率95%.
    """
    if len(since) != 1 or since[0].sentence != rate.sentence or rate.sep > COMMA or not is_budget(since[0]):
        return None
    heads = [i for i in heads_before(paragraph, since[0]) if i.kin(since[0]) and not i.figure.approximate]
    own = owner_of(since[0])
    if own and not any(own in paragraph.label(i) for i in heads):
        named = spent_before(paragraph, since[0], own)
        return Pair(named, since[0]) if named is not None else None
    spent = [i for i in heads if EXECUTED.search(i.label) and not is_budget(i)]
    budgets = [i for i in heads if is_budget(i)]
    return Pair(spent[0], since[0]) if len(spent) == 1 and not budgets else None


def owner_of(budget: Item) -> str:
    """Return what a budget is called after, "" if it is that of the whole: 公用经费年初预算 -> 公用."""
    return _OURS.sub("", residual(budget.label))


def spent_before(paragraph: Paragraph, budget: Item, own: str) -> Item | None:
    """Return what the sentence before tells of what a budget is called after.

    基本支出90万元，其中公用经费18万元。公用经费年初预算20万元，公用经费控制率90%.
    """
    before = (i for i in paragraph.before(budget.place, same_sentence=False) if i.sentence < budget.sentence)
    named = [i for i in before if own in paragraph.label(i) and i.kin(budget) and i.role in ("plain", "used")]
    return named[0] if len(named) == 1 and not is_budget(named[0]) else None


def heads_before(paragraph: Paragraph, item: Item) -> list[Item]:
    """Return the amounts of the two sentences before *item* that are no parts, in the order of the text."""
    found: list[Item] = []
    for before in reversed(paragraph.items[: item.place]):
        if item.sentence - before.sentence > _SENTENCES_BACK:
            break
        plain = before.is_amount and before.role in ("plain", "used") and before.depth == item.depth
        if plain and before.sentence < item.sentence and paragraph.total_item(before) is None:
            found.append(before)
    found.reverse()
    return found


def explained_pair(paragraph: Paragraph, k: int) -> Pair | None:
    """Return the pair that explains a rate behind it: 预算执行率32.8%。全年执行数125.33万元，全年预算数382.56万元."""
    near = [i for i in paragraph.items[k + 1 : k + 3] if i.is_amount]
    if len(near) < 2 or not near[0].kin(near[1]) or near[1].sentence - paragraph.items[k].sentence > 1:
        return None
    if (
        near[0].cue == "of_which"
        or near[0].sep == SEMICOLON
        or _has_its_own_rate(paragraph, near[1])
        or _is_rated(paragraph, near[1])
    ):
        return None  # what follows has a rate of its own
    levels = [frozenset(_LEVEL.findall(label)) for label in (paragraph.items[k].label, near[0].label)]
    if all(levels) and levels[0] != levels[1]:
        return None  # 省级资金到位率100%，县级资金应到位90万元，实际到位80万元
    budgets = [i for i in near if is_budget(i)]
    executed = [i for i in near if i not in budgets and EXECUTED.search(i.label) and not _UNDONE.search(i.label)]
    return Pair(executed[0], budgets[0]) if len(budgets) == len(executed) == 1 else None


def left_over(paragraph: Paragraph, k: int) -> tuple[Item, Item] | None:
    """Return what was spent and what is left, between which a rate stands: 全年支出95万元，执行率95%，结余5万元.

    It may stand behind them too: 全年支出95万元，结余5万元，执行率95%.
    """
    around = paragraph.items[k - 1 : k + 2] if k else []
    if k > 1 and around[0].role == "rest":
        around = [paragraph.items[k - 2], paragraph.items[k], paragraph.items[k - 1]]
    if len(around) < 3 or any(i.sentence != around[0].sentence or i.depth for i in around):
        return None
    spent, rate, rest = around
    beside = spent.kin(rest) and rest.role == "rest" and rate.sep <= COMMA and rest.sep <= SEMICOLON
    if not beside or spent.figure.type != "money":
        return None
    if spent.place in paragraph.total_of and not fits_both(rate, spent, rest):
        return None
    behind = paragraph.items[max(k, rest.place) + 1 : max(k, rest.place) + 2]
    if any(i.role == "rest" or "收回" in i.words for i in behind):
        return None  # what is left is told by halves
    return (spent, rest) if spent.role == "used" or EXECUTED.search(spent.label) else None


def _has_its_own_rate(paragraph: Paragraph, whole: Item) -> bool:
    """Whether an amount is followed by a share of it: 完成年初预算850万元的95%."""
    behind = whole.place + 1
    return behind < len(paragraph.items) and printed_pair(paragraph, behind) is not None


def _is_rated(paragraph: Paragraph, spent: Item) -> bool:
    """Whether what was spent has a rate right behind it: 年初预算40万元，支出决算42万元，完成年初预算的105%."""
    behind = paragraph.behind(spent.place)
    return any(i.figure.type == "rate" and i.sep <= COMMA and is_execution(i.label) for i in behind)


def since_last_rate(paragraph: Paragraph, k: int, sentences: int) -> list[Item]:
    """Return the amounts since the rate before *k*, of as many sentences that have any, in the order of the text."""
    rate = paragraph.items[k]
    found: list[Item] = []
    seen: set[int] = set()
    for item in reversed(paragraph.items[:k]):
        if item.figure.type in ("rate", "points") or (paragraph.marked and item.line != rate.line):
            break
        if not item.is_amount or item.is_change or item.role == "rest" or item.place in paragraph.steps:
            continue
        if _OVERSHOT.match(item.label):
            continue  # 计划86亩，实际91亩，超额完成5亩，完成率105.8%
        if item.role == "price":
            continue  # 按每千人4批次的要求，应抽4224批次
        if item.unit == "分" and "分" not in rate.label and "得" not in rate.label:
            continue  # 过程30分，得分24.6分。资金到位率100%
        if item.group == rate.group or item.depth < rate.depth:
            seen.add(item.sentence)
            if len(seen) > sentences:
                break
            found.append(item)
    found.reverse()
    return found
