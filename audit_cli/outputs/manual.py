"""The manual page of a rule, from the docstring of its check and from the rule itself."""

from __future__ import annotations

import inspect

from audit_cli.ruleset import Rule

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


def rule_page(rule: Rule, lang: str) -> str:
    """Return what *rule* asks, why, an example that holds and one that fails, and its authority."""
    chinese = lang == "zh"
    words = _ZH if chinese else _EN
    prose, examples = _split(inspect.cleandoc(rule.check.document))
    title = rule.title if chinese else rule.title_en
    rows = [
        (words["severity"], _SEVERITY_ZH[rule.severity] if chinese else rule.severity),
        (words["check"], f"{rule.check.name} ({rule.check.kind})"),
        (words["options"], ", ".join(f"{name}={value}" for name, value in rule.options.items())),
        (words["authority"], rule.authority),
        (words["basis"], _BASIS_ZH[rule.basis] if chinese else rule.basis),
        (words["validity"], f"{rule.since or '…'} – {rule.until or '…'}" if rule.since or rule.until else ""),
    ]
    lines = [f"{rule.id}  {title}", "", *prose, ""]
    for name, text in examples:
        lines.append(f"{_EXAMPLE_ZH[name] if chinese else name}  {text}")
    lines += ["", *[f"{name}  {value}" for name, value in rows if value]]
    return "\n".join(lines) + "\n"


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
