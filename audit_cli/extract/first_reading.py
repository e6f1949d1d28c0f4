"""A first reading of a document: what its tables, its sentences and its lists say, each by itself."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from audit_cli.abreast import Staged
from audit_cli.extract.ledger import ledger_of
from audit_cli.extract.lists import list_claims
from audit_cli.extract.lists.schemes import scheme_claims
from audit_cli.extract.profile import Profile, profile_of
from audit_cli.extract.prose import ProseReading, read_prose
from audit_cli.extract.prose.paragraph import Paragraph
from audit_cli.extract.prose.passages import Figures, figures_by_block
from audit_cli.extract.statements.notes import notes_of
from audit_cli.extract.statements.ties import explained
from audit_cli.extract.tables.assertions import TableReading, read_tables
from audit_cli.extract.terms import Terms
from audit_cli.model import Claim, Document, Fact, Figure, Statement


class FirstReading(NamedTuple):
    """What the ties of a *document* are looked for among; *claims* are those of tables, sentences and lists."""

    document: Document
    terms: Terms
    profile: Profile
    by_block: Figures
    tables: TableReading
    prose: ProseReading
    statements: tuple[Statement, ...]
    claims: Sequence[Claim]

    @property
    def year(self) -> str:
        """The fiscal year that the document reports on, "" if that is not known."""
        return str(self.profile.fiscal_year or "")

    @property
    def figures(self) -> tuple[Figure, ...]:
        return self.tables.figures

    @property
    def facts(self) -> tuple[Fact, ...]:
        return (*self.tables.facts, *self.prose.facts)

    @property
    def paragraphs(self) -> Sequence[Paragraph]:
        return self.prose.paragraphs


def first_reading(document: Document, terms: Terms) -> Staged[FirstReading]:
    ledger = ledger_of(document)
    yield
    profile = profile_of(document, ledger)
    year = str(profile.fiscal_year or "")
    tables = read_tables(document, ledger, terms)
    yield
    by_block = figures_by_block(tables.figures)
    prose = yield from read_prose(document, by_block, terms, year)
    yield
    notes = notes_of(document, prose.facts, tables.statements, terms, year)
    statements = (*explained(document, tables.statements, terms), *notes)
    yield
    listed = list(list_claims(document, ledger))
    counted = {claim.stated.start for claim in listed}
    claims = [c for c in (*tables.claims, *prose.claims) if c.kind != "count" or c.stated.start not in counted]
    claims += listed
    claims += scheme_claims(document, ledger)
    return FirstReading(document, terms, profile, by_block, tables, prose, statements, claims)
