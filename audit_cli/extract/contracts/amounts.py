"""Amounts of money in a paragraph that speaks of contracts, each with its clause and what it is there."""

from __future__ import annotations

from collections.abc import Iterator

from audit_cli.expressions import expression
from audit_cli.extract.contracts.words import Part, part_of
from audit_cli.extract.prose.item import Item
from audit_cli.extract.prose.paragraph import Paragraph
from audit_cli.model import Document
from audit_cli.value import Value

CUT = expression(r"[，,。；;：:、（）()\n]")
_COST_LINE = expression(r"[^：:，。]{0,10}成本(?:指标)?[^：:，。]{0,6}[：:]")
_IN_ALL = ("总成交", "总中标", "总合同", "总结算")
_LONGEST_COST_LEAD = 60
_ADDED = expression(r"(?:追加|增加|增补)(?:合同|采购)?(?:金额|价款|总?额)?[为共计]*$")
_SUPPLEMENT = expression(r"补充(?:合同|协议)|追加(?:合同|采购)[^。；\n]*?(?=[，,])")
_LONGEST_SUPPLEMENT = 40
_LONGEST_CLAUSE = 400  # characters before an amount
_SKIPPED = frozenset({"change", "change_of_change", "price", "share", "growth", "rate", "points", "to"})


class Amount(Value, frozen=True):
    """An amount of money in its paragraph: its clause begins at *clause*, and *words* are those before it there."""

    item: Item
    part: Part
    words: str
    clause: int


def amounts_of(text: str, paragraph: Paragraph, start: int) -> Iterator[Amount]:
    """Yield the amounts of *paragraph*, whose text begins at *start*."""
    at, several = start, False
    for item in paragraph.items:
        figure = item.figure
        added = item.role == "change" and _is_added(text, start, figure.start)
        if figure.type != "money" or item.each or (item.role in _SKIPPED and not added):
            continue
        at = max(at, figure.start - _LONGEST_CLAUSE)
        gap = text[at : figure.start]
        until = len(gap.rstrip())
        clause = at + max([m.end() for m in CUT.finditer(gap) if m.end() < until], default=0)
        words = text[clause : figure.start]
        part: Part = "supplement" if added else part_of(words, item.post, item.role)
        # 甲包成交金额90万元，乙包成交金额60万元，总成交150万元
        in_all = several and part in ("plain", "amount") and words.strip().startswith(_IN_ALL)
        several = several or part == "amount"
        part = "total" if in_all or (part == "plain" and item.total_after) else part
        yield Amount(item, part, words.strip(), clause)
        at = figure.end


def _is_added(text: str, start: int, at: int) -> bool:
    """Whether the amount at *at* is what a supplement adds: 签订补充合同，追加金额16万元."""
    low = max(start, at - _LONGEST_SUPPLEMENT)
    return _ADDED.search(text, max(low, at - 8), at) is not None and _SUPPLEMENT.search(text, low, at) is not None


def is_cost_line(document: Document, amount: Amount) -> bool:
    """Whether an amount is the first on the line of a cost indicator."""
    text, at = document.text, amount.item.figure.start
    first = max(at - _LONGEST_COST_LEAD, 0)
    line = text.rfind("\n", first, at) + 1
    return (line > 0 or first == 0) and _COST_LINE.match(text, line, at) is not None
