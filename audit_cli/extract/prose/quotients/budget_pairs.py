"""Which of the amounts before a rate is the budget, and which is what was spent of it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from audit_cli.expressions import expression
from audit_cli.extract.prose.item import COMMA, SEMICOLON, Item
from audit_cli.extract.prose.paragraph import Paragraph
from audit_cli.extract.prose.quotients.pairs import Pair

EXECUTED = expression(r"决算|执行|支出|实际|完成|使用|支付|拨付|已|实[收缴付发]")
_NAMED_BASIS = expression(r"年初预算|调整预算|调整后预算|全年预算|预算|计划|合同|指标|批复")
_FINAL_BUDGET = expression(r"调整后|调整预算|全年预算")
_BUDGET = expression(r"预算|安排|下达|批复|计划|应|核定|指标|拨款|到位|收到|合同")
_ALLOTTED = "下达"
_LEFT_OVER = expression(r"(?:年末|期末|累计)?(?:结余|结转|余额)(?:数|资金|为|是)?$")
_SPENDING = expression(r"^(?:支付|拨付|列支|发放|购买|购置)")
_DONE_SO_FAR = expression(r"(?:累计|已经?|实际)(?:支出|支付|使用|执行|拨付)(?:资金|金额)?[为共]?$")
_CARRIED = expression(r"[（(]含[^（()）]{0,12}(?:结转|结余)")
DUE = expression(r"应(?:支付|到位|拨付|兑付|发放|上缴|[收付缴发拨])")


def budget_and_execution(paragraph: Paragraph, since: Sequence[Item], words: str) -> Pair | None:
    """Return the one executed and the one budget figure among the last that are of a kind."""
    if not since:
        return None
    last = since[-1]
    kin = [i for i in since if i.kin(last) and i.figure.type == last.figure.type]
    if last.figure.type == "count":
        kin = [i for i in kin if i.same_unit(last)]  # 召开专题会2次。已整改11个，整改完成率84.6%
    if _LEFT_OVER.search(last.label):
        return None  # 预算完成率 may be of all that there was less what is left
    if len(kin) > 2:
        if (beside := _last_two(paragraph, kin)) is not None:
            return beside
        kin = [i for i in kin if i.place not in paragraph.total_of]
    budgets = [i for i in kin if is_budget(i)]
    budgets = [i for i in budgets if DUE.search(i.label)] or budgets  # 应到位90万元，截至12月底到位80万元，到位率88.9%
    executed = [i for i in kin if i not in budgets]
    if len(executed) == 1 and executed[0].label.endswith(_ALLOTTED) and _ALLOTTED not in words:
        return None  # 下达110万元，调减40万元，实际下达70万元，发放率100%: the last is what there was to be given out
    if len(executed) == 1 and budgets:
        budget = budgets[0] if len(budgets) == 1 else _budget_meant(budgets, words)
        if budget is None or _has_more(paragraph, executed[0], budget):
            return None
        # 收入90万元，其中公共预算拨款80万元: what is called a budget is a part of it
        return Pair(executed[0], budget) if paragraph.total_item(budget) is not executed[0] else None
    if len(kin) != 2 or len(budgets) == 1:
        return None
    first, second = kin
    if _DONE_SO_FAR.search(first.label) or _SPENDING.search(first.label):
        return None  # 累计支出90万元。6月底支出50万元，支出率51%; 支付评审费90万元。…以上支出合计98万元，执行率95%
    if EXECUTED.search(first.label) and second.figure.value > first.figure.value:
        return None  # 年末支出50万元，全年支出90万元，执行率95%: the whole year's is not spent of a part of it
    used = second.role == "used" and not budgets
    return Pair(second, first) if used or EXECUTED.search(second.label) else None


def _has_more(paragraph: Paragraph, executed: Item, budget: Item) -> bool:
    """Whether spending includes what the budget does not: 调整预算100万元，支出102万元（含上年结转）."""
    spent, planned = (any(_CARRIED.match(i.words) for i in paragraph.behind(item.place)) for item in (executed, budget))
    return spent and not planned


def _last_two(paragraph: Paragraph, kin: list[Item]) -> Pair | None:
    """Return budget and execution that stand side by side at the end of several, unless one list has them both."""
    budget, executed = kin[-2], kin[-1]
    if executed.place != budget.place + 1 or is_budget(executed):
        return None
    # 检测86万元，支出86万元；动物防疫190万元，支出182.36万元，执行率95.98%
    of_its_own = budget.sep == SEMICOLON and executed.sep == COMMA and executed.role == "used" and bool(budget.label)
    if not is_budget(budget) and not (of_its_own and budget.role == "plain"):
        return None
    if executed.figure.value > budget.figure.value and sum(map(is_budget, kin)) > 1:
        return None  # 预算100万元，第一年安排60万元，第二年安排40万元，累计支付80万元
    total = paragraph.total_of.get(budget.place)
    if total is not None and total == paragraph.total_of.get(executed.place):
        return None
    return Pair(executed, budget)


def _budget_meant(budgets: list[Item], words: str) -> Item | None:
    """Return the one of several budgets that the rate's words name, else the final one."""
    basis = _NAMED_BASIS.search(words)
    named = [i for i in budgets if basis and basis.group() in i.label]
    if len(named) != 1:
        named = [i for i in budgets if _FINAL_BUDGET.search(i.label)]
    return named[0] if len(named) == 1 else None


def across_rates(paragraph: Paragraph, since: Sequence[Item]) -> Pair | None:
    """Return the pair of a rate whose whole has its own rate: 到位3200万元，到位率100%；累计支出2720万元，执行率85%."""
    if len(since) != 1 or not (since[0].role == "used" or EXECUTED.search(since[0].label)):
        return None
    part = since[0]
    wholes = [
        i
        for i in paragraph.before(part.place)
        if i.kin(part)
        and _last(_BUDGET, i.label) > _last(EXECUTED, i.label)
        and i.group == part.group
        and not (paragraph.marked and i.line != part.line)
    ]
    if len({i.figure.value for i in wholes}) != 1:
        return None
    # 预算53万元，支出37万元，完成预算的69%，其中：购置25万元，完成预算的71%: of a budget of its own
    between = paragraph.items[wholes[0].place + 1 : part.place + 1]
    return None if any("其中" in i.words for i in between) else Pair(part, wholes[0])


def is_budget(item: Item) -> bool:
    """Whether an amount is called a budget after all: 预算安排, not 预算支出."""
    if item.role != "plain":
        return False
    label = item.label or item.lead[-12:]
    if DUE.search(label):
        return True
    return _last(_BUDGET, label) > _last(EXECUTED, label)


def _last(pattern: re.Pattern[str], label: str) -> int:
    return max((m.start() for m in pattern.finditer(label)), default=-1)
