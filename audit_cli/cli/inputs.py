"""How commands read: the options that say so, and the documents at a path or on standard input."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial, wraps
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, get_args

import click

from audit_cli.cli.completion import limit_names
from audit_cli.cli.paths import STANDARD_INPUT, beside, is_standard_input
from audit_cli.errors import UsageError
from audit_cli.readers.limits import MEGABYTE, SIZES, Limits, Options, Pages

if TYPE_CHECKING:
    from audit_cli.model import Document
    from audit_cli.readers.files import File, Found, Unread

    Reader = Callable[[str], Iterable[Document | Unread]]

_VARIABLE = "AUDIT_CLI_PASSWORD"
_OCR_HELP = "识别哪些页的文字（需 audit-cli[ocr]）：不识别；图像页，默认；全部，并与文字层的数字对照"
_NUMBERS = "、".join(name for name in Limits._fields if name not in SIZES)
_LIMIT_HELP = f"读取的上限，可重复：{'、'.join(SIZES)} 以 MB 计，{_NUMBERS} 为倍数或个数"


def reading_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add --password, --limit and --ocr to *command*, which gets them together as *reading*."""

    @wraps(command)
    def with_reading(*, password: str, limits: tuple[str, ...], recognise: Pages, **others: Any) -> Any:
        given = {"password": password, "limits": limits, "recognise": recognise}
        return command(reading=options_from(given), **others)

    for option in (
        click.option("--ocr", "recognise", type=click.Choice(get_args(Pages)), default="images", help=_OCR_HELP),
        click.option(
            "--limit", "limits", multiple=True, metavar="NAME=NUMBER", shell_complete=limit_names, help=_LIMIT_HELP
        ),
        click.option("--password", default="", envvar=_VARIABLE, help=f"打开有密码的文件；也可用环境变量 {_VARIABLE}"),
    ):
        with_reading = option(with_reading)
    return with_reading


def options_from(given: Mapping[str, Any]) -> Options:
    """Return what the parameters of these options come to; raises UsageError."""
    return Options(_limits(given["limits"]), given["password"], given["recognise"])


def _limits(given: Iterable[str]) -> Limits:
    """Return the limits with those *given* as NAME=NUMBER changed; raises UsageError."""
    changed = {}
    for each in given:
        name, _, number = each.partition("=")
        if name not in Limits._fields:
            names = "、".join(Limits._fields)
            raise UsageError(
                f"--limit {each}：没有 {name} 这项上限，有 {names}", f"--limit {each}: no such limit; there are {names}"
            )
        if not number.isascii() or not number.isdigit() or not int(number):
            raise UsageError(f"--limit {each}：应如 {name}=100", f"--limit {each}: write {name}=100")
        changed[name] = int(number) * (MEGABYTE if name in SIZES else 1)
    return Limits()._replace(**changed)


def reader(reading: Options) -> Reader:
    """Return the function that yields every document at a path, a folder without any included; it can be pickled."""
    return partial(_documents, reading=reading)


def _documents(path: str, reading: Options) -> Iterator[Document | Unread]:
    from audit_cli.errors import ReadError, UnknownFormat
    from audit_cli.readers import all_in, read_all
    from audit_cli.readers.files import Unread
    from audit_cli.readers.kinds import SUFFIXES

    if is_standard_input(path):
        try:
            outer = _standard_input(reading)
        except ReadError as error:
            yield Unread(path, error)
        else:
            yield from all_in(outer, path, reading)
    elif os.path.isdir(path):
        kinds = "、".join(SUFFIXES)
        yield Unread(
            path,
            UnknownFormat(f"{path}：文件夹中没有可读取的文件（{kinds}）", f"{path}: no file to read in this folder"),
        )
    else:
        yield from read_all(path, reading)


def read_one(path: str, reading: Options) -> Document:
    """Return the one document at *path*, or on standard input; raises AuditError."""
    from audit_cli.readers import document_of

    return document_of(find_one(path, reading), reading)


def read_beside(path: str, reading: Options) -> list[Document | Unread]:
    """Return the documents of the folder that the one at *path* stands in, a folder of an archive as well.

    Of more than are ever held together, only that one.
    """
    from audit_cli.folders import MOST
    from audit_cli.readers import read_all
    from audit_cli.readers.files import existing

    if is_standard_input(path):
        return [read_one(path, reading)]
    outer = existing(path)
    files = beside(path) if outer == path else [outer]
    documents = chain.from_iterable(read_all(file, reading) for file in files if len(files) <= MOST)
    folder = os.path.dirname(path)
    inside = list(islice((each for each in documents if os.path.dirname(each.path) == folder), MOST + 1))
    return inside if any(each.path == path for each in inside[:MOST]) else [read_one(path, reading)]


def find_one(path: str, reading: Options) -> Found:
    """Return the one file at *path*, or on standard input, not yet read; raises AuditError."""
    from audit_cli.readers import find, found_in

    if is_standard_input(path):
        return found_in(_standard_input(reading), path, reading)
    return find(path, reading)


def _standard_input(reading: Options) -> File:
    """Return the file that standard input is; raises TooLarge."""
    from audit_cli.readers.files import File, too_large

    limit = reading.limits.file
    data = sys.stdin.buffer.read(limit + 1)
    if len(data) > limit:
        raise too_large(STANDARD_INPUT, len(data), limit)
    return File(STANDARD_INPUT, data)
