"""Counts that are taken up again: 改造公厕20座，20座公厕已全部投入使用.

A clause that begins with a number, the last words before an earlier number and 全部 or 均 speaks of all of it. It ticks
where the numbers are one; more of them is to be reviewed, fewer may be some of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from audit_cli.expressions import expression
from audit_cli.extract.prose.item import COMMA, Item
from audit_cli.extract.prose.labels import clean_label
from audit_cli.extract.prose.paragraph import Paragraph
from audit_cli.model import Claim, Term

_BEGINS = expression(r"(?:目前|现|截至目前|这|上述|以上|至今|年底前?)*")
_ALL = expression(r"[一-鿿]{0,4}?(?:均|全部|都|一律|悉数)")
_REACH = 8  # items before that may be taken up
_WORDS = 2  # characters that make two counts those of one thing


def taken_up(paragraphs: Sequence[Paragraph]) -> Iterator[Claim]:
    """Yield each count of a paragraph that takes up one before it."""
    for paragraph in paragraphs:
        items = paragraph.items
        for item in items[1:]:
            if item.figure.type == "count" and item.sep >= COMMA and _BEGINS.fullmatch(clean_label(item.label)):
                yield from _taken_up(item, items[max(0, item.place - _REACH) : item.place])


def _taken_up(item: Item, before: Sequence[Item]) -> Iterator[Claim]:
    shared = {i.place: _shared(i, item) for i in before if _may_be_taken_up(i, item)}
    most = max((len(words) for words in shared.values()), default=0)
    nearest = [i for i in before if len(shared.get(i.place, "")) == most]
    if most < _WORDS or len({i.figure.value for i in nearest}) > 1:
        return
    first, all_of_them = nearest[-1], _ALL.match(item.post, most) is not None
    same = first.figure.value == item.figure.value
    if same or all_of_them:
        form = "partial" if item.figure.value < first.figure.value else ""
        again = Term(item.figure, "stated", shared[first.place])
        terms = (Term(first.figure, "stated", clean_label(first.label)), again)
        yield Claim("equal", terms, form, asserted=same, basis="承前重述")


def _may_be_taken_up(before: Item, item: Item) -> bool:
    near = item.sentence - before.sentence <= 1 and before.role in ("plain", "used")
    return near and before.same_unit(item) and not (before.figure.approximate or item.figure.approximate)


def _shared(before: Item, item: Item) -> str:
    """Return the words behind *item* that are the last before the other count, or the first behind it."""
    behind = item.post.lstrip()
    words = [before.label[-n:] for n in range(min(len(before.label), len(behind)), 0, -1)]
    last = next((w for w in words if behind.startswith(w)), "")
    return last if len(last) >= _WORDS else _beginning(before.post.strip(), behind)


def _beginning(a: str, b: str) -> str:
    """Return the Chinese characters that both begin with."""
    n = 0
    while n < min(len(a), len(b)) and a[n] == b[n] and "一" <= a[n] <= "鿿":
        n += 1
    return a[:n]
