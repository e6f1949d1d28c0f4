"""What the columns and rows of a table are: amounts, rates, points, codes; and which unit their bare numerals have."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from audit_cli.expressions import expression
from audit_cli.extract.ledger.units import UNITS, Unit
from audit_cli.value import Value

Role = Literal[
    "amount", "rate", "share", "growth", "change", "left", "points", "score", "target", "line", "code", "price"
]

_LINE = expression(r"^(?:行次|栏次|序号|编号|行号|顺序号|No\.?|排名|排序|名次|年份|年度|月份)$")
_CODE = expression(r"编码|代码|编号$|^[类款项]$|^电话|账号|邮编|文号")
_GROWTH = expression(
    r"(?:增|减|升|降|变动|变化|同比|环比).*(?:率|幅|[%％比])|增幅|增长$|^同比|^环比|^[±+-]+[%％]$|差异率|偏差率|偏离"
)
_SHARE = expression(r"占.*(?:比|重|[%％])|比重|^占|构成比|百分比|结构比")
_RATE = expression(r"率(?!先)|比例|进度|[%％]|完成比|成新")
_BARE_PERCENT = expression(r"[（(]?[±+-]?[%％][）)]?|比例|百分比|比率|幅度")
_CHANGE = expression(
    r"增减|增加|减少|差额|差异|差值|变动|变化|较上年|比上年|较年初|比年初|比较|超支|节约|增\(减\)|增（减）|超出|偏差$|追[加减]|调增|调减|调整数?额?$|^±$|^[+＋][、/]?[-－]$"
)
_LEFT = expression(
    r"结余|剩余|余额|[未待](?:支付|使用|执行|完成|付|拨付|拨|到位|下达|兑付)|欠付|欠拨|尚欠|缺口|指标余|结转"
)
_POINTS = expression(r"分值|权重|满分|标准分|总分$|^分数$|赋分|应得分")
_SCORE = expression(r"得分|评分|评[价审定估]分|核[定实]分|打分")
_TARGET = expression(r"指标值|目标值|完成值|实际值|完成情况|绩效目标|绩效标准|目标$|评分标准|评价标准")
_PRICE = expression(
    r"与[一-鿿]{1,8}之?比值?$|[师生医护床]{2}比$|扣分|单价|人均|平均|户均|均价|标准（|标准\(|定额$|^单(?!位|项|列|独)[一-鿿]{1,6}(?:费用?|成本|造价|支出)"
    r"|[（(][百千万亿]{0,2}元[/／每][一-鿿]{1,4}[）)]$"
)
_COUNTED = expression(
    r"人数|人次|人员数|数量|个数|台数|辆数|件数|批次|户数|次数|面积|编制|实有人|在编|在职人|在岗|职工数|学生数|床位|机构数|保有量|期限|天数|年龄|月数|团组|车辆数|实有数|占地|套数|宗数|家数"
)
_BUDGET = expression(r"预算|计划|指标数|下达|批复|核定|安排|应|目标数|额度|总额度|下达数|合同金额|可用|资金总额|申请")
_EXECUTED = expression(r"执行|决算|支出|完成|实际|支付|使用|拨付|实支|到位|实施|列支|报账|支用|已")
_PRIOR = expression(r"上年|去年|上一年|前一年|上期|年初(?!预算|批复|安排|目标|下达)|期初|基期|同期|往年")
_CURRENT = expression(r"本年|今年|当年|本期|年末|期末|本年度")
_YEAR = expression(r"(?:19|20)\d\d")
_PER = expression(r"[/／每]")
_UNIT_WORD = expression(
    r"[（(\[【/／]\s*(?:单位[：:])?\s*(?:人民币)?([^（）()\[\]【】]{1,6}?)\s*[）)\]】]?$|单位[：:]\s*(?:人民币)?([^\s，,；;）)、|]{1,6})"
)
_SUPPLEMENT = expression(r"追[加减]|调增|调减|调整(?!预算|后)")
_BRACKET = expression(r"[（(][^（）()]*[）)]$")
_STATED_UNIT = expression(
    r"单位\s*[：:]\s*(?:人民币)?\s*((?:百|千|万|十万|百万|千万|亿)?元|[^\s，,；;）)、|]{1,5})|[（(]\s*(?:单位\s*[：:])?\s*(?:人民币)?\s*((?:百|千|万|百万|千万|亿)?元)\s*[）)]"
    r"|^\s*((?:百|千|万|百万|千万|亿)元)\s*$"
)
_MONEY_BESIDE = expression(
    r"(?:[、，,/／][^\s、，,/／；;）)]{1,4}){0,3}?[、，,/／]((?:百|千|万|百万|千万|亿)?元)(?![/／])"
)
_COUNTED_ROW = expression(
    r"人数|人次|批次|个数|（[人个辆台批次家套件户平方米公里亩]{1,3}）$|\([人个辆台批次家套件户平方米公里亩]{1,3}\)$|数量|面积|保有量|编制数|团组|次数|户数|车辆数"
)

_RATE_ROW = expression(r"(?:率|占比|比重|比例|进度|增幅|[%％])$")
_MONEY = expression(r"经费|支出|收入|拨款|资产|金额|资金|预算|决算|费$|结余|结转|原值|净值|采购|[（(]万?元[）)]")

_MEASURE = expression(
    r"(?:预算|决算|执行|支付|完成|下达|到位|调整|计划|实际|上年|去年|本年|今年)数$|^(?:年初|全年|调整|年度|上年)?(?:预算|决算|执行数?)$|年度?$|率$|单价|人数|数量|比重|占比|上年|去年"
)

PERCENT = Unit("rate", "%", Decimal(1))
POINTS = Unit("points", "分", Decimal(1))
_ATTRIBUTE = expression(
    r"备注|说明|原因|依据|负责|责任|部门$|单位$|时间|日期|方式|性质|等次|等级|评价|标准|目标|联系|电话|地点|地址|状态|是否|措施|进展|情况|附件|签|人$|计量|规格|型号|供应商|文号|[甲乙丙]方|承包|承建|中标"
)


class Column(Value, frozen=True):
    """A column of numerals: the texts above it from the top, what it is, and of its unit what the header says."""

    col: int
    path: tuple[str, ...]
    role: Role
    unit: Unit | None

    @property
    def leaf(self) -> str:
        return self.path[-1] if self.path else ""

    @property
    def header(self) -> str:
        return " / ".join(self.path)


@lru_cache(maxsize=8192)
def role_of(path: tuple[str, ...]) -> Role:
    """Return what the column under the header texts *path* holds."""
    leaf = path[-1] if path else ""
    whole = "".join(path)
    found = _role(leaf)
    if found == "amount" and len(path) > 1 and leaf:
        above = _role(path[-2])
        if above in ("points", "score", "share", "growth", "rate", "target"):
            return above
        if above == "change" and not re.search(r"预算|决算|上年|本年|\d{4}年", whole.replace(path[-2], "")):
            return "change"
    if found == "rate" and len(path) > 1 and _BARE_PERCENT.fullmatch(leaf) and _role(path[-2]) in ("change", "growth"):
        return "growth"
    return found


def _role(leaf: str) -> Role:
    if not leaf:
        return "amount"
    core = bare(leaf)
    if _LINE.match(leaf):
        return "line"
    if _CODE.search(core):
        return "code"
    if _SCORE.search(core):
        return "rate" if core.endswith("率") else "score"
    if _POINTS.search(core):
        return "points"
    if _TARGET.search(core):
        return "target"
    if _PRICE.search(leaf):
        return "price"
    if _GROWTH.search(leaf):
        return "growth"
    if _SHARE.search(leaf):
        return "share"
    if _RATE.search(leaf):
        return "rate"
    if _CHANGE.search(core):
        return "change"
    if _LEFT.search(core) and not _CURRENT.search(core) and not _PRIOR.search(core) and "合计" not in core:
        return "left"
    return "amount"


def bare(text: str) -> str:
    """Return a header without the bracket that it ends with."""
    return _BRACKET.sub("", text) or text


@lru_cache(maxsize=8192)
def is_counted(text: str) -> bool:
    """Whether a header speaks of people or things, not of money."""
    return bool(_COUNTED.search(text))


@lru_cache(maxsize=8192)
def is_counted_row(label: str) -> bool:
    """Whether a row label speaks of people or things, not of money."""
    return bool(_COUNTED_ROW.search(label))


@lru_cache(maxsize=8192)
def is_rate_row(label: str) -> bool:
    """Whether a row is one of rates: 执行率, 占比（%）."""
    return bool(_RATE_ROW.search(_BRACKET.sub("", label) or label)) or label.endswith(("（%）", "(%)", "（％）"))


@lru_cache(maxsize=8192)
def is_money(text: str) -> bool:
    """Whether a header or label speaks of money."""
    return bool(_MONEY.search(text))


def are_addends(labels: Sequence[str]) -> bool:
    """Whether labels name things that can be added up, not several figures of one thing."""
    return all(labels) and not any(_MEASURE.search(_BRACKET.sub("", label)) for label in labels)


@lru_cache(maxsize=8192)
def is_attribute(text: str) -> bool:
    """Tell whether a column says something of its row instead of naming it: 备注, 责任单位, 完成时间."""
    return _ATTRIBUTE.search(text) is not None


def is_budget(text: str) -> bool:
    return bool(_BUDGET.search(text))


@lru_cache(maxsize=8192)
def is_executed(text: str) -> bool:
    return bool(_EXECUTED.search(text))


def is_supplement(text: str) -> bool:
    """Whether a header names what is added to a first amount: 追加预算, 调增."""
    return bool(_SUPPLEMENT.search(text))


@lru_cache(maxsize=8192)
def is_prior(text: str) -> bool:
    return bool(_PRIOR.search(text))


def is_current(text: str) -> bool:
    return bool(_CURRENT.search(text))


@lru_cache(maxsize=8192)
def year_in(text: str) -> int:
    """Return the year that *text* names first, or 0."""
    found = _YEAR.search(text)
    return int(found[0]) if found else 0


@lru_cache(maxsize=8192)
def unit_at_end(text: str) -> Unit | None:
    """Return the unit that a header or label ends with: 金额（万元）, 人数（人）, 单位：万元."""
    if not text or (text[-1] not in ")）】]元%％人辆台个套米亩" and "单位" not in text):
        return None
    found = _UNIT_WORD.search(text)
    if not found:
        return None
    name = (found[1] or found[2] or "").strip()
    return UNITS.get(name) or _unit_of_price(name)


def _unit_of_price(name: str) -> Unit | None:
    """Return the money in which a price is stated: 元/人."""
    money = UNITS.get(_PER.split(name)[0]) if _PER.search(name) else None
    return money if money is not None and money.type == "money" else None


@lru_cache(maxsize=2048)
def stated_unit(text: str) -> Unit | None:
    """Return the unit that a caption states: 单位：万元, （万元）; the last one wins."""
    unit = None
    for found in _STATED_UNIT.finditer(text):
        named = UNITS.get(found[1] or found[2] or found[3] or "")
        # 单位：人、万元: people have their own words, money has not
        money = _MONEY_BESIDE.match(text, found.end()) if named is not None and named.type == "count" else None
        unit = (UNITS.get(money[1]) if money else None) or named or unit
    return unit
