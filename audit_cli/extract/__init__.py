"""From a document to what it asserts: figures, claims and facts."""

from __future__ import annotations

from typing import NamedTuple

from audit_cli.abreast import Staged, abreast
from audit_cli.extract.profile import Profile
from audit_cli.extract.terms import Terms
from audit_cli.model import (
    Assurance,
    Cause,
    Citation,
    Claim,
    Contract,
    Dating,
    Document,
    Execution,
    Fact,
    Figure,
    Form,
    Gap,
    Indicator,
    Label,
    Mention,
    NamedRate,
    Paper,
    PersonalNumber,
    Rating,
    Slip,
    Staffing,
    Statement,
    Trend,
)


class Extraction(NamedTuple):
    """What was read of one document; *unread_claims* are relations seen but not understood.

    *year* is the fiscal year that it reports on, "" if that is not known.
    """

    document: Document
    figures: tuple[Figure, ...]
    claims: tuple[Claim, ...]
    facts: tuple[Fact, ...]
    unread_claims: int = 0
    executions: tuple[Execution, ...] = ()
    contracts: tuple[Contract, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    staffing: tuple[Staffing, ...] = ()
    year: str = ""
    forms: tuple[Form, ...] = ()
    ratings: tuple[Rating, ...] = ()
    gaps: tuple[Gap, ...] = ()
    datings: tuple[Dating, ...] = ()
    mentions: tuple[Mention, ...] = ()
    named_rates: tuple[NamedRate, ...] = ()
    profile: Profile = Profile()
    papers: tuple[Paper, ...] = ()
    outline: tuple[Label, ...] = ()
    assurances: tuple[Assurance, ...] = ()
    slips: tuple[Slip, ...] = ()
    personal_numbers: tuple[PersonalNumber, ...] = ()
    citations: tuple[Citation, ...] = ()
    statements: tuple[Statement, ...] = ()
    trends: tuple[Trend, ...] = ()
    causes: tuple[Cause, ...] = ()


def extract(document: Document, terms: Terms) -> Extraction:
    """Return figures, claims and facts of *document*; lines that a page width has broken are read as one."""
    return next(abreast([extracted(document, terms)]))


def extracted(document: Document, terms: Terms) -> Staged[Extraction]:
    """Return what `extract` does, a stage at a time."""
    from audit_cli.extract.stages import read
    from audit_cli.extract.unwrapped import unwrapped

    view = unwrapped(document)
    if view is None:
        return (yield from read(document, terms))
    found = yield from read(view.document, terms)
    at_home = view.restorer()
    return Extraction._make((document, *(at_home(part) for part in found[1:])))


__all__ = ["Extraction", "extract", "extracted"]
