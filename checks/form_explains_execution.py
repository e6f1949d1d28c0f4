"""Presence: the reason that the row of funds asks for."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Literal

from audit_cli import Comparison, Reading, as_required, check

_HUNDRED = Decimal(100)


@check(kind="blank-field")
def form_explains_execution(
    reading: Reading, *, of: Literal["execution", "adjustment"] = "execution", least: Decimal = Decimal(90)
) -> Iterator[Comparison]:
    """The row of funds gives its reason, where the form asks for one.

    *of* says for what: for spending below *least* percent of the budget, or for a budget that was changed in the year.

    Holds: 预算执行情况|年初预算|调整后预算数|预算执行数|预算执行率|权重|得分|原因¶总额|800|800|400|50%|10|5|招标推迟
        ¶¶三级指标|指标值|完成值|分值|得分¶培训人数|≥320人|324人|90|90
    Fails: 预算执行情况|年初预算|调整后预算数|预算执行数|预算执行率|权重|得分|原因¶总额|800|800|400|50%|10|5|
        ¶¶三级指标|指标值|完成值|分值|得分¶培训人数|≥320人|324人|90|90
    """
    for form in reading.each_form():
        reason, budget = form.execution_reason, form.budget.quantity
        compared = (form.executed if of == "execution" else form.initial).quantity
        if reason.state not in ("filled", "blank") or budget is None or compared is None or budget.value <= 0:
            continue
        if of == "execution":
            needed = _HUNDRED * compared.value < least * budget.value
            claim = form.claim("blank-field", "execution_reason", "executed", "budget", form="low execution")
        else:
            needed = compared.value != budget.value
            claim = form.claim("blank-field", "execution_reason", "initial", "budget", form="adjusted")
        yield as_required(claim, not needed or reason.state == "filled")
