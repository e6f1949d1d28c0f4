"""`audit-cli completion`, and what a shell completes besides the names of commands and options."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import click
from click.shell_completion import CompletionItem, get_completion_class
from click.types import StringParamType

from audit_cli.outputs.formats import FORMATS

# where click looks for what a shell asks
VARIABLE = "_AUDIT_CLI_COMPLETE"
_NAME = "audit-cli"
_SHELLS = ("bash", "zsh", "fish")


class FileName(StringParamType):
    """The name of a file, taken as it is: who reads or writes it says what is wrong with it."""

    name = "file"

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """Let the shell complete the name."""
        return [CompletionItem(incomplete, type="file")]


FILE = FileName()


def profile_names(_context: click.Context, _option: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Return the profiles that begin like that."""
    from audit_cli.rulebook import AUTO
    from audit_cli.ruleset import profiles

    return _beginning(incomplete, ((name, None) for name in (AUTO, *profiles())))


def subjects(context: click.Context, option: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Return the rules and checks that begin like that, or else the shell's files."""
    from audit_cli.rulebook import rulebook

    rules = {rule.id: rule for rules in rulebook().rulesets() for rule in rules.rules}
    named: list[tuple[str, str | None]] = [(name, rule.title) for name, rule in sorted(rules.items())]
    named += [(name, None) for name in sorted({rule.check.name for rule in rules.values()})]
    return _beginning(incomplete, named) or FILE.shell_complete(context, option, incomplete)


def outputs(context: click.Context, option: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Return the formats that begin like that, and the shell's files."""
    formats = _beginning(incomplete, ((f"{name}:", None) for name in FORMATS)) if incomplete else []
    return [*formats, *FILE.shell_complete(context, option, incomplete)]


def limit_names(_context: click.Context, _option: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Return the limits that begin like that."""
    from audit_cli.readers.limits import Limits

    return _beginning(incomplete, ((f"{name}=", None) for name in Limits._fields))


def _beginning(incomplete: str, named: Iterable[tuple[str, str | None]]) -> list[CompletionItem]:
    return [CompletionItem(name, help=about) for name, about in named if name.startswith(incomplete)]


@click.command(short_help="输出命令行补全脚本")
@click.argument("shell", type=click.Choice(_SHELLS))
@click.pass_context
def completion(context: click.Context, shell: str) -> None:
    """输出 SHELL 的补全脚本：命令、选项、格式、规则集、规则编号、检查名称。

    \b
      bash：eval "$(audit-cli completion bash)" 写入 ~/.bashrc
      zsh： eval "$(audit-cli completion zsh)" 写入 ~/.zshrc
      fish：audit-cli completion fish > ~/.config/fish/completions/audit-cli.fish
    """
    maker: Any = get_completion_class(shell)
    made = maker(context.find_root().command, {}, _NAME, VARIABLE)
    # source() would start the shell to ask for its version
    click.echo(made.source_template % made.source_vars())
