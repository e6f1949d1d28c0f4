"""Roll-ups: lists of amounts, allotted or used, that add up to a total stated in another place.

项目支出明细：甲项目30万元；乙项目40万元；… is held against the 项目支出 of the table. It ticks where it closes, and is
to be reviewed where only one total is stated. A run of used amounts that add up to a distinctive figure can only tick.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cached_property

from audit_cli.expressions import expression
from audit_cli.extract.prose.item import Item
from audit_cli.extract.prose.labels import clean_label
from audit_cli.extract.prose.paragraph import Paragraph
from audit_cli.extract.terms import BUDGETS, Terms
from audit_cli.model import Claim, Document, Fact, Figure, Term
from audit_cli.quantity import significant_digits, sum_verdict

_LONG_LIST = 6  # items that make a paragraph a list of its own
_RUN = 3  # items that may add up to a figure elsewhere by more than chance
_LONGEST_RUN = 24
_DISTINCTIVE = 4  # significant digits of a figure that a run may add up to
_SOME = expression(r"主要|重点|部分")
_LEAD_IN = 40  # characters of a line or clause that says what a list is of


def rollups(
    paragraphs: Sequence[Paragraph], facts: Sequence[Fact], document: Document, terms: Terms
) -> Iterator[Claim]:
    """Yield the lists of a document whose total stands elsewhere."""
    amounts = _Amounts(facts)
    for paragraph in paragraphs:
        money = [i for i in paragraph.items if i.figure.type == "money"]
        if len(money) >= _RUN:
            yield from _listed(paragraph, money, amounts, document, terms)
            yield from _runs(used_of(money), amounts)


class _Amounts:
    """The sure amounts of money among *facts*, as they may be the totals of lists; read when first asked for."""

    def __init__(self, facts: Sequence[Fact]) -> None:
        self._facts = facts

    @cached_property
    def by_concept(self) -> dict[str, list[Fact]]:
        found: dict[str, list[Fact]] = defaultdict(list)
        for fact in self._facts:
            if fact.known and fact.figure.type == "money" and not fact.figure.approximate:
                found[fact.concept].append(fact)
        return found

    @cached_property
    def by_value(self) -> dict[Decimal, list[Fact]]:
        """Those that many digits make distinctive."""
        found: dict[Decimal, list[Fact]] = defaultdict(list)
        for fact in self._facts:
            figure = fact.figure
            if figure.type == "money" and not figure.approximate and significant_digits(figure.value) >= _DISTINCTIVE:
                found[figure.value].append(fact)
        return found


def _listed(
    paragraph: Paragraph, money: list[Item], amounts: _Amounts, document: Document, terms: Terms
) -> Iterator[Claim]:
    """Yield a paragraph that is nothing but a list, against the total of what its lead-in names."""
    plain = [i for i in money if i.role == "plain" and i.depth == 0]
    if len(plain) < _LONG_LIST or len(plain) < len(money) or any(i.place in paragraph.total_of for i in plain):
        return
    if sum(i.cue == "by" for i in plain) > 1:
        return  # 按性质划分，基本支出…。按功能分类，教育支出…: two lists of one whole
    leads = _leads(paragraph, document)
    concept = _named_in(leads, terms)
    totals = [
        f for f in amounts.by_concept.get(concept, ()) if f.figure.block != paragraph.block and f.measure not in BUDGETS
    ]
    if not totals:
        return
    figures = [i.figure for i in plain]
    closing = [f for f in totals if sum_verdict(f.figure.quantity, figures) in ("exact", "rounding")]
    values = {f.figure.value for f in totals}
    # 主要支出科目情况如下：… leaves out what is small
    if closing or (len(values) == 1 and not any(map(_SOME.search, leads))):
        total = (closing or totals)[0]
        parts = (Term(i.figure, "part", clean_label(i.label)) for i in plain)
        roles = (Term(total.figure, "total", total.label), *parts)
        yield Claim("sum", roles, "open", asserted=bool(closing), basis="清单")


def _leads(paragraph: Paragraph, document: Document) -> list[str]:
    """Return the words at the beginning of a list, and the line before it."""
    first = paragraph.items[0]
    places = [first.lead[-_LEAD_IN:]]
    if paragraph.block:
        before = document.blocks[paragraph.block - 1]
        if before.kind != "cell" and before.end - before.start <= _LEAD_IN:
            places.append(document.text_of(before))
    return places


def _named_in(leads: Sequence[str], terms: Terms) -> str:
    """Return the concept that what leads to a list names."""
    for place in leads:
        found = [label for label in terms.concept_by_label if len(label) >= 4 and label in place]
        if found:
            return terms.concept_by_label[max(found, key=len)]
    return ""


def _runs(used: list[Figure], amounts: _Amounts) -> Iterator[Claim]:
    """Yield neighbouring amounts *used* that add up to a distinctive figure outside of them: they can only hold."""
    start = 0
    while start + _RUN <= len(used):
        end, fact = _total_of_run(used, start, amounts.by_value)
        if fact is not None:
            run = (Term(f, "part") for f in used[start:end])
            terms = (Term(fact.figure, "total", fact.label), *run)
            yield Claim("sum", terms, "open", asserted=False, tick_only=True, basis="清单")
        start = end


def _total_of_run(used: Sequence[Figure], start: int, by_value: dict[Decimal, list[Fact]]) -> tuple[int, Fact | None]:
    """Return the end of the first run from *start* that adds up to a figure outside of it, with that figure."""
    total = Decimal(0)
    inside: set[int] = set()
    for end, figure in enumerate(used[start : start + _LONGEST_RUN], start + 1):
        total += figure.value
        inside.add(figure.start)
        if end - start >= _RUN:
            fact = next((f for f in by_value.get(total, ()) if f.figure.start not in inside), None)
            if fact is not None:
                return end, fact
    return start + 1, None


def used_of(money: list[Item]) -> list[Figure]:
    """Return what was used of each amount of a list: the used figure beside it, or the amount itself if used up."""
    found: list[Figure] = []
    for item, after in zip(money, [*money[1:], None], strict=True):
        if item.role == "used" or (item.done and (after is None or after.role != "used")):
            found.append(item.figure)
    return found
