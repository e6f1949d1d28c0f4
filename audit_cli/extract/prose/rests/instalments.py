"""Instalments: 合同价172.5万元，3月支付51.75万元，11月支付112.125万元，剩余8.625万元.

What is left of a contract is its sum less all that was paid by and by, in its sentence and the one before. It ticks;
it fails where each payment has a date or a name of its own and the contract stands in the sentence.
"""

from __future__ import annotations

from audit_cli.expressions import expression
from audit_cli.extract.prose.growth.differences import difference_of_all
from audit_cli.extract.prose.item import Item
from audit_cli.extract.prose.rests.payments import is_payment
from audit_cli.model import Claim
from audit_cli.quantity import agrees, sum_verdict

_SUM = expression(r"合同|协议|中标|成交|总价|总投资|概算|审定")
_SO_FAR = expression(r"累计|共|合计|截[至止]|总")
_TOLD_APART = expression(r"年|月|[首预]付|进度|到货|验收|第.[期笔次批]|再|又|另")
_OF_A_YEAR = expression(r"[0-9]{4}年度?(?:实际)?(?:支|付|拨)|当年|本年")
_ALLOTTED = expression(r"批复|下达|安排|预算|资金|经费|总额")
# 2022年安排500万元, 第一批下达300万元
_OF_A_STAGE = expression(
    r"(?:其中)?[：:]?(?:(?:19|20)\d\d年度?|第[一二三四五六][期批])已?(?:安排|下达|投入|拨付|完成|使用|支出|支付|执行)"
)


def less_instalments(rest: Item, near: list[Item]) -> Claim | None:
    """Return the remainder of a contract less its payments, *near* being the amounts before, nearest first."""
    payments: list[Item] = []
    for item in near:
        if _is_whole(item, payments):
            if len(payments) < 2:
                return None
            told_apart = all(_TOLD_APART.search(p.label) for p in payments)
            sure = told_apart and (item.sentence == rest.sentence or _is_left(rest, item, payments))
            return difference_of_all(rest, item, payments[::-1], sure)
        if (
            not (is_payment(item) or _OF_A_STAGE.match(item.label))
            or _SO_FAR.search(item.label)
            or item.depth > rest.depth
        ):
            return None
        payments.append(item)
    return None


def _is_whole(item: Item, payments: list[Item]) -> bool:
    """Whether an amount is that of a contract, or what was allotted, of which each year used so much."""
    if _SUM.search(item.label):
        return not is_payment(item)
    of_years = bool(payments) and all(_OF_A_STAGE.match(p.label) for p in payments)
    return (
        of_years and item.role == "plain" and not _OF_A_STAGE.match(item.label) and bool(_ALLOTTED.search(item.label))
    )


def _is_left(rest: Item, whole: Item, payments: list[Item]) -> bool:
    signs = [1] + [-1] * len(payments)
    return agrees(sum_verdict(rest.figure.quantity, [whole.figure, *(p.figure for p in payments)], signs))


def is_one_of_several(whole: Item, used: Item) -> bool:
    """Whether an amount is what one year paid of a contract, of which other years may have paid too."""
    return bool(_SUM.search(whole.label) and _OF_A_YEAR.search(used.label))
