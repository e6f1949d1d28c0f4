"""Write docs/manual.md: every command with its help, every rule with its title: ``python -m docs.build``."""

from __future__ import annotations

from pathlib import Path

import click

from audit_cli.cli import audit_cli
from audit_cli.ruleset import load_ruleset, profiles, shown

MANUAL = Path(__file__).parent / "manual.md"
_SEVERITY = {"error": "错误", "warning": "疑点", "info": "提示"}


def manual() -> str:
    """Return the text of the manual."""
    top = click.Context(audit_cli, info_name="audit-cli", terminal_width=100)
    parts = [
        "# 手册 / Manual", "由 `python -m docs.build` 生成，请勿手改。", "## 命令 / Commands", _help(audit_cli, top)
    ]  # fmt: skip
    for name, command in sorted(audit_cli.commands.items()):
        parts += _pages(name, command, top)
    for profile in profiles():
        parts += [f"## 规则 / Rules: {profile}", "\n".join(_rules(profile))]
    return "\n\n".join(parts) + "\n"


def _pages(name: str, command: click.Command, above: click.Context) -> list[str]:
    """Return the help of *command* and of the commands below it."""
    context = click.Context(command, info_name=name, parent=above, terminal_width=100)
    pages = [f"### {context.command_path}", _help(command, context)]
    for below, inner in sorted(command.commands.items()) if isinstance(command, click.Group) else ():
        pages += _pages(below, inner, context)
    return pages


def _help(command: click.Command, context: click.Context) -> str:
    lines = [line.rstrip() for line in command.get_help(context).splitlines()]
    return "```\n" + "\n".join(lines) + "\n```"


def _rules(profile: str) -> list[str]:
    rows = ["| 编号 | 级别 | 要求 | requirement | 方法 | 依据 |", "|---|---|---|---|---|---|"]
    for rule in load_ruleset(profile).rules:
        options = ", ".join(f"{name}={shown(value)}" for name, value in rule.options.items())
        method = f"`{rule.check.name}`" + (f" {options}" if options else "")
        rows.append(
            f"| {rule.id} | {_SEVERITY[rule.severity]} | {rule.title} | {rule.title_en} | {method} | {rule.authority} |"
        )
    return rows


if __name__ == "__main__":
    MANUAL.write_text(manual(), encoding="utf-8")
