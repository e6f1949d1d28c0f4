"""Wholes that a paragraph names at its beginning: 基本支出中，工资福利支出60万元，占75%；商品和服务支出20万元，占25%.

项目支出主要用于… and 项目支出主要安排… name one too, less surely.
The whole is the last amount so called in the paragraphs before. The list and the shares without a whole of their own
are held against it; a list that falls short of it says nothing, unless it is a full classification.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from audit_cli.expressions import expression
from audit_cli.extract.ledger.units import OF_ANYTHING
from audit_cli.extract.prose.item import Item
from audit_cli.extract.prose.labels import clean_label
from audit_cli.extract.prose.paragraph import Paragraph
from audit_cli.extract.terms import Terms
from audit_cli.mistyped import one_slip_off
from audit_cli.model import Claim, Document, Fact, Term
from audit_cli.quantity import agrees, sum_verdict

_NAMED = expression(
    r"[\s\d一二三四五六七八九十（()）、.．]{0,8}([^，。；：、\s]{3,30}?)(?P<within>中[，,：:]|(?:主要|重点|具体|全部)?(?:用于|投向|包括|包含)|主要(?:安排|[是为有])"
    r"|(?:主要|共|共有|共计|共安排|涉及){1,2}[\d一二三四五六七八九十]{1,3}(?:个(?:方面|项目)|[个项])[^，。；\d]{0,6}[：:]"
    r"|(?:支出|资金|使用)?(?:明细|构成|去向)(?:如下)?[：:])"
)
_LIST = 3  # parts, of which a sum is hardly one slip away by chance
_NO_WHOLE = expression(r"占(?:比|比重|比例|的)?[\s为：:]*$")
# 计划 at the end may be the name of a programme
_MEASURE = expression(r"预算|决算|实际|调整|计划(?!$)|上年|去年|已|合计|共")
_REACH = 8  # paragraphs before in which the whole may stand


def named_wholes(
    paragraphs: Sequence[Paragraph], facts: Sequence[Fact], document: Document, terms: Terms, told: set[int]
) -> Iterator[Claim]:
    """Yield sums and shares of a whole named at the beginning; figures that begin at *told* are explained already."""
    amounts: dict[int, list[Fact]] | None = None
    for paragraph in paragraphs:
        name = _NAMED.match(document.text, document.blocks[paragraph.block].start)
        parts = _parts(paragraph) if name is not None else []
        if name is None or len(parts) < 2 or name.end() > parts[0].figure.start:
            continue
        if any(i.figure.start in told for i in parts):
            continue
        if amounts is None:
            amounts = _amounts(facts)
        within = name["within"].startswith("中")
        whole = _whole(name[1], paragraph.block, amounts, within)
        if whole is None:
            continue
        yield from _listed(paragraph, parts, whole, terms, within)
        for rate in _shares(paragraph, parts) if within else ():
            part = paragraph.items[rate.place - 1]
            if rate.figure.start not in told:
                roles = (_term(rate, "rate"), _term(part, "part"), Term(whole.figure, "whole", whole.label))
                yield Claim("ratio", roles, basis=f"{whole.label}中")


def _amounts(facts: Sequence[Fact]) -> dict[int, list[Fact]]:
    """Return the facts that are sure amounts of money by their block."""
    amounts: dict[int, list[Fact]] = defaultdict(list)
    for fact in facts:
        if fact.figure.type == "money" and not fact.figure.approximate:
            amounts[fact.figure.block].append(fact)
    return amounts


def _parts(paragraph: Paragraph) -> list[Item]:
    """Return the plain amounts of the first sentence, unless a breakdown was found among them."""
    first = [i for i in paragraph.items if i.sentence == paragraph.items[0].sentence and i.figure.type == "money"]
    plain = [i for i in first if i.role in ("plain", "used") and i.depth == 0]
    if any(i.cue and i.cue_word != "中" for i in plain[1:]) or any(i.place in paragraph.total_of for i in plain):
        return []
    measures = {frozenset(_MEASURE.findall(i.label)) for i in plain}
    return [] if len(measures) > 1 or any(i.figure.approximate for i in plain) else plain


def _whole(name: str, block: int, amounts: Mapping[int, Sequence[Fact]], within: bool) -> Fact | None:
    """Return the last amount called *name* before *block*, if those so called there have one value.

    If it is not said that the list is *within* it, no other measure or year of it may stand there either.
    """
    before = range(block - _REACH, block)
    near = [
        f for b in before for f in amounts.get(b, ()) if _is_called(f.label, name) or (not within and name in f.label)
    ]
    return near[-1] if len({f.figure.value for f in near}) == 1 else None


def _is_called(label: str, name: str) -> bool:
    return label == name or (len(name) >= 4 and label.endswith(name)) or (len(label) >= 4 and name.endswith(label))


def _listed(paragraph: Paragraph, parts: list[Item], whole: Fact, terms: Terms, sure: bool) -> Iterator[Claim]:
    figures = [i.figure for i in parts]
    verdict = sum_verdict(whole.figure.quantity, figures)
    counted = _are_counted(paragraph, parts)
    slipped = len(parts) >= _LIST and one_slip_off(whole.figure, figures)
    exceeded = sum(i.figure.value for i in parts) > whole.figure.value
    complete = terms.complete([paragraph.concepts[i.place] for i in parts])
    if agrees(verdict) or exceeded or complete or counted or slipped:
        form = "complete" if complete else "open"
        roles = (Term(whole.figure, "total", whole.label), *(_term(i, "part") for i in parts))
        yield Claim("sum", roles, form, asserted=sure or counted or agrees(verdict), basis=f"{whole.label}中")


def _are_counted(paragraph: Paragraph, parts: Sequence[Item]) -> bool:
    """Whether it is said before or behind parts how many there are: 项目支出共5项：…; …五个方面."""
    beside = [
        paragraph.items[place]
        for place in (parts[0].place - 1, parts[-1].place + 1)
        if 0 <= place < len(paragraph.items)
    ]
    return len(parts) >= _LIST and any(
        i.figure.type == "count"
        and i.unit in OF_ANYTHING
        and i.figure.value == len(parts)
        and i.sentence == parts[0].sentence
        for i in beside
    )


def _shares(paragraph: Paragraph, parts: list[Item]) -> Iterator[Item]:
    places = {i.place for i in parts}
    for item in paragraph.items:
        if item.figure.type == "rate" and item.place - 1 in places and _NO_WHOLE.search(item.label):
            yield item


def _term(item: Item, role: str) -> Term:
    return Term(item.figure, role, clean_label(item.label))
