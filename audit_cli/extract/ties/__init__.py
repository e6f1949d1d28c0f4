"""Tie-out: what facts assert of one another across paragraphs and tables.

Ticks are generous, contradictions narrow: two figures may contradict each other only as the same fact, with the same
concept, unit and every aspect that was read.
"""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from audit_cli.model import Claim, Document, Fact, Figure, Term
from audit_cli.quantity import agrees, same_verdict

_DISTINCTIVE = 5  # significant digits that make a repeated figure the same fact
_BUDGETS = ("initial_budget", "budget", "full_year_budget", "adjusted_budget")
_SPELT_OUT = 4  # characters that two labels must share to name the same thing
_CROWD = 4  # a concept with more values than this under the same aspects is no single fact


def _digits(figure: Figure) -> int:
    """Return how many digits make a figure distinctive: those printed, unless it is round."""
    value = figure.value
    if not value:
        return 0
    short = len(value.normalize().as_tuple().digits)
    printed = len((value / figure.quantum).to_integral_value().as_tuple().digits)
    return printed if short >= 3 else short


def compatible(a: Fact, b: Fact) -> bool:
    """Whether no aspect of two facts contradicts."""
    return (
        (a.measure == b.measure or not a.measure or not b.measure)
        and (a.period == b.period or not a.period or not b.period)
        and (a.scope == b.scope or not a.scope or not b.scope)
        and (a.fund == b.fund or not a.fund or not b.fund)
    )


def _unread(a: Fact, b: Fact) -> int:
    """Return how many of measure and period were not read on both sides."""
    return sum(not (getattr(a, n) and getattr(b, n)) for n in ("measure", "period"))


def equal_facts(
    facts: Sequence[Fact], figures: Sequence[Figure], document: Document, functional: frozenset[str]
) -> Iterator[Claim]:
    """Yield the restatements of one fact: those that agree as one claim, each that does not as a claim of two.

    The *functional* classes stand in statements of revenue and of expenditure alike: there they are not compared.
    """
    groups: dict[tuple[str, str], list[Fact]] = defaultdict(list)
    for fact in facts:
        if fact.figure.type in ("money", "count", "measure", "number") and fact.figure.value:
            groups[fact.concept, fact.figure.unit].append(fact)
    tied: set[int] = set()
    for members in groups.values():
        if len(members) > 1:
            in_table = any(document.blocks[f.figure.block].table is not None for f in members)
            yield from _group(members, tied, document, in_table and members[0].concept in functional)
    yield from _unitless(groups, tied)
    stated = {fact.figure.start for fact in facts}
    others = [Fact(f, "") for f in figures if f.type in ("money", "number") and f.start not in stated]
    yield from _repeated([*facts, *others], tied)


def _clusters(members: Sequence[Fact]) -> list[list[Fact]]:
    """Return the facts that agree with one another together; figures that meet are less than one quantum apart."""
    clusters: list[list[Fact]] = []
    # for each quantum the values of the first facts, sorted, with their clusters
    firsts: dict[Decimal, list[tuple[Decimal, int]]] = {}
    for fact in members:
        value, quantum = fact.figure.value, fact.figure.quantum
        near: list[int] = []
        for other, values in firsts.items():
            reach = max(quantum, other)
            begin = bisect_left(values, (value - reach, 0))
            near += (i for _, i in values[begin : bisect_left(values, (value + reach, len(clusters)))])
        for i in sorted(near):
            if compatible(fact, clusters[i][0]) and _meets(fact.figure, clusters[i][0].figure):
                clusters[i].append(fact)
                break
        else:
            insort(firsts.setdefault(quantum, []), (value, len(clusters)))
            clusters.append([fact])
    return clusters


