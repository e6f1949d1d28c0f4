"""The command line: the only place that prints or exits. Each command imports what it needs when it runs."""

from __future__ import annotations

import sys

import click

from audit_cli import __version__
from audit_cli.cli.check import check
from audit_cli.cli.explain import explain
from audit_cli.cli.listings import facts, figures, rules
from audit_cli.cli.text import text
from audit_cli.errors import AuditError

CODE_USAGE = 2


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="audit-cli")
def audit_cli() -> None:
    """核对预算绩效自评报告、部门预决算公开中的数字。

    \b
    退出码：
      0  没有达到 --fail-on 级别的问题
      1  有问题
      2  用法、规则集有误
      3  有文件无法读取或读取不完整
    """


for command in (check, figures, facts, text, rules, explain):
    audit_cli.add_command(command)


def run() -> int:
    """Run the command line and return the exit code; what the user can mend is said in one line."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure") and (stream.encoding or "").lower().replace("-", "") != "utf8":
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        code = audit_cli(standalone_mode=False)
    except click.exceptions.Exit as end:
        return end.exit_code
    except click.exceptions.Abort:
        return 130
    except click.ClickException as error:
        if isinstance(error, click.UsageError) and error.ctx is not None:
            click.echo(error.ctx.get_usage(), err=True)
            click.echo(f"用 {error.ctx.command_path} --help 查看用法", err=True)
        click.echo(f"错误：{error.format_message()}", err=True)
        return CODE_USAGE
    except AuditError as error:
        click.echo(f"错误：{error.zh}（{error.en}）", err=True)
        return CODE_USAGE
    except BrokenPipeError:
        # the reader has seen enough; nothing may be written any more, not even at exit
        sys.stdout = None
        return 0
    return code if isinstance(code, int) else 0
