"""The command line: the only place that prints or exits. Each command imports what it needs when it runs."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from audit_cli import __version__
from audit_cli.cli.annotate import annotate
from audit_cli.cli.baseline import baseline
from audit_cli.cli.check import check
from audit_cli.cli.compare import compare
from audit_cli.cli.completion import VARIABLE, completion
from audit_cli.cli.config import config
from audit_cli.cli.diff import diff
from audit_cli.cli.doctor import doctor
from audit_cli.cli.explain import explain
from audit_cli.cli.listings import backlog, facts, figures, indicators, rules
from audit_cli.cli.options import CODE_UNREAD, CODE_USAGE
from audit_cli.cli.papers import letter, paper
from audit_cli.cli.ruleset import ruleset
from audit_cli.cli.session import Session, session_of
from audit_cli.cli.settings import default_map, find_settings, name_variables
from audit_cli.cli.text import text
from audit_cli.cli.watch import watch
from audit_cli.errors import AuditError, ReadError
from audit_cli.outputs.harmless import harmless, one_line

_with_help = click.help_option("-h", "--help", help="显示用法")


@_with_help
@click.group(context_settings={"max_content_width": 100})
@click.version_option(__version__, prog_name="audit-cli", help="显示版本")
@click.pass_context
def audit_cli(context: click.Context) -> None:
    """核对预算绩效自评报告、部门预决算公开中的数字：合计、占比、增减、结余、名单，前后是否一致。

    \b
    常用：
      audit-cli check 报告.docx         审核一份报告
      audit-cli check 报告文件夹        审核其中所有报告
      audit-cli explain AR101           一条规则核对什么

    \b
    退出码：
      0  没有达到 --fail-on 级别（默认为错误）的问题
      1  有达到该级别的问题
      2  用法、规则文件、基线或豁免文件有误
      3  有文件无法读取，或读取不完整
    """
    settings = session_of(context).settings = find_settings(Path.cwd())
    context.default_map = default_map(settings, audit_cli.commands)


_COMMANDS = (
    check, watch, figures, facts, indicators, backlog, text, compare, diff, baseline, paper, letter, annotate, rules,
    explain, ruleset, config, completion, doctor,
)  # fmt: skip
for command in _COMMANDS:
    audit_cli.add_command(command)
for command in (*_COMMANDS, *ruleset.commands.values(), *baseline.commands.values()):
    _with_help(command)
name_variables(audit_cli.commands)


def run() -> int:
    """Run the command line and return the exit code; what the user can mend is said in one line."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure") and (stream.encoding or "").lower().replace("-", "") != "utf8":
            stream.reconfigure(encoding="utf-8", errors="replace")
    session = Session()
    try:
        code = audit_cli(standalone_mode=False, complete_var=VARIABLE, obj=session)
    except click.exceptions.Exit as end:
        return end.exit_code
    except click.exceptions.Abort:
        return 130
    except click.ClickException as error:
        if type(error).__name__ == "NoArgsIsHelpError":
            click.echo(error.format_message(), err=True)
            return CODE_USAGE
        if isinstance(error, click.UsageError) and error.ctx is not None:
            click.echo(error.ctx.get_usage(), err=True)
            help_of = f"{error.ctx.command_path} --help"
            click.echo(f"see {help_of}" if session.lang == "en" else f"用 {help_of} 查看用法", err=True)
        click.echo(f"{'error: ' if session.lang == 'en' else '错误：'}{harmless(error.format_message())}", err=True)
        return CODE_USAGE
    except AuditError as error:
        english, chinese = one_line(error.en), one_line(error.zh)
        click.echo(f"error: {english}" if session.lang == "en" else f"错误：{chinese}（{english}）", err=True)
        return CODE_UNREAD if isinstance(error, ReadError) else CODE_USAGE
    except BrokenPipeError:
        # the reader has seen enough; nothing may be written any more, not even at exit
        sys.stdout = None
        return 0
    return code if isinstance(code, int) else 0
