"""The words of the review page, in the two languages of the report; those of the console go with them."""

from __future__ import annotations

from collections.abc import Mapping

from audit_cli.model import Kind
from audit_cli.outputs.page.marks import State

STATE_WORDS: Mapping[str, Mapping[State, str]] = {
    "zh": {"contradicted": "不符", "questioned": "待说明", "hinted": "提示", "tied": "相符", "read": "仅识别",
           "unread": "未识别"},
    "en": {"contradicted": "contradicted", "questioned": "to be explained", "hinted": "hint", "tied": "tied",
           "read": "only read", "unread": "not understood"},
}  # fmt: skip

KIND_WORDS: Mapping[Kind, tuple[str, str]] = {
    "sum": ("合计", "sum"), "difference": ("差额", "difference"), "ratio": ("比率", "ratio"),
    "growth": ("增减", "growth"), "equal": ("前后一致", "restated"), "count": ("个数与名单", "count"),
    "distributive": ("各若干", "so much each"), "balance": ("收支平衡", "balance"), "unit": ("计量单位", "unit"),
    "over-plan": ("超出预算", "over plan"), "over-quota": ("超出限额", "over quota"), "backlog": ("欠付", "backlog"),
    "unspent": ("执行进度", "unspent"), "score": ("得分", "score"), "target": ("指标值与完成值", "target"),
    "blank-field": ("空白栏", "blank field"), "missing-section": ("缺少内容", "missing section"),
    "period": ("年份", "period"), "place": ("地名、单位名", "place"), "numbering": ("序号", "numbering"),
    "typo": ("文字", "typo"), "narrative": ("说法与数字", "narrative"), "privacy": ("个人信息", "privacy"),
    "citation": ("引用文件", "citation"),
}  # fmt: skip

PAGE_WORDS: Mapping[str, Mapping[str, str]] = {
    "zh": {
        "title": "审核结果", "text": "报告正文", "results": "核对结果", "documents": "全部文件", "document": "文件",
        "page": "第{}页", "place": "位置", "authority": "依据", "amount": "涉及金额", "yuan": "元", "hint": "线索",
        "advice": "建议", "fingerprint": "指纹", "also": "同一情形，另见", "all kinds": "全部种类",
        "search": "搜索不符（按 / 键）", "severity": "级别", "kind": "种类", "filter": "筛选",
        "shown": "显示 {} / {} 处", "at": "第 {} 处，共 {} 处", "ticks": "相符的核对", "unassessed": "无法核对的关系",
        "by state": "数字", "by kind": "不符，按种类和级别", "legend": "图例", "compared": "已核对勾稽关系 {} / {}",
        "also tied": "另有 {} 个有不符或提示的数字在别处相符", "notes": "读取说明", "no match": "没有符合筛选条件的",
        "organization": "单位", "outcome": "结果", "audited": "已审核", "figures": "数字", "tied": "已相符",
        "theme": "深浅色", "help": "按键说明", "close": "关闭", "names": "所列 {} 项", "resolved": "已不再出现",
    },
    "en": {
        "title": "Review", "text": "text of the report", "results": "results", "documents": "all documents",
        "document": "document", "page": "page {}", "place": "place", "authority": "authority",
        "amount": "amount at stake", "yuan": " yuan", "hint": "hint", "advice": "advice",
        "fingerprint": "fingerprint", "also": "the same, see also", "all kinds": "all kinds",
        "search": "search findings (press /)", "severity": "severity", "kind": "kind", "filter": "filter",
        "shown": "{} of {} shown", "at": "{} of {}", "ticks": "what agrees", "unassessed": "not assessable",
        "by state": "figures", "by kind": "findings by kind and severity", "legend": "legend",
        "compared": "relations compared: {} of {}",
        "also tied": "{} more figures agree elsewhere, though something is said of them", "notes": "notes on reading",
        "no match": "nothing matches the filter", "organization": "organization", "outcome": "outcome",
        "audited": "audited", "figures": "figures", "tied": "tied", "theme": "light or dark", "help": "keys",
        "close": "close", "names": "{} listed", "resolved": "no longer found",
    },
}  # fmt: skip

# what each key does
KEYS: tuple[tuple[str, str, str], ...] = (
    ("j / ↓", "下一处不符", "next finding"),
    ("k / ↑", "上一处不符", "previous finding"),
    ("Enter", "在正文中依次查看各个数字；在数字上：查看它的核对", "its figures, one by one; on a figure: its results"),
    ("/", "搜索", "search"),
    ("1 2 3", "显示或隐藏错误、疑点、提示", "show or hide errors, warnings, infos"),
    ("[ ]", "上一个、下一个文件", "previous and next document"),
    ("t", "深色或浅色", "dark or light"),
    ("Esc", "取消选择，关闭说明", "clear the selection, close this"),
    ("?", "本说明", "this help"),
)  # fmt: skip
