"""`audit-cli check`: audit files and folders."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import click

from audit_cli.cli.options import chosen_ruleset, language, output, read_one, ruleset_options, run_info, write
from audit_cli.cli.paths import STANDARD_INPUT, expand

if TYPE_CHECKING:
    from audit_cli.model import Document
    from audit_cli.report import DocumentReport
    from audit_cli.ruleset import Rule

CODE_FINDINGS = 1
CODE_UNREAD = 3
_LEVELS = {"error": ("error",), "warning": ("error", "warning"), "info": ("error", "warning", "info"), "never": ()}


@click.command(short_help="审核文件和文件夹")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("--format", "style", type=click.Choice(["console", "json", "jsonl"]), default="console", help="输出格式")
@click.option("--fail-on", type=click.Choice(list(_LEVELS)), default="error", show_default=True,
              help="达到哪一级别时退出码为 1")  # fmt: skip
@click.option("--all", "everything", is_flag=True, help="也显示相符的核对结果")
@language
@output
@ruleset_options
def check(
    paths: tuple[str, ...], style: str, fail_on: str, everything: bool, lang: str, output: str | None,
    profile: str, rules_file: str | None, as_of: str | None,
) -> int:  # fmt: skip
    """审核 PATH 中的报告（.txt .md .docx .xlsx 或文件夹；- 为标准输入），列出每一处不符。"""
    ruleset, rules = chosen_ruleset(profile, rules_file, as_of)
    reports = list(_audited(expand(paths), rules))
    run = run_info(ruleset, as_of)
    if style == "console":
        from audit_cli.cli.screen import screen_of
        from audit_cli.outputs.console import render

        write(render(reports, run, screen_of(output), lang, everything), output)
    elif style == "json":
        from audit_cli.outputs.json_report import render as render_json

        write(render_json(reports, run), output)
    else:
        from audit_cli.outputs.json_report import render_line

        write("".join(render_line(report, run) for report in reports), output)
    _complain(reports, lang)
    return exit_code(reports, fail_on)


def _audited(files: Iterable[str], rules: tuple[Rule, ...]) -> Iterator[DocumentReport]:
    from audit_cli.errors import AuditError
    from audit_cli.pipeline import audit, audit_documents
    from audit_cli.report import DocumentReport

    files = list(files)
    if STANDARD_INPUT not in files:
        yield from audit(files, rules)
        return
    for file in files:
        if file != STANDARD_INPUT:
            yield from audit([file], rules)
            continue
        try:
            given: Document | DocumentReport = read_one(file)
        except AuditError as error:
            given = DocumentReport(file, "unreadable", error.zh, error.en)
        yield from audit_documents([given], rules)


def _complain(reports: Iterable[DocumentReport], lang: str) -> None:
    """Say on standard error, one line each, what could not be read."""
    for report in reports:
        if report.status != "audited":
            reason = report.reason_zh if lang == "zh" else report.reason_en
            click.echo(reason if report.path in reason else f"{report.path}：{reason}", err=True)


def exit_code(reports: Iterable[DocumentReport], fail_on: str) -> int:
    """Return 3 if a document was not read in full, else 1 if a finding is at or above *fail_on*, else 0."""
    from audit_cli.report import findings

    reports = list(reports)
    if any(report.status != "audited" for report in reports):
        return CODE_UNREAD
    levels = _LEVELS[fail_on]
    return CODE_FINDINGS if any(r.severity in levels for report in reports for r in findings(report)) else 0
