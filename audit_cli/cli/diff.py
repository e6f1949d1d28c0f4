"""`audit-cli diff`: two submissions of the same reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from audit_cli.cli.completion import FILE
from audit_cli.cli.inputs import reader, reading_options
from audit_cli.cli.options import (
    CODE_FINDINGS,
    chosen_rulebook,
    language,
    output,
    ruleset_options,
    style,
    write,
)
from audit_cli.cli.paths import expand
from audit_cli.cli.unread import say_unread

if TYPE_CHECKING:
    from audit_cli.readers.limits import Options


@click.command(short_help="比较退回修改前后的两稿")
@click.argument("old", type=FILE, metavar="OLD")
@click.argument("new", type=FILE, metavar="NEW")
@style
@language
@output
@reading_options
@ruleset_options
def diff(
    old: str, new: str, style: str, lang: str, output: str | None, reading: Options, profile: str,
    rules_file: str | None, as_of: str | None,
) -> int:  # fmt: skip
    """比较旧稿 OLD 与新稿 NEW（文件、文件夹或压缩包）：哪些不符已消除、新出现、仍存在，哪些数字不同。

    有新出现的，退出码为 1。文件按路径对应，其次按标题。
    """
    from audit_cli.pipeline import audit
    from audit_cli.report import run_info
    from audit_cli.submissions import pairs, progress

    rules = chosen_rulebook(profile, rules_file, as_of)
    olds, news = (list(audit(expand([path]), rules, read=reader(reading))) for path in (old, new))
    found = [(pair, progress(pair)) for pair in pairs(olds, news, old, new)]
    run = run_info(rules)
    if style == "console":
        from audit_cli.cli.screen import screen_of
        from audit_cli.outputs.resubmission import resubmission

        write(resubmission(found, run, screen_of(output), lang), output, (old, new))
    else:
        from audit_cli.outputs.json_lines import json_lines
        from audit_cli.outputs.resubmission import resubmission_object

        write(json_lines(resubmission_object(pair, went, run) for pair, went in found), output, (old, new))
    if code := say_unread([*olds, *news], lang):
        return code
    return CODE_FINDINGS if any(went.new for _, went in found) else 0
