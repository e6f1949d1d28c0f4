"""Options that several commands share, and what is made of them."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from audit_cli.errors import UsageError

if TYPE_CHECKING:
    from audit_cli.model import Document
    from audit_cli.outputs.json_report import RunInfo
    from audit_cli.ruleset import Rule, Ruleset

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]

language = click.option("--lang", type=click.Choice(["zh", "en"]), default="zh", show_default=True, help="输出语言")
output = click.option("-o", "--output", type=click.Path(dir_okay=False), help="写入文件，而不是标准输出")


def ruleset_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add --profile, --rules and --as-of to *command*."""
    for option in (
        click.option("--as-of", metavar="DATE", help="按该日有效的规则审核，如 2022-12-31"),
        click.option("--rules", "rules_file", type=click.Path(exists=True, dir_okay=False), help="使用自己的规则文件"),
        click.option("--profile", default="", help="规则集名称，默认 national"),
    ):
        command = option(command)
    return command


def chosen_ruleset(profile: str, rules_file: str | None, as_of: str | None) -> tuple[Ruleset, tuple[Rule, ...]]:
    """Return the ruleset that the options name, and its rules in force; raises RulesetError."""
    from audit_cli.ruleset import DEFAULT_PROFILE, load_ruleset

    if as_of and not _is_day(as_of):
        raise UsageError(f"--as-of {as_of}：不是日期，应如 2022-12-31", f"--as-of {as_of} is no date like 2022-12-31")
    if rules_file:
        if profile:
            raise UsageError("--rules 与 --profile 只能用一个", "use either --rules or --profile")
        file = Path(rules_file).resolve()
        ruleset = load_ruleset(file.stem, file.parent)
    else:
        ruleset = load_ruleset(profile or DEFAULT_PROFILE)
    return ruleset, ruleset.in_force(as_of or "")


def _is_day(text: str) -> bool:
    from datetime import date

    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def run_info(ruleset: Ruleset, as_of: str | None) -> RunInfo:
    """Return what a report says of the rules it was made under."""
    from audit_cli.outputs.json_report import RuleWords, RunInfo
    from audit_cli.wording import Words

    rules = {r.id: RuleWords(Words(r.title, r.title_en), r.authority) for r in ruleset.rules}
    return RunInfo(ruleset.profile, as_of or None, ruleset.sha256, rules)


def read_one(path: str) -> Document:
    """Return the document at *path*, or on standard input if it is "-"; raises AuditError."""
    from audit_cli.readers import read

    if path != "-":
        return read(path)
    from audit_cli.readers.txt import read_txt

    return read_txt("-", sys.stdin.buffer.read())


def write(text: str, file: str | None) -> None:
    """Write *text* as UTF-8, exactly as it is, to *file* or standard output."""
    data = text.encode("utf-8", "surrogatepass")
    if file is None:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    try:
        Path(file).write_bytes(data)
    except OSError as error:
        raise UsageError(f"{file}：无法写入（{os.strerror(error.errno or 0)}）", f"{file}: cannot be written") from None


def names_of_paths(paths: Sequence[str]) -> str:
    """Return the paths in a few words, for progress."""
    return paths[0] if len(paths) == 1 else f"{len(paths)} 个文件"
