"""What a header computes of other columns by their marks: 执行率（B/A）, 结余（4）=（2）-（3）."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from audit_cli.expressions import expression
from audit_cli.extract.tables.roles import Column

_OPERATORS = expression(r"[/／÷=＝]|[）)①-⑳A-Z\d] ?[-－−]")
_MARK = r"[（(] ?(?:\d{1,2}|[A-Z]) ?[）)]|[①-⑳]|[A-Z]|\d{1,2}"
_OWN = expression(rf"(?:^|(?<![A-Z\d=＝/／÷×*+＋\-－−]))(?:({_MARK}))(?=\s*(?:[=＝]|$))")
_FORMULA = expression(
    rf"(?P<first>{_MARK}) ?(?P<operator>[/／÷\-－−]) ?(?P<second>{_MARK})"
    rf"(?: ?[）)] ?[/／÷] ?(?P<base>{_MARK}))?(?: ?[×*xX] ?100 ?[%％]?)? ?[）)]?$"
)
_MINUS = "-－−"


class Formula(NamedTuple):
    """A quotient, a difference or a growth (*operator* ``/``, ``-`` or ``~``) of two columns, in the order printed."""

    operator: str
    columns: tuple[int, int]


def formulas(columns: Sequence[Column]) -> dict[int, Formula]:
    """Return by column the formulas that name two others; none where marks are given twice."""
    computed = [column for column in columns if column.path and _OPERATORS.search(column.path[-1])]
    if not computed:
        return {}
    marked: dict[str, int] = {}
    for column in columns:
        found = next((m for text in reversed(column.path) if (m := _OWN.search(text[-60:]))), None)
        if found is not None and marked.setdefault(_core(found[1]), column.col) != column.col:
            return {}
    made = {}
    for column in computed:
        formula = _formula(column.path[-1], marked)
        if formula is not None and column.col not in formula.columns:
            made[column.col] = formula
    return made


def _formula(text: str, marked: dict[str, int]) -> Formula | None:
    found = _FORMULA.search(text[-60:])
    if found is None:
        return None
    before = text[-60:][: found.start()].rstrip(" （(")
    first, second, base = (marked.get(_core(found[name] or "")) for name in ("first", "second", "base"))
    operator = "-" if found["operator"] in _MINUS else "/"
    # a longer formula ends like a short one: a+b-c
    if first is None or second is None or before.endswith(tuple("+＋-－−*×/／÷")):
        return None
    if found["base"] is None:
        return Formula(operator, (first, second))
    return Formula("~", (first, second)) if operator == "-" and base == second else None


def _core(mark: str) -> str:
    return re.sub(r"[（()） ]", "", mark)
