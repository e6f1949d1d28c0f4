"""Findings that are known or suppressed: they are shown as such, and do not count."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Mapping

from audit_cli.judgement import FAILING, precedence
from audit_cli.model import KnownFinding, Suppression
from audit_cli.report import DocumentReport


def accepted(
    report: DocumentReport,
    known: Container[str] = (),
    suppressed: Mapping[str, Suppression] | None = None,
    resolved: tuple[KnownFinding, ...] = (),
) -> DocumentReport:
    """Return *report* with the fingerprints of its findings that are *known* and *suppressed* besides those it had.

    A contradiction that still shows where nobody accepted it is not accepted: what shows it there leads its group.
    """
    failing = [r for r in report.results if r.status in FAILING]
    marked = report._replace(
        known=report.known | {r.fingerprint for r in failing if r.fingerprint in known},
        suppressed={**report.suppressed, **(suppressed or {})},
        resolved=report.resolved + resolved,
    )
    groups = defaultdict(list)
    for result in failing:
        groups[result.group].append(result)
    leaders = {
        group: min(members, key=lambda r: (marked.is_accepted(r), precedence(r))).fingerprint
        for group, members in groups.items()
    }
    results = tuple(
        r._replace(primary=leaders[r.group] == r.fingerprint) if r.status in FAILING else r for r in report.results
    )
    return marked._replace(results=results)
