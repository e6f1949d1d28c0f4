"""What two documents are found to say: the relations that were compared and the facts, apart from their places."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from audit_cli.judgement import FAILING
from audit_cli.model import Document
from audit_cli.pipeline import audit_documents
from audit_cli.readers import read
from audit_cli.report import DocumentReport
from audit_cli.rulebook import rulebook
from fixtures.expectations import FOLDER

Said = Counter[tuple[str, ...]]


class Parity(NamedTuple):
    """How many things either of two documents says, how many of these both do, and what only one does."""

    total: int = 0
    both: int = 0
    differences: tuple[str, ...] = ()

    def __add__(self, other: object) -> Parity:
        assert isinstance(other, Parity)
        return Parity(self.total + other.total, self.both + other.both, self.differences + other.differences)


def relations(report: DocumentReport) -> Said:
    """Return rule, verdict, stated figure and expected value of each comparison."""
    return Counter(
        (
            r.rule,
            r.status,
            r.severity,
            *(t.figure.text for t in r.comparison.claim.terms[:1]),
            str(r.comparison.expected),
        )
        for r in report.results
    )


def facts(report: DocumentReport) -> Said:
    """Return each fact with its figure and aspects."""
    return Counter(
        (f.figure.text, str(f.figure.value), f.concept, f.measure, f.period, f.scope, f.fund) for f in report.facts
    )


def contradicted(report: DocumentReport) -> list[tuple[str, list[int]]]:
    """Return what an audit finds wrong: the rule and where its figures stand."""
    broken = (result for result in report.results if result.status in FAILING)
    return sorted((r.rule, [term.figure.start for term in r.comparison.claim.terms]) for r in broken)


def audited(document: Document) -> DocumentReport:
    return audit_documents([document], rulebook())[0]


@cache
def in_word(name: str) -> DocumentReport:
    """Return the report of the seeded twin in Word, which the other formats are held against."""
    return audited(read(str(FOLDER / name / "seeded.docx")))


def parity(name: str, first: Sequence[DocumentReport], second: Sequence[DocumentReport]) -> Parity:
    """Return how far documents are found to say the same, two by two."""
    found = Parity()
    for pair in zip(first, second, strict=True):
        found += _compared(name, [relations(r) for r in pair]) + _compared(name, [facts(r) for r in pair])
    return found


def _compared(name: str, said: Sequence[Said]) -> Parity:
    first, second = said
    only = [f"{name}: only the first: {what}" for what in (first - second).elements()]
    only += [f"{name}: only the second: {what}" for what in (second - first).elements()]
    return Parity((first | second).total(), (first & second).total(), tuple(only))
