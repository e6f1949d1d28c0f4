"""What the audit of one document gives: its figures and results, and how much of it was and was not compared."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from audit_cli.calculation import NO_TIES
from audit_cli.extract.profile import Profile
from audit_cli.judgement import FAILING, PASSING, relation
from audit_cli.model import (
    Block,
    Claim,
    Contract,
    Document,
    Fact,
    Figure,
    Indicator,
    KnownFinding,
    Result,
    Severity,
    Status,
    Suppression,
)
from audit_cli.rulebook import Rulebook
from audit_cli.ruleset import Rule, Ruleset
from audit_cli.wording import Words

DocumentStatus = Literal["audited", "incomplete", "unreadable"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")
STATUSES: tuple[Status, ...] = ("pass", "rounding", "improbable", "fail", "review", "not-assessable")


class RuleWords(NamedTuple):
    """What a report quotes of a rule."""

    title: Words
    authority: str = ""


class RunInfo(NamedTuple):
    """Which rules a run applied; *as_of* is the day they were valid on, None for the end of each fiscal year."""

    profile: str
    as_of: str | None
    sha256: str
    book: Rulebook

    def words(self, report: DocumentReport) -> Mapping[str, RuleWords]:
        """Return what is quoted of the rules that *report* was made under, by id."""
        return _words(self.book.ruleset_of(report.region))

    def rules_of(self, report: DocumentReport) -> tuple[Rule, ...]:
        """Return the rules that were in force for *report*."""
        return self.book.rules_for(report.path, report.region, report.profile)


def run_info(book: Rulebook) -> RunInfo:
    """Return what a report says of the rules it was made under."""
    return RunInfo(book.profile, book.as_of or None, book.sha256, book)


@lru_cache(maxsize=32)
def _words(ruleset: Ruleset) -> Mapping[str, RuleWords]:
    return {r.id: RuleWords(Words(r.title, r.title_en), r.authority) for r in ruleset.rules}


class Coverage(NamedTuple):
    """What was read: *tied* figures take part in a tick, *unread* numerals were not understood."""

    figures: int = 0
    typed: int = 0
    tied: int = 0
    unread: int = 0
    claims_read: int = 0
    claims_compared: int = 0
    claims_unread: int = 0


class DocumentReport(NamedTuple):
    """One document after its audit; *document* is None where it could not be read, and *reason* says why.

    *region* is the profile whose rules it was audited under.  *known* are the fingerprints of findings that a baseline
    lists, *resolved* what it lists and is not found any more, *suppressed* the findings that need not be mended.
    *unasked* are the rules that hold a document against others, where there was none.
    """

    path: str
    status: DocumentStatus
    reason_zh: str = ""
    reason_en: str = ""
    document: Document | None = None
    profile: Profile = Profile()
    region: str = ""
    figures: tuple[Figure, ...] = ()
    facts: tuple[Fact, ...] = ()
    contracts: tuple[Contract, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    results: tuple[Result, ...] = ()
    coverage: Coverage = Coverage()
    known: frozenset[str] = frozenset()
    suppressed: Mapping[str, Suppression] = {}
    resolved: tuple[KnownFinding, ...] = ()
    unasked: frozenset[str] = frozenset()

    def is_accepted(self, result: Result) -> bool:
        """Whether *result* is known or suppressed: it is shown as such, and does not count."""
        return result.fingerprint in self.known or result.fingerprint in self.suppressed


def coverage_of(
    figures: Sequence[Figure], claims: Iterable[Claim], unread_claims: int, results: Iterable[Result]
) -> Coverage:
    """Return what was read and what was tied; relations without a cue do not count."""
    every = [(result, result.comparison.claim) for result in results]
    judged = [(result, claim) for result, claim in every if not claim.tick_only and claim.kind not in NO_TIES]
    tied = {t.figure.start for result, claim in judged if result.status in PASSING for t in claim.own_terms}
    seen = {id(claim) for _, claim in judged}
    unseen = [c for c in claims if not c.tick_only and id(c) not in seen]
    kinds = {c.kind for c in unseen}
    others = {relation(c) for c in unseen}
    others -= {relation(claim) for _, claim in judged if claim.kind in kinds}
    unread = [f.type for f in figures].count("unread")
    return Coverage(
        figures=len(figures),
        typed=len(figures) - unread,
        tied=sum([f.start in tied for f in figures]),
        unread=unread,
        # of each relation one result was kept
        claims_read=len(judged) + len(others),
        claims_compared=sum([result.comparison.verdict is not None for result, _ in judged]),
        claims_unread=unread_claims,
    )


def findings(report: DocumentReport) -> list[Result]:
    """Return the primaries of what does not hold: what the summary counts."""
    return [r for r in report.results if r.primary and r.status in FAILING]


def open_findings(report: DocumentReport) -> list[Result]:
    """Return the findings that nobody accepted: what the exit code counts."""
    return [r for r in findings(report) if not report.is_accepted(r)]


def accepted_counts(report: DocumentReport) -> dict[str, int]:
    """Return how many findings are known, and how many suppressed; what is both is suppressed."""
    accepted = [r for r in findings(report) if report.is_accepted(r)]
    suppressed = sum(r.fingerprint in report.suppressed for r in accepted)
    return {"known": len(accepted) - suppressed, "suppressed": suppressed}


def severity_counts(report: DocumentReport) -> dict[Severity, int]:
    """Return how many contradictions there are of each severity."""
    counted = Counter(r.severity for r in findings(report))
    return {name: counted[name] for name in SEVERITIES}


class Total:
    """What a run comes to, counted as its reports go by."""

    def __init__(self) -> None:
        self.documents = 0
        self.severities: dict[Severity, int] = dict.fromkeys(SEVERITIES, 0)
        self.statuses: dict[Status, int] = dict.fromkeys(STATUSES, 0)
        self.accepted = {"known": 0, "suppressed": 0}
        self.unread: Counter[DocumentStatus] = Counter()

    def add(self, report: DocumentReport) -> None:
        """Count *report*."""
        self.documents += 1
        for severity, count in severity_counts(report).items():
            self.severities[severity] += count
        for name, count in accepted_counts(report).items():
            self.accepted[name] += count
        for result in report.results:
            self.statuses[result.status] += 1
        if report.status != "audited":
            self.unread[report.status] += 1


def block_of(document: Document, figure: Figure) -> Block | None:
    """Return the block that *figure* stands in."""
    if 0 <= figure.block < len(document.blocks):
        return document.blocks[figure.block]
    for block in document.blocks:
        if block.start <= figure.start < block.end:
            return block
    return None
