"""What an audit comes to: which findings make it fail, and the exit code."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import click

from audit_cli.cli.options import CODE_FINDINGS, CODE_UNREAD
from audit_cli.cli.unread import unread_line

if TYPE_CHECKING:
    from audit_cli.report import DocumentReport

_LEVELS = {"error": ("error",), "warning": ("error", "warning"), "info": ("error", "warning", "info"), "never": ()}

fail_on = click.option("--fail-on", type=click.Choice(list(_LEVELS)), default="error", show_default=True,
                       help="有达到该级别的问题时退出码为 1")  # fmt: skip


class Outcome:
    """What the exit code needs to know of the reports that went by."""

    def __init__(self, fail_on: str, lang: str) -> None:
        self.levels = _LEVELS[fail_on]
        self.unread: list[str] = []
        self._lang = lang
        self.failed = False

    def watch(self, reports: Iterable[DocumentReport]) -> Iterator[DocumentReport]:
        """Yield *reports* as they come."""
        from audit_cli.report import open_findings

        for report in reports:
            if line := unread_line(report, self._lang):
                self.unread.append(line)
            self.failed = self.failed or any(r.severity in self.levels for r in open_findings(report))
            yield report

    def exit_code(self) -> int:
        """Return 3 if a document was not read in full, else 1 if a finding is at or above the level asked for."""
        return CODE_UNREAD if self.unread else CODE_FINDINGS if self.failed else 0
