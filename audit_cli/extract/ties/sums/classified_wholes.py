"""Classifications of a whole told before: 本年支出100万元，…。 and in the next paragraph 按功能分类：教育支出90万元，….

The list that 按…分类 or 分…看 opens is of a total in one of the last paragraphs. It ticks where one of them is the sum,
and is to be reviewed where the last total that is called alike is not, or the only one that one digit keeps from it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from audit_cli.expressions import expression
from audit_cli.extract.prose.item import Item
from audit_cli.extract.prose.labels import clean_label
from audit_cli.extract.prose.lists.heads import looks
from audit_cli.extract.prose.paragraph import Paragraph
from audit_cli.mistyped import mistyped
from audit_cli.model import Claim, Figure, Term
from audit_cli.quantity import ZERO, sum_verdict

_BACK = 3  # paragraphs before that may tell the whole
_REACH = 8  # blocks between the two
_FEW, _MOST = 60, 40  # items that may be the whole, and parts
_FEWEST = 2
_FROM = "从"
# what is left at the end of a year is of no class
_WITH_BALANCES = expression(r"总计")
_SAYS_WHOLE = expression(r"(?:全年|本年|年度)?(?:总支出|总收入|(?:支出|收入)(?:决算数?|合计|总额)[为是]?)")
_SIDE = expression(r"收入|支出|预算|决算")


def classified_wholes(paragraphs: Sequence[Paragraph]) -> Iterator[Claim]:
    for number, paragraph in enumerate(paragraphs):
        for first in paragraph.items:
            if first.cue != "by" or first.figure.type != "money" or first.place in paragraph.total_of:
                continue
            parts = _parts(paragraph, first)
            if len(parts) < _FEWEST:
                continue
            near = [p for p in paragraphs[max(number - _BACK, 0) : number] if paragraph.block - p.block <= _REACH]
            before = [(p, i) for p in near for i in p.items[-_FEW:] if _may_be_whole(p, i, first)]
            before += [(paragraph, i) for i in paragraph.items[: first.place] if _may_be_whole(paragraph, i, first)]
            before.reverse()
            yield from _sums(parts, before)


def _parts(paragraph: Paragraph, first: Item) -> list[Item]:
    """Return the amounts of a list from *first* on, [] if something among them is told of otherwise."""
    parts = [first]
    for item in paragraph.items[first.place + 1 : first.place + _MOST]:
        if item.sentence != first.sentence:
            break
        if not item.is_amount or item.depth > first.depth or item.is_whole_of_rate(paragraph.items):
            continue
        if item.cue or not item.kin(first) or item.role != first.role or item.place in paragraph.total_of:
            return []
        parts.append(item)
    return [] if any(i.figure.approximate or i.total_after for i in parts) else parts


def _may_be_whole(paragraph: Paragraph, item: Item, part: Item) -> bool:
    if item.is_whole_of_rate(paragraph.items):
        return False
    return item.is_amount and item.role in ("plain", "used") and not item.figure.approximate and item.kin(part)


def _sums(parts: Sequence[Item], before: Sequence[tuple[Paragraph, Item]]) -> Iterator[Claim]:
    """Yield the sum of *parts* that one of *before* is, else the one that the last called alike should be."""
    figures = [item.figure for item in parts]
    closing = [whole for whole in before if sum_verdict(whole[1].figure.quantity, figures) in ("exact", "rounding")]
    sides = {side for item in parts for side in _SIDE.findall(clean_label(item.label))[-1:]}
    alike = [
        (paragraph, item)
        for paragraph, item in before
        if (item.place in paragraph.total_of.values() or _SAYS_WHOLE.fullmatch(clean_label(item.label)))
        and item.place not in paragraph.total_of
        and sides == {*_SIDE.findall(item.label.replace("支出决算", "支出"))[-1:]}
        and not _WITH_BALANCES.search(item.label)
    ]
    slips = [(p, i) for p, i in before if not (closing or alike) and _is_one_digit_off(i, figures)]
    if looks(parts[0]) and parts[0].cue_word.startswith(_FROM):
        alike = slips = []  # 从审计来看，80万元闲置，20万元违规使用: not all is named
    for paragraph, whole in (closing or alike or (slips if len(slips) == 1 else []))[:1]:
        terms = (Term(item.figure, "part", clean_label(item.label)) for item in parts)
        roles = (Term(whole.figure, "total", paragraph.label(whole)), *terms)
        yield Claim("sum", roles, "complete", asserted=bool(closing), basis="分类")


def _is_one_digit_off(whole: Item, parts: Sequence[Figure]) -> bool:
    """Whether one digit of a whole or of a part is all that keeps the parts from adding up to it."""
    gap = whole.figure.value - sum((part.value for part in parts), ZERO)
    return any(mistyped(part, part.value + gap) for part in parts) or mistyped(whole.figure, whole.figure.value - gap)
