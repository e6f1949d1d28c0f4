"""SARIF 2.1.0: one run, its results first as they come, and behind them the rules, the files and what was not read.

Regions count lines, columns and characters of the canonical text, that of ``audit-cli text PATH``, in code points.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import quote

import msgspec

from audit_cli import __version__
from audit_cli.judgement import FAILING
from audit_cli.outputs.entries import Entry, Operand, entries, unread_reason
from audit_cli.outputs.harmless import escaped, harmless
from audit_cli.outputs.objects import printable
from audit_cli.outputs.view import View
from audit_cli.report import DocumentReport, RunInfo
from audit_cli.ruleset import Rule
from audit_cli.wording.notes import notes_in

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {"error": "error", "warning": "warning", "info": "note"}
_NOTICES = {
    "unreadable": ("文件无法读取", "the file cannot be read"),
    "incomplete": ("文件读取不完整", "the file was read in part"),
    "note": ("读取时的说明", "a remark on how the file was read"),
}


def render(reports: Iterable[DocumentReport], run: RunInfo, view: View) -> Iterator[bytes]:
    """Yield the log of a run: the results of each document, a line each, as they come."""
    yield b'{"$schema":"%s","version":"2.1.0","runs":[{"columnKind":"unicodeCodePoints","results":[' % _SCHEMA.encode()
    # kept as they are written, which is how they take least room
    files: list[msgspec.Raw] = []
    notices: list[msgspec.Raw] = []
    whole = True
    rules: dict[str, Rule] = {}
    is_first = True
    for report in reports:
        file = {"uri": _uri(report.path), "index": len(files)}
        files.append(msgspec.Raw(_json(_artifact(report, file))))
        notices += [msgspec.Raw(_json(notice)) for notice in _notices(report, file, view)]
        whole = whole and report.status == "audited"
        if report.document is not None:
            # of a rule that is not the same in every profile the first is described; each result has its own level
            rules |= {rule.id: rule for rule in run.rules_of(report) if rule.id not in rules}
        lines = [escaped(_json(_result(entry, file, view))) for entry in entries(report, run, view)]
        yield (b"\n" if is_first or not lines else b",\n") + b",\n".join(lines)
        is_first = is_first and not lines
    driver = {
        "name": "audit-cli",
        "version": __version__,
        "rules": [_rule(rule, view) for _, rule in sorted(rules.items())],
        "notifications": [_message_of(name, words, view) for name, words in _NOTICES.items()],
    }
    rest = {
        "tool": {"driver": driver},
        "language": view.said(("zh-CN", "en")),
        "artifacts": files,
        "invocations": [{"executionSuccessful": whole, "toolExecutionNotifications": notices}],
        "properties": {"profile": run.profile, "asOf": run.as_of, "rulesetSha256": run.sha256},
    }
    yield b"]," + escaped(_json(rest)).removeprefix(b"{").removesuffix(b"}") + b"}]}\n"


def _json(entry: dict[str, Any]) -> bytes:
    return msgspec.json.encode(entry)


def _artifact(report: DocumentReport, file: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {"location": file, "roles": ["analysisTarget"]}
    if report.document is not None:
        found["hashes"] = {"sha-256": report.document.sha256}
        coverage = report.coverage
        found["properties"] = {
            "profile": report.region,
            "title": report.profile.title,
            "organization": report.profile.organization,
            "fiscalYear": report.profile.fiscal_year,
            "figures": coverage.figures,
            "tied": coverage.tied,
            "unread": coverage.unread,
            "claims": coverage.claims_read,
            "compared": coverage.claims_compared,
        }
    return found


def _notices(report: DocumentReport, file: dict[str, Any], view: View) -> Iterator[dict[str, Any]]:
    """Yield what a reader of the log must know before it takes silence for agreement."""
    if report.status != "audited":
        yield _notice(report.status, "error", unread_reason(report, view), file)
    for note in notes_in(report.document.notes, view.lang) if report.document is not None else ():
        yield _notice("note", "note", note, file)


def _notice(name: str, level: str, text: str, file: dict[str, Any]) -> dict[str, Any]:
    place = {"physicalLocation": {"artifactLocation": file}}
    return {"descriptor": {"id": name}, "level": level, "message": {"text": harmless(text)}, "locations": [place]}


def _message_of(name: str, words: tuple[str, str], view: View) -> dict[str, Any]:
    return {"id": name, "shortDescription": {"text": view.said(words)}}


def _rule(rule: Rule, view: View) -> dict[str, Any]:
    found: dict[str, Any] = {
        "id": rule.id,
        "name": rule.check.name,
        "shortDescription": {"text": view.said((rule.title, rule.title_en))},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {"kind": rule.check.kind, "basis": rule.basis, "authority": rule.authority},
    }
    return found


def _result(entry: Entry, file: dict[str, Any], view: View) -> dict[str, Any]:
    result, worked = entry.result, entry.worked
    failing = result.status in FAILING
    text = entry.message if not entry.advice or not failing else f"{entry.message}\n{entry.advice}"
    found: dict[str, Any] = {
        "ruleId": result.rule,
        "kind": "fail" if failing else "open" if result.status == "not-assessable" else "pass",
        "level": _LEVELS[result.severity] if failing else "none",
        "message": {"text": harmless(text)},
        "locations": [_location(entry, file, entry.operands[0] if entry.operands else None)],
        "partialFingerprints": {"auditCliResult/v1": result.fingerprint},
        "properties": {
            "status": result.status,
            "verdict": result.comparison.verdict,
            "certainty": result.certainty,
            "kind": result.comparison.claim.kind,
            "formula": worked.formula,
            "stated": worked.stated,
            "expected": worked.expected,
            "difference": worked.difference,
            "unit": worked.unit,
            "amount": entry.amount or None,
            "hints": [harmless(hint) for hint in entry.hints],
            "primary": result.primary,
        },
    }
    if entry.accepted:
        found["suppressions"] = [{"kind": "external", "justification": harmless(entry.accepted)}]
    if len(entry.operands) > 1:
        related = [_location(entry, file, operand) for operand in entry.operands[1:]]
        found["relatedLocations"] = [{"id": i, **location} for i, location in enumerate(related, 1)]
    return found


def _location(entry: Entry, file: dict[str, Any], operand: Operand | None) -> dict[str, Any]:
    """Return where *operand* stands, or where it is missing."""
    if operand is None:
        found: dict[str, Any] = {"physicalLocation": {"artifactLocation": file}}
        if entry.place:
            found["logicalLocations"] = [{"fullyQualifiedName": harmless(entry.place)}]
        return found
    if operand.path:
        file = {"uri": _uri(operand.path)}
    start, end, line, column, end_line, end_column = operand.region
    region: dict[str, Any] = {"startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column}
    region |= {"charOffset": start, "charLength": end - start}
    if entry.result.comparison.claim.kind != "privacy":
        # a number of a person is kept out of what goes round; the place is enough to find it
        region["snippet"] = {"text": operand.text}
    found = {
        "physicalLocation": {"artifactLocation": file, "region": region},
        "logicalLocations": [{"fullyQualifiedName": harmless(operand.place)}],
    }
    if operand.label:
        found["message"] = {"text": harmless(operand.label)}
    return found


def _uri(path: str) -> str:
    """Return *path* as a URI reference: a relative one, or one of a file."""
    try:
        name = os.fsencode(path)
    except UnicodeEncodeError:
        name = printable(path).encode()
    uri = quote(name.replace(os.fsencode(os.sep), b"/"))
    return f"file://{'' if uri.startswith('/') else '/'}{uri}" if os.path.isabs(path) else uri
