"""Which files a command is for: named on its command line, or listed in a file or on standard input."""

from __future__ import annotations

import codecs
import os
import sys
from collections.abc import Callable, Iterator
from functools import wraps
from pathlib import Path
from typing import Any

import click

from audit_cli.cli.completion import FILE
from audit_cli.cli.paths import STANDARD_INPUT
from audit_cli.errors import UsageError

_NUL = b"\x00"
_WIDE_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def paths_argument(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add PATH... and --files-from to *command*, which gets the files that both name as *paths*."""

    @wraps(command)
    def with_paths(*, paths: tuple[str, ...], files_from: str | None, **others: Any) -> Any:
        if files_from is None and not paths:
            raise click.MissingParameter(ctx=click.get_current_context(), param_hint="'PATH...'", param_type="argument")
        if files_from == STANDARD_INPUT and STANDARD_INPUT in paths:
            raise UsageError(
                "-：标准输入只能是清单或报告之一", "-: standard input is either the list of files or a report"
            )
        return command(paths=(*paths, *(listed(files_from) if files_from is not None else ())), **others)

    for option in (
        click.option("--files-from", type=FILE, metavar="FILE",
                     help="要审核的文件另见 FILE，一行一个，或以 NUL 分隔；- 为标准输入"),
        click.argument("paths", nargs=-1, type=FILE, metavar="PATH..."),
    ):  # fmt: skip
        with_paths = option(with_paths)
    return with_paths


def listed(file: str) -> Iterator[str]:
    """Yield the paths that *file* lists, or standard input; raises UsageError."""
    try:
        data = sys.stdin.buffer.read() if file == STANDARD_INPUT else Path(file).read_bytes()
    except (OSError, ValueError) as error:
        raise UsageError(f"{file}：清单无法读取（{error}）", f"{file}: the list cannot be read ({error})") from None
    return paths_in(data)


def paths_in(data: bytes) -> Iterator[str]:
    """Yield the paths in a list as programs write them: lines in any encoding of Windows, or parted by NUL."""
    if data.startswith(_WIDE_MARKS):
        data = data.decode("utf-16", "replace").encode("utf-8", "surrogatepass")
    data = data.removeprefix(codecs.BOM_UTF8)
    if _NUL in data:
        yield from (_named(name) for name in data.split(_NUL) if name)
        return
    # only the ends of lines that such lists have: the name of a file may hold others
    for line in data.split(b"\n"):
        if name := line.removesuffix(b"\r").strip(b" \t"):
            yield _named(name)


def _named(name: bytes) -> str:
    """Return the path *name*: as the system takes it, or else as GB18030, in which old programs write Chinese."""
    path = os.fsdecode(name)
    if not os.path.lexists(path):
        try:
            name.decode()
        except UnicodeDecodeError:
            try:
                return name.decode("gb18030")
            except UnicodeDecodeError:
                return path
    return path
