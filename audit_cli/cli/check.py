"""`audit-cli check`: audit files and folders."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click

from audit_cli.cli.acceptance import acceptance_options
from audit_cli.cli.completion import outputs as completed_outputs
from audit_cli.cli.destinations import Destination, destinations
from audit_cli.cli.file_lists import paths_argument
from audit_cli.cli.files import keep_inputs, written
from audit_cli.cli.inputs import reader, reading_options
from audit_cli.cli.options import chosen_rulebook, is_asked, language, ruleset_options
from audit_cli.cli.outcome import Outcome, fail_on
from audit_cli.cli.paths import expand, is_standard_input, skipped
from audit_cli.cli.progress import Bar, bar
from audit_cli.cli.screen import screen_of
from audit_cli.outputs.formats import FORMATS, in_step
from audit_cli.outputs.harmless import one_line
from audit_cli.outputs.view import View

if TYPE_CHECKING:
    from audit_cli.cli.acceptance import Acceptance
    from audit_cli.cli.inputs import Reader
    from audit_cli.readers.limits import Options
    from audit_cli.report import DocumentReport
    from audit_cli.rulebook import Rulebook

_MOST_NAMED = 5


@click.command(short_help="审核文件和文件夹")
@paths_argument
@click.option("--format", "style", type=click.Choice(list(FORMATS)), default=None,
              help="标准输出或 FILE 的格式  [default: console]")  # fmt: skip
@click.option("-o", "--output", "outputs", multiple=True, metavar="[FORMAT:]FILE", shell_complete=completed_outputs,
              help="写入文件，而不是标准输出（-）；可重复，格式按扩展名")  # fmt: skip
@fail_on
@click.option("--workers", type=click.IntRange(min=1), default=1, show_default=True, metavar="N",
              help="文件多时，由几个进程同时审核；结果相同")  # fmt: skip
@click.option("--all", "everything", is_flag=True, help="相符的、无法核对的也逐条列出")
@language
@acceptance_options
@reading_options
@ruleset_options
def check(
    paths: tuple[str, ...], style: str | None, outputs: tuple[str, ...], fail_on: str, workers: int,
    everything: bool, lang: str, acceptance: Acceptance, reading: Options, profile: str, rules_file: str | None,
    as_of: str | None,
) -> int:  # fmt: skip
    """审核 PATH 中的报告（文件、压缩包或文件夹；- 为标准输入），列出每一处不符。

    标准输入可以是任何格式；其中压缩包里的一份写作 -- -/自评报告.docx。
    """
    from audit_cli.report import run_info

    rules = chosen_rulebook(profile, rules_file, as_of)
    # a format that is only a default is not meant for files, nor is one for files that are only a default
    chosen = destinations(outputs, style if is_asked("style") or not outputs else None, is_asked("outputs"))
    files = expand(paths)
    keep_inputs((each.file for each in chosen), [*files, *filter(None, [rules_file]), *acceptance.files])
    outcome = Outcome(fail_on, lang)
    shown = any(each.file is None for each in chosen)
    views = [(each.style, View(lang, everything, outcome.levels, screen_of(each.file))) for each in chosen]
    with (
        written(each.file for each in chosen) as puts,
        bar(files, lang, shown) as progress,
    ):
        reports = outcome.watch(acceptance.mark(_audited(files, rules, reader(reading), workers, progress)))
        for pieces in in_step(reports, run_info(rules), views):
            for put, piece in zip(puts, pieces, strict=True):
                put(piece)
    if others := skipped(paths):
        click.echo(one_line(_left_aside(others, lang)), err=True)
    if Destination("console", None) not in chosen:
        for line in outcome.unread:
            click.echo(line, err=True)
    for remark in acceptance.remarks(lang):
        click.echo(one_line(remark), err=True)
    return outcome.exit_code()


def _audited(
    files: Sequence[str], rules: Rulebook, read: Reader, workers: int, progress: Bar
) -> Iterator[DocumentReport]:
    """Return the reports of *files*, audited here or by other processes: these cannot read standard input."""
    from audit_cli.pipeline import CHUNK, audit

    if min(workers, -(-len(files) // CHUNK)) < 2 or any(map(is_standard_input, files)):
        return audit(files, rules, read=progress.reading(read))
    from audit_cli.processes import audit_abreast

    return progress.passing(audit_abreast(files, rules, read, workers))


def _left_aside(others: Sequence[str], lang: str) -> str:
    """Return the line that names files of a folder which look like reports and were not audited."""
    names = others[:_MOST_NAMED]
    if lang == "zh":
        more = " 等" if len(others) > _MOST_NAMED else ""
        return f"未审核 {len(others)} 个其他格式的文件，请另存为 docx、xlsx 或 txt：{'、'.join(names)}{more}"
    more = ", …" if len(others) > _MOST_NAMED else ""
    return (
        f"not audited: {len(others)} files of other formats; save them as docx, xlsx or txt: {', '.join(names)}{more}"
    )
