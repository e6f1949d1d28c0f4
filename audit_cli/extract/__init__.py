"""From a document to what it asserts: figures, claims and facts."""

from __future__ import annotations

from typing import NamedTuple

from audit_cli.extract.terms import Terms
from audit_cli.model import Claim, Document, Fact, Figure


class Extraction(NamedTuple):
    """What was read of one document; *unread_claims* are relations seen but not understood."""

    document: Document
    figures: tuple[Figure, ...]
    claims: tuple[Claim, ...]
    facts: tuple[Fact, ...]
    unread_claims: int = 0


def extract(document: Document, terms: Terms) -> Extraction:
    """Return figures, claims and facts of *document*."""
    from audit_cli.extract.figures import figures_of
    from audit_cli.extract.prose import read_prose
    from audit_cli.extract.tables import read_tables

    ledger = figures_of(document)
    tables = read_tables(document, ledger, terms)
    prose = read_prose(document, tables.figures, terms)
    return Extraction(
        document, tables.figures, (*tables.claims, *prose.claims), (*tables.facts, *prose.facts), prose.unread_claims
    )


__all__ = ["Extraction", "extract"]
