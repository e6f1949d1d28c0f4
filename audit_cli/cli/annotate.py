"""`audit-cli annotate`: a copy of the user's own file with the findings at their figures."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from audit_cli.cli.acceptance import acceptance_options
from audit_cli.cli.inputs import find_one, read_beside, reading_options
from audit_cli.cli.options import chosen_rulebook, language, ruleset_options, write
from audit_cli.cli.paths import is_standard_input
from audit_cli.cli.unread import say_unread
from audit_cli.errors import UsageError
from audit_cli.outputs.harmless import one_line

if TYPE_CHECKING:
    from audit_cli.cli.acceptance import Acceptance
    from audit_cli.model import Severity
    from audit_cli.readers.limits import Options

_SUFFIX = ".审核"
_TEXTS = {
    "zh": {
        "nothing": "{path}：没有需要标注的问题，未写副本",
        "marked": "{copy}：标注 {findings} 条问题，批注 {remarks} 处",
        "open": "{copy}：副本没有密码",
    },
    "en": {
        "nothing": "{path}: nothing to mark; no copy was written",
        "marked": "{copy}: {findings} findings, {remarks} remarks",
        "open": "{copy}: the copy has no password",
    },
}


@click.command(short_help="在报告的副本上标注问题（Word、Excel、PDF）")
@click.argument("path", metavar="REPORT")
@click.option("-o", "--output", "copy", type=click.Path(dir_okay=False),
              help="写入的副本；默认在原文件旁，如 报告.审核.docx")  # fmt: skip
@click.option("--least", type=click.Choice(["error", "warning", "info"]), default="warning", show_default=True,
              help="标注该级别及以上的问题")  # fmt: skip
@click.option("--across", is_flag=True, help="同时与同一文件夹中的其他文件对照")
@click.option("--force", is_flag=True, help="副本已经存在时覆盖它；从不覆盖原文件")
@language
@acceptance_options
@reading_options
@ruleset_options
def annotate(
    path: str, copy: str | None, least: Severity, across: bool, force: bool, lang: str, acceptance: Acceptance,
    reading: Options, profile: str, rules_file: str | None, as_of: str | None,
) -> int:  # fmt: skip
    """审核 REPORT（docx、xlsx、pdf），另写一份副本，在每处有关的数字旁加批注：不符之处、算式、依据；其余不变。"""
    from audit_cli.marking import MARKERS, marked_copy
    from audit_cli.marking.remarks import remarks
    from audit_cli.pipeline import audit_documents
    from audit_cli.readers import document_of
    from audit_cli.report import run_info

    rules = chosen_rulebook(profile, rules_file, as_of)
    file = find_one(path, reading)
    if file.kind.name not in MARKERS:
        raise _unmarkable(path, file.kind.name, list(MARKERS))
    copy = copy or _beside(path)
    inputs = [path, *filter(None, [rules_file]), *acceptance.files]
    _keep(copy, force, inputs)
    options = reading._replace(origins=True)
    document = document_of(file, options)
    inside = read_beside(path, reading) if across else [document]
    together = audit_documents([document if each.path == document.path else each for each in inside], rules)
    (report,) = acceptance.mark(each for each in together if each.path == document.path)
    assert report.document is not None
    written = remarks(report, run_info(rules), lang, least)
    texts = _TEXTS[lang]
    if written:
        write(marked_copy(file.data, report.document, written, acceptance.today, options), copy, inputs)
        findings = sum(remark.number > 0 for remark in written)
        click.echo(one_line(texts["marked"].format(copy=copy, findings=findings, remarks=len(written))))
        if file.was_locked:
            click.echo(one_line(texts["open"].format(copy=copy)), err=True)
    else:
        click.echo(one_line(texts["nothing"].format(path=path)))
    for remark in acceptance.remarks(lang):
        click.echo(one_line(remark), err=True)
    return say_unread([report], lang)


def _beside(path: str) -> str:
    """Return what the copy of the file at *path* is called; raises UsageError if that has no place."""
    place = Path(path)
    if is_standard_input(path) or not place.parent.is_dir():
        raise UsageError(
            f"{path}：在压缩包或标准输入中，请用 -o 指定副本",
            f"{path}: in an archive, or on standard input; name the copy with -o",
        )
    return str(place.with_name(place.stem + _SUFFIX + place.suffix))


def _keep(copy: str, force: bool, inputs: list[str]) -> None:
    """Raise UsageError if writing *copy* would destroy anything that was not given up."""
    from audit_cli.cli.files import keep_inputs

    keep_inputs([copy], inputs)
    if os.path.exists(copy) and not force:
        raise UsageError(
            f"{copy}：文件已经存在，请用 -o 另起名称，或用 --force 覆盖",
            f"{copy}: exists; name another with -o, or overwrite it with --force",
        )


def _unmarkable(path: str, kind: str, kinds: list[str]) -> UsageError:
    """Return the error for a format that nothing can be written into."""
    zh, en = "、".join(kinds), ", ".join(kinds)
    return UsageError(
        f"{path}：不能在 {kind} 上标注，可以标注的有 {zh}；或用 check --output 写成清单，用 letter 写成反馈意见",
        f"{path}: {kind} cannot be marked, only {en}; check --output writes a list, letter a letter",
    )