def _group(members: list[Fact], tied: set[int], document: Document, ticks_only: bool) -> Iterator[Claim]:
    members.sort(key=lambda f: f.figure.start)
    clusters = _clusters(members)
    for cluster in clusters:
        if len({f.figure.start for f in cluster}) > 1:
            tied.update(f.figure.start for f in cluster)
            yield Claim("equal", tuple(Term(f.figure, "stated", f.label) for f in cluster), basis=cluster[0].concept)
    if len(clusters) > _CROWD or ticks_only:
        return
    if not members[0].known:
        yield from _reviewed(clusters, document)
        return
    told: set[tuple[Decimal, Decimal]] = set()
    for i, left in enumerate(clusters):
        for right in clusters[i + 1 :]:
            pairs = [(a, b) for a in left for b in right]
            pair = next((p for p in pairs if _contradict(*p, document)), None)
            values = (left[0].figure.value, right[0].figure.value)
            if pair is None or values in told:
                continue
            a, b = pair
            if (slip := _unit_slip(a, b)) is not None:
                told.add(values)
                yield slip
                continue
            if _is_part(values, [c[0].figure.value for c in clusters]):
                continue
            if _slip(a.figure, b.figure) or all(compatible(*p) for p in pairs):
                told.add(values)
                terms = (Term(a.figure, "stated", a.label), Term(b.figure, "stated", b.label))
                sure = (
                    not _unread(a, b)
                    and not (a.inferred or b.inferred)
                    and compatible(a, b)
                    and (a.fund, a.scope) == (b.fund, b.scope)
                )
                yield Claim("equal", terms, asserted=sure, basis=a.concept)


_PLAIN_WORDS = re.compile(r"(?:对|和|及|与|全[市县区镇省]|我[市县区镇]|现|共?有|共|等|为|在|的|目前|已|[、，\s])*")
_OTHER_YEAR = re.compile(r"上年|去年|同期|其中|其余")
_UNSPECIFIC = re.compile(r"追加|调整|年初|年末|预算|决算|安排|资金|支出|收入|经费|项目|专项|实际|累计|总额|金额|合计")


def _reviewed(clusters: list[list[Fact]], document: Document) -> Iterator[Claim]:
    """Yield the two values of one open-vocabulary concept that are called alike in every word: to be reviewed."""
    if len(clusters) != 2:
        return
    a, b = clusters[0][0], clusters[1][0]
    name = a.concept.partition("·")[0]
    if len(name) < _SPELT_OUT or a.period != b.period or (a.measure, a.scope, a.fund) != (b.measure, b.scope, b.fund):
        return
    if not a.figure.unit or _same_place(a, b, document) or a.figure.approximate or b.figure.approximate:
        return
    if len(_UNSPECIFIC.sub("", name)) < _SPELT_OUT:
        return
    first, second = (_PLAIN_WORDS.sub("", f.label, count=1) for f in (a, b))
    if first == second and (len(first) >= _SPELT_OUT or a.figure.type == "count") and not _OTHER_YEAR.search(first):
        yield Claim(
            "equal", (Term(a.figure, "stated", a.label), Term(b.figure, "stated", b.label)), asserted=False, basis=name
        )


def _same_place(a: Fact, b: Fact, document: Document) -> bool:
    """Whether two facts stand in one paragraph or one table, where they are told apart."""
    first, second = document.blocks[a.figure.block], document.blocks[b.figure.block]
    return a.figure.block == b.figure.block or first.table is not None or second.table is not None


def _unit_slip(a: Fact, b: Fact) -> Claim | None:
    """Return the claim that one of two statements of a fact says 元 where it means 万元."""
    for suspect, witness in ((a, b), (b, a)):
        figure, other = suspect.figure, witness.figure
        if figure.printed_unit == "元" and other.scale == 10000 and figure.value * 10000 == other.value:
            return Claim(
                "unit", (Term(figure, "suspect", suspect.label), Term(other, "witness", witness.label)), basis=a.concept
            )
    return None


def _is_part(values: tuple[Decimal, Decimal], all_values: list[Decimal]) -> bool:
    """Whether one of two values is the other and a third of the same concept together: a budget and what was added."""
    return abs(values[0] - values[1]) in all_values


