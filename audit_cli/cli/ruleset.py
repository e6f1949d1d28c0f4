"""`audit-cli ruleset`: check a rules file of one's own, run its cases, describe its form to an editor."""

from __future__ import annotations

from pathlib import Path

import click

from audit_cli.cli.options import CODE_FINDINGS, output, write

_file = click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))


@click.group(short_help="检查自己的规则文件")
def ruleset() -> None:
    """检查自己的规则文件（格式见 README），运行其中的情形，输出供编辑器使用的 JSON Schema。"""


@ruleset.command(short_help="检查规则文件有无错误")
@_file
def validate(file: Path) -> None:
    """检查规则文件 FILE；有误时指出行号和最接近的名称，退出码为 2。"""
    from audit_cli.ruleset.cases import cases_of

    found, own, cases = cases_of(file)
    inherited = len(found.rules) - len(own)
    click.echo(f"{file.name}：无误，规则 {len(own)} 条，沿用 {inherited} 条，情形 {len(cases)} 个")


@ruleset.command(short_help="运行规则文件中的情形")
@_file
def test(file: Path) -> int:
    """运行规则文件 FILE 中 cases 的各个情形；结果与所写的不同时退出码为 1。"""
    from audit_cli.rule_cases import run_cases

    failed = number = 0
    for case, missing, surplus in run_cases(file):
        number += 1
        if not missing and not surplus:
            continue
        failed += 1
        click.echo(f"{file.name}:{case.line}：{case.name}")
        for word, findings in (("未发现", missing), ("多发现", surplus)):
            for rule, stated, expected in findings:
                shown = f"{rule} 写为 {stated} 应为 {expected}" if stated or expected else rule
                click.echo(f"  {word} {shown}")
    click.echo(f"情形 {number} 个，不符 {failed} 个" if number else f"{file.name}：没有 cases")
    return CODE_FINDINGS if failed else 0


@ruleset.command(short_help="输出规则文件的 JSON Schema")
@output
def schema(output: str | None) -> None:
    """输出规则文件的 JSON Schema，供编辑器补全和检查。"""
    import json

    from audit_cli.ruleset.schema import json_schema

    write(json.dumps(json_schema(), ensure_ascii=False, indent=2) + "\n", output)
