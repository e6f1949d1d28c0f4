"""Restatements of one fact: 基本支出60.00万元 in the summary, in the table and in the explanation.

Those that agree are one claim and tick; those that must not differ and do are a claim of two and fail. Ticks are
generous, contradictions narrow: only the same concept and unit, with every aspect that was read.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import chain, combinations, product
from operator import attrgetter

from audit_cli.extract.prose.open_concepts import OF_HEADING
from audit_cli.extract.ties.aspects import compatible, digits_of, same_figure
from audit_cli.extract.ties.restated.contradictions import contradict, contradiction, is_part, is_slip, unit_slip
from audit_cli.extract.ties.restated.equal_labels import equal_labels
from audit_cli.extract.ties.restated.headcounts import headcounts
from audit_cli.extract.ties.restated.repeated_figures import cells_without_unit, repeated_figures
from audit_cli.model import Claim, Document, Fact, Figure, Term

_FEW = 3  # facts that are compared with others without asking which of them are alike
_MANY = 300  # facts of one value that are held against those of another: of more, some say what these do
_CROWD = 4  # a concept with more values than this under the same aspects is no single fact
_OPEN, _SHORT = 2, 2  # nor, with few digits, one that only its words make: 权重10, 权重15, 权重20


def equal_facts(
    facts: Sequence[Fact], figures: Sequence[Figure], document: Document, functional: frozenset[str]
) -> Iterator[Claim]:
    """Yield the restatements of one fact, then the figures that can only be the same because they are printed alike.

    The *functional* classes stand in statements of revenue and of expenditure alike: there they are not compared.
    """
    groups: dict[tuple[str, str], list[Fact]] = defaultdict(list)
    for fact in facts:
        if fact.figure.type in ("money", "count", "measure", "number") and fact.figure.value:
            groups[fact.concept, fact.figure.unit].append(fact)
    tied: set[int] = set()
    for members in groups.values():
        if len(members) > 1:
            members.sort(key=lambda f: f.figure.start)
            yield from _restatements(_clusters(members), document, functional, tied)
    yield from cells_without_unit(groups, tied)
    yield from headcounts(groups, document)
    yield from repeated_figures(facts, figures, tied)


def _restatements(
    clusters: list[list[Fact]], document: Document, functional: frozenset[str], tied: set[int]
) -> Iterator[Claim]:
    """Yield what the facts of one concept and unit say of one another; the figures that agree join *tied*."""
    first = clusters[0][0]
    is_one = first.known or len(clusters) <= _OPEN
    # under one heading, two amounts of a paragraph that have no name are of two things
    place = attrgetter("block" if first.concept.endswith(OF_HEADING) else "start")
    for cluster in clusters:
        if len({place(f.figure) for f in cluster}) > 1 and (is_one or digits_of(cluster[0].figure) > _SHORT):
            tied.update(f.figure.start for f in cluster)
            yield Claim("equal", tuple(Term(f.figure, "stated", f.label) for f in cluster), basis=cluster[0].concept)
    if len(clusters) > _CROWD:
        return
    members = chain.from_iterable(clusters)
    if first.concept in functional and any(document.blocks[f.figure.block].table is not None for f in members):
        return
    yield from _contradictions(clusters, document) if first.known else equal_labels(clusters, document)


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
            if compatible(fact, clusters[i][0]) and same_figure(fact.figure, clusters[i][0].figure):
                clusters[i].append(fact)
                break
        else:
            insort(firsts.setdefault(quantum, []), (value, len(clusters)))
            clusters.append([fact])
    return clusters


def _contradictions(clusters: list[list[Fact]], document: Document) -> Iterator[Claim]:
    """Yield one claim for each two values of a known concept that contradict each other."""
    all_values = [cluster[0].figure.value for cluster in clusters]
    told: set[tuple[Decimal, Decimal]] = set()
    for left, right in combinations([_unlike(cluster, document) for cluster in clusters], 2):
        values = left[0].figure.value, right[0].figure.value
        if values in told:
            continue
        pair = min((p for p in product(left, right) if contradict(*p, document)), key=_apart, default=None)
        if pair is None:
            continue
        claim = unit_slip(*pair)
        if claim is None and not is_part(values, all_values):
            slip = is_slip(pair[0].figure, pair[1].figure)
            slip = slip and (_of_one_measure(*pair) or not _stand_side_by_side(*values, clusters, document))
            if slip or all(compatible(*p) for p in product(left, right)):
                claim = contradiction(*pair)
        if claim is not None:
            told.add(values)
            yield claim


def _apart(pair: tuple[Fact, Fact]) -> int:
    """Return how far two facts are apart: those that stand nearest are shown."""
    return abs(pair[0].figure.start - pair[1].figure.start)


def _of_one_measure(a: Fact, b: Fact) -> bool:
    return compatible(a, b) and a.measure == b.measure != ""


def _stand_side_by_side(value: Decimal, other: Decimal, clusters: Sequence[Sequence[Fact]], document: Document) -> bool:
    """Whether one table has both values under different measures: the first budget beside that of the full year."""
    measures: dict[int, tuple[set[str], set[str]]] = defaultdict(lambda: (set(), set()))
    for fact in chain.from_iterable(clusters):
        table = document.blocks[fact.figure.block].table
        if table is not None and fact.figure.value in (value, other):
            measures[table][fact.figure.value == other].add(fact.measure)
    return any(len(left | right) > 1 for left, right in measures.values() if left and right)


def _unlike(cluster: list[Fact], document: Document) -> list[Fact]:
    """Return the first facts of each kind that contradictions tell apart, two of a kind if in different blocks."""
    if len(cluster) <= _FEW:
        return cluster
    blocks: dict[tuple[object, ...], set[int]] = defaultdict(set)
    found: list[Fact] = []
    for fact in cluster:
        figure = fact.figure
        table = document.blocks[figure.block].table
        column = fact.label if table is not None else ""
        aspects = fact.measure, fact.period, fact.scope, fact.fund, table, column
        seen = blocks[*aspects, figure.value, figure.quantum, figure.unit, figure.qualifier]
        if len(seen) < 2 and figure.block not in seen:
            seen.add(figure.block)
            found.append(fact)
            if len(found) == _MANY:
                break
    return found