def _meets(a: Figure, b: Figure) -> bool:
    if a.approximate or b.approximate or not a.unit:
        return a.value == b.value and a.qualifier == b.qualifier
    return agrees(same_verdict(a.quantity, b.quantity))


def _contradict(a: Fact, b: Fact, document: Document) -> bool:
    """Whether two facts of one concept that differ must not: every aspect compatible, at most one of them unread."""
    if a.figure.approximate or b.figure.approximate or a.figure.block == b.figure.block:
        return False
    table, other = document.blocks[a.figure.block].table, document.blocks[b.figure.block].table
    if table is not None and table == other:
        return False
    if (table is not None and not a.measure) or (other is not None and not b.measure):
        return False
    if table is not None and other is not None and a.label.partition(" / ")[2] != b.label.partition(" / ")[2]:
        return False  # columns of other names in another table are other measures
    if _slip(a.figure, b.figure):
        return True
    if not compatible(a, b) or a.fund != b.fund or a.scope != b.scope:
        return False
    if (a.measure in _BUDGETS) != (b.measure in _BUDGETS) or not (a.figure.unit and b.figure.unit):
        return False
    return _unread(a, b) <= 1


def _slip(a: Figure, b: Figure) -> bool:
    """Whether two figures differ only in their last digits, as a slip of the pen does."""
    return (
        a.quantum == b.quantum
        and min(_digits(a), _digits(b)) >= _DISTINCTIVE
        and abs(a.value - b.value) * 1000 < abs(a.value)
    )


def _unitless(groups: dict[tuple[str, str], list[Fact]], tied: set[int]) -> Iterator[Claim]:
    """Yield cells of a table without a unit that are printed like the same concept with its unit elsewhere."""
    with_unit: dict[str, list[Fact]] = defaultdict(list)
    for (concept, unit), members in groups.items():
        if unit:
            with_unit[concept] += members
    for (concept, unit), members in groups.items():
        if unit:
            continue
        for fact in members:
            same = [f for f in with_unit.get(concept, ()) if f.figure.value == fact.figure.value * f.figure.scale]
            if same:
                tied.update(f.figure.start for f in (fact, *same))
                yield _tick([fact, *same])


def _tick(members: list[Fact]) -> Claim:
    members.sort(key=lambda f: f.figure.start)
    return Claim(
        "equal",
        tuple(Term(f.figure, "stated", f.label) for f in members),
        asserted=False,
        tick_only=True,
        basis="digits",
    )


def _repeated(facts: Sequence[Fact], tied: set[int]) -> Iterator[Claim]:
    """Yield figures with many digits that stand in several places, also in 元 here and in 万元 there."""
    by_value: dict[tuple[str, Decimal], dict[int, Fact]] = defaultdict(dict)
    for fact in facts:
        figure = fact.figure
        if _digits(figure) >= _DISTINCTIVE and not figure.approximate:
            # printed the same, whether the table says its unit or not
            by_value["" if figure.unit == "元" else figure.unit, figure.value / figure.scale][figure.start] = fact
            if figure.scale != 1:
                by_value["元", figure.value][figure.start] = fact
    done: set[tuple[int, ...]] = set()
    for members in by_value.values():
        starts = tuple(sorted(members))
        if len(members) > 1 and starts not in done and any(s not in tied for s in starts):
            done.add(starts)
            yield _tick(list(members.values()))
    yield from _other_unit(facts)


def _other_unit(facts: Sequence[Fact]) -> Iterator[Claim]:
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
            yield _tick([fact, *near])


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


