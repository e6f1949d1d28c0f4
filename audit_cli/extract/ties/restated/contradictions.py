"""Contradictions: when two statements of one concept that differ must not.

基本支出60.00万元 here and 基本支出66.00万元 there, of one year, measure, scope and fund. A figure that only slips in
its last digits needs less, one in a table needs the name of its column.
"""

from __future__ import annotations

from decimal import Decimal
from operator import attrgetter

from audit_cli.extract.terms import BUDGETS
from audit_cli.extract.ties.aspects import DISTINCTIVE, compatible, digits_of, unread_aspects
from audit_cli.extract.ties.restated.subjects import of_others
from audit_cli.mistyped import mistyped
from audit_cli.model import Claim, Document, Fact, Figure, Term

_ASPECTS = attrgetter("concept", "known", "measure", "period", "scope", "fund")
_SLIP = 1000  # the part of a figure that a slip of the pen in its last digits changes at most
_TEN_THOUSAND = 10000


def contradict(a: Fact, b: Fact, document: Document) -> bool:
    """Whether every aspect of two facts is compatible, and at most one of them unread."""
    if a.figure.approximate or b.figure.approximate:
        return False
    if a.figure.block == b.figure.block:
        return _is_slip_of_pen(a, b, document)
    if not _may_be_told_apart(a, b, document):
        return False
    if not compatible(a, b):
        return False
    if is_slip(a.figure, b.figure):
        return True
    if (a.fund, a.scope) != (b.fund, b.scope) or of_others(a, b, document):
        return False
    if (a.measure in BUDGETS) != (b.measure in BUDGETS) or not (a.figure.unit and b.figure.unit):
        return False
    return unread_aspects(a, b) <= 1


def _is_slip_of_pen(a: Fact, b: Fact, document: Document) -> bool:
    """Whether two sentences of one paragraph say of one year, in one measure, what is one typing error apart."""
    if a.inferred or b.inferred or _ASPECTS(a) != _ASPECTS(b) or a.figure.quantum != b.figure.quantum:
        return False
    between = document.text[min(a.figure.end, b.figure.end) : max(a.figure.start, b.figure.start)]
    return "。" in between and mistyped(a.figure, b.figure.value, DISTINCTIVE)


def contradiction(a: Fact, b: Fact) -> Claim:
    """Return the claim that two facts are one: asserted only where every aspect was read and none was inferred."""
    sure = (
        not unread_aspects(a, b)
        and not (a.inferred or b.inferred)
        and compatible(a, b)
        and (a.fund, a.scope) == (b.fund, b.scope)
        and a.figure.block != b.figure.block
    )
    return Claim("equal", _stated(a, b), asserted=sure, basis=a.concept)


def unit_slip(a: Fact, b: Fact) -> Claim | None:
    """Return the claim that one of two statements of a fact says 元 where it means 万元."""
    for suspect, witness in ((a, b), (b, a)):
        figure, other = suspect.figure, witness.figure
        if figure.printed_unit != "元" or other.scale != _TEN_THOUSAND:
            continue
        if figure.value * _TEN_THOUSAND == other.value:
            terms = (Term(figure, "suspect", suspect.label), Term(other, "witness", witness.label))
            return Claim("unit", terms, basis=a.concept)
    return None


def is_slip(a: Figure, b: Figure) -> bool:
    """Whether two figures differ only in their last digits, as a slip of the pen does."""
    if a.quantum != b.quantum or abs(a.value - b.value) * _SLIP >= abs(a.value):
        return False
    return min(digits_of(a), digits_of(b)) >= DISTINCTIVE


def is_part(values: tuple[Decimal, Decimal], all_values: list[Decimal]) -> bool:
    """Whether one of two values is the other and a third of the same concept together: a budget and what was added."""
    return abs(values[0] - values[1]) in all_values


def _may_be_told_apart(a: Fact, b: Fact, document: Document) -> bool:
    """Whether what tables say of two facts lets them be compared: their columns are named, and named alike."""
    table, other = (document.blocks[f.figure.block].table for f in (a, b))
    if table is None and other is None:
        return True
    if table == other or (table is not None and not a.measure) or (other is not None and not b.measure):
        return False
    if table is None or other is None:
        return True
    return a.label.partition(" / ")[2] == b.label.partition(" / ")[2]


def _stated(a: Fact, b: Fact) -> tuple[Term, Term]:
    return Term(a.figure, "stated", a.label), Term(b.figure, "stated", b.label)
