"""Growth of facts: 支出决算95万元，比上年增长5%, with 90.48万元 for the year before in another sentence, row or table.

The base is the one fact of the same concept, fund and scope of the year before. It ticks and fails.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from audit_cli.extract.ties.aspects import only_fact
from audit_cli.model import Claim, Fact, Figure, Term


def growth_of_facts(
    pending: Sequence[tuple[Figure, int, Fact]], facts: Sequence[Fact], fiscal_year: str
) -> Iterator[Claim]:
    """Yield the rates of change whose base is among *facts*: *pending* are rate, its sign, and the new fact."""
    if not pending:
        return
    statements = Statements(facts)
    for rate, sign, new in pending:
        base = statements.year_before(new, fiscal_year)
        if base is None or base.figure.value <= 0:
            continue
        terms = (
            Term(rate, "rate", "", sign), Term(new.figure, "new", new.label), Term(base.figure, "base", base.label),
        )  # fmt: skip
        yield Claim("growth", terms, asserted=new.known, basis="facts")


class Statements:
    """The facts of a document by their aspects; of those that are printed alike, the first stands for all."""

    def __init__(self, facts: Sequence[Fact]) -> None:
        self._by_aspects: dict[tuple[str, ...], dict[object, tuple[int, Fact]]] = defaultdict(dict)
        for number, fact in enumerate(facts):
            figure = fact.figure
            aspects = fact.concept, figure.unit, fact.fund, fact.scope, fact.period, fact.measure
            printed = figure.value, figure.quantum, figure.exact, figure.qualifier
            self._by_aspects[aspects].setdefault(printed, (number, fact))

    def of(self, new: Fact, periods: Iterable[str], measures: Iterable[str]) -> Iterator[Fact]:
        """Yield what is stated of the concept of *new* for *periods* as one of *measures*, in the order of the text."""
        own = new.concept, new.figure.unit, new.fund, new.scope
        keys = {(*own, period, measure) for period in periods for measure in measures}
        found = [place for key in keys for place in self._by_aspects.get(key, {}).values()]
        return (fact for _, fact in sorted(found, key=lambda place: place[0]))

    def year_before(self, new: Fact, fiscal_year: str) -> Fact | None:
        """Return the one fact of the year before that *new* is compared with; None where there is none, or several."""
        year = new.period or fiscal_year
        if year and not year.isdigit():
            return None
        periods = (str(int(year) - 1), "prior") if year else ("prior",)
        return only_fact(self.of(new, periods, ("", new.measure, "prior_year")))
