"""Figures that are printed alike in several places: 1234567.89元 here, 123.46万元 there, 1,234,567.89 in a table.

Many digits make them the same fact, whatever they are called. They can only tick.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from audit_cli.extract.ties.aspects import DISTINCTIVE, digits_of, same_figure
from audit_cli.model import Claim, Fact, Figure, Term

_TEN_THOUSAND = 10000
_COARSE = 4  # digits that make an amount in 万元 distinctive beside the same amount in 元
_LEAST = 1000  # units of the last digit; what is less has too few digits to be distinctive


def cells_without_unit(groups: dict[tuple[str, str], list[Fact]], tied: set[int]) -> Iterator[Claim]:
    """Yield cells of a table without a unit that are printed like the same concept with its unit elsewhere.

    *groups* are the facts by concept and unit; the figures found join *tied*.
    """
    without = {concept for concept, unit in groups if not unit}
    with_unit: dict[tuple[str, Decimal], list[Fact]] = defaultdict(list)
    for (concept, unit), members in groups.items():
        if unit and concept in without:
            for fact in members:
                with_unit[concept, _printed(fact.figure)].append(fact)
    for (concept, unit), members in groups.items():
        if unit:
            continue
        for fact in members:
            same = with_unit.get((concept, fact.figure.value))
            if same:
                tied.update(f.figure.start for f in (fact, *same))
                yield _tick([fact, *same])


def repeated_figures(known: Sequence[Fact], figures: Sequence[Figure], tied: set[int]) -> Iterator[Claim]:
    """Yield those of all *figures* with many digits that stand in several places, unless all are *tied* already.

    The *known* facts among them have labels.
    """
    stated = {fact.figure.start for fact in known}
    others = [f for f in figures if f.type in ("money", "number") and f.start not in stated and _is_long(f)]
    facts = [*[fact for fact in known if _is_long(fact.figure)], *[Fact(figure, "") for figure in others]]
    by_value: dict[tuple[str, Decimal], dict[int, Fact]] = defaultdict(dict)
    digits = [digits_of(fact.figure) for fact in facts]
    for fact, count in zip(facts, digits, strict=True):
        figure = fact.figure
        if count < DISTINCTIVE or figure.approximate:
            continue
        # printed the same, whether the table says its unit or not
        by_value["" if figure.unit == "元" else figure.unit, _printed(figure)][figure.start] = fact
        if figure.scale != 1:
            by_value["元", figure.value][figure.start] = fact
    done: set[tuple[int, ...]] = set()
    for members in by_value.values():
        starts = tuple(sorted(members))
        if len(members) > 1 and starts not in done and not tied.issuperset(starts):
            done.add(starts)
            yield _tick(list(members.values()))
    yield from _in_other_units(facts, digits)


def _in_other_units(facts: Sequence[Fact], digits: Sequence[int]) -> Iterator[Claim]:
    """Yield amounts printed in 元 that round to an amount printed in 万元 elsewhere; *digits* run beside *facts*."""
    money = [(fact, count) for fact, count in zip(facts, digits, strict=True) if fact.figure.unit == "元"]
    fine = [fact for fact, count in money if fact.figure.scale == 1 and count >= DISTINCTIVE]
    if not fine:
        return
    # by the unit of their last digit: a fine amount is next to those that it can round to
    coarse: dict[Decimal, dict[int, list[Fact]]] = defaultdict(lambda: defaultdict(list))
    for fact, count in money:
        figure = fact.figure
        if figure.scale >= _TEN_THOUSAND and count >= _COARSE:
            coarse[figure.quantum][int(figure.value / figure.quantum)].append(fact)
    for fact in fine:
        near: list[Fact] = []
        for quantum, printed in coarse.items():
            key = int(fact.figure.value / quantum)
            near += (
                c for k in (key - 1, key, key + 1) for c in printed.get(k, ()) if same_figure(fact.figure, c.figure)
            )
        if near:
            yield _tick([fact, *near])


def _is_long(figure: Figure) -> bool:
    return abs(figure.value) >= _LEAST * figure.quantum


def _printed(figure: Figure) -> Decimal:
    """Return the number as printed, without its unit."""
    return figure.value / figure.scale


def _tick(members: list[Fact]) -> Claim:
    members.sort(key=lambda f: f.figure.start)
    terms = tuple(Term(f.figure, "stated", f.label) for f in members)
    return Claim("equal", terms, asserted=False, tick_only=True, basis="digits")
