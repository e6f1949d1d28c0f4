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

_WHOLE_YEAR = 12


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
    from audit_cli.extract.unwrapped import unwrapped

    view = unwrapped(document)
    if view is None:
        return (yield from _extracted(document, terms))
    found = yield from _extracted(view.document, terms)
    at_home = view.restorer()
    return Extraction._make((document, *(at_home(part) for part in found[1:])))


def _extracted(document: Document, terms: Terms) -> Staged[Extraction]:
    """Return what a document asserts whose paragraphs stand in one line each; a bare yield ends a stage."""
    from audit_cli.extract import ties
    from audit_cli.extract.assurances import assurances
    from audit_cli.extract.blank_rows import blank_rows
    from audit_cli.extract.breaches import read_breaches
    from audit_cli.extract.citations import citations
    from audit_cli.extract.contracts import contracts_of
    from audit_cli.extract.contracts.claims import remainders
    from audit_cli.extract.contracts.claims import totals as contract_totals
    from audit_cli.extract.datings import read_datings
    from audit_cli.extract.executions import executions
    from audit_cli.extract.indicators import read_indicators
    from audit_cli.extract.ledger import ledger_of
    from audit_cli.extract.lists import list_claims
    from audit_cli.extract.lists.schemes import scheme_claims
    from audit_cli.extract.named_rates import named_rates
    from audit_cli.extract.outline import outline
    from audit_cli.extract.papers import papers
    from audit_cli.extract.places.mentions import read_mentions
    from audit_cli.extract.profile import months_of, profile_of
    from audit_cli.extract.prose import figures_by_block, read_prose
    from audit_cli.extract.prose.near_sums import untold
    from audit_cli.extract.prose.share_lists import share_lists
    from audit_cli.extract.slips import slips
    from audit_cli.extract.slips.misspelt_names import misspelt_names
    from audit_cli.extract.slips.personal_numbers import personal_numbers
    from audit_cli.extract.staffing import staffing
    from audit_cli.extract.statements.notes import notes_of
    from audit_cli.extract.statements.ties import but_for_entries, explained, unit_slips
    from audit_cli.extract.tables.assertions import read_tables
    from audit_cli.extract.trends import read_trends
    from audit_cli.extract.trends.causes import read_causes
    from audit_cli.extract.troubles import none_found, troubles
    from audit_cli.extract.zero_bases import zero_bases

    ledger = ledger_of(document)
    yield
    profile = profile_of(document, ledger)
    year = str(profile.fiscal_year or "")
    tables = read_tables(document, ledger, terms)
    yield
    by_block = figures_by_block(tables.figures)
    prose = yield from read_prose(document, by_block, terms, year)
    yield
    facts = (*tables.facts, *prose.facts)
    notes = notes_of(document, prose.facts, tables.statements, terms, year)
    statements = (*explained(document, tables.statements, terms), *notes)
    claims = [*tables.claims, *prose.claims]
    yield
    listed = list(list_claims(document, ledger))
    counted_there = {c.stated.start for c in listed}
    claims = [c for c in claims if c.kind != "count" or c.stated.start not in counted_there] + listed
    claims += scheme_claims(document, ledger)
    yield
    summed = [c for c in claims if c.kind == "sum"]
    settled = ties.Settled(summed)
    equal = settled.left_of(ties.equal_facts(facts, tables.figures, document, terms.functional))
    claims += but_for_entries(equal, statements)
    claims += unit_slips(statements)
    claims += settled.left_of(ties.repeats(document, by_block))
    claims += but_for_entries(ties.sums_of_facts(facts, terms.wholes, summed), statements)
    yield
    claims += ties.balances(facts)
    told = {t.figure.start for c in claims if c.kind in ("sum", "ratio") for t in c.terms if t.role in ("part", "rate")}
    claims += ties.mistyped_twins(facts, document, [c for c in claims if c.kind == "equal"])
    claims += ties.named_wholes(prose.paragraphs, facts, document, terms, told)
    claims += ties.paragraph_lists(prose.paragraphs)
    claims += ties.lines_of_points(prose.paragraphs, document)
    claims += ties.scored_classes(prose.paragraphs, claims, document)
    claims += ties.classified_wholes(prose.paragraphs)
    yield
    claims += ties.grouped_lists(prose.paragraphs)
    claims += ties.open_balances(prose.paragraphs, facts, tables.figures)
    closed = {t.figure.start for c in claims if c.basis == "收支平衡" for t in c.terms}
    claims += ties.nearby_balances(prose.paragraphs, closed)
    claims += share_lists(prose.paragraphs, terms)
    rated = {claim.terms[0].figure.start for claim in prose.claims if claim.kind == "ratio"}
    claims += ties.budgets_elsewhere(prose.paragraphs, facts, document, terms, rated)
    claims += ties.common_wholes(prose.paragraphs, prose.claims)
    yield
    claims += ties.wholes_of_shares(claims)
    claims += ties.graded_kinds(prose.paragraphs, document, year)
    claims += ties.taken_up(prose.paragraphs)
    claims += ties.told_balances(prose.paragraphs, document)
    claims += ties.told_ratios(prose.paragraphs, document)
    claims += ties.staff_counts(facts, prose.paragraphs, document)
    claims += ties.rollups(prose.paragraphs, facts, document, terms)
    based = list(ties.changes_from_facts(prose.pending, facts, year))
    claims += based
    claims += ties.changes_of_facts(prose.open_changes, facts, year)
    yield
    spent = executions(document, claims, facts, prose.paragraphs)
    claims += ties.mistyped_pairs(spent, [c for c in claims if c.kind == "equal"])
    yield
    contracts = contracts_of(document, prose.paragraphs, tables.figures, year)
    claims += remainders(document, contracts, claims)
    claims += contract_totals(document, prose.paragraphs, contracts)
    yield
    performance = read_indicators(document, by_block)
    yield
    claims += ties.indicator_values(performance.indicators, performance.forms, prose.paragraphs, document)
    claims += ties.goals(performance.forms, prose.paragraphs)
    claims += ties.told_scores(performance.forms, by_block, document)
    yield
    lines = ties.TableLines(tables.facts, document)
    claims = list(ties.with_named_rests(claims, lines, document))
    claims += ties.retold_rows(prose.paragraphs, lines, document, claims)
    claims += untold(prose.near, claims)
    if (months := months_of(document)) != _WHOLE_YEAR:
        spent = tuple(execution._replace(months=months) for execution in spent)
        performance = performance.without_results()
    yield
    counted = tuple(none_found(document))
    return Extraction(
        document,
        tables.figures,
        tuple(claims),
        facts,
        sum(pending.is_rate for pending, _ in prose.pending) - sum(claim.kind == "growth" for claim in based),
        executions=spent,
        staffing=staffing(document, facts, prose.paragraphs),
        contracts=tuple(contracts),
        year=year,
        indicators=performance.indicators,
        forms=performance.forms,
        ratings=performance.ratings,
        gaps=(
            *performance.gaps,
            *read_breaches(document, by_block, year),
            *blank_rows(document),
            *zero_bases(claims),
            *(troubles(document) if counted else ()),
        ),
        profile=profile,
        datings=tuple(read_datings(document, profile, facts)),
        mentions=tuple(read_mentions(document, profile)),
        named_rates=named_rates(document, by_block),
        papers=papers(document),
        outline=outline(document),
        assurances=(*assurances(document, performance.forms, terms), *counted),
        slips=(*slips(document), *misspelt_names(document, facts, terms)),
        personal_numbers=tuple(personal_numbers(document)),
        citations=tuple(citations(document, year)),
        statements=statements,
        trends=read_trends(document, by_block, facts, year),
        causes=read_causes(document, by_block),
    )


__all__ = ["Extraction", "extract", "extracted"]
