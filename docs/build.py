"""Write the generated pages, ``python -m docs.build``: the manual, and which rules meet which requirements."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click

from audit_cli.cli import audit_cli
from audit_cli.ruleset import DEFAULT_PROFILE, FOLDER, Rule, load_ruleset, profiles, shown
from audit_cli.strict_yaml import read

MANUAL = Path(__file__).parent / "manual.md"
RULES = Path(__file__).parent / "rules.md"
_BASIS = {"law": "法律法规", "norm": "规范性文件", "template": "模板要求", "practice": "实务惯例", "memory": "未经核实"}
_SEVERITY = {"error": "错误", "warning": "疑点", "info": "提示"}


def manual() -> str:
    """Return the text of the manual."""
    top = click.Context(audit_cli, info_name="audit-cli", terminal_width=100)
    parts = [
        "# 手册 / Manual", "由 `python -m docs.build` 生成，请勿手改。", "## 命令 / Commands", _help(audit_cli, top)
    ]  # fmt: skip
    for name, command in sorted(audit_cli.commands.items()):
        parts += _pages(name, command, top)
    parts += ["## 规则 / Rules: national", "\n".join(_table(load_ruleset().rules))]
    for profile in profiles():
        if profile != DEFAULT_PROFILE:
            parts += [f"## 规则 / Rules: {profile}", _differences(profile)]
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


def _differences(profile: str) -> str:
    """Return the rules of *profile* that are not as they are everywhere."""
    ruleset = load_ruleset(profile)
    everywhere = {rule.id: rule for rule in load_ruleset().rules}
    own = [rule for rule in ruleset.rules if rule != everywhere.get(rule.id)]
    head = f"{ruleset.title}：沿用全国通用规则"
    return "\n".join([f"{head}，以下各条不同：", "", *_table(own)]) if own else f"{head}。"


def _table(rules: Iterable[Rule]) -> list[str]:
    rows = ["| 编号 | 级别 | 要求 | requirement | 方法 | 依据 |", "|---|---|---|---|---|---|"]
    for rule in rules:
        options = ", ".join(f"{name}={shown(value)}" for name, value in rule.options.items())
        method = f"`{rule.check.name}`" + (f" {options}" if options else "")
        rows.append(
            f"| {rule.id} | {_SEVERITY[rule.severity]} | {rule.title} | {rule.title_en} | {method} | {rule.authority} |"
        )
    return rows


def requirements() -> list[dict[str, Any]]:
    """Return what the field asks, as ``rulesets/requirements.yaml`` lists it."""
    listed: list[dict[str, Any]] = read(FOLDER / "requirements.yaml")["requirements"]
    return listed


def coverage() -> str:
    """Return the page that says which rules meet which requirement, and what is lacking."""
    titles = {rule.id: rule for name in profiles() for rule in load_ruleset(name).rules}
    asked = requirements()
    met = sum(bool(one["rules"]) for one in asked)
    rows = ["| 要求 | 应发现的情形 | 依据性质 | 规则 | 还缺什么 |", "|---|---|---|---|---|"]
    for one in asked:
        rules = "<br>".join(f"{name} {titles[name].title}" for name in one["rules"])
        rows.append(f"| {one['id']} | {one['title']} | {_BASIS[one['basis']]} | {rules} | {one.get('lacks', '')} |")
    return "\n".join(
        [
            "# 要求与规则 / Requirements and rules",
            "",
            "由 `python -m docs.build` 据 `rulesets/requirements.yaml` 生成，请勿手改。",
            f"共 {len(asked)} 项要求，{met} 项有规则核对；没有规则的，最后一栏写明缺什么。",
            "",
            *rows,
            "",
        ]
    )


if __name__ == "__main__":
    MANUAL.write_text(manual(), encoding="utf-8")
    RULES.write_text(coverage(), encoding="utf-8")
