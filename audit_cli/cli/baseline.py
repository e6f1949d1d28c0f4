"""`audit-cli baseline`: the findings that are known already, kept in a file."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

import click

from audit_cli.cli.acceptance import today
from audit_cli.cli.completion import FILE
from audit_cli.cli.file_lists import paths_argument
from audit_cli.cli.inputs import reader, reading_options
from audit_cli.cli.options import CODE_FINDINGS, chosen_rulebook, language, ruleset_options, write
from audit_cli.cli.paths import expand
from audit_cli.cli.unread import say_unread
from audit_cli.errors import UsageError
from audit_cli.outputs.harmless import one_line

if TYPE_CHECKING:
    from audit_cli.readers.limits import Options
    from audit_cli.report import DocumentReport
    from audit_cli.rulebook import Rulebook

_COUNTS = {
    "zh": "{file}：已知 {kept} 条，新列入 {new} 条，不再需要而删去 {gone} 条",
    "en": "{file}: {kept} known, {new} added, {gone} no longer needed and removed",
}
_ALREADY = {
    "zh": "{file}：已知 {kept} 条，未列入 {new} 条，不再需要 {gone} 条",
    "en": "{file}: {kept} known, {new} not listed, {gone} no longer needed",
}


@click.group(short_help="已知的不符：列入文件，此后只看新的")
def baseline() -> None:
    """把已知的不符列入一个文件（YAML），此后 check --baseline FILE 只按新的不符决定退出码。"""


def _options(command: Callable[..., Any]) -> Callable[..., Any]:
    for option in (
        ruleset_options, reading_options, today, language,
        click.option("--file", required=True, type=FILE, metavar="FILE", help="列出已知不符的文件"),
        paths_argument,
    ):  # fmt: skip
        command = option(command)
    return command


@baseline.command(short_help="把现有的不符都列入一个新文件")
@_options
def create(file: str, **options: Any) -> int:
    """审核 PATH，把现有的不符都列入新文件 FILE。"""
    if os.path.exists(file):
        raise UsageError(f"{file}：文件已经存在，请用 baseline update", f"{file}: exists; use baseline update")
    return _renewed(file, False, **options)


@baseline.command(short_help="列入新的不符，删去不再需要的")
@_options
def update(file: str, **options: Any) -> int:
    """审核 PATH，在 FILE 中列入新的不符，删去其中不再出现的；未审核和读取不完整的文件，其各条保留。"""
    return _renewed(file, True, **options)


@baseline.command(short_help="文件是否仍与报告一致")
@_options
def check(
    paths: tuple[str, ...], file: str, lang: str, today: str, reading: Options, profile: str, rules_file: str | None,
    as_of: str | None,
) -> int:  # fmt: skip
    """审核 PATH，列出 FILE 中没有的不符（+）和不再需要的各条（-）；有其一，退出码为 1。"""
    from audit_cli.baseline import findings_to_know, load_baseline
    from audit_cli.report import run_info

    old, rules = load_baseline(file), chosen_rulebook(profile, rules_file, as_of)
    run, code = run_info(rules), 0
    kept = new = gone = 0
    for report in _audited(paths, rules, reading):
        known, found = old.of(report), findings_to_know(report, run, old, today)
        marks = {entry.fingerprint for entry in found}
        added = [("+", entry) for entry in found if entry.fingerprint not in known]
        removed = [("-", entry) for mark, entry in known.items() if mark not in marks]
        for sign, entry in added + removed:
            click.echo(one_line(f"{sign} {entry.document} {entry.rule} {entry.fingerprint} {entry.text}"))
        kept, new, gone = kept + len(known) - len(removed), new + len(added), gone + len(removed)
        code = max(code, say_unread([report], lang))
    click.echo(_ALREADY[lang].format(file=file, kept=kept, new=new, gone=gone))
    return code or (CODE_FINDINGS if new or gone else 0)


def _renewed(
    file: str, exists: bool, *, paths: tuple[str, ...], lang: str, today: str, reading: Options, profile: str,
    rules_file: str | None, as_of: str | None,
) -> int:  # fmt: skip
    """Write *file* as it is to be after the audit of *paths*, and say how it changed."""
    from audit_cli.baseline import Baseline, baseline_text, findings_to_know, load_baseline
    from audit_cli.report import run_info

    old = load_baseline(file) if exists else Baseline(file)
    rules = chosen_rulebook(profile, rules_file, as_of)
    run, code = run_info(rules), 0
    before = {entry for known in old.documents.values() for entry in known.values()}
    after = set(before)
    for report in _audited(paths, rules, reading):
        after.difference_update(old.of(report).values())
        after.update(findings_to_know(report, run, old, today))
        code = max(code, say_unread([report], lang))
    keys = [{(entry.document, entry.fingerprint) for entry in entries} for entries in (before, after)]
    write(baseline_text(after), file)
    kept, new, gone = len(keys[0] & keys[1]), len(keys[1] - keys[0]), len(keys[0] - keys[1])
    click.echo(_COUNTS[lang].format(file=file, kept=kept, new=new, gone=gone))
    return code


def _audited(paths: Iterable[str], rules: Rulebook, reading: Options) -> Iterable[DocumentReport]:
    from audit_cli.pipeline import audit

    return audit(expand(paths), rules, read=reader(reading))