def sums_of_facts(
    facts: Sequence[Fact], wholes: dict[str, tuple[str, ...]], known: set[frozenset[int]]
) -> Iterator[Claim]:
    """Yield totals of closed classes whose parts stand in other paragraphs, with the same measure, period, scope and fund."""
    books: dict[tuple[str, ...], dict[str, list[Fact]]] = defaultdict(lambda: defaultdict(list))
    for fact in facts:
        if fact.known and fact.figure.type == "money" and not fact.figure.approximate:
            of = "budget" if fact.measure in _BUDGETS else ""
            books[of, fact.period][fact.concept].append(fact)
            books[of, fact.period, fact.scope, fact.fund][fact.concept].append(fact)
    for book in books.values():
        for whole, parts in wholes.items():
            total = _unique(book.get(whole, ()))
            members = [_unique(book.get(part, ())) for part in parts]
            found = [m for m in members if m is not None]
            if total is None or len(found) < len(parts):
                continue
            spans = frozenset(f.figure.start for f in (total, *found))
            values = frozenset(f.figure.value for f in (total, *found))
            if any(spans <= k for k in known) or _same_values(values, known, facts):
                continue
            known.add(spans)
            terms = (Term(total.figure, "total", total.label), *(Term(f.figure, "part", f.label) for f in found))
            sure = len({(f.measure, f.scope, f.fund) for f in (total, *found)}) == 1 and bool(total.measure)
            yield Claim("sum", terms, "complete", asserted=sure, basis="facts")


def _same_values(values: frozenset[Decimal], known: set[frozenset[int]], facts: Sequence[Fact]) -> bool:
    """Whether a sum of the same values was read already, from other mentions."""
    value_at = {f.figure.start: f.figure.value for f in facts}
    return any(values == frozenset(value_at.get(s, Decimal(-1)) for s in spans) for spans in known)


_LEGS = (
    ("total_revenue", "income"),
    ("opening_balance", "opening"),
    ("total_expenditure", "spending"),
    ("closing_balance", "closing"),
)


def balances(facts: Sequence[Fact]) -> Iterator[Claim]:
    """Yield income + opening balance = spending + closing balance of each book whose legs are all stated."""
    books: dict[tuple[str, str], dict[str, list[Fact]]] = defaultdict(lambda: defaultdict(list))
    for fact in facts:
        if fact.known and fact.figure.type == "money" and fact.measure not in _BUDGETS:
            books[fact.scope, fact.fund][fact.concept].append(fact)
    for book in books.values():
        if not (book["opening_balance"] and book["closing_balance"]) or book["surplus_distribution"]:
            continue
        by_block = {concept: _by_block(members) for concept, members in book.items()}
        for opening in book["opening_balance"]:
            legs = [_near_leg(by_block, book, opening, concept, role) for concept, role in _LEGS]
            if None in legs:
                continue
            income, carried, spending, closing = [leg for leg in legs if leg is not None]
            if income.label.endswith("总计") and income.figure.value == spending.figure.value + closing.figure.value:
                continue  # the total of income includes the opening balance
            yield Claim("balance", (income, carried, spending, closing), basis="收支平衡")
            break


_TOTALS = {"total_revenue": "revenue_with_balances", "total_expenditure": "expenditure_with_balances"}


def _by_block(facts: Sequence[Fact]) -> dict[int, list[Fact]]:
    blocks: dict[int, list[Fact]] = defaultdict(list)
    for fact in facts:
        blocks[fact.figure.block].append(fact)
    return blocks


def _near_leg(
    by_block: dict[str, dict[int, list[Fact]]], book: dict[str, list[Fact]], opening: Fact, concept: str, role: str
) -> Term | None:
    """Return the one figure of a leg: the one in the opening balance's paragraph, else the only one there is."""
    for name in (concept, _TOTALS.get(concept, "")):
        fact = _unique(by_block.get(name, {}).get(opening.figure.block, ()))
        if fact is not None:
            return Term(fact.figure, role, fact.label, 1 if role in ("income", "opening") else -1)
    fact = _unique(book[concept])
    return None if fact is None else Term(fact.figure, role, fact.label, 1 if role in ("income", "opening") else -1)


# growth against a fact of another year


def growth_of_facts(
    pending: Sequence[tuple[Figure, int, Fact]], facts: Sequence[Fact], fiscal_year: str
) -> Iterator[Claim]:
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
            terms = (
                Term(rate, "rate", "", sign),
                Term(new.figure, "new", new.label),
                Term(base.figure, "base", base.label),
            )
            yield Claim("growth", terms, asserted=new.known, basis="facts")
