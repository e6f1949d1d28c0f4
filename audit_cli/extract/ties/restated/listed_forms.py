"""Rows of a list of projects that tell again what the form of each project says: budget, spending, rate, score.

甲项目 with 260.00, 221.00, 85% and 97.66 in the list, and a form of 甲项目 with the same figures. The row ticks;
another value is to be reviewed, as a list may be of another state of things.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from audit_cli.extract.tables.labels import core_of
from audit_cli.extract.ties.aspects import same_figure
from audit_cli.model import Claim, Document, Fact, Form, Term

_FIELDS: Mapping[str, str] = {
    "initial_budget": "initial",
    "full_year_budget": "budget",
    "executed": "executed",
    "rate": "rate",
    "score": "total_score",
}
_SHORTEST = 4  # characters that name a project


def listed_forms(forms: Sequence[Form], facts: Sequence[Fact], document: Document) -> Iterator[Claim]:
    """Yield each figure of a table that the form of the project in its row prints, too."""
    named: dict[str, list[Form]] = defaultdict(list)
    for form in forms:
        if form.source == "form" and len(form.project) >= _SHORTEST:
            named[core_of("".join(form.project.split()))].append(form)
    for fact in facts if named else ():
        own = named.get(fact.concept, ())
        field = _FIELDS.get(fact.measure, "")
        table = document.blocks[fact.figure.block].table
        if not field or len(own) != 1 or table is None:
            continue
        printed = getattr(own[0], field).quantity
        if printed is None or printed.unit != fact.figure.unit or document.blocks[printed.block].table == table:
            continue
        terms = Term(fact.figure, "stated", fact.label), Term(printed, "stated", own[0].project)
        yield Claim("equal", terms, asserted=same_figure(fact.figure, printed), basis="项目自评表")
