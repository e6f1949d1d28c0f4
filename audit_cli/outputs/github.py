"""Workflow annotations for GitHub: a command a line, ``::error file=…,line=…,title=…::message``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from audit_cli.outputs.entries import Entry, entries, unread_reason
from audit_cli.outputs.harmless import harmless, one_line
from audit_cli.outputs.view import View
from audit_cli.outputs.words import WORDS
from audit_cli.report import DocumentReport, RunInfo

_COMMANDS = {"error": "error", "warning": "warning", "info": "notice"}


def render(reports: Iterable[DocumentReport], run: RunInfo, view: View) -> Iterator[bytes]:
    """Yield the annotations of each document as it comes; only what does not hold is annotated."""
    failing = view._replace(everything=False)
    yield b""
    for report in reports:
        commands = []
        if report.status != "audited":
            title = WORDS[view.lang][report.status]
            commands.append(_command("error", {"file": report.path, "title": title}, unread_reason(report, view)))
        commands += [_annotation(report.path, entry) for entry in entries(report, run, failing)]
        yield "".join(commands).encode("utf-8", "replace")
    yield b""


def _annotation(path: str, entry: Entry) -> str:
    properties = {"file": path}
    if entry.operands:
        region = entry.operands[0].region
        properties |= {"line": str(region.line), "endLine": str(region.end_line)}
        if region.line == region.end_line:
            # columns are for one line only
            properties |= {"col": str(region.column), "endColumn": str(region.end_column)}
    properties["title"] = f"{entry.result.rule} {entry.title}"
    said = [entry.accepted, entry.place, entry.message, *entry.hints, entry.advice]
    return _command(
        "notice" if entry.accepted else _COMMANDS[entry.result.severity],
        properties,
        "\n".join(map(one_line, filter(None, said))),
    )


def _command(name: str, properties: dict[str, str], message: str) -> str:
    shown = ",".join(f"{key}={_escaped(value, ',:')}" for key, value in properties.items())
    return f"::{name} {shown}::{_escaped(message)}\n"


def _escaped(text: str, more: str = "") -> str:
    """Return *text* as workflow commands want it: percent sign, line ends and *more* as percent codes."""
    return "".join(f"%{ord(c):02X}" if c in "%\n\r" or c in more else c for c in harmless(text))
