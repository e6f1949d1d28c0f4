"""Suppressions: findings that need not be mended, each with its reason, kept in a file beside the reports."""

from __future__ import annotations

from collections.abc import Sequence
from fnmatch import fnmatchcase
from pathlib import Path

from audit_cli.acceptance import accepted
from audit_cli.expressions import expression
from audit_cli.judgement import FAILING
from audit_cli.model import Result, Suppression
from audit_cli.records import path_from, read_records, require_day
from audit_cli.report import DocumentReport
from audit_cli.strict_yaml import Mapping as Entries
from audit_cli.strict_yaml import complaint, line_of

SCHEMA = "audit-cli-suppressions/1"
_OPTIONAL = ("rule", "fingerprint", "document", "author", "expires")
_FORMS = {"rule": expression(r"[A-Z]{2}[0-9]{3}"), "fingerprint": expression(r"[0-9a-f]{16}(?:-[0-9]+)?")}


class Suppressions:
    """The suppressions of *file* as they hold on the day *today*; they remember what they met."""

    def __init__(self, file: str, entries: Sequence[Suppression], today: str) -> None:
        self.file = file
        self.expired = [e for e in entries if e.expires and e.expires < today]
        self._valid = [e for e in entries if e not in self.expired]
        self._concerned: set[Suppression] = set()
        self._used: set[Suppression] = set()

    def mark(self, report: DocumentReport) -> DocumentReport:
        """Return *report* with what is suppressed in it."""
        entries = [e for e in self._valid if self._is_about(e, report)]
        if report.status == "audited":
            self._concerned.update(entry for entry in entries if entry.rule not in report.unasked)
        found = {}
        for result in report.results:
            if result.status in FAILING and (entry := _first(entries, result)):
                found[result.fingerprint] = entry
        self._used.update(found.values())
        return accepted(report, suppressed=found)

    def unused(self) -> list[Suppression]:
        """Return what suppressed nothing, though documents went by that it is about."""
        return [e for e in self._valid if e in self._concerned and e not in self._used]

    def _is_about(self, entry: Suppression, report: DocumentReport) -> bool:
        names = (path_from(self.file, report.path), report.path.rpartition("/")[2], report.profile.title)
        return not entry.document or any(fnmatchcase(name, entry.document) for name in names)


def load_suppressions(file: str, today: str) -> Suppressions:
    """Return the suppressions in *file* as they hold on *today*; raises RulesetError."""
    name = Path(file).name
    records = read_records(file, SCHEMA, "suppressions", ("reason",), _OPTIONAL)
    return Suppressions(file, [_suppression(record, name) for record in records], today)


def _suppression(record: Entries, name: str) -> Suppression:
    require_day(record, "expires", name)
    if "rule" not in record and "fingerprint" not in record:
        raise complaint(name, record.line, "应写明 rule 或 fingerprint", "needs a rule or a fingerprint")
    for key, form in _FORMS.items():
        if key in record and not form.fullmatch(record[key]):
            zh, en = f"{record[key]} 不是 {key}", f"{record[key]} is no {key}"
            raise complaint(name, line_of(record, key), zh, en)
    return Suppression(record.line, **record)


def _first(entries: Sequence[Suppression], result: Result) -> Suppression | None:
    for entry in entries:
        if entry.rule in ("", result.rule) and entry.fingerprint in ("", result.fingerprint):
            return entry
    return None
