"""`audit-cli text`: the canonical text that offsets refer to."""

from __future__ import annotations

import click

from audit_cli.cli.options import output, read_one, write


@click.command(short_help="输出位置所依据的文本")
@click.argument("path")
@output
def text(path: str, output: str | None) -> None:
    """原样输出 PATH 的规范文本（UTF-8），结果中的 start、end 以此计数。"""
    write(read_one(path).text, output)
