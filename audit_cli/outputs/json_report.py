"""The JSON contract ``audit-cli/1``: one object for all documents of a run, the same bytes for the same input."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from audit_cli import __version__
from audit_cli.outputs.harmless import escaped
from audit_cli.outputs.objects import document_object
from audit_cli.outputs.view import View
from audit_cli.report import DocumentReport, RunInfo, Total

SCHEMA = "audit-cli/1"
_INDENT = b"  "


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
        text = _indented(document_object(report, run))
        yield before + escaped(_INDENT + text.replace(b"\n", b"\n" + _INDENT))
    summary = {"documents": total.documents, "severity": total.severities, "status": total.statuses, **total.accepted}
    end = b"\n ]" if total.documents else b"]"
    yield end + b',\n "summary": ' + _indented(summary).replace(b"\n", b"\n ") + b"\n}\n"


def _indented(entry: dict[str, Any]) -> bytes:
    return msgspec.json.format(msgspec.json.encode(entry), indent=1)
