"""Growth of facts: 支出决算95万元，比上年增长5%, with 90.48万元 for the year before in another sentence, row or table.

The base is the one fact of the same concept, fund and scope of the year before. It ticks and fails.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from audit_cli.extract.ties.aspects import only_fact
from audit_cli.model import Claim, Fact, Figure, Term


def growth_of_facts(
    pending: Sequence[tuple[Figure, int, Fact]], facts: Sequence[Fact], fiscal_year: str
) -> Iterator[Claim]:
    """Yield the rates of change whose base is among *facts*: *pending* are rate, its sign, and the new fact."""
    by_concept: dict[tuple[str, str, str, str], list[Fact]] = defaultdict(list)
    for fact in facts:
        by_concept[fact.concept, fact.figure.unit, fact.fund, fact.scope].append(fact)
    for rate, sign, new in pending:
        year = new.period or fiscal_year
        if year and not year.isdigit():
            continue
        periods = (str(int(year) - 1), "prior") if year else ("prior",)
        measures = "", new.measure, "prior_year"
        base = only_fact(
            fact
            for fact in by_concept[new.concept, new.figure.unit, new.fund, new.scope]
            if fact.period in periods and fact.measure in measures
        )
        if base is None or base.figure.value <= 0:
            continue
        terms = (
            Term(rate, "rate", "", sign), Term(new.figure, "new", new.label), Term(base.figure, "base", base.label),
        )  # fmt: skip
        yield Claim("growth", terms, asserted=new.known, basis="facts")
