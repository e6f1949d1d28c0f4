"""The baseline: findings that are known already, kept in a file beside the reports."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from audit_cli.acceptance import accepted
from audit_cli.calculation import calculation
from audit_cli.judgement import FAILING
from audit_cli.model import KnownFinding
from audit_cli.records import path_from, read_records, require_day, shown
from audit_cli.report import DocumentReport, RunInfo
from audit_cli.strict_yaml import complaint, line_of
from audit_cli.wording import message

SCHEMA = "audit-cli-baseline/1"
_LONGEST_TEXT = 100


class Baseline(NamedTuple):
    """The known findings of the *file*, by document and fingerprint."""

    file: str
    documents: Mapping[str, Mapping[str, KnownFinding]] = {}

    def of(self, report: DocumentReport) -> Mapping[str, KnownFinding]:
        """Return the known findings of the document of *report*, by fingerprint."""
        return self.documents.get(path_from(self.file, report.path), {})

    def mark(self, report: DocumentReport) -> DocumentReport:
        """Return *report* with what is known, and what was known and is not found any more.

        What was not read in full, or not beside the documents that it disagreed with, may still hold what was found.
        """
        known = self.of(report)
        found = {r.fingerprint for r in report.results if r.status in FAILING}
        gone = [entry for mark, entry in known.items() if mark not in found and not _may_be_there(entry, report)]
        return accepted(report, known, resolved=tuple(gone))


def load_baseline(file: str) -> Baseline:
    """Return the baseline in *file*; raises RulesetError."""
    documents: dict[str, dict[str, KnownFinding]] = defaultdict(dict)
    name = Path(file).name
    for record in read_records(file, SCHEMA, "findings", KnownFinding._fields):
        require_day(record, "date", name)
        entry = KnownFinding(**record)
        if entry.fingerprint in documents[entry.document]:
            line = line_of(record, "fingerprint")
            raise complaint(
                name, line, f"{entry.document} 的指纹 {entry.fingerprint} 重复", f"{entry.fingerprint} is given twice"
            )
        documents[entry.document][entry.fingerprint] = entry
    return Baseline(file, dict(documents))


def findings_to_know(report: DocumentReport, run: RunInfo, old: Baseline, day: str) -> list[KnownFinding]:
    """Return what the baseline is to list of *report* on *day*: what is found now, each from the day it was first."""
    known, document = old.of(report), path_from(old.file, report.path)
    kept = [entry for entry in known.values() if _may_be_there(entry, report)]
    marks = {entry.fingerprint for entry in kept}
    rules = run.words(report) if report.document else {}
    for result in report.results:
        if result.status in FAILING and result.fingerprint not in marks:
            said = shown(message(result.comparison, calculation(result.comparison), rules[result.rule].title).zh)
            text = said if len(said) <= _LONGEST_TEXT else said[: _LONGEST_TEXT - 1] + "…"
            since = known[result.fingerprint].date if result.fingerprint in known else day
            kept.append(KnownFinding(document, result.fingerprint, result.rule, text, since))
    return kept


def _may_be_there(entry: KnownFinding, report: DocumentReport) -> bool:
    """Whether *entry* may hold of the document of *report* though it was not found in it."""
    return report.status != "audited" or entry.rule in report.unasked


def baseline_text(findings: Iterable[KnownFinding]) -> str:
    """Return the file that lists *findings*: one field a line, so that a difference between two shows what changed."""
    lines = ["# 已知的不符，由 audit-cli baseline 写成", f"schema: {SCHEMA}", "findings:"]
    for entry in sorted(set(findings), key=lambda e: (e.document, e.rule, e.fingerprint)):
        fields = [f"{name}: {_quoted(value)}" for name, value in entry._asdict().items()]
        lines += [f"{'    ' if i else '  - '}{field}" for i, field in enumerate(fields)]
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    """Return *text* as YAML writes it; what cannot be printed is escaped."""
    written = json.dumps(text, ensure_ascii=False)
    return "".join([c if c.isprintable() else f"\\U{ord(c):08x}" for c in written])
