"""The JSON contract ``audit-cli/1``: one object for all documents of a run, the same bytes for the same input."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from audit_cli import __version__
from audit_cli.outputs.harmless import escaped
from audit_cli.outputs.objects import document_head, result_objects
from audit_cli.outputs.view import View
from audit_cli.report import DocumentReport, RunInfo, Total

SCHEMA = "audit-cli/1"


def render(reports: Iterable[DocumentReport], run: RunInfo, view: View) -> Iterator[bytes]:
    """Yield the head of the indented object, each document as it comes, and the summary."""
    head = {
        "schema": SCHEMA,
        "tool": {"name": "audit-cli", "version": __version__},
        "ruleset": {"profile": run.profile, "as_of": run.as_of, "sha256": run.sha256},
    }
    yield _indented(head).removesuffix(b"\n}") + b',\n "documents": ['
    total = Total()
    for report in reports:
        before = b",\n" if total.documents else b"\n"
        total.add(report)
        yield before + b"".join(map(escaped, _document(report, run)))
    summary = {"documents": total.documents, "severity": total.severities, "status": total.statuses, **total.accepted}
    end = b"\n ]" if total.documents else b"]"
    yield end + b',\n "summary": ' + _indented(summary).replace(b"\n", b"\n ") + b"\n}\n"


def _document(report: DocumentReport, run: RunInfo) -> Iterator[bytes]:
    """Yield the entry of one document, its results one by one: a long one has a hundred thousand."""
    head, mark, end = _shifted(_indented(document_head(report, run)), 2).partition(b'"results": []')
    yield head
    before = b'"results": [\n'
    for entry in result_objects(report, run):
        yield before + _shifted(_indented(entry), 4)
        before = b",\n"
    yield (b"\n   ]" if before == b",\n" else mark) + end


def _shifted(text: bytes, spaces: int) -> bytes:
    """Return *text* with all its lines further to the right."""
    return b" " * spaces + text.replace(b"\n", b"\n" + b" " * spaces)


def _indented(entry: dict[str, Any]) -> bytes:
    return msgspec.json.format(msgspec.json.encode(entry), indent=1)
