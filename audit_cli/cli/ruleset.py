"""`audit-cli ruleset`: check a rules file of one's own, run its cases, describe its form to an editor."""

from __future__ import annotations

from pathlib import Path

import click

from audit_cli.cli.options import CODE_FINDINGS, language, output, write

_WORDS = {
    "zh": {
        "valid": "{}：无误，规则 {} 条，沿用 {} 条，情形 {} 个", "case": "{}:{}：{}", "missing": "未发现",
        "surplus": "多发现", "finding": "{} 写为 {} 应为 {}", "cases": "情形 {} 个，不符 {} 个",
        "no cases": "{}：没有 cases",
    },
    "en": {
        "valid": "{}: sound; {} rules, {} more inherited, {} cases", "case": "{}:{}: {}", "missing": "not found",
        "surplus": "found besides", "finding": "{} stated {} expected {}", "cases": "{} cases, {} not as written",
        "no cases": "{}: no cases",
    },
}  # fmt: skip
_file = click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))


@click.group(short_help="检查自己的规则文件")
def ruleset() -> None:
    """检查自己的规则文件（格式见 README），运行其中的情形，输出供编辑器使用的 JSON Schema。"""


@ruleset.command(short_help="检查规则文件有无错误")
@_file
@language
def validate(file: Path, lang: str) -> None:
    """检查规则文件 FILE；有误时指出行号和最接近的名称，退出码为 2。"""
    from audit_cli.ruleset.cases import cases_of

    found, own, cases = cases_of(file)
    inherited = len(found.rules) - len(own)
    click.echo(_WORDS[lang]["valid"].format(file.name, len(own), inherited, len(cases)))


@ruleset.command(short_help="运行规则文件中的情形")
@_file
@language
def test(file: Path, lang: str) -> int:
    """运行规则文件 FILE 中 cases 的各个情形；结果与所写的不同时退出码为 1。"""
    from audit_cli.rule_cases import run_cases

    words, failed, number = _WORDS[lang], 0, 0
    for case, missing, surplus in run_cases(file):
        number += 1
        if not missing and not surplus:
            continue
        failed += 1
        click.echo(words["case"].format(file.name, case.line, case.name))
        for word, findings in (("missing", missing), ("surplus", surplus)):
            for rule, stated, expected in findings:
                shown = words["finding"].format(rule, stated, expected) if stated or expected else rule
                click.echo(f"  {words[word]} {shown}")
    click.echo(words["cases"].format(number, failed) if number else words["no cases"].format(file.name))
    return CODE_FINDINGS if failed else 0


@ruleset.command(short_help="输出规则文件的 JSON Schema")
@output
def schema(output: str | None) -> None:
    """输出规则文件的 JSON Schema，供编辑器补全和检查。"""
    import json

    from audit_cli.ruleset.schema import json_schema

    write(json.dumps(json_schema(), ensure_ascii=False, indent=2) + "\n", output)
