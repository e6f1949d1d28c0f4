"""What commands say of documents that were not read in full, and the exit code for them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

from audit_cli.cli.options import CODE_UNREAD
from audit_cli.outputs.harmless import one_line

if TYPE_CHECKING:
    from audit_cli.report import DocumentReport


def unread_line(report: DocumentReport, lang: str) -> str:
    """Return the line that names a document and why it was not read in full, "" if it was."""
    if report.status == "audited":
        return ""
    reason, colon = (report.reason_zh, "：") if lang == "zh" else (report.reason_en, ": ")
    return one_line(reason if report.path in reason else f"{report.path}{colon}{reason}")


def say_unread(reports: Iterable[DocumentReport], lang: str) -> int:
    """Say on standard error which of *reports* were not read in full; return the exit code for it."""
    lines = [line for report in reports if (line := unread_line(report, lang))]
    for line in lines:
        click.echo(line, err=True)
    return CODE_UNREAD if lines else 0
