"""Sums among facts: 支出决算100万元 in one paragraph, 基本支出60万元 and 项目支出40万元 in two others.

The total of a closed class and all its parts, with the same budget or execution, year, scope and fund. It ticks, and
fails where measure, scope and fund were read and are the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from audit_cli.extract.terms import BUDGETS
from audit_cli.extract.ties.aspects import only_fact
from audit_cli.model import Claim, Fact, Term

_NO_FACT = Decimal(-1)  # the value of what is none

Book = dict[str, list[Fact]]


def sums_of_facts(facts: Sequence[Fact], wholes: dict[str, tuple[str, ...]], known: Sequence[Claim]) -> Iterator[Claim]:
    """Yield totals whose parts stand in other paragraphs; *known* are the sums read before."""
    told: _Told | None = None
    for book in _books(facts):
        for whole, parts in wholes.items():
            total = only_fact(book.get(whole, ()))
            if total is None:
                continue
            found = [fact for part in parts if (fact := only_fact(book.get(part, ()))) is not None]
            if len(found) < len(parts):
                continue
            if told is None:
                told = _Told(facts, known)
            if told.tells(total, *found):
                continue
            told.add(total, *found)
            terms = (Term(total.figure, "total", total.label), *(Term(f.figure, "part", f.label) for f in found))
            sure = len({(f.measure, f.scope, f.fund) for f in (total, *found)}) == 1 and bool(total.measure)
            yield Claim("sum", terms, "complete", asserted=sure, basis="facts")


def _books(facts: Sequence[Fact]) -> Iterable[Book]:
    """Return the facts by concept, for each year and kind of measure, and again for each scope and fund."""
    books: dict[tuple[str, ...], Book] = defaultdict(lambda: defaultdict(list))
    for fact in facts:
        if fact.known and fact.figure.type == "money" and not fact.figure.approximate:
            # what was added to an amount is no amount of its year
            kind = "budget" if fact.measure in BUDGETS else "change" if fact.measure == "change" else ""
            books[kind, fact.period][fact.concept].append(fact)
            books[kind, fact.period, fact.scope, fact.fund][fact.concept].append(fact)
    return books.values()


class _Told:
    """The sums read already: the same figures, or the same values from other mentions of them."""

    def __init__(self, facts: Sequence[Fact], known: Sequence[Claim]) -> None:
        value_at = {f.figure.start: f.figure.value for f in facts}
        self.values: set[frozenset[Decimal]] = set()
        self.sums_with: dict[int, list[frozenset[int]]] = defaultdict(list)
        for starts in {frozenset([term.figure.start for term in claim.terms]) for claim in known}:
            self.values.add(frozenset([value_at.get(s, _NO_FACT) for s in starts]))
            self._index(starts)

    def tells(self, total: Fact, *parts: Fact) -> bool:
        starts = frozenset(f.figure.start for f in (total, *parts))
        if any(starts <= known for known in self.sums_with.get(total.figure.start, ())):
            return True
        return frozenset(f.figure.value for f in (total, *parts)) in self.values

    def add(self, *facts: Fact) -> None:
        self.values.add(frozenset(f.figure.value for f in facts))
        self._index(frozenset(f.figure.start for f in facts))

    def _index(self, starts: frozenset[int]) -> None:
        for start in starts:
            self.sums_with[start].append(starts)
