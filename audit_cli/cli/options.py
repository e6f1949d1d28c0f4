"""Options that several commands share, and what is made of them."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from audit_cli.errors import UsageError

if TYPE_CHECKING:
    from audit_cli.rulebook import Rulebook

# exit codes: findings at or above --fail-on, wrong usage or rules, a document that was not read in full
CODE_FINDINGS, CODE_USAGE, CODE_UNREAD = 1, 2, 3

language = click.option("--lang", type=click.Choice(["zh", "en"]), default="zh", show_default=True, help="输出语言")
style = click.option("--format", "style", type=click.Choice(["console", "json"]), default="console", show_default=True,
                     help="输出格式：供人阅读；每项一行 JSON")  # fmt: skip
output = click.option("-o", "--output", type=click.Path(dir_okay=False), help="写入文件，而不是标准输出")


def ruleset_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add --profile, --rules and --as-of to *command*."""
    for option in (
        click.option("--as-of", metavar="DATE", help="按该日有效的规则审核，如 2022-12-31；默认为报告年度的最后一天"),
        click.option("--rules", "rules_file", type=click.Path(exists=True, dir_okay=False), help="使用自己的规则文件"),
        click.option("--profile", default="", metavar="NAME", help="规则集名称，如 hunan；默认按报告所在地区选用"),
    ):
        command = option(command)
    return command


def chosen_rulebook(profile: str, rules_file: str | None, as_of: str | None) -> Rulebook:
    """Return the rulebook that the options ask for; raises RulesetError."""
    from audit_cli.rulebook import AUTO, rulebook
    from audit_cli.ruleset import load_rules_file, load_ruleset

    if as_of and not _is_day(as_of):
        raise UsageError(f"--as-of {as_of}：不是日期，应如 2022-12-31", f"--as-of {as_of} is no date like 2022-12-31")
    if rules_file:
        if profile:
            raise UsageError("--rules 与 --profile 只能用一个", "use either --rules or --profile")
        return rulebook(load_rules_file(Path(rules_file)), as_of or "")
    return rulebook(load_ruleset(profile) if profile not in ("", AUTO) else None, as_of or "")


def _is_day(text: str) -> bool:
    from datetime import date

    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def write(pieces: str | bytes | Iterable[bytes], file: str | None, inputs: Iterable[str] = ()) -> None:
    """Write *pieces* one by one, text as UTF-8, exactly as they are, to *file* or standard output.

    A file appears under its name when it is whole; it is never one of *inputs*.
    """
    if isinstance(pieces, str):
        pieces = pieces.encode("utf-8", "surrogatepass")
    if isinstance(pieces, bytes):
        pieces = (pieces,)
    if file is None:
        sys.stdout.flush()
        for piece in pieces:
            sys.stdout.buffer.write(piece)
            sys.stdout.buffer.flush()
        return
    _write_file(pieces, file, inputs)


def _write_file(pieces: Iterable[bytes], file: str, inputs: Iterable[str]) -> None:
    place = os.path.realpath(file)
    if any(os.path.realpath(each) == place for each in inputs):
        raise UsageError(f"{file}：是所审核的文件，不能覆盖", f"{file} is read, and would be overwritten")
    if os.path.exists(place) and not os.path.isfile(place):
        _write_stream(pieces, file)  # a pipe or a terminal cannot be renamed to
        return
    unfinished = f"{place}.{os.getpid()}.part"
    try:
        with open(unfinished, "xb") as target:
            target.writelines(pieces)
        if os.path.exists(place):
            shutil.copymode(place, unfinished)
        os.replace(unfinished, place)
    except OSError as error:
        raise _unwritable(file, error) from None
    finally:
        with suppress(FileNotFoundError):
            os.unlink(unfinished)


def _write_stream(pieces: Iterable[bytes], file: str) -> None:
    try:
        with open(file, "wb") as target:
            target.writelines(pieces)
    except OSError as error:
        raise _unwritable(file, error) from None


def _unwritable(file: str, error: OSError) -> UsageError:
    return UsageError(f"{file}：无法写入（{error.strerror}）", f"{file}: cannot be written")
