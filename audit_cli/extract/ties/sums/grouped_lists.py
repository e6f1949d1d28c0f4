"""Lists whose groups are summed up behind them.

上级追加甲10万元；上级追加乙20万元；本级安排丙5万元；使用35万元，其中上级追加资金30万元，本级安排资金5万元. Each total
begins like the first member of its group, and a group goes on to the first member of the next one. What was used of the
members is their total. It ticks, and is to be reviewed where another group of the list closes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from audit_cli.extract.prose.item import Item
from audit_cli.extract.prose.labels import shared_beginning
from audit_cli.extract.prose.paragraph import Paragraph
from audit_cli.extract.ties.sums.totals_elsewhere import used_of
from audit_cli.model import Claim, Figure, Term
from audit_cli.quantity import sum_verdict

_BEGINNING = 4  # characters with which a total and its first member begin alike
_REACH = 12  # items of the list of subtotals
_LONGEST = 100  # items of the list that they sum up
_MOST = 200  # items of a paragraph that has such a list
_MEMBERS = 3  # of a group that says by closing how the list is to be read


def grouped_lists(paragraphs: Sequence[Paragraph]) -> Iterator[Claim]:
    for paragraph in paragraphs:
        if len(paragraph.items) > _MOST:
            continue
        for head, totals in _subtotals(paragraph):
            groups = _groups(paragraph, head, totals)
            verdicts = [sum_verdict(total.figure.quantity, used) for total, used in groups]
            closing = [verdict in ("exact", "rounding") for verdict in verdicts]
            if not any(closes and len(used) >= _MEMBERS for closes, (_, used) in zip(closing, groups, strict=True)):
                continue
            for closes, (total, used) in zip(closing, groups, strict=True):
                if len(used) > 1:
                    terms = (Term(total.figure, "total", paragraph.label(total)), *(Term(f, "part") for f in used))
                    yield Claim("sum", terms, "open", asserted=False, tick_only=closes, basis="分组")


def _subtotals(paragraph: Paragraph) -> Iterator[tuple[int, list[Item]]]:
    """Yield the place of each total with the amounts of its list, which may sum up what stands before it."""
    for head, first in pairwise(paragraph.items):
        if first.cue == "of_which" and first.figure.type == "money" and head.kin(first):
            yield head.place, list(_beside(paragraph, first))


def _beside(paragraph: Paragraph, first: Item) -> Iterator[Item]:
    """Yield the amounts of the sentence and bracket of *first* from there on."""
    for item in paragraph.items[first.place : first.place + _REACH]:
        if item.sentence != first.sentence:
            return
        if item.kin(first) and item.group == first.group:
            yield item


def _groups(paragraph: Paragraph, head: int, totals: Sequence[Item]) -> list[tuple[Item, list[Figure]]]:
    """Return the totals with what was used of the members before *head* that begin alike, and of those that follow."""
    before = [i for i in paragraph.items[max(head - _LONGEST, 0) : head] if i.figure.type == "money"]
    begins: list[tuple[int, Item]] = []
    for total in totals:
        alike = [shared_beginning(paragraph.label(member), paragraph.label(total)) for member in before]
        if alike and max(alike) >= _BEGINNING:
            begins.append((alike.index(max(alike)), total))
    begins.sort(key=lambda found: found[0])
    if len({first for first, _ in begins}) < len(begins):
        return []
    ends = [*(first for first, _ in begins[1:]), len(before)]
    return [(total, used_of(before[first:end])) for (first, total), end in zip(begins, ends, strict=False)]
