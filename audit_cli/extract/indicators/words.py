"""The words of self-evaluation forms: heads of columns, classes of indicators, labels of the fields of their head."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from audit_cli.expressions import expression
from audit_cli.goal_names import GOAL, RESULT
from audit_cli.model import Aim, Group

ColumnRole = Literal[
    "level1", "level2", "name", "target", "actual", "points", "score", "reason", "sign", "unit", "standard", ""
]

LEVELS: frozenset[ColumnRole] = frozenset({"level1", "level2", "name"})
_COLUMNS: tuple[tuple[ColumnRole, re.Pattern[str]], ...] = (
    ("level1", expression(r"^一级(?:绩效)?指标")),
    ("level2", expression(r"^二级(?:绩效)?指标")),
    ("name", expression(r"^三级(?:绩效)?指标|^指标(?:名称|内容)$|^(?:绩效|考核|评价)?指标$|^评价内容$")),
    ("sign", expression(r"^(?:指标)?性质$|^指标符号$|^(?:计算)?符号$")),
    ("unit", expression(r"^(?:度量|计量)?单位$")),
    ("standard", expression(r"评分标准|评价标准|评分细则|计分|评分规则|扣分标准|得分标准")),
    ("score", expression(r"得分(?!系数)|自评分|^评分$|^打分$")),
    ("points", expression(r"分值|权重|满分|标准分")),
    ("reason", expression(r"偏差|未完成|原因|改进措施")),
    ("actual", expression(r"完成值|实际值|完成情况|实际完成|完成结果|完成数|^实际情况$|^完成$")),
    ("target", expression(r"指标值|目标值|绩效目标$|预期(?:目标)?值?$|计划(?:完成)?[值数]|^年度目标|^目标$|绩效标准")),
)
_CLASS1 = expression(
    r"^(?:产出|效益|效果|成效|满意度?|成本|过程|投入|决策|管理|履职|部门管理|预算执行)(?:类)?(?:指标|目标|情况)?$"
)
_CLASS2 = expression(
    r"^(?:产出)?(?:数量|质量|时效|成本|进度|(?:经济|社会|生态|环境|生态环境)(?:效益|成本)|可持续(?:影响|发展|性)?|[^，。；：]{0,12}满意度)"
    r"(?:类)?(?:指标|目标)?$"
)
_GROUPS: tuple[tuple[Group, re.Pattern[str]], ...] = (
    ("execution", expression(r"^预算执行")),
    ("cost", expression(r"^(?:经济|社会|生态环境)?成本")),
    ("satisfaction", expression(r"满意")),
    ("benefit", expression(r"效益|效果|成效|可持续")),
    ("output", expression(r"^产出|^数量|^质量|^时效|^进度|^实效")),
)
_NOTE = expression(r"[（(][^（）()]*[）)]$|\d+分?$")
_AT_LEAST = expression(r"[≥≧⩾＞>]|大于|不[低少小]于|至少|以上")
_AT_MOST = expression(r"[≤≦⩽＜<]|小于|低于|少于|不[超高大多]|[以之]?[内下]$|控制|至多|最多")
_EQUAL = expression(r"[=＝]|等于")
# what is better when it is less, or may be
_LESS = expression(
    r"事故|伤亡|死亡|投诉|超[标支期过]|差错|违[规法纪约]|失误|误差|控制|压缩|下降|降低|减少|降幅|不超|逾期|拖欠|返贫|失业|发[生案病]"
    r"|污染|排放|[能损消]耗|流失|成本|费|支出|价|投资|资金|金额|标准|限|时[间长]|天数|耗时|等待|期限|周期|工期|响应|间隔|缺陷|隐患|火灾|案件"
    r"|信访|纠纷|债|变动|增[长幅减]|三公|扣|退|负|率先|闲置|空置|结[转余]|未|不|差距|浓度|指数|人均|户均|编制|控制率|占比|比重|次品|废"
)
_LESS_OF_RATES = expression(
    r"事故|伤亡|死亡|投诉|超|差错|违|失误|误差|控制|压缩|下降|降低|减少|不超|逾期|拖欠|返贫|失业|发[生案病]|污染|排放|[能损消]耗|流失"
    r"|成本|变动|增[长幅减]|闲置|空置|结[转余]|负债|占比|比重|未|不|废|率差|偏差|调整"
)
# nobody sets out to do nothing: 0起
_ZERO = expression(r"0(?:\.0+)?(?![0-9.])")
_NUMBERED = expression(r"^指标\s*[0-9一二三四五六七八九十]*\s*[：:、.．]?\s*|^[0-9]{1,2}[.．、]\s*")
_FILLER = expression(r"^[.…．·]+$")
# the fields of a form's head, as a reader may need them
FIELDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("project", expression(r"^(?:预算)?项目名称$")),
    (
        "department",
        expression(r"^(?:主管部门|预算部门|主管单位|项目主管部门)(?:及代码)?$|^(?:主管|预算)部门[（(].{0,8}[）)]$"),
    ),
    ("organization", expression(r"^(?:项目)?(?:实施|申报|预算)单位(?:[（(].{0,8}[）)])?$")),
    ("goal", expression(rf"^{GOAL}(?:[（(].{{0,12}}[）)])?$")),
    ("result", expression(rf"^{RESULT}(?:[（(].{{0,12}}[）)])?$")),
)
ANY_FIELD = expression("|".join(pattern.pattern for _, pattern in FIELDS))
FUNDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("reason", expression(r"原因")),
    ("score", expression(r"得分")),
    ("points", expression(r"分值|权重")),
    ("rate", expression(r"执行率|完成率|支付率|(?:支出|支付|执行)进度")),
    ("initial", expression(r"^年初预算数?")),
    ("executed", expression(r"执行数|支出数|决算数|实际支出")),
    ("budget", expression(r"^(?:全年|调整后?|年度)?预算数?(?:[（(].{0,3}[）)])?$|^调整(?:后的?)?预算数|^全年预算数")),
)
GRAND = expression(r"^(?:总分|合计|总计|总得分|自评总分|自评得分|评价得分|综合得分|得分合计|合计得分|总评分)")
SUBTOTAL = expression(r"^(?:小|分)计")
# what follows the indicators of a form
END = expression(
    r"^(?:评价结论|自评结论|总体评价|存在(?:的)?(?:主要)?问题|改进措施|其他|备注|注[：:]|说明|填[表报]|联系|签[字章]|审核|姓名|评价(?:组|等[次级]|人员)"
    r"|(?:单位|项目|财务|部门)[^，。]{0,6}负责|绩效(?:自评)?综合得分|自评等[次级])"
)
# reasons below the indicators, where the form has no column for them
REASONS = expression(
    r"^(?:[（(]?[一二三四五六七八九十0-9]{1,2}[）)、.．])?(?:(?:绩效)?(?:目标|指标))?"
    r"(?:(?:偏差|偏离|未完成|未达到?|扣分|失分)[^：:]{0,16}|存在的?问题[、及和])原因"
)
FUND_TOTAL = expression(r"总额|合计|总计|资金总|^总")


@lru_cache(maxsize=4096)
def column_role(text: str) -> ColumnRole:
    """Return what a column under the head *text* (without white space) holds, "" if it is none of a form."""
    if len(text) > 24 or text.isascii():
        return ""
    bare = _NOTE.sub("", text) or text
    return next((role for role, pattern in _COLUMNS if pattern.search(bare)), "")


def heads_indicators(text: str) -> bool:
    """Whether a cell heads the column of indicators or of their classes, by which a form is known."""
    return ("标" in text or "评" in text) and column_role("".join(text.split())) in LEVELS


@lru_cache(maxsize=4096)
def class_level(text: str) -> int:
    """Return the level of the class that *text* names: 1 for 产出指标, 2 for 数量指标, 0 if it is none."""
    bare = _NOTE.sub("", text.partition("（")[0] or text) or text
    if len(bare) > 20:
        return 0
    if _CLASS2.match(bare) and not bare.startswith("满意"):
        return 1 if bare.startswith("成本") and bare.endswith("目标") else 2
    return 1 if _CLASS1.match(bare) else 0


@lru_cache(maxsize=4096)
def group_of(level1: str, level2: str) -> Group:
    """Return the class of the first level, from its own name or from that of the second."""
    if "满意" in level2:
        return "satisfaction"
    for text in (level1, level2):
        for group, pattern in _GROUPS:
            # where cost is no class of its own it belongs to output
            if text and pattern.search(text):
                return "output" if group == "cost" and text == level2 and level1 == "" else group
    return ""


@lru_cache(maxsize=8192)
def aim_of(sign: str, target: str, name: str, class2: str) -> Aim:
    """Return which way a target is meant: by its sign, the words beside it, or the name of what it counts."""
    for text in (sign, target):
        if _AT_LEAST.search(text):
            return "at_least"
        if _AT_MOST.search(text):
            return "at_most"
        if text and _EQUAL.search(text):
            return "equal"
    less = _LESS_OF_RATES if name.endswith(("率", "比例", "满意度")) else _LESS
    return "unknown" if less.search(name) or class2.startswith("成本") or _ZERO.match(target) else ""


def own_name(text: str) -> str:
    """Return the name of an indicator without its number; "" where only 指标1： was printed."""
    rest = _NUMBERED.sub("", text, count=1)
    return "" if _FILLER.match(rest) else rest
