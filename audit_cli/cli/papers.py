"""`audit-cli paper` and `letter`: what an auditor keeps, and what goes back to the unit."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

from audit_cli.cli.inputs import reader, reading_options
from audit_cli.cli.options import CODE_UNREAD, chosen_rulebook, language, ruleset_options, write
from audit_cli.cli.paths import expand

if TYPE_CHECKING:
    from audit_cli.readers.limits import Options
    from audit_cli.report import DocumentReport
    from audit_cli.rulebook import Rulebook


@click.command(short_help="写审核工作底稿（xlsx）")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("-o", "--output", "file", required=True, type=click.Path(dir_okay=False), help="写入的 xlsx 文件")
@language
@reading_options
@ruleset_options
def paper(
    paths: tuple[str, ...], file: str, lang: str, reading: Options, profile: str, rules_file: str | None,
    as_of: str | None,
) -> int:  # fmt: skip
    """审核 PATH 中的报告，写成 Excel 工作底稿：汇总、不符、相符、复算、数字、欠付、指标、无法核对；复算为公式。"""
    rules = chosen_rulebook(profile, rules_file, as_of)
    from audit_cli.outputs.workbook import render
    from audit_cli.report import run_info

    files = expand(paths)
    reports = _audited(files, rules, reading)
    write(render(reports, run_info(rules), lang), file, [*files, *filter(None, [rules_file])])
    return _unread(reports, lang)


def _audited(files: Iterable[str], rules: Rulebook, reading: Options) -> list[DocumentReport]:
    from audit_cli.pipeline import audit

    return list(audit(files, rules, read=reader(reading)))


def _unread(reports: Iterable[DocumentReport], lang: str) -> int:
    """Say which documents were not read in full, and return the exit code for it."""
    unread = [report for report in reports if report.status != "audited"]
    for report in unread:
        reason, colon = (report.reason_zh, "：") if lang == "zh" else (report.reason_en, ": ")
        click.echo(reason if report.path in reason else f"{report.path}{colon}{reason}", err=True)
    return CODE_UNREAD if unread else 0
