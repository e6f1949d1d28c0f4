"""Exceptions by name: 全县共有14个乡镇，除甲乡、乙镇外，其余12个乡镇均已完成.

What is left are all of them but those that are named. It ticks and fails; where the names do not end like what is
counted, or what they do stands between, it can only tick.
"""

from __future__ import annotations

from decimal import Decimal

from audit_cli.expressions import expression
from audit_cli.extract.lists.names import endings_shared, split_names
from audit_cli.extract.prose.item import SEMICOLON, Item
from audit_cli.extract.prose.paragraph import Paragraph
from audit_cli.model import Claim, Figure, Term

_EXCEPT = expression(
    r"(?P<subject>[一-鿿]{0,8})除(?:了)?(?P<names>[^，。；除]{2,80}?)(?P<out>以外|之外|外)?[，,](?:其余|其他|剩余)的?\s*$"
)
_NOUN = 2  # characters behind the measure word that say what is counted
_REACH = 6  # figures before, of which one may be the number of all


def left_over(paragraph: Paragraph, rest: Item) -> Claim | None:
    """Return the claim that *rest* is a count before it, less the names that were excepted."""
    if rest.figure.type != "count":
        return None
    found = _EXCEPT.search(rest.words)
    total = _all_of(paragraph, rest, found["subject"]) if found else None
    if found is None or total is None:
        return None
    offset = rest.figure.start - len(rest.words) + found.start("names")
    spans = split_names(found["names"])
    named = [found["names"][a:b] for a, b in spans]
    noun = rest.post[:_NOUN]
    # 除甲煤矿正在整改，其余…: what they do may follow their names
    sure = all(endings_shared(named, noun)) if found["out"] else all(noun in name for name in named)
    behind = paragraph.behind(rest.place)
    sure = sure and not any(i.same_unit(rest) and i.sep < SEMICOLON for i in behind)
    closes = total.figure.value - rest.figure.value == len(spans)
    if not (sure or closes):
        return None
    names = (_one(rest.figure, name, offset + a) for name, (a, _) in zip(named, spans, strict=True))
    terms = (
        Term(rest.figure, "result", rest.label),
        Term(total.figure, "minuend", paragraph.label(total)),
        *(Term(name, "subtrahend", name.text) for name in names),
    )
    return Claim("difference", terms, asserted=sure, tick_only=not sure, basis="除外")


def _all_of(paragraph: Paragraph, rest: Item, subject: str) -> Item | None:
    """Return the number of all: a count of the same noun, of the *subject* if there is one."""
    noun = rest.post[:_NOUN]
    if len(noun) < _NOUN:
        return None
    for item in paragraph.items[max(rest.place - _REACH, 0) : rest.place][::-1]:
        if item.same_unit(rest) and not item.figure.approximate and rest.sentence - item.sentence <= 1:
            label = paragraph.label(item)
            if (label.endswith(noun) and (not subject or label.endswith(subject))) or (
                not subject and item.post.startswith(noun)
            ):
                return item
    return None


def _one(counted: Figure, text: str, start: int) -> Figure:
    """Return a name as one of what is counted."""
    return Figure(
        start, start + len(text), text, "count", counted.unit, Decimal(1),
        printed_unit=counted.printed_unit, exact=True, block=counted.block,
    )  # fmt: skip
