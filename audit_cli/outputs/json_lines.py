"""JSON Lines: one document, or one entry of a list, on a line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from audit_cli.outputs.harmless import escaped
from audit_cli.outputs.objects import document_object
from audit_cli.outputs.view import View
from audit_cli.report import DocumentReport, RunInfo


def render(reports: Iterable[DocumentReport], run: RunInfo, view: View) -> Iterator[bytes]:
    """Yield a line for each document as it comes; there is no head and no end."""
    yield b""
    for report in reports:
        yield _line(document_object(report, run))
    yield b""


def json_lines(objects: Iterable[dict[str, Any]]) -> bytes:
    """Return each object on a line of its own."""
    return b"".join(map(_line, objects))


def _line(entry: dict[str, Any]) -> bytes:
    return escaped(msgspec.json.encode(entry)) + b"\n"
