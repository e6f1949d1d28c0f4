"""What statements mean for the rest of a document: empty ones explained, slips of unit, what facts need not ask."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from audit_cli.expressions import expression
from audit_cli.extract.terms import Terms
from audit_cli.model import Claim, Document, Statement, Term

_TEN_THOUSAND = 10000
_DENIAL = expression(r"没有|无|未(?:使用|发生|安排)|空表|不涉及|为零")


def explained(document: Document, statements: Sequence[Statement], terms: Terms) -> tuple[Statement, ...]:
    """Return *statements*, those that are empty marked where a sentence says that there is nothing of their fund."""
    fund_of = {named.name: named.fund for named in terms.statements}
    silent = {s.name for s in statements if s.blank and fund_of[s.name]}
    if not silent:
        return tuple(statements)
    denials = [t for b in document.blocks if b.table is None and _DENIAL.search(t := document.text_of(b))]
    told = {name for name in silent if any(terms.fund(text) == fund_of[name] for text in denials)}
    return tuple(s._replace(told=s.name in told) for s in statements)


def unit_slips(statements: Sequence[Statement]) -> Iterator[Claim]:
    """Yield the amounts of the notes that are printed like their statement, but in another unit: 元 for 万元."""
    known = {entry.key: entry for statement in statements for entry in statement.entries if statement.title}
    for statement in statements:
        for entry in statement.entries if not statement.title else ():
            other = known.get(entry.key)
            if other is None or not other.figure.value:
                continue
            if other.figure.value in (entry.figure.value * _TEN_THOUSAND, entry.figure.value / _TEN_THOUSAND):
                terms = (Term(entry.figure, "suspect", entry.label), Term(other.figure, "witness", other.label))
                yield Claim("unit", terms)


def but_for_entries(claims: Iterable[Claim], statements: Sequence[Statement]) -> Iterator[Claim]:
    """Yield *claims* among facts without those that statements are asked by rules of their own, or not at all.

    Two entries that must be equal are rounded cell by cell; the amounts of two funds are no total and its parts.
    """
    entries = {e.figure.start: (s.name, e) for s in statements for e in s.entries}
    if not entries:
        yield from claims
        return
    for claim in claims:
        found = [entries[t.figure.start] for t in claim.terms if t.figure.start in entries]
        if claim.kind == "sum" and len({entry.fund for _, entry in found}) > 1:
            continue
        if claim.kind == "equal" and len(found) == len(claim.terms) == 2:
            (one, first), (other, second) = found
            if one != other and first.key == second.key:
                continue
        yield claim
