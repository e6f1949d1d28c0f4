"""The sheets of the working paper and their columns, in the two languages."""

from __future__ import annotations

from collections.abc import Mapping

from audit_cli.outputs.sheets import Column

_FILE, _RULE = Column("文件", "file", 20), Column("规则", "rule", 8)
_TITLE, _PLACE = Column("要求", "requirement", 28), Column("位置", "place", 24)
_CALCULATION = Column("复算", "recalculated", 7)
_AMOUNTS = (
    Column("写为", "stated", 14), Column("应为", "expected", 14), Column("差额", "difference", 12),
    Column("计量单位", "unit", 9),
)  # fmt: skip

SHEETS: Mapping[str, tuple[str, str]] = {
    "summary": ("汇总", "Summary"),
    "findings": ("不符", "Findings"),
    "ticks": ("相符", "Ticks"),
    "calculations": ("复算", "Calculations"),
    "figures": ("数字", "Figures"),
    "backlog": ("欠付", "Backlog"),
    "indicators": ("指标", "Indicators"),
    "unassessed": ("无法核对", "Not assessable"),
}

COLUMNS: Mapping[str, tuple[Column, ...]] = {
    "summary": (
        Column("序号", "no.", 6), Column("文件", "file", 36), Column("单位", "organization", 24),
        Column("年度", "year", 7), Column("结果", "outcome", 10), Column("错误", "errors", 7),
        Column("疑点", "warnings", 7), Column("提示", "infos", 7), Column("数字", "figures", 8),
        Column("已相符", "tied", 8), Column("未识别", "unread", 8), Column("已核对关系", "compared", 10),
        Column("无法核对", "not assessable", 10), Column("说明", "notes", 50),
    ),
    "findings": (
        _CALCULATION, _FILE, Column("级别", "severity", 7), Column("状态", "status", 9), _RULE, _TITLE, _PLACE,
        Column("说明", "message", 40), Column("原文", "quoted", 40), Column("算式", "calculation", 28), *_AMOUNTS,
        Column("涉及金额（元）", "amount (yuan)", 15), Column("线索", "hints", 24), Column("建议", "advice", 26),
        Column("另见", "see also", 16), Column("依据", "authority", 26), Column("指纹", "fingerprint", 18),
        Column("审核意见", "auditor's opinion", 24, True), Column("单位答复", "reply of the unit", 24, True),
        Column("核实结果", "outcome", 16, True),
    ),
    "ticks": (
        _CALCULATION, _FILE, _RULE, _TITLE, Column("结论", "verdict", 14), Column("项目", "label", 28), _PLACE,
        Column("算式", "calculation", 44), *_AMOUNTS, Column("指纹", "fingerprint", 18),
    ),
    "calculations": (
        Column("序号", "no.", 7), _FILE, _RULE, Column("项目", "operand", 40), Column("原文", "as printed", 18),
        Column("系数", "factor", 8), Column("金额", "amount", 18), Column("计量单位", "unit", 9), _PLACE,
    ),
    "figures": (
        Column("文件", "file", 20), Column("数字", "figure", 20), Column("类型", "type", 11),
        Column("数值", "value", 18), Column("单位", "unit", 8), Column("相符", "ticks", 7),
        Column("不符", "findings", 7), _PLACE, Column("前后文", "context", 40), Column("起", "start", 8),
        Column("止", "end", 8),
    ),
    "backlog": (
        _FILE, Column("名称", "contract", 36), Column("合同金额", "sum", 15), Column("已支付", "paid", 15),
        Column("未支付", "unpaid", 15), Column("已付%", "share paid, %", 9), Column("单位", "unit", 8),
        Column("付款时间", "promised", 20), Column("未付原因", "cause", 28), _PLACE,
    ),
    "indicators": (
        _FILE, Column("项目", "project", 24), Column("一级指标", "level 1", 14), Column("二级指标", "level 2", 14),
        Column("指标", "indicator", 30), Column("指标值", "target", 18), Column("完成值", "result", 18),
        Column("分值", "points", 8), Column("得分", "score", 8), Column("偏差原因", "reason", 32), _PLACE,
    ),
    "unassessed": (
        _FILE, _RULE, _TITLE, _PLACE, Column("说明", "message", 60), Column("依据", "authority", 36),
    ),
}  # fmt: skip

# what stands above, beside and below the tables
TEXTS: Mapping[str, Mapping[str, str]] = {
    "zh": {
        "total": "合计", "expected": "应为", "stated": "写为", "difference": "差额", "constant": "总额",
        "below": "÷ ",
        "audited": "已审核", "incomplete": "读取不完整", "unreadable": "无法读取",
        "pass": "完全相符", "rounding": "四舍五入后相符", "fail": "不符", "review": "待核实", "improbable": "难以解释",
        "blank": "（空）", "lost": "（缺）", "left out": "工作表行数已满，另有 {} 行未列出：{}",
        "rules": "规则集", "by region": "按报告所在地区", "year end": "报告年度末",
        "as of": "规则有效日", "made by": "审核工具", "auditor": "审核人", "reviewer": "复核人", "day": "日期",
        "how": "用法",
        "use": "“复算”逐项列出每一处核对的数字，应为、差额由公式算出，可改动数字查看；"
               "“不符”“相符”首列可跳转到复算；黄色表头各栏由审核人填写。",
    },
    "en": {
        "total": "total", "expected": "should be", "stated": "is stated", "difference": "difference",
        "constant": "whole", "below": "÷ ",
        "audited": "audited", "incomplete": "read in part", "unreadable": "cannot be read",
        "pass": "agrees", "rounding": "agrees after rounding", "fail": "disagrees", "review": "to be reviewed",
        "improbable": "hardly by rounding", "blank": "(blank)", "lost": "(lost)",
        "left out": "the sheet is full; {} more rows are left out: {}",
        "rules": "rules", "by region": "by region of the report", "year end": "end of the fiscal year",
        "as of": "valid on", "made by": "made by", "auditor": "auditor", "reviewer": "reviewer", "day": "date",
        "how": "how to use it",
        "use": "“Calculations” lists the figures of each comparison; what is expected and the difference are formulas. "
               "The first column of “Findings” and “Ticks” leads there. Yellow columns are for the auditor.",
    },
}  # fmt: skip

# what is stated, what the operands make and the difference, where that is not what it should be
NAMES: Mapping[str, Mapping[str, tuple[str, str, str]]] = {
    "zh": {
        "backlog": ("合同金额", "已支付", "未支付"), "over-plan": ("执行数", "预算数", "超出"),
        "unspent": ("执行数", "预算数", "执行数减预算数"), "over-quota": ("实有", "限额", "超出"),
        "score": ("得分", "分值", "得分减分值"), "target": ("完成值", "指标值", "完成值减指标值"),
    },
    "en": {
        "backlog": ("sum", "paid", "unpaid"), "over-plan": ("spent", "budget", "beyond it"),
        "unspent": ("spent", "budget", "spent less budget"), "over-quota": ("actual", "limit", "beyond it"),
        "score": ("score", "points", "score less points"), "target": ("result", "target", "result less target"),
    },
}  # fmt: skip

# the types of figures for readers of Chinese
TYPES: Mapping[str, str] = {
    "money": "金额", "rate": "比率", "points": "百分点", "multiple": "倍数", "count": "数量", "measure": "计量",
    "number": "数", "date": "日期", "clock": "时刻", "identifier": "编号", "ordinal": "序数", "scheme": "模式",
    "label": "序号", "name": "名称", "unread": "未识别",
}  # fmt: skip
