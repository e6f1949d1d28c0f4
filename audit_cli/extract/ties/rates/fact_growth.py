"""Changes from facts: 支出决算95万元，比上年增长5%, with 90.48万元 for the year before elsewhere in the document.

The base is the one fact of the same concept, fund and scope of the year before, or of the year that is named. A rate
ticks and fails; an amount, 比上年增加4.52万元, ticks and is to be reviewed where it does not fit.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from audit_cli.extract.prose.changes import Pending
from audit_cli.extract.prose.growth.differences import sign_of, term
from audit_cli.extract.terms import BUDGETS
from audit_cli.extract.ties.aspects import only_fact
from audit_cli.extract.ties.rates.fact_changes import changed_by
from audit_cli.model import Claim, Fact, Term


def changes_from_facts(pending: Sequence[tuple[Pending, Fact]], facts: Sequence[Fact], year: str) -> Iterator[Claim]:
    """Yield the changes whose base is among *facts*: *pending* are a change and its new fact."""
    if not pending:
        return
    statements = Statements(facts)
    for change, new in pending:
        base = statements.year_before(new, year, change.base_year)
        if base is not None and base.figure.value > 0 and base.figure.start != new.figure.start:
            if change.is_rate:
                yield _growth(change, new, base)
            else:
                yield changed_by(term(change.change, "result"), change.change.falls, new, base)


def _growth(change: Pending, new: Fact, base: Fact) -> Claim:
    rate = Term(change.change.figure, "rate", "", sign_of(change.change))
    terms = rate, Term(new.figure, "new", new.label), Term(base.figure, "base", base.label)
    return Claim("growth", terms, asserted=new.known, basis="facts")


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

    def year_before(self, new: Fact, fiscal_year: str, named: str = "") -> Fact | None:
        """Return the one fact of the year before, or the one *named*; None where there is none, or several."""
        year = new.period or fiscal_year
        if year and not year.isdigit():
            return None
        periods = (named,) if named else (str(int(year) - 1), "prior") if year else ("prior",)
        # 2014年支出90万元，较2014年预算减少5万元: of one year, only its budget can be the base
        measures = BUDGETS if named and named == year else ("", new.measure, "prior_year")
        return only_fact(self.of(new, periods, measures))
