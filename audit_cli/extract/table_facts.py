"""The facts that cells state: what the row names, under the measure and year of the column and the caption's scope."""

from __future__ import annotations

import re

from audit_cli.extract.table_layout import Side
from audit_cli.extract.table_roles import is_current, is_prior, year_in
from audit_cli.extract.table_trees import core_of, rank_of
from audit_cli.extract.terms import Terms
from audit_cli.model import Fact, Figure

_MEASURES = {
    "rate": "rate",
    "share": "share",
    "growth": "growth_rate",
    "change": "change",
    "points": "points",
    "score": "score",
}


def facts_of(side: Side, ledger: list[Figure], terms: Terms, caption: str, title: str) -> list[Fact]:
    """Return a fact for each figure of *side* that has a label."""
    year = year_in(caption) or year_in(title)
    scope, fund = terms.scope(caption), terms.fund(caption)
    columns = []
    for column in side.columns:
        if column.role not in ("amount", "rate", "share", "growth", "change", "left", "score", "points"):
            continue
        header = column.header
        columns.append((column, header, terms.measure(header), _period(header, year), terms.fund(header) or fund))
    facts: list[Fact] = []
    for row in side.rows:
        if not row.label or not row.cells:
            continue
        name, printed = core_of(row.label), row.label
        if rank_of(row.label) and row.groups:
            name = core_of(row.groups[-1].text)
            printed = f"{row.groups[-1].text} / {row.label}"
        concept = terms.concept(name)
        for column, header, measure, period, column_fund in columns:
            cell = row.cells.get(column.col)
            if cell is None:
                continue
            figure = ledger[cell.figure]
            found, known = concept, bool(concept)
            leaf_concept = terms.concept(column.leaf) if rank_of(row.label) or not known else ""
            if leaf_concept and (not known or rank_of(row.label)):
                found, known = leaf_concept, True
            facts.append(
                Fact(
                    figure,
                    found or name,
                    known,
                    measure or _MEASURES.get(column.role, ""),
                    period,
                    scope,
                    column_fund,
                    f"{printed} / {header}" if header else printed,
                )
            )
    return facts


def _period(header: str, year: int) -> str:
    own = year_in(header)
    if own:
        return str(own)
    if is_prior(header) and not re.search(r"增|减|比", header):
        return str(year - 1) if year else "prior"
    if is_current(header) or year:
        return str(year) if year else "current"
    return ""
