"""`audit-cli text`: the canonical text that offsets refer to."""

from __future__ import annotations

import click

from audit_cli.cli.options import output, read_one, write


@click.command(short_help="输出位置所依据的文本")
@click.argument("path")
@output
def text(path: str, output: str | None) -> None:
    """原样输出从 PATH 读出的文本（UTF-8）；JSON 中的 start、end 以其字符计数，从 0 起。"""
    write(read_one(path).text, output)
