"""`audit-cli figures`, `facts`, `indicators`, `backlog` and `rules`: what was read, and what is asked."""

from __future__ import annotations

from collections import defaultdict
from itertools import chain
from typing import TYPE_CHECKING

import click

from audit_cli.cli.completion import FILE
from audit_cli.cli.file_lists import paths_argument
from audit_cli.cli.inputs import read_one, reader, reading_options
from audit_cli.cli.options import CODE_UNREAD, chosen_rulebook, language, output, ruleset_options, style, write
from audit_cli.outputs.harmless import one_line

if TYPE_CHECKING:
    from audit_cli.extract import Extraction
    from audit_cli.readers.limits import Options
    from audit_cli.report import DocumentReport


@click.command(short_help="列出每一个数字及其核对情况")
@click.argument("path", type=FILE)
@style
@language
@output
@reading_options
@ruleset_options
def figures(
    path: str, style: str, lang: str, output: str | None, reading: Options, profile: str, rules_file: str | None,
    as_of: str | None,
) -> None:  # fmt: skip
    """列出 PATH 中的每一个数字：类型、数值、单位，参与了几处相符的核对，在文中何处。"""
    report = _report(path, reading, profile, rules_file, as_of)
    assert report.document is not None
    tied = _tied(report)
    if style == "console":
        from audit_cli.outputs.tables import figure_table

        write(figure_table(report, tied, lang), output, (path,))
        return
    from audit_cli.outputs.json_lines import json_lines
    from audit_cli.outputs.objects import figure_object

    write(json_lines(figure_object(report.document, f, tied.get(f.start, [])) for f in report.figures), output, (path,))


@click.command(short_help="列出读出的事项")
@click.argument("path", type=FILE)
@style
@language
@output
@reading_options
def facts(path: str, style: str, lang: str, output: str | None, reading: Options) -> None:
    """列出 PATH 中读出的事项：是什么、哪一口径（预算、决算等）、哪一期间、谁的、哪本预算、多少。"""
    extraction = _extraction(path, reading)
    if style == "console":
        from audit_cli.outputs.tables import fact_table

        write(fact_table(extraction.facts, lang), output, (path,))
        return
    from audit_cli.outputs.json_lines import json_lines
    from audit_cli.outputs.objects import fact_object

    write(json_lines(fact_object(extraction.document, fact) for fact in extraction.facts), output, (path,))


@click.command(short_help="列出绩效指标")
@click.argument("path", type=FILE)
@style
@language
@output
@reading_options
def indicators(path: str, style: str, lang: str, output: str | None, reading: Options) -> None:
    """列出 PATH 中的绩效指标：项目、级次、指标值、完成值、分值、得分、偏差原因；空白和读取时缺失的单元格分别标出。"""
    extraction = _extraction(path, reading)
    if style == "console":
        from audit_cli.outputs.tables import indicator_table

        write(indicator_table(extraction.indicators, lang), output, (path,))
        return
    from audit_cli.outputs.json_lines import json_lines
    from audit_cli.outputs.objects import indicator_object

    write(json_lines(indicator_object(extraction.document, x) for x in extraction.indicators), output, (path,))


@click.command(short_help="列出生效的规则")
@style
@language
@output
@ruleset_options
def rules(style: str, lang: str, output: str | None, profile: str, rules_file: str | None, as_of: str | None) -> None:
    """列出生效的规则：编号、级别、要求、检查方法、依据。"""
    in_force = chosen_rulebook(profile, rules_file, as_of).ruleset.in_force(as_of or "")
    if style == "console":
        from audit_cli.outputs.tables import rule_table

        write(rule_table(in_force, lang), output)
        return
    from audit_cli.outputs.json_lines import json_lines
    from audit_cli.outputs.objects import rule_object

    write(json_lines(rule_object(rule) for rule in in_force), output)


@click.command(short_help="列出合同和项目的已付、未付款项")
@paths_argument
@style
@language
@output
@reading_options
def backlog(paths: tuple[str, ...], style: str, lang: str, output: str | None, reading: Options) -> int:
    """列出 PATH 中的合同和项目：金额、已支付、未支付、付款时间、未付原因，在文中何处；末尾为合计。"""
    from audit_cli.cli.paths import expand
    from audit_cli.extract import extract
    from audit_cli.extract.terms import load_terms
    from audit_cli.readers.files import Unread

    documents = list(chain.from_iterable(map(reader(reading), expand(paths))))
    extractions = [extract(document, load_terms()) for document in documents if not isinstance(document, Unread)]
    if style == "console":
        from audit_cli.outputs.backlog import backlog as backlog_text

        write(backlog_text(extractions, lang), output, paths)
    else:
        from audit_cli.outputs.backlog import contract_objects
        from audit_cli.outputs.json_lines import json_lines

        write(json_lines(entry for extraction in extractions for entry in contract_objects(extraction)), output, paths)
    unread = [document for document in documents if isinstance(document, Unread)]
    for file in unread:
        click.echo(one_line(file.error.zh if lang == "zh" else file.error.en), err=True)
    return CODE_UNREAD if unread else 0


def _extraction(path: str, reading: Options) -> Extraction:
    from audit_cli.extract import extract
    from audit_cli.extract.terms import load_terms

    return extract(read_one(path, reading), load_terms())


def _report(path: str, reading: Options, profile: str, rules_file: str | None, as_of: str | None) -> DocumentReport:
    from audit_cli.pipeline import audit_documents

    return audit_documents([read_one(path, reading)], chosen_rulebook(profile, rules_file, as_of))[0]


def _tied(report: DocumentReport) -> dict[int, list[str]]:
    """Return the fingerprints of the ticks that each figure takes part in, by the figure's start."""
    from audit_cli.judgement import is_tick

    tied: dict[int, list[str]] = defaultdict(list)
    for result in report.results:
        if is_tick(result):
            for term in result.comparison.claim.own_terms:
                tied[term.figure.start].append(result.fingerprint)
    return tied
