"""Numbers printed without their unit: they take it from the end of their list, or from the money beside them.

办公费、水费分别为3、5万元 holds two amounts of 万元; 项目资金20.5万 is money. 以上三项 counts no amount at all, and the
100% of 支出数÷预算数×100% is no rate.
"""

from __future__ import annotations

from collections.abc import Sequence

from audit_cli.expressions import expression
from audit_cli.extract.signs import BY, EQUALS, TIMES, any_of
from audit_cli.model import QUANTITIES, Figure

_ADDED_UP = expression(r"合计|共计|总计|累计|共|加总|相加|之和|支出合计|收入合计")
_AGED, _AMOUNT = expression(r"以[上内下](?:的)?[0-9]"), expression(r"[0-9]")
_MONEY_NAMED = expression(r"[款费资金支出入额]$")
_PEOPLE_NAMED = expression(r"(人次|人)(?:员|数|口)?(?:[为达共]|达到)?$")
_NO_AMOUNTS = frozenset({"项", "年", "%"})  # what may be counted in these
_PERCENT = frozenset({"100%", "100％"})
_BY = any_of(BY)
_OF_QUOTIENT = expression(rf"(?:[{_BY}]|除以)[^{any_of(EQUALS)}，。；{_BY}]*(?:[{any_of(TIMES)}]|乘以)\s*")
_FORMULA = 80  # characters before the 100% that a quotient is multiplied by
_NAME = 6  # characters before a bare 万 that may say that it is money
_JOINS = ("、", "，", ",", "和", "及", "与")
_TEN_THOUSAND = 10000


def quantities_of(figures: Sequence[Figure], text: str) -> list[Figure]:
    """Return the quantities among *figures*, those printed without a unit with the unit they share."""
    quantities = [f for f in figures if f.type in QUANTITIES and not (f.unit in _NO_AMOUNTS and _is_no_amount(f, text))]
    money_near = any(f.type == "money" for f in quantities)
    after: Figure | None = None
    for i in range(len(quantities) - 1, -1, -1):
        figure = quantities[i]
        if figure.type == "number" and not figure.unit:
            quantities[i] = figure = _with_unit(figure, after, text, money_near)
        after = figure
    return quantities


def _with_unit(figure: Figure, after: Figure | None, text: str, money_near: bool) -> Figure:
    if figure.scale >= _TEN_THOUSAND:
        fraction = figure.quantum < figure.scale
        if (money_near and fraction) or _MONEY_NAMED.search(text[max(0, figure.start - _NAME) : figure.start]):
            return figure._replace(type="money", unit="元")
        if (named := _PEOPLE_NAMED.search(text[max(0, figure.start - _NAME) : figure.start])) is not None:
            return figure._replace(type="count", unit=named[1])  # 入院人次3018.7万，工作人员132.7万
        return figure
    if after is None or not after.unit or text[figure.end : after.start].strip() not in _JOINS:
        return figure
    return in_unit_of(after, figure)


def in_unit_of(other: Figure, number: Figure) -> Figure:
    """Return a number without a unit as so many of the unit of another figure."""
    return number._replace(
        type=other.type, unit=other.unit, value=number.value * other.scale, quantum=number.quantum * other.scale,
        scale=other.scale, printed_unit=other.printed_unit, exact=other.exact,
    )  # fmt: skip


def _is_no_amount(figure: Figure, text: str) -> bool:
    return _counts_terms(figure, text) or _is_age(figure, text) or _makes_percent(figure, text)


def _makes_percent(figure: Figure, text: str) -> bool:
    """Whether a quotient is multiplied by a figure to be in percent: 支出数÷预算数×100%."""
    if figure.text not in _PERCENT:
        return False
    before = text[max(0, figure.start - _FORMULA) : figure.start]
    sign = max(map(before.rfind, (*BY, "除以")))
    return sign >= 0 and _OF_QUOTIENT.fullmatch(before, sign) is not None


def _is_age(figure: Figure, text: str) -> bool:
    """Whether years only say how old an amount behind them is: 一年以内20万元，一至二年10万元，二年以上5万元."""
    return figure.unit == "年" and bool((_AGED if figure.qualifier != "range" else _AMOUNT).match(text, figure.end))


def _counts_terms(figure: Figure, text: str) -> bool:
    """Whether a figure only says how many amounts were added up: 以上三项合计."""
    return figure.unit == "项" and not figure.text[0].isdigit() and bool(_ADDED_UP.match(text, figure.end))
