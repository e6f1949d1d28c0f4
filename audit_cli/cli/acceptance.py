"""What is said of findings beforehand: the options that name a baseline and suppressions, and what they come to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import wraps
from typing import TYPE_CHECKING, Any

import click

from audit_cli.cli.completion import FILE
from audit_cli.cli.options import day

if TYPE_CHECKING:
    from audit_cli.baseline import Baseline
    from audit_cli.model import Suppression
    from audit_cli.report import DocumentReport
    from audit_cli.suppressions import Suppressions

today = click.option("--today", metavar="DATE", callback=day, help="以该日为今天，如 2027-03-31；默认为运行的当天")


class Acceptance:
    """The baseline and the suppressions of a run; without a file each of them says nothing."""

    def __init__(self, baseline: str | None, suppressions: str | None, today: str) -> None:
        self.today = today
        self.files = [file for file in (baseline, suppressions) if file]
        self._baseline: Baseline | None = None
        self._suppressions: Suppressions | None = None
        if baseline:
            from audit_cli.baseline import load_baseline

            self._baseline = load_baseline(baseline)
        if suppressions:
            from audit_cli.suppressions import load_suppressions

            self._suppressions = load_suppressions(suppressions, today)

    def mark(self, reports: Iterable[DocumentReport]) -> Iterator[DocumentReport]:
        """Yield *reports* with what is known and suppressed."""
        for report in reports:
            if self._baseline:
                report = self._baseline.mark(report)
            if self._suppressions:
                report = self._suppressions.mark(report)
            yield report

    def remarks(self, lang: str) -> Iterator[str]:
        """Yield a line for each suppression that has expired or was not needed; to be asked when all reports are by."""
        if not self._suppressions:
            return
        file = self._suppressions.file
        for entry in self._suppressions.expired:
            zh, en = f"豁免已于 {entry.expires} 到期", f"the suppression expired on {entry.expires}"
            yield _remark(file, entry, lang, zh, en)
        for entry in self._suppressions.unused():
            yield _remark(file, entry, lang, "豁免没有用到", "the suppression is not needed")


def _remark(file: str, entry: Suppression, lang: str, zh: str, en: str) -> str:
    what = " ".join(filter(None, (entry.rule, entry.fingerprint, entry.document)))
    return f"{file}:{entry.line}：{zh}：{what}（{entry.reason}）" if lang == "zh" else (
        f"{file}:{entry.line}: {en}: {what} ({entry.reason})"
    )  # fmt: skip


def acceptance_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add --baseline, --suppressions and --today to *command*, which gets them together as *acceptance*."""

    @wraps(command)
    def with_acceptance(*, baseline: str | None, suppressions: str | None, today: str, **others: Any) -> Any:
        return command(acceptance=Acceptance(baseline, suppressions, today), **others)

    for option in (
        today,
        click.option(
            "--suppressions", type=FILE, metavar="FILE", help="其中豁免的不符照常列出并说明理由，不影响退出码"
        ),
        click.option("--baseline", type=FILE, metavar="FILE", help="其中已知的不符照常列出，不影响退出码"),
    ):
        with_acceptance = option(with_acceptance)
    return with_acceptance
