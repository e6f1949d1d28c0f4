"""The plain tables: figure ledger, fact table, indicators, rules in force."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from audit_cli.calculation import mention, plain
from audit_cli.model import QUANTITIES, Document, Fact, Field, Figure, Indicator
from audit_cli.outputs.columns import short, table
from audit_cli.report import DocumentReport, block_of
from audit_cli.ruleset import Rule

_LONGEST = 56
_LONGEST_FIELD = 24


def figure_table(report: DocumentReport, tied: Mapping[int, Sequence[str]], lang: str = "zh") -> str:
    """Return the figure ledger: every numeral, its type and value, and the ticks it takes part in."""
    document = report.document
    assert document is not None
    rows = [
        [
            str(f.start),
            short(f.text, _LONGEST),
            f.type,
            _value(f),
            f.unit,
            str(len(tied.get(f.start, ()))),
            _context(document, f),
        ]
        for f in report.figures
    ]
    header = (
        ["位置", "数字", "类型", "数值", "单位", "相符", "所在"]
        if lang == "zh"
        else ["start", "figure", "type", "value", "unit", "tied", "where"]
    )
    return table(header, rows, right=(0, 3, 5))


def _value(figure: Figure) -> str:
    return plain(figure.value) if figure.type in QUANTITIES else ""


def _context(document: Document, figure: Figure) -> str:
    block = block_of(document, figure)
    section = "" if block is None else document.heading_of(block)
    before = document.text[max(0, figure.start - 10) : figure.start]
    return short(f"{section}｜{before}" if section else before, _LONGEST)


def fact_table(facts: Iterable[Fact], lang: str = "zh") -> str:
    """Return the facts with their five aspects."""
    rows = [
        [str(x.figure.start), short(x.label or x.concept, _LONGEST), x.concept if x.known else "",
         x.measure, x.period, x.scope, x.fund, mention(x.figure)]
        for x in facts
    ]  # fmt: skip
    header = (
        ["位置", "名称", "事项", "口径", "期间", "主体", "预算", "数字"]
        if lang == "zh"
        else ["start", "label", "concept", "measure", "period", "scope", "fund", "figure"]
    )
    return table(header, rows, right=(0, 7))


def indicator_table(indicators: Iterable[Indicator], lang: str = "zh") -> str:
    """Return the indicators with their fields as printed; what is blank is marked, what was lost as well."""
    marks = {"blank": "（空）", "lost": "（缺）"} if lang == "zh" else {"blank": "(blank)", "lost": "(lost)"}

    def shown(field: Field) -> str:
        return marks.get(field.state, "") or short(field.printed, _LONGEST_FIELD)

    rows = [
        [short(x.project, _LONGEST_FIELD), short(x.level1, _LONGEST_FIELD), short(x.level2, _LONGEST_FIELD),
         *map(shown, (x.name, x.target, x.actual, x.points, x.score, x.reason))]
        for x in indicators
    ]  # fmt: skip
    header = (
        ["项目", "一级", "二级", "指标", "指标值", "完成值", "分值", "得分", "偏差原因"]
        if lang == "zh"
        else ["project", "level 1", "level 2", "indicator", "target", "actual", "points", "score", "reason"]
    )
    return table(header, rows, right=(6, 7))


def rule_table(rules: Iterable[Rule], lang: str) -> str:
    """Return the rules with check, severity and authority."""
    rows = [
        [r.id, {"error": "错误", "warning": "疑点", "info": "提示"}[r.severity] if lang == "zh" else r.severity,
         r.title if lang == "zh" else r.title_en, r.check.name, short(r.authority, 40)]
        for r in rules
    ]  # fmt: skip
    header = (
        ["编号", "级别", "要求", "检查", "依据"] if lang == "zh" else ["id", "severity", "title", "check", "authority"]
    )
    return table(header, rows)
