"""Shares of one whole: 教育支出占52.3%，卫生支出占27.7%，其他支出占20.0%.

The shares of a list, of the parts of one total, or of a whole that is named, make a hundred; those of a full class, of
one name, wherever they stand. It ticks where they do; it is to be reviewed where the parts are a full class, or where
they go beyond a hundred by one digit typed for another.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from audit_cli.expressions import expression
from audit_cli.extract.prose.item import SEMICOLON, Item
from audit_cli.extract.prose.paragraph import Paragraph
from audit_cli.extract.prose.shares.names import share_names
from audit_cli.extract.terms import Terms
from audit_cli.mistyped import mistyped
from audit_cli.model import Claim, Term
from audit_cli.quantity import HUNDRED, Quantity, agrees, sum_verdict

_ALL = Quantity(HUNDRED, Decimal(1), exact=True)
_MOST = 30  # shares of one whole
_DIGITS = 3  # of a share in which one may be mistyped
_THE_OTHERS, _WITH_THE_REST = ("其他", "其它", "其余"), 3
_MEN_AND_WOMEN = "男女"
_OVERLAP = expression(r"女|男|党员|岁|学历|学位|本科|以上|以下")


class _Share(NamedTuple):
    """A share, what has it, and whether the text says of what it is: by name, or by parts of a total."""

    item: Item
    subject: str
    has_whole: bool


def share_lists(paragraphs: Sequence[Paragraph], terms: Terms) -> Iterator[Claim]:
    """Yield the shares of each whole that make a hundred, or should."""
    apart: dict[str, list[_Share]] = defaultdict(list)
    for paragraph in paragraphs:
        for whole, shares in _lists(paragraph):
            if 2 <= len(shares) <= _MOST and not any(s.item.figure.approximate for s in shares):
                yield from _hundred(shares, terms)
            elif len(shares) == 1 and isinstance(whole, str):
                apart[whole] += shares
    for shares in apart.values():
        # 基本支出60万元，占总支出的75%, and a paragraph further on 项目支出20万元，占总支出的25%
        if len(shares) > 1 and _is_class(shares, terms) and not any(s.item.figure.approximate for s in shares):
            yield from _hundred(shares, terms)


def _lists(paragraph: Paragraph) -> Iterator[tuple[object, list[_Share]]]:
    """Yield the shares of one paragraph by what they are of: 拨款占总收入的82.4%，其他占17.6% says it of both."""
    wholes: dict[object, list[_Share]] = defaultdict(list)
    named = (-1, "")  # the last share of a whole that one before named, and the whole
    for item in paragraph.items:
        if item.role != "share" or item.figure.type != "rate":
            continue
        whole, subject = share_names(item)
        before = paragraph.items[item.place - 1] if item.place else None
        total = paragraph.total_of.get(before.place) if before is not None else None
        of_list = not subject and before is not None and before.is_amount and total is not None
        if not whole and not of_list and named[0] == item.place - 1 and item.sep <= SEMICOLON:
            whole = named[1]
        share = _Share(item, subject or (paragraph.label(before) if before else ""), bool(whole) or total is not None)
        if whole or of_list:
            wholes[whole or total].append(share)
            named = item.place, whole
        elif subject:
            wholes["", item.sentence, item.group].append(share)
    for key, shares in wholes.items():
        if not isinstance(key, tuple) or _side_by_side([s.item for s in shares]):
            yield key, shares


def _side_by_side(shares: Sequence[Item]) -> bool:
    first, last = shares[0], shares[-1]
    return last.place - first.place == len(shares) - 1 and all(i.sep <= SEMICOLON for i in shares[1:])


def _hundred(shares: Sequence[_Share], terms: Terms) -> Iterator[Claim]:
    closes = agrees(sum_verdict(_ALL, [s.item.figure.quantity for s in shares]))
    if not closes and not _is_complete(shares, terms) and not _goes_beyond_by_a_slip(shares):
        return
    has_whole = any(s.has_whole for s in shares)
    if not closes and not _are_of_men_and_women(shares) and not has_whole and not _is_one_digit_off(shares):
        # of another whole than that of the class: 本年支出90万元，其中人员经费占50%，公用经费占10%
        return
    *others, last = (Term(s.item.figure, "share", s.subject) for s in shares)
    roles = (last, *(t._replace(sign=-1) for t in others))
    yield Claim("sum", roles, "shares", asserted=closes, basis="占比")


def _is_complete(shares: Sequence[_Share], terms: Terms) -> bool:
    if len(shares) == len(_MEN_AND_WOMEN) and _are_of_men_and_women(shares):
        return True
    if len(shares) >= _WITH_THE_REST and shares[-1].subject.startswith(_THE_OTHERS):
        return True  # 咨询类占41.5%，投诉类占33.3%，其他类占25.2%
    return _is_class(shares, terms)


def _is_class(shares: Sequence[_Share], terms: Terms) -> bool:
    concepts = {terms.concept(s.subject) for s in shares}
    return len(concepts) == len(shares) and concepts in terms.classes


def _are_of_men_and_women(shares: Sequence[_Share]) -> bool:
    return {s.subject[:1] for s in shares} == {*_MEN_AND_WOMEN}


def _goes_beyond_by_a_slip(shares: Sequence[_Share]) -> bool:
    if sum(s.item.figure.value for s in shares) <= HUNDRED or any(_OVERLAP.search(s.item.label) for s in shares):
        return False
    return _is_one_digit_off(shares)


def _is_one_digit_off(shares: Sequence[_Share]) -> bool:
    gap = HUNDRED - sum(s.item.figure.value for s in shares)
    return any(mistyped(s.item.figure, s.item.figure.value + gap, _DIGITS) for s in shares)
