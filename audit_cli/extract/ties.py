"""Tie-out: what facts assert of one another across paragraphs and tables.

Ticks are generous, contradictions narrow: two figures may contradict each other only as the same fact, with the same
concept, unit and every aspect that was read.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from audit_cli.model import Claim, Fact, Figure, Term
from audit_cli.quantity import agrees, same_verdict

_ASPECTS = ("measure", "period", "scope", "fund")
_DISTINCTIVE = 5  # significant digits that make a repeated figure the same fact
_CROWD = 4  # a concept with more values than this under the same aspects is no single fact


def _digits(figure: Figure) -> int:
    return len(figure.value.normalize().as_tuple().digits) if figure.value else 0


def compatible(a: Fact, b: Fact) -> bool:
    """Whether no aspect of two facts contradicts."""
    return all(x == y or not x or not y for x, y in ((getattr(a, n), getattr(b, n)) for n in _ASPECTS))


def _unread(a: Fact, b: Fact) -> int:
    """Return how many of measure and period were not read on both sides."""
    return sum(not (getattr(a, n) and getattr(b, n)) for n in ("measure", "period"))


def equal_facts(facts: Sequence[Fact]) -> Iterator[Claim]:
    """Yield the restatements of one fact: those that agree as one claim, each that does not as a claim of two."""
    groups: dict[tuple[str, str], list[Fact]] = defaultdict(list)
    for fact in facts:
        if fact.figure.type in ("money", "count", "measure", "number"):
            groups[fact.concept, fact.figure.unit].append(fact)
    tied: set[int] = set()
    for members in groups.values():
        if len(members) > 1:
            yield from _group(members, tied)
    yield from _repeated(facts, tied)


def _group(members: list[Fact], tied: set[int]) -> Iterator[Claim]:
    members.sort(key=lambda f: f.figure.start)
    clusters: list[list[Fact]] = []
    for fact in members:
        for cluster in clusters:
            if fact.figure.value == cluster[0].figure.value or (
                compatible(fact, cluster[0]) and _meets(fact.figure, cluster[0].figure)
            ):
                cluster.append(fact)
                break
        else:
            clusters.append([fact])
    for cluster in clusters:
        if len(cluster) > 1 and (cluster[0].known or _digits(cluster[0].figure) >= 2 or "·" in cluster[0].concept):
            tied.update(f.figure.start for f in cluster)
            yield Claim("equal", tuple(Term(f.figure, "stated", f.label) for f in cluster), basis=cluster[0].concept)
    if len(clusters) > _CROWD or not members[0].known:
        return
    for i, left in enumerate(clusters):
        for right in clusters[i + 1 :]:
            pair = next(((a, b) for a in left for b in right if _contradict(a, b)), None)
            if pair is not None:
                a, b = pair
                terms = (Term(a.figure, "stated", a.label), Term(b.figure, "stated", b.label))
                yield Claim("equal", terms, asserted=not _unread(a, b), basis=a.concept)


def _meets(a: Figure, b: Figure) -> bool:
    return not a.approximate and not b.approximate and agrees(same_verdict(a.quantity, b.quantity))


def _contradict(a: Fact, b: Fact) -> bool:
    """Whether two facts of one concept that differ must not: every aspect compatible, at most one of them unread."""
    if a.figure.approximate or b.figure.approximate or a.figure.block == b.figure.block:
        return False
    if not compatible(a, b) or a.fund != b.fund or a.scope != b.scope:
        return False
    return _unread(a, b) <= 1


def _repeated(facts: Sequence[Fact], tied: set[int]) -> Iterator[Claim]:
    """Yield figures with many digits that stand in several places, also in 元 here and in 万元 there."""
    by_value: dict[tuple[str, Decimal], list[Fact]] = defaultdict(list)
    for fact in facts:
        if _digits(fact.figure) >= _DISTINCTIVE and not fact.figure.approximate:
            by_value[fact.figure.unit, fact.figure.value].append(fact)
    for members in by_value.values():
        if len(members) > 1 and any(f.figure.start not in tied for f in members):
            members.sort(key=lambda f: f.figure.start)
            yield Claim("equal", tuple(Term(f.figure, "stated", f.label) for f in members), asserted=False, tick_only=True, basis="digits")
    yield from _other_unit(facts, tied)


def _other_unit(facts: Sequence[Fact], tied: set[int]) -> Iterator[Claim]:
    """Yield amounts printed in 元 that round to an amount printed in 万元 elsewhere."""
    fine = [f for f in facts if f.figure.unit == "元" and f.figure.scale == 1 and _digits(f.figure) >= _DISTINCTIVE]
    if not fine:
        return
    coarse: dict[int, list[Fact]] = defaultdict(list)
    for fact in facts:
        if fact.figure.unit == "元" and fact.figure.scale >= 10000 and _digits(fact.figure) >= 4:
            coarse[int(fact.figure.value / 10000)].append(fact)
    for fact in fine:
        key = int(fact.figure.value / 10000)
        near = [c for k in (key - 1, key, key + 1) for c in coarse.get(k, ()) if _meets(fact.figure, c.figure)]
        if near:
            tied.update(f.figure.start for f in (fact, *near))
            yield Claim("equal", (Term(fact.figure, "stated", fact.label), *(Term(c.figure, "stated", c.label) for c in near)),
                        asserted=False, tick_only=True, basis="digits")  # fmt: skip


# sums and balances among facts


def _unique(facts: Iterable[Fact]) -> Fact | None:
    """Return the one fact that all of *facts* state, or None if they state several."""
    found: Fact | None = None
    for fact in facts:
        if found is None:
            found = fact
        elif not _meets(found.figure, fact.figure):
            return None
    return found


def sums_of_facts(facts: Sequence[Fact], wholes: dict[str, tuple[str, ...]], known: set[frozenset[int]]) -> Iterator[Claim]:
    """Yield totals of closed classes whose parts stand in other paragraphs, with the same measure, period, scope and fund."""
    books: dict[tuple[str, ...], dict[str, list[Fact]]] = defaultdict(lambda: defaultdict(list))
    for fact in facts:
        if fact.known and fact.figure.type == "money" and not fact.figure.approximate:
            books[tuple(getattr(fact, n) for n in _ASPECTS)][fact.concept].append(fact)
    for aspects, book in books.items():
        for whole, parts in wholes.items():
            total = _unique(book.get(whole, ()))
            members = [_unique(book.get(part, ())) for part in parts]
            if total is None or None in members:
                continue
            found = [m for m in members if m is not None]
            spans = frozenset(f.figure.start for f in (total, *found))
            values = frozenset(f.figure.value for f in (total, *found))
            if spans in known or any(spans <= k for k in known) or _same_values(values, known, facts):
                continue
            terms = (Term(total.figure, "total", total.label), *(Term(f.figure, "part", f.label) for f in found))
            yield Claim("sum", terms, "complete", asserted=bool(aspects[0] and aspects[1]), basis="facts")


def _same_values(values: frozenset[Decimal], known: set[frozenset[int]], facts: Sequence[Fact]) -> bool:
    """Whether a sum of the same values was read already, from other mentions."""
    value_at = {f.figure.start: f.figure.value for f in facts}
    return any(values == frozenset(value_at.get(s, Decimal(-1)) for s in spans) for spans in known)


_LEGS = (("total_revenue", "income"), ("opening_balance", "opening"), ("total_expenditure", "spending"), ("closing_balance", "closing"))


def balances(facts: Sequence[Fact]) -> Iterator[Claim]:
    """Yield income + opening balance = spending + closing balance where each leg is stated once."""
    by_concept: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        if fact.known and fact.figure.type == "money" and fact.measure not in ("initial_budget", "budget", "full_year_budget", "adjusted_budget"):
            by_concept[fact.concept].append(fact)
    blocks = {f.figure.block for f in by_concept["opening_balance"]} & {f.figure.block for f in by_concept["closing_balance"]}
    for block in sorted(blocks):
        legs: list[Term] = []
        for concept, role in _LEGS:
            here = [f for f in by_concept[concept] if f.figure.block == block] or (
                by_concept[concept] if concept in ("total_revenue", "total_expenditure") else []
            )
            fact = _unique(here)
            if fact is None:
                break
            legs.append(Term(fact.figure, role, fact.label, 1 if role in ("income", "opening") else -1))
        if len(legs) == len(_LEGS):
            yield Claim("balance", tuple(legs), basis="收支平衡")


# growth against a fact of another year


def growth_of_facts(pending: Sequence[tuple[Figure, int, Fact]], facts: Sequence[Fact], fiscal_year: str) -> Iterator[Claim]:
    """Yield rates of change whose base is the same fact of the year before: (rate, sign, new) against *facts*."""
    by_concept: dict[tuple[str, str], list[Fact]] = defaultdict(list)
    for fact in facts:
        by_concept[fact.concept, fact.figure.unit].append(fact)
    for rate, sign, new in pending:
        year = new.period or fiscal_year
        if not year.isdigit():
            continue
        before = str(int(year) - 1)
        bases = [
            f for f in by_concept[new.concept, new.figure.unit]
            if f.period in (before, "prior") and f.measure in ("", new.measure, "prior_year") and f.fund == new.fund and f.scope == new.scope
        ]  # fmt: skip
        base = _unique(bases)
        if base is not None and base.figure.value > 0:
            terms = (Term(rate, "rate", "", sign), Term(new.figure, "new", new.label), Term(base.figure, "base", base.label))
            yield Claim("growth", terms, asserted=new.known, basis="facts")
