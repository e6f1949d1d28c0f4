"""What two documents are found to say: the relations that were compared and the facts, apart from their places."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from audit_cli.model import Document
from audit_cli.pipeline import audit_documents
from audit_cli.report import DocumentReport
from audit_cli.rulebook import rulebook

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


def parity(name: str, first: Document, second: Document) -> Parity:
    """Return how far two documents are found to say the same."""
    reports = audit_documents([first, second], rulebook())
    return _compared(name, [relations(r) for r in reports]) + _compared(name, [facts(r) for r in reports])


def _compared(name: str, said: Sequence[Said]) -> Parity:
    first, second = said
    only = [f"{name}: only the first: {what}" for what in (first - second).elements()]
    only += [f"{name}: only the second: {what}" for what in (second - first).elements()]
    return Parity((first | second).total(), (first & second).total(), tuple(only))
