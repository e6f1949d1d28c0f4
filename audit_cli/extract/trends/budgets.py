"""What was spent, said to exceed its budget or not: 年初预算为80万元，支出决算为78万元，决算数小于预算数的原因是….

Beside the two amounts, or beside the rate of completion alone: 支出决算为78万元，完成预算97.5%，决算数小于预算数.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from operator import attrgetter

from audit_cli.expressions import expression
from audit_cli.extract.indicators.fields import place
from audit_cli.extract.trends.clauses import FAR, last_part
from audit_cli.model import Document, Figure, Trend, TrendKind

WORDS = ("于预算", "于年初预算", "于全年预算")
_SAID = expression(
    r"(?<=[，,。；;])(?:支出|收入)?(?:决算|执行)数?(?P<words>(?P<fall>小于|低于|少于)|(?P<rise>大于|高于|多于))"
    r"(?P<which>年初|全年)?预算(?:数|的|[，。；])"
)
_BUDGET = expression(r"预算数?(?:金额)?(?:安排)?(?:为|是)?$")
_OTHER_BUDGET = expression(r"调整|追加|中期|全年|[一二三四]季")
_SPENT = expression(r"[，,；;](?:全年|本年|实际)?(?:支出|收入)?(?:决算|执行|支出)数?(?:金额)?(?:为|是)?")
_COMPLETED = expression(r"[，,](?:预算)?完成(?:了?(?:年初|全年)?预算数?的?|率为?)$")
_BETWEEN = expression(r"(?:[，,](?:预算)?完成(?:了?(?:年初|全年)?预算数?的?|率为?)[0-9.]+[%％])?[，,。；;]")
_CLAUSE = expression(r"[，,。；;：:\n]")
_END = attrgetter("end")


def against_budget(document: Document, number: int, quantities: Sequence[Figure]) -> Iterator[Trend]:
    """Yield what a paragraph says of spending and its budget, beside the two amounts or their rate."""
    block, text = document.blocks[number], document.text
    for said in _SAID.finditer(text, block.start, block.end):
        behind = bisect_right(quantities, said.start(), key=_END)
        near = [*quantities[max(behind - 3, 0) : behind]]
        rate = near.pop() if near and near[-1].type == "rate" else None
        what: TrendKind = "rise" if said["rise"] else "fall"
        words = place(document, number, *said.span("words"))
        if len(near) > 1 and _are_both(text, near[-2], near[-1], said):
            yield Trend(what, words, near[-1], near[-2], sure=True)
        elif rate is not None and said.start() == rate.end + 1 and _COMPLETED.search(text, block.start, rate.start):
            yield Trend(what, words, rate, rate, sure=True)


def _are_both(text: str, budget: Figure, spent: Figure, said: re.Match[str]) -> bool:
    """Whether the two figures before what is *said* are the budget that it names, and what was spent of it."""
    if budget.type != "money" or spent.type != "money" or budget.approximate or spent.approximate:
        return False
    label = last_part(_CLAUSE, text, max(budget.start - FAR, 0), budget.start)
    return bool(
        _BUDGET.search(label)
        and not _OTHER_BUDGET.search(label)
        and said["which"] in (None, "年初")
        and _SPENT.fullmatch(text, budget.end, spent.start)
        and _BETWEEN.fullmatch(text, spent.end, said.start())
    )
