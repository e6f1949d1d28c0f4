"""`audit-cli text`: the canonical text that offsets refer to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from audit_cli.cli.completion import FILE
from audit_cli.cli.inputs import read_one, reading_options
from audit_cli.cli.options import output, write

if TYPE_CHECKING:
    from audit_cli.readers.limits import Options


@click.command(short_help="输出位置所依据的文本")
@click.argument("path", type=FILE)
@output
@reading_options
def text(path: str, output: str | None, reading: Options) -> None:
    """原样输出从 PATH 读出的文本（UTF-8）；JSON 中的 start、end 以其字符计数，从 0 起。"""
    write(read_one(path, reading).text, output, (path,))
