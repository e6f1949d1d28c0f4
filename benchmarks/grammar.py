"""Sentences and tables for hypothesis to make up, and an oracle of a few lines that knows only how to add.

What must hold of each is in `tests/test_grammar.py`, which tries a few; ``make fuzz`` tries more.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from hypothesis import strategies as st

from audit_cli.model import Result


def one_of_words(words: str) -> st.SearchStrategy[str]:
    return st.sampled_from(words.split())


DIGITS = st.one_of(
    st.integers(0, 10**7).map(str),
    st.decimals(-(10**7), 10**9, places=2, allow_nan=False).map(str),
    st.decimals(0, 10**9, places=2, allow_nan=False).map("{:,}".format),
    st.decimals(0, 1000, places=4, allow_nan=False).map(str),
)
NUMERALS = st.one_of(
    DIGITS,
    DIGITS.map(lambda digits: digits.translate(FULL_WIDTH)),
    one_of_words(
        "三十二 两 百分之九十八 三分之二 2万5千 3.57亿 一百零五 十 〇 廿 ①② Ⅳ 1.2.3.4 1,2,3 12,34 5-10"
        " 5～10 5至10 约5 近30 30余 ≥95% 95%以上 不低于90% 1+2+12 2021年 2021年3月5日 “11.29” 〔2021〕15号"
        " 第20个 0 0.00 -0 00012 1e5 １２．５ 9九9 半 多 几十 13800138000 5.12万 -332 +5 －7 ±3 1/3 8:30"
        " 100% 0.5‰ 数百 上千 99999999999999999999999999999.9"
    ),
)
LABELS = one_of_words(
    "本年支出合计 基本支出 项目支出 人员经费 公用经费 其他 在职人员 行政人员 年初预算 决算数"
    " 年初结转和结余 收入总计 执行率 满意度 得分 合同金额 办公费 “三公”经费 公务接待费 数量指标 上年 甲"
    " 甲局、乙局 一、 （一） 1. 二是"
)
CUES = one_of_words(
    "其中 其中： ，其中： 包括 分别为 主要包括 合计 共 共计 占 占全部的 比上年增加 下降 增长 提高 剩余"
    " 已支付 未支付 结余 等3个 各 均 以及 和 另 除 其余 超出 执行率 完成率 按功能分类： 由 到 从 达到"
    " 与上年持平 增幅"
)
UNITS = one_of_words("万元 元 亿元 千元 % 人 名 个 家 个百分点 倍 ‰ 人次 平方米 公里 分 元/人 万 亿 项次")
MARKS = st.one_of(
    st.sampled_from('，。；：、（）()【】《》“”"/|%‰+-=~ 　\t\n'),
    st.sampled_from(["\r\n", "\n\n", "——", "……", " | ", "\t\t", "\t\n"]),
)
# no width, another direction, a space that is none, what is two characters or half of one
UNSEEN = st.sampled_from("\u200b\u202e\ufeff\u00a0\u2028\ufffd\u0301\u3000𠮷")

TOKENS = st.one_of(NUMERALS, LABELS, CUES, MARKS, UNITS)
FIGURES = st.tuples(LABELS, NUMERALS, UNITS, st.one_of(MARKS, CUES)).map("".join)
ROWS = st.lists(st.one_of(NUMERALS, LABELS, st.just("")), min_size=2, max_size=6)
TABLES = st.tuples(st.sampled_from(["\t", " | ", "   ", "|"]), st.lists(ROWS, min_size=1, max_size=6)).map(
    lambda table: "\n" + "\n".join(table[0].join(row) for row in table[1]) + "\n"
)
TEXTS = st.lists(st.one_of(TOKENS, FIGURES, FIGURES, TABLES, UNSEEN), max_size=40).map("".join)

FULL_WIDTH = str.maketrans({**{c: chr(ord(c) + 0xFEE0) for c in "0123456789%()"}, ".": "．"})

_CLASSES = (
    ("商品和服务支出", ("办公费", "差旅费", "培训费", "会议费", "印刷费", "维修费", "邮电费"), ("万元", "元")),
    ("在职人员", ("行政人员", "事业人员", "工勤人员"), ("人", "名")),
    ("项目支出", ("道路养护", "河道清淤", "校舍维修", "绿化工程", "管网改造"), ("万元", "元")),
    ("共培训学员", ("村干部", "医生", "教师", "农户"), ("人", "人次")),
)
_FORMS = (
    "{head}{total}，其中：{parts}。",
    "2023年{head}{total}，其中{parts}。",
    "{head}{total}（其中：{parts}）。",
    "{head}{total}，包括：{parts}。",
    "{head}{total}，其中：{parts}。另开展其他工作。",
)


class Sum(NamedTuple):
    """A breakdown: its words, the total first among its values, as many decimals as they are printed with."""

    form: str
    head: str
    labels: tuple[str, ...]
    values: tuple[Decimal, ...]
    unit: str
    mark: str

    def printed(self) -> list[str]:
        return [f"{value}{self.unit}" for value in self.values]

    def text(self) -> str:
        total, *parts = self.printed()
        listed = self.mark.join(map("".join, zip(self.labels, parts, strict=True)))
        return self.form.format(head=self.head, total=total, parts=listed)

    def table(self) -> str:
        """Return the same as a table."""
        rows = [f"{label}\t{value}" for label, value in zip(self.labels, self.values[1:], strict=True)]
        return "\n".join([f"项目\t金额（{self.unit}）", *rows, f"合计\t{self.values[0]}"]) + "\n"

    def changed(self, place: int, by: Decimal) -> Sum:
        values = list(self.values)
        values[place] += by
        return self._replace(values=tuple(values))


@st.composite
def sums(draw: st.DrawFn) -> Sum:
    """Draw a breakdown that holds to the last digit."""
    head, members, units = draw(st.sampled_from(_CLASSES))
    unit = draw(st.sampled_from(units))
    places = draw(st.sampled_from((0, 1, 2))) if unit == "万元" else 2 if unit == "元" else 0
    labels = draw(st.lists(st.sampled_from(members), min_size=2, max_size=len(members), unique=True))
    wholes = st.integers(10, 10**6 if places else 5000)
    parts = [Decimal(draw(wholes)).scaleb(-places) for _ in labels]
    form, mark = draw(st.sampled_from(_FORMS)), draw(st.sampled_from("，、"))
    return Sum(form, head, tuple(labels), (sum(parts, Decimal(0)), *parts), unit, mark)


_PLAIN = re.compile(r"([-－]?\d[\d,]*(?:\.\d+)?)(\D*)")
_SCALES = {"亿元": 8, "万元": 4, "千元": 3, "元": 0}


def added(result: Result) -> tuple[Decimal, Decimal] | None:
    """Return by how much the parts of a sum miss its total and the unit of the coarsest digit, from their print alone.

    None where it is no sum, or is printed in a way that this does not read.
    """
    claim = result.comparison.claim
    if claim.kind != "sum" or claim.form == "shares":
        return None
    read = [_PLAIN.fullmatch(unicodedata.normalize("NFKC", term.figure.text)) for term in claim.terms]
    if not all(read) or len({found[2] in _SCALES for found in read if found}) > 1:
        return None
    numbers = [(found[1].replace(",", ""), _SCALES.get(found[2], 0)) for found in read if found]
    if any(len(number) > 25 for number, _ in numbers):
        return None
    values = [Decimal(number.replace("－", "-")).scaleb(scale) for number, scale in numbers]
    coarsest = max(Decimal(1).scaleb(scale - len(number.partition(".")[2])) for number, scale in numbers)
    parts = sum((t.sign * v for t, v in zip(claim.terms[1:], values[1:], strict=True)), Decimal(0))
    return values[0] * claim.terms[0].sign - parts, coarsest


def signature(results: Sequence[Result]) -> list[tuple[object, ...]]:
    """Return what was found, apart from where it stands and how it is printed."""
    return sorted(
        (r.rule, r.status, r.severity, tuple((t.role, t.sign, t.figure.value) for t in r.comparison.claim.terms))
        for r in results
    )
