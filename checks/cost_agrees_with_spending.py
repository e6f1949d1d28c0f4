"""Tie-out: the cost indicator and what was spent."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from audit_cli import Claim, Comparison, Reading, Term, check

_HUNDRED = Decimal(100)


@check(kind="target")
def cost_agrees_with_spending(
    reading: Reading, *, names: tuple[str, ...] = ("cost",), near: Decimal = Decimal(5)
) -> Iterator[Comparison]:
    """A cost indicator that is about as large as the spending of the form is exactly as large.

    *names* are the words in the class of such indicators; *near* is how far apart, in percent, the two may be and
    still be meant for one: anything further is the cost of something else.

    Holds: 项目资金（万元）|年初预算数|全年预算数|全年执行数|分值|执行率|得分¶年度资金总额|90|90|89.97|10|99.97%|10
        ¶¶二级指标|三级指标|指标值|完成值|分值|得分¶成本指标|项目总成本|≤90万元|89.97万元|90|90
    Fails: 项目资金（万元）|年初预算数|全年预算数|全年执行数|分值|执行率|得分¶年度资金总额|90|90|89.97|10|99.97%|10
        ¶¶二级指标|三级指标|指标值|完成值|分值|得分¶成本指标|项目总成本|≤90万元|89万元|90|90
    """
    for form in reading.each_form():
        spent = form.executed.quantity
        if spent is None or spent.type != "money" or spent.value <= 0:
            continue
        for indicator in form.indicators:
            cost = indicator.actual.quantity
            if cost is None or cost.unit != spent.unit or not any(name in indicator.level2 for name in names):
                continue
            gap = cost.value - spent.value
            if _HUNDRED * abs(gap) > near * spent.value:
                continue
            terms = (Term(cost, "actual", indicator.label), Term(spent, "executed", form.project))
            agrees = abs(gap) * 2 <= min(cost.quantum, spent.quantum)
            yield Comparison(Claim("target", terms, "cost"), "exact" if agrees else "inconsistent", spent.value, gap)
