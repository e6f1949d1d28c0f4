"""The manual page of a rule, from the docstring of its check and from the rule itself."""

from __future__ import annotations

import inspect
from collections.abc import Iterable, Mapping, Sequence

from audit_cli.model import Kind
from audit_cli.ruleset import Rule, shown

_ZH = {
    "severity": "级别",
    "check": "方法",
    "options": "选项",
    "authority": "依据",
    "basis": "依据性质",
    "validity": "有效期",
}
_EN = {name: name for name in _ZH}
_SEVERITY_ZH = {"error": "错误", "warning": "疑点", "info": "提示"}
_BASIS_ZH = {
    "law": "法律法规", "norm": "规范性文件", "template": "模板要求", "practice": "实务惯例", "memory": "未经核实",
}  # fmt: skip


# what a kind of comparison asks, for the reader in Chinese: the docstrings of checks are English
_ABOUT_ZH: Mapping[Kind, str] = {
    "sum": "合计与文中所列各项之和比较。各项按原样取数，四舍五入以内的差额不算不符。",
    "difference": "剩余、结余、超出、净增等数，与相关两数之差比较。",
    "ratio": "占比、执行率、完成率等，与分子除以分母之商比较，按所写小数位四舍五入。",
    "growth": "增长、下降的幅度，与本期数、基数或增减额推算的幅度比较，并核对增减方向。",
    "equal": "同一事项、同一口径、同一期间的数字，在各处应当相同；单位不同的先行换算。",
    "count": "所述个数与逐一列出的名称个数比较。",
    "distributive": "“各若干”的数额乘以个数，与合计比较。",
    "balance": "本年收入加年初结转和结余，与本年支出加年末结转和结余比较。",
    "over-plan": "预算数、安排数与其执行数比较；文中没有说明原因的为疑点，已说明的列为提示。",
    "unspent": "预算数、安排数与其执行数比较，低于界限的应说明原因；文中没有说明的为疑点，已说明的列为提示。",
    "over-quota": "核定编制与实有人数按合计、按类别比较。",
    "score": "自评表中的得分与该项分值比较，得分不应超过分值。",
    "unit": "数额与同一事项的其他数额相差万倍的，疑为元、万元写错。",
}


def rule_page(rule: Rule, lang: str) -> str:
    """Return what *rule* asks, why, an example that holds and one that fails, and its authority."""
    chinese = lang == "zh"
    words = _ZH if chinese else _EN
    prose, examples = _split(inspect.cleandoc(rule.check.document))
    if chinese and rule.check.kind in _ABOUT_ZH:
        prose = [_ABOUT_ZH[rule.check.kind]]
    title = rule.title if chinese else rule.title_en
    rows = [
        (words["severity"], _SEVERITY_ZH[rule.severity] if chinese else rule.severity),
        (words["check"], f"{rule.check.name} ({rule.check.kind})"),
        (words["options"], "; ".join(f"{name} = {shown(value)}" for name, value in rule.options.items())),
        (words["authority"], rule.authority),
        (words["basis"], _BASIS_ZH[rule.basis] if chinese else rule.basis),
        (words["validity"], f"{rule.since or '…'} – {rule.until or '…'}" if rule.since or rule.until else ""),
    ]
    lines = [f"{rule.id}  {title}", "", *prose, "", *_shown(examples, chinese)]
    lines += ["", *[f"{name}  {value}" for name, value in rows if value]]
    return "\n".join(lines) + "\n"


def check_page(rules: Sequence[Rule], lang: str) -> str:
    """Return what the check of *rules* compares, an example that holds and one that fails, and these rules."""
    chinese, check = lang == "zh", rules[0].check
    prose, examples = _split(inspect.cleandoc(check.document))
    about = [_ABOUT_ZH[check.kind]] if chinese and check.kind in _ABOUT_ZH else prose
    lines = [f"{check.name} ({check.kind})", "", *about, "", *_shown(examples, chinese), ""]
    lines += [f"{rule.id}  {rule.title if chinese else rule.title_en}" for rule in rules]
    return "\n".join(lines) + "\n"


def _shown(examples: Iterable[tuple[str, str]], chinese: bool) -> list[str]:
    return [f"{_EXAMPLE_ZH[name] if chinese else name}  {text}" for name, text in examples]


_EXAMPLE_ZH = {"Holds": "相符", "Fails": "不符"}


def _split(document: str) -> tuple[list[str], list[tuple[str, str]]]:
    """Return the prose of a docstring and its examples."""
    prose: list[str] = []
    examples: list[tuple[str, str]] = []
    for line in document.splitlines():
        name, colon, text = line.partition(":")
        if colon and name in _EXAMPLE_ZH:
            examples.append((name, text.strip()))
        elif examples and line.startswith(" ") and line.strip():
            examples[-1] = (examples[-1][0], examples[-1][1] + line.strip())
        else:
            prose.append(line)
    while prose and not prose[-1].strip():
        prose.pop()
    return prose, examples
