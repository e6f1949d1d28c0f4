"""Income, opening balance and spending that leave nothing: 收入总计90万元，年初结转10万元，支出总计100万元.

Where they do not close, a balance may be left that is told nowhere. But where the income or the opening balance that
would close them is printed elsewhere, figure by figure, the one in the sentence is mistyped: that is to be reviewed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import islice

from audit_cli.extract.prose.item import Item
from audit_cli.extract.prose.paragraph import Paragraph
from audit_cli.extract.ties.aspects import DISTINCTIVE, digits_of
from audit_cli.model import Claim, Fact, Figure, Term
from audit_cli.quantity import sum_verdict

_INCOME = ("total_revenue", "revenue_with_balances", "fiscal_revenue")
_SPENDING = ("total_expenditure", "expenditure_with_balances", "fiscal_expenditure")
_OPENING, _CLOSING = "opening_balance", "closing_balance"


def open_balances(paragraphs: Sequence[Paragraph], facts: Sequence[Fact], figures: Sequence[Figure]) -> Iterator[Claim]:
    left = {fact.figure.value for fact in facts if fact.concept == _CLOSING}
    values: dict[Decimal, list[Figure]] | None = None
    for paragraph in paragraphs:
        if _OPENING not in paragraph.concepts:
            continue
        for income, opening, spending in _triples(paragraph):
            verdict = sum_verdict(spending.figure.quantity, [income.figure, opening.figure])
            rest = income.figure.value + opening.figure.value - spending.figure.value
            if verdict in ("exact", "rounding") or rest in left:
                continue
            if values is None:
                values = {}
                for figure in figures:
                    if figure.type == "money" and digits_of(figure) >= DISTINCTIVE:
                        values.setdefault(figure.value, []).append(figure)
            wanted = spending.figure.value - opening.figure.value, spending.figure.value - income.figure.value
            if any(value in values for value in wanted):
                items = (spending, "total"), (income, "part"), (opening, "part")
                terms = tuple(Term(item.figure, role, paragraph.label(item)) for item, role in items)
                yield Claim("sum", terms, "open", asserted=False, basis="收支")


def _triples(paragraph: Paragraph) -> Iterator[tuple[Item, Item, Item]]:
    """Yield income, opening balance and spending that stand side by side in one sentence."""
    money = [i for i in paragraph.items if i.figure.type == "money" and not i.figure.approximate]
    for three in zip(money, islice(money, 1, None), islice(money, 2, None), strict=False):
        income, opening, spending = (paragraph.concepts[item.place] for item in three)
        beside = len({item.sentence for item in three}) == 1 and not any(item.group for item in three)
        if beside and income in _INCOME and opening == _OPENING and spending in _SPENDING:
            yield three
