"""`audit-cli paper` and `letter`: what an auditor keeps, and what goes back to the unit."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

import click

from audit_cli.cli.file_lists import paths_argument
from audit_cli.cli.inputs import reader, reading_options
from audit_cli.cli.options import chosen_rulebook, language, ruleset_options, write
from audit_cli.cli.paths import expand
from audit_cli.cli.unread import say_unread
from audit_cli.errors import UsageError
from audit_cli.expressions import expression

if TYPE_CHECKING:
    from audit_cli.model import Severity
    from audit_cli.readers.limits import Options
    from audit_cli.report import DocumentReport
    from audit_cli.rulebook import Rulebook

# what the name of a file may not hold on some system
_UNFIT = expression(r"[^\w.\-（）]")
_LONGEST_NAME = 40


@click.command(short_help="写审核工作底稿（xlsx）")
@paths_argument
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
    from audit_cli.outputs.view import View
    from audit_cli.outputs.workbook import render
    from audit_cli.report import run_info

    files = expand(paths)
    reports = _audited(files, rules, reading)
    write(b"".join(render(reports, run_info(rules), View(lang))), file, [*files, *filter(None, [rules_file])])
    return say_unread(reports, lang)


@click.command(short_help="写给单位的审核反馈意见（docx）")
@paths_argument
@click.option("-o", "--output", "place", required=True, type=click.Path(),
              help="写入的 docx 文件；有几份报告时为文件夹，一份一封")  # fmt: skip
@click.option("--least", type=click.Choice(["error", "warning", "info"]), default="warning", show_default=True,
              help="写入该级别及以上的事项；提示列为附")  # fmt: skip
@click.option("--template", type=click.Path(exists=True, dir_okay=False),
              help="docx 模板，填入 {{单位}} {{年度}} {{报告}} {{日期}} {{意见}}")  # fmt: skip
@reading_options
@ruleset_options
def letter(
    paths: tuple[str, ...], place: str, least: Severity, template: str | None, reading: Options, profile: str,
    rules_file: str | None, as_of: str | None,
) -> int:  # fmt: skip
    """审核 PATH 中的报告，写成反馈单位的审核意见：逐条列明位置、数字、算式、依据、建议，留出单位回复栏。"""
    rules = chosen_rulebook(profile, rules_file, as_of)
    from audit_cli.outputs.letter import Template, render
    from audit_cli.report import run_info

    model = Template(template, Path(template).read_bytes()) if template else None
    files = expand(paths)
    reports, run = _audited(files, rules, reading), run_info(rules)
    inputs = [*files, *filter(None, [rules_file, template])]
    for report, file in _addressed([report for report in reports if report.figures], place):
        write(render(report, run, least, model), file, inputs)
    return say_unread(reports, "zh")


def _addressed(reports: list[DocumentReport], place: str) -> Iterator[tuple[DocumentReport, str]]:
    """Yield each report with the file of its letter; raises UsageError."""
    if len(reports) <= 1 and not os.path.isdir(place):
        yield from ((report, place) for report in reports)
        return
    if place.endswith(".docx"):
        raise UsageError(
            f"{place}：共有 {len(reports)} 份报告，-o 应为文件夹",
            f"{place}: there are {len(reports)} reports; name a folder",
        )
    try:
        os.makedirs(place, exist_ok=True)
    except OSError as error:
        raise UsageError(f"{place}：无法写入（{error.strerror}）", f"{place}: cannot be written") from None
    digits = len(str(len(reports)))
    for number, report in enumerate(reports, 1):
        name = _UNFIT.sub("_", report.profile.organization or PurePath(report.path).stem)[:_LONGEST_NAME]
        yield report, os.path.join(place, f"{number:0{digits}}_{name}_审核反馈意见.docx")


def _audited(files: Iterable[str], rules: Rulebook, reading: Options) -> list[DocumentReport]:
    from audit_cli.pipeline import audit

    return list(audit(files, rules, read=reader(reading)))
