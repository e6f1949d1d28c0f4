"""Shares of one whole: 教育支出占52.3%，卫生支出占27.7%，其他支出占20.0%.

The shares of a list, of the parts of one total, or of a whole that is named, make a hundred. It ticks where they do; it
is to be reviewed where the parts are a full class, or where they go beyond a hundred by one digit typed for another.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

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


def share_lists(paragraphs: Sequence[Paragraph], terms: Terms) -> Iterator[Claim]:
    """Yield the shares of each whole that make a hundred, or should."""
    for paragraph in paragraphs:
        for shares in _lists(paragraph):
            if 2 <= len(shares) <= _MOST and not any(i.figure.approximate for i in shares):
                claim = _hundred(paragraph, shares, terms)
                if claim is not None:
                    yield claim


def _lists(paragraph: Paragraph) -> Iterator[list[Item]]:
    """Yield the shares of one paragraph by what they are of: 拨款占总收入的82.4%，其他占17.6% says it of both."""
    wholes: dict[object, list[Item]] = defaultdict(list)
    named = (-1, "")  # the last share of a whole that one before named, and the whole
    for item in paragraph.items:
        if item.role != "share" or item.figure.type != "rate":
            continue
        whole, subject = share_names(item)
        before = paragraph.items[item.place - 1] if item.place and not subject else None
        total = paragraph.total_of.get(before.place) if before is not None and before.is_amount else None
        if not whole and total is None and named[0] == item.place - 1 and item.sep <= SEMICOLON:
            whole = named[1]
        if whole or total is not None:
            wholes[whole or total].append(item)
            named = item.place, whole
        elif subject:
            wholes["", item.sentence, item.group].append(item)
    for key, shares in wholes.items():
        if not isinstance(key, tuple) or _side_by_side(shares):
            yield shares


def _side_by_side(shares: Sequence[Item]) -> bool:
    first, last = shares[0], shares[-1]
    return last.place - first.place == len(shares) - 1 and all(i.sep <= SEMICOLON for i in shares[1:])


def _hundred(paragraph: Paragraph, shares: list[Item], terms: Terms) -> Claim | None:
    figures = [i.figure for i in shares]
    closes = agrees(sum_verdict(_ALL, [f.quantity for f in figures]))
    if not closes and not _is_complete(paragraph, shares, terms) and not _goes_beyond_by_a_slip(shares):
        return None
    sexes = {_subject(paragraph, i)[:1] for i in shares} == {*_MEN_AND_WOMEN}
    if not closes and not sexes and not _has_whole(paragraph, shares) and not _is_one_digit_off(shares):
        # of another whole than that of the class: 本年支出90万元，其中人员经费占50%，公用经费占10%
        return None
    *others, last = (Term(i.figure, "share", _subject(paragraph, i)) for i in shares)
    roles = (last, *(t._replace(sign=-1) for t in others))
    return Claim("sum", roles, "shares", asserted=closes, basis="占比")


def _subject(paragraph: Paragraph, share: Item) -> str:
    return share_names(share)[1] or (paragraph.label(paragraph.items[share.place - 1]) if share.place else "")


def _is_complete(paragraph: Paragraph, shares: list[Item], terms: Terms) -> bool:
    if len(shares) == len(_MEN_AND_WOMEN) and {_subject(paragraph, i)[:1] for i in shares} == {*_MEN_AND_WOMEN}:
        return True
    if len(shares) >= _WITH_THE_REST and _subject(paragraph, shares[-1]).startswith(_THE_OTHERS):
        return True  # 咨询类占41.5%，投诉类占33.3%，其他类占25.2%
    return {terms.concept(_subject(paragraph, i)) for i in shares} in terms.classes


def _has_whole(paragraph: Paragraph, shares: list[Item]) -> bool:
    """Tell whether the text says what the shares are of: by name, or by amounts that are parts of a total."""
    return any(share_names(i)[0] or (i.place and paragraph.total_of.get(i.place - 1) is not None) for i in shares)


def _goes_beyond_by_a_slip(shares: list[Item]) -> bool:
    if sum(i.figure.value for i in shares) <= HUNDRED or any(_OVERLAP.search(i.label) for i in shares):
        return False
    return _is_one_digit_off(shares)


def _is_one_digit_off(shares: list[Item]) -> bool:
    gap = HUNDRED - sum(i.figure.value for i in shares)
    return any(mistyped(i.figure, i.figure.value + gap, _DIGITS) for i in shares)
