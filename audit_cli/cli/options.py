"""Options that several commands share, and what is made of them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from audit_cli.cli.completion import profile_names
from audit_cli.cli.place_settings import with_places
from audit_cli.cli.session import remembered, session_of
from audit_cli.errors import UsageError

if TYPE_CHECKING:
    from audit_cli.rulebook import Rulebook

# exit codes: findings at or above --fail-on, wrong usage or rules, a document that was not read in full
CODE_FINDINGS, CODE_USAGE, CODE_UNREAD = 1, 2, 3
_LONGEST_EPOCH = 11  # digits of seconds: to the year 5138

language = click.option("--lang", type=click.Choice(["zh", "en"]), default="zh", show_default=True,
                        callback=remembered, help="输出语言")  # fmt: skip
style = click.option("--format", "style", type=click.Choice(["console", "json"]), default="console", show_default=True,
                     help="输出格式：供人阅读；每项一行 JSON")  # fmt: skip
output = click.option("-o", "--output", type=click.Path(dir_okay=False), help="写入文件，而不是标准输出")


def ruleset_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add --profile, --rules and --as-of to *command*."""
    for option in (
        click.option("--as-of", metavar="DATE", help="按该日有效的规则审核，如 2022-12-31；默认为报告年度的最后一天"),
        click.option("--rules", "rules_file", type=click.Path(exists=True, dir_okay=False), help="使用自己的规则文件"),
        click.option(
            "--profile",
            default="",
            metavar="NAME",
            shell_complete=profile_names,
            help="规则集名称，如 hunan；默认按报告所在地区选用",
        ),
    ):
        command = option(command)
    return command


def chosen_rulebook(profile: str, rules_file: str | None, as_of: str | None) -> Rulebook:
    """Return the rulebook that the options ask for; raises RulesetError."""
    from audit_cli.records import is_day
    from audit_cli.rulebook import AUTO, rulebook
    from audit_cli.ruleset import load_rules_file, load_ruleset

    if as_of and not is_day(as_of):
        raise UsageError(f"--as-of {as_of}：不是日期，应如 2022-12-31", f"--as-of {as_of} is no date like 2022-12-31")
    if rules_file and profile and is_asked("profile") == is_asked("rules_file"):
        raise UsageError("--rules 与 --profile 只能用一个", "use either --rules or --profile")
    if rules_file and not (profile and is_asked("profile")):
        found = rulebook(load_rules_file(Path(rules_file)), as_of or "")
    else:
        found = rulebook(load_ruleset(profile) if profile not in ("", AUTO) else None, as_of or "")
    entries = session_of(click.get_current_context()).settings.entries
    if not entries:
        return found
    return with_places(found, entries, _is_set("profile") or _is_set("rules_file"))


def is_asked(option: str) -> bool:
    """Whether *option* of the running command stands on its command line, and not in settings."""
    return click.get_current_context().get_parameter_source(option) is ParameterSource.COMMANDLINE


def _is_set(option: str) -> bool:
    """Whether *option* of the running command comes from its command line or the environment."""
    source = click.get_current_context().get_parameter_source(option)
    return source in (ParameterSource.COMMANDLINE, ParameterSource.ENVIRONMENT)


def day(_context: click.Context, option: click.Parameter, given: str | None) -> str:
    """Return the day *given*, or that of SOURCE_DATE_EPOCH, or the one on which the command runs; raises UsageError."""
    from datetime import UTC, date, datetime

    from audit_cli.records import is_day

    if given is None:
        seconds = os.environ.get("SOURCE_DATE_EPOCH", "")
        if seconds.isascii() and seconds.isdigit() and len(seconds) <= _LONGEST_EPOCH:
            return datetime.fromtimestamp(int(seconds), UTC).date().isoformat()
        return date.today().isoformat()
    if not is_day(given):
        name = option.opts[0]
        raise UsageError(f"{name} {given}：不是日期，应如 2027-03-31", f"{name} {given} is no date like 2027-03-31")
    return given


def write(pieces: str | bytes, file: str | None, inputs: Iterable[str] = ()) -> None:
    """Write *pieces*, text as UTF-8, exactly as they are, to *file*, which is none of *inputs*, or standard output."""
    from audit_cli.cli.files import keep_inputs, written

    keep_inputs([file], inputs)
    with written([file]) as (put,):
        put(pieces.encode("utf-8", "surrogatepass") if isinstance(pieces, str) else pieces)
