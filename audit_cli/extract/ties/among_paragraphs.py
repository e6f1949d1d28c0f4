"""The ties among paragraphs: what a sentence says of figures that stand in others, or in the tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from audit_cli.extract.first_reading import FirstReading
from audit_cli.extract.ties.balances.nearby import nearby_balances
from audit_cli.extract.ties.balances.open import open_balances
from audit_cli.extract.ties.balances.told import told_balances
from audit_cli.extract.ties.rates.budgets_elsewhere import budgets_elsewhere
from audit_cli.extract.ties.rates.common_wholes import common_wholes
from audit_cli.extract.ties.rates.reckoned_rates import reckoned_rates
from audit_cli.extract.ties.rates.share_lists import share_lists
from audit_cli.extract.ties.rates.shares_by_ratio import shares_by_ratio
from audit_cli.extract.ties.rates.spent_and_left import spent_and_left
from audit_cli.extract.ties.rates.targets_elsewhere import targets_elsewhere
from audit_cli.extract.ties.rates.told_ratios import told_ratios
from audit_cli.extract.ties.restated.counted_rows import counted_rows
from audit_cli.extract.ties.restated.graded_kinds import graded_kinds
from audit_cli.extract.ties.restated.own_scores import own_scores
from audit_cli.extract.ties.restated.staff_counts import staff_counts
from audit_cli.extract.ties.restated.taken_up import taken_up
from audit_cli.extract.ties.sums.classified_wholes import classified_wholes
from audit_cli.extract.ties.sums.grouped_lists import grouped_lists
from audit_cli.extract.ties.sums.headed_parts import headed_parts
from audit_cli.extract.ties.sums.named_wholes import named_wholes
from audit_cli.extract.ties.sums.paragraph_lists import paragraph_lists
from audit_cli.extract.ties.sums.scored_lines import scored_lines
from audit_cli.extract.ties.sums.totals_elsewhere import rollups
from audit_cli.extract.ties.sums.whole_of_shares import wholes_of_shares
from audit_cli.extract.ties.time_spans import time_spans
from audit_cli.model import Claim

_OF_RATES = frozenset({"ratio", "growth", "sum", "difference"})


def among_paragraphs(first: FirstReading, claims: Sequence[Claim]) -> list[Claim]:
    """Return the ties among the paragraphs of which the *claims* found so far do not tell."""
    found = list(_sums(first, claims))
    found += _balances(first, claims)
    found += _shares(first, [*claims, *found])
    found += _told_in_words(first)
    return found


def _sums(first: FirstReading, claims: Sequence[Claim]) -> Iterator[Claim]:
    sums = (claim for claim in claims if claim.kind in ("sum", "ratio"))
    told = {term.figure.start for claim in sums for term in claim.terms if term.role in ("part", "rate")}
    yield from named_wholes(first.paragraphs, first.facts, first.document, first.terms, told)
    yield from paragraph_lists(first.paragraphs)
    yield from scored_lines(first.paragraphs, claims, first.document)
    yield from classified_wholes(first.paragraphs)
    yield from grouped_lists(first.paragraphs)
    yield from headed_parts(first.paragraphs, told)


def _balances(first: FirstReading, claims: Sequence[Claim]) -> Iterator[Claim]:
    yield from open_balances(first.paragraphs, first.facts, first.figures)
    closed = {term.figure.start for claim in claims if claim.kind == "balance" for term in claim.terms}
    yield from nearby_balances(first.paragraphs, closed)


def _shares(first: FirstReading, claims: Sequence[Claim]) -> list[Claim]:
    rated = {claim.stated.start for claim in first.prose.claims if claim.kind == "ratio"}
    found = list(share_lists(first.paragraphs, first.terms))
    found += budgets_elsewhere(first.paragraphs, first.facts, first.document, first.terms, rated)
    found += common_wholes(first.paragraphs, first.prose.claims)
    found += targets_elsewhere(first.paragraphs, rated)
    found += spent_and_left(first.paragraphs, [*claims, *found])
    told = {term.figure.start for claim in (*claims, *found) for term in claim.terms if claim.kind in _OF_RATES}
    found += reckoned_rates(first.paragraphs, told)
    return [*found, *wholes_of_shares([*claims, *found])]


def _told_in_words(first: FirstReading) -> Iterator[Claim]:
    yield from graded_kinds(first.paragraphs, first.document, first.year)
    yield from taken_up(first.paragraphs)
    yield from told_balances(first.paragraphs, first.document)
    yield from told_ratios(first.paragraphs, first.document)
    yield from shares_by_ratio(first.paragraphs, first.document)
    yield from counted_rows(first.paragraphs, first.facts, first.document)
    yield from own_scores(first.paragraphs, first.document)
    yield from time_spans(first.document, first.figures, first.year)
    yield from staff_counts(first.facts, first.paragraphs, first.document)
    yield from rollups(first.paragraphs, first.facts, first.document, first.terms)
