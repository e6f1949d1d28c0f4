"""The quantities of a document as hints look them up, and what the text calls them."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cached_property

from audit_cli.calculation import mention
from audit_cli.model import QUANTITIES, Claim, Fact, Figure, Term
from audit_cli.wording import tidied

_MOST_NEIGHBOURS = 100  # a figure printed further away explains nothing


class Ledger:
    """The quantities of a document, by unit and by size, and what the text calls them (by their start).

    A claim knows better than a fact what a figure is called.
    """

    def __init__(self, figures: Iterable[Figure], claims: Iterable[Claim], facts: Iterable[Fact]) -> None:
        self._quantities = [f for f in figures if f.type in QUANTITIES and not f.qualifier]
        self._claims, self._facts = claims, facts

    @cached_property
    def by_unit(self) -> Mapping[str, Sequence[Figure]]:
        found: dict[str, list[Figure]] = defaultdict(list)
        for figure in self._quantities:
            found[figure.unit].append(figure)
        return found

    @cached_property
    def by_size(self) -> Mapping[tuple[str, Decimal], Sequence[Figure]]:
        found: dict[tuple[str, Decimal], list[Figure]] = defaultdict(list)
        for figure in self._quantities:
            found[figure.unit, abs(figure.value)].append(figure)
        return found

    @cached_property
    def names(self) -> Mapping[int, str]:
        names = {fact.figure.start: fact.label for fact in self._facts if fact.label}
        for claim in self._claims:
            for term in claim.own_terms:
                if term.label:
                    names[term.figure.start] = term.label
        return names

    def called(self, term: Term) -> str:
        return tidied(term.label or self.names.get(term.figure.start, ""))

    def quoted(self, figure: Figure) -> str:
        return f"“{tidied(self.names.get(figure.start, ''))}{mention(figure)}”"


def around(place: int, figures: Sequence[Figure]) -> Iterator[Figure]:
    """Yield those of *figures*, which stand in the order of the text, that are nearest to *place*, nearest first."""
    after = bisect_left(figures, place, key=lambda f: f.start)
    before = after - 1
    for _ in range(min(len(figures), _MOST_NEIGHBOURS)):
        if after == len(figures) or (before >= 0 and place - figures[before].start <= figures[after].start - place):
            yield figures[before]
            before -= 1
        else:
            yield figures[after]
            after += 1
