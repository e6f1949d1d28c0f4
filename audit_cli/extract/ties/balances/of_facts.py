"""Balances: 本年收入100万元，年初结转20万元，本年支出90万元，年末结转30万元.

Income and opening balance are spending and closing balance, for each scope and fund whose four legs are stated; each
leg may stand in another paragraph; 使用非财政拨款结余 and 结余分配 join them. It ticks and fails. Without an opening
balance it fails, to be reviewed, only where one figure is a slip of the pen away. An income with the opening balance
among its parts holds that already: 收入合计120万元，其中财政拨款100万元，年初结转20万元.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from audit_cli.expressions import expression
from audit_cli.extract.terms import BUDGETS
from audit_cli.extract.ties.aspects import only_fact
from audit_cli.mistyped import mistyped
from audit_cli.model import Claim, Fact, Figure, Term

_LEGS = (
    ("total_revenue", "income", 1),
    ("opening_balance", "opening", 1),
    ("total_expenditure", "spending", -1),
    ("closing_balance", "closing", -1),
    ("reserves_used", "income", 1),
    ("surplus_distribution", "spending", -1),
)
# what a surplus is distributed to, where it is not called so: 提取专用基金30万元，缴纳企业所得税20万元
_DISTRIBUTED = expression(r"结余分配|专用基金|福利基金|事业基金|所得税")
_NEEDED = 4  # legs without which there is no balance
_WITH_BALANCES = {"total_revenue": "revenue_with_balances", "total_expenditure": "expenditure_with_balances"}


class _Book:
    """The facts of one scope and fund by concept, and by concept and block."""

    def __init__(self) -> None:
        self.by_concept: dict[str, list[Fact]] = defaultdict(list)
        self.by_block: dict[tuple[str, int], list[Fact]] = defaultdict(list)

    def add(self, fact: Fact) -> None:
        self.by_concept[fact.concept].append(fact)
        self.by_block[fact.concept, fact.figure.block].append(fact)

    def stated(self, concept: str, block: int) -> Fact | None:
        """Return the one figure of a concept: the one in *block*, else the only one there is."""
        for name in (concept, _WITH_BALANCES.get(concept, "")):
            fact = only_fact(self.by_block.get((name, block), ()))
            if fact is not None:
                return fact
        return only_fact(self.by_concept.get(concept, ()))


def balances(facts: Sequence[Fact], sums: Sequence[Claim]) -> Iterator[Claim]:
    """Yield the balance of each book whose legs are all stated, those beside the opening balance first.

    *sums* tell which income holds the opening balance.
    """
    books: dict[tuple[str, str], _Book] = defaultdict(_Book)
    for fact in facts:
        if fact.known and fact.figure.type == "money" and fact.measure not in BUDGETS:
            books[fact.scope, fact.fund].add(fact)
    for book in books.values():
        if not book.by_concept["closing_balance"]:
            continue
        others = book.by_concept["surplus_distribution"] or book.by_concept["reserves_used"]
        if not book.by_concept["opening_balance"] and not others:
            yield from _left_over(book)
        for opening in book.by_concept["opening_balance"]:
            terms = _legs(book, opening.figure.block, sums)
            if terms is not None:
                terms = (*terms, *_distributed(terms, facts))
                yield Claim("balance", terms, basis="收支平衡")
                break


def _distributed(terms: Sequence[Term], facts: Sequence[Fact]) -> Iterator[Term]:
    """Yield what was distributed of a surplus, alone or in all, if that is what the legs told by name leave open."""
    gap = sum((t.figure.value if t.role in ("income", "opening") else -t.figure.value for t in terms), Decimal(0))
    if gap <= 0:
        return
    found = [f for f in facts if f.figure.type == "money" and not f.known and _DISTRIBUTED.search(f.label)]
    told = next(([f] for f in found if f.figure.value == gap), found)
    if sum(f.figure.value for f in told) == gap:
        yield from (Term(f.figure, "spending", f.label, -1) for f in told)


def _left_over(book: _Book) -> Iterator[Claim]:
    """Yield income less spending where it is the closing balance, or misses it by a slip: no opening is stated."""
    income, spending, closing = (
        only_fact(book.by_concept[concept]) for concept in ("total_revenue", "total_expenditure", "closing_balance")
    )
    if income is None or spending is None or closing is None or not closing.figure.value:
        return
    left = income.figure.value - spending.figure.value
    closes = left == closing.figure.value
    slip = (
        mistyped(closing.figure, left)
        or mistyped(income.figure, spending.figure.value + closing.figure.value)
        or mistyped(spending.figure, income.figure.value - closing.figure.value)
    )
    if closes or (slip and income.figure.block == spending.figure.block == closing.figure.block):
        facts = ((closing, "result"), (income, "minuend"), (spending, "subtrahend"))
        terms = tuple(Term(f.figure, role, f.label) for f, role in facts)
        yield Claim("difference", terms, asserted=closes, basis="收支平衡")


def _legs(book: _Book, block: int, sums: Sequence[Claim]) -> tuple[Term, ...] | None:
    """Return the legs, without the opening balance where the income holds it; None if one is missing or not told."""
    terms: list[Term] = []
    for place, (concept, role, sign) in enumerate(_LEGS):
        if place >= _NEEDED and not book.by_concept[concept]:
            continue
        fact = book.stated(concept, block)
        if fact is None:
            return None
        terms.append(Term(fact.figure, role, fact.label, sign))
    income, opening, spending, closing = terms[:_NEEDED]
    # 收入总额512万元，其中：本年498万元，上年结转14万元
    with_opening = income.figure.value == spending.figure.value + closing.figure.value
    if with_opening and opening.figure.block == income.figure.block and "总" in income.label:
        return None
    gone = sum((t.figure.value for t in terms[_NEEDED:] if t.role == "spending"), spending.figure.value)
    if income.label.endswith("总计") and income.figure.value in (
        spending.figure.value,
        spending.figure.value + closing.figure.value,
        gone + closing.figure.value,
    ):
        return None
    if _holds(sums, income.figure, opening.figure):
        terms.remove(opening)
    return tuple(terms)


def _holds(sums: Sequence[Claim], whole: Figure, part: Figure) -> bool:
    """Whether one of *sums* has *part* among the parts of *whole*."""
    return any(claim.stated is whole and part in claim.figures("part") for claim in sums)
