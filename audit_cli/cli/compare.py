"""`audit-cli compare`: two copies of one report, such as the Word file and the signed PDF."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from audit_cli.cli.completion import FILE
from audit_cli.cli.inputs import read_one, reading_options
from audit_cli.cli.options import CODE_FINDINGS, language, output, style, write

if TYPE_CHECKING:
    from audit_cli.readers.limits import Options


@click.command(short_help="比较同一报告的两份文件")
@click.argument("left", type=FILE, metavar="A")
@click.argument("right", type=FILE, metavar="B")
@style
@language
@output
@reading_options
def compare(left: str, right: str, style: str, lang: str, output: str | None, reading: Options) -> int:
    """列出同一份报告的两个文件 A 与 B（如 Word 稿与盖章的 PDF）中不同的数字；有不同的，退出码为 1。"""
    from audit_cli.differences import Copy, differences
    from audit_cli.extract import extract
    from audit_cli.extract.terms import load_terms

    terms = load_terms()
    documents = (read_one(left, reading), read_one(right, reading))
    a, b = (Copy(document, extract(document, terms).figures) for document in documents)
    found = differences(a, b)
    if style == "console":
        from audit_cli.outputs.comparison import comparison

        write(comparison(a, b, found, lang), output, (left, right))
    else:
        from audit_cli.outputs.comparison import difference_object
        from audit_cli.outputs.json_lines import json_lines

        write(json_lines(difference_object(each) for each in found.different), output, (left, right))
    return CODE_FINDINGS if found.different else 0
