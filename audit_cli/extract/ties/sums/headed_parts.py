"""Parts that are headings: 债券资金90万元使用情况如下。 （一）一般债券资金60万元 … （二）专项债券资金30万元 ….

Headings that are numbered from one on, each of which begins with an amount, break down an amount told right before the
first of them. Which one they do not say: it ticks where they add up to one, and where none is so made up but one of
them misses it by a slip, that is to be reviewed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from audit_cli.expressions import expression
from audit_cli.extract.ledger.numerals import chinese
from audit_cli.extract.prose.item import Item
from audit_cli.extract.prose.labels import clean_label
from audit_cli.extract.prose.paragraph import Paragraph
from audit_cli.mistyped import one_slip_off
from audit_cli.model import Claim, Term
from audit_cli.quantity import agrees, sum_verdict

_NUMBERED = expression(r"[（(]?([一二三四五六七八九十]{1,3})[）)、](?=[^（(、])")
_MARKS = ("chinese", "chinese_in_brackets")
_BEFORE = 6  # amounts before the first heading, of which one may be the total
_ENDING = 2  # characters that the names of parts share


def headed_parts(paragraphs: Sequence[Paragraph], told: Collection[int]) -> Iterator[Claim]:
    """Yield the sums that headings make, but of figures that are *told* parts."""
    if not any(item.mark in _MARKS for paragraph in paragraphs if paragraph.marked for item in paragraph.items):
        return
    items = [item for paragraph in paragraphs for item in paragraph.items]
    for mark in _MARKS:
        headings = [(k, number) for k, item in enumerate(items) if item.mark == mark and (number := _number(item))]
        for run in _runs(headings):
            parts = [items[k] for k in run]
            if len(parts) > 1 and all(parts[0].kin(part) for part in parts) and parts[0].figure.start not in told:
                yield from _sum(items[max(run[0] - _BEFORE, 0) : run[0]], parts)


def _number(item: Item) -> int:
    """Return the number of the heading that begins with an amount, 0 if it does not."""
    found = _NUMBERED.match(item.label.lstrip())
    plain = item.figure.type == "money" and not item.figure.approximate and item.role in ("plain", "used")
    return int(chinese(found[1])[0]) if found is not None and plain and item.depth == 0 else 0


def _runs(headings: Sequence[tuple[int, int]]) -> Iterator[list[int]]:
    """Yield the places of headings that are numbered from one on without a gap."""
    run: list[int] = []
    for place, number in headings:
        if number != len(run) + 1:
            yield run
            run = []
        if number == len(run) + 1:
            run.append(place)
    yield run


def _sum(before: Sequence[Item], parts: Sequence[Item]) -> Iterator[Claim]:
    quantities = [part.figure.quantity for part in parts]
    largest = max(part.figure.value for part in parts)
    heads = [i for i in reversed(before) if i.kin(parts[0]) and i.depth == 0 and i.figure.value > largest]
    heads = [head for head in heads if head.role in ("plain", "used") and not head.figure.approximate]
    closing = [head for head in heads if agrees(sum_verdict(head.figure.quantity, quantities))]
    if closing:
        yield _claim(closing[0], parts, closes=True)
    elif len({clean_label(part.label)[-_ENDING:] for part in parts}) == 1:
        figures = [part.figure for part in parts]
        missed = [head for head in heads if one_slip_off(head.figure, figures)]
        if missed:
            yield _claim(missed[0], parts, closes=False)


def _claim(total: Item, parts: Sequence[Item], closes: bool) -> Claim:
    terms = (
        Term(total.figure, "total", clean_label(total.label)),
        *(Term(i.figure, "part", clean_label(i.label)) for i in parts),
    )
    return Claim("sum", terms, "open", asserted=False, tick_only=closes, basis="标题")
