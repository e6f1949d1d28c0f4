"""Forms as departments have published them, rebuilt from their rows: what is right in them, and what is not.

The numbers are those of the published forms; the words are the labels that the forms print.
"""

from __future__ import annotations

from typing import NamedTuple

import pytest

from audit_cli.judgement import FAILING, PASSING
from audit_cli.pipeline import audit_text

DEPARTMENT_FORM = """部门整体支出绩效自评表（2023年度）
年度预算申请（万元）|年初预算数|全年预算数|全年执行数|分值|执行率|得分
年度资金总额|861.10|2030.12|2030.12|10|100%|10
按收入性质分：2030.12| | |按支出性质分：1925.67| | |
其中：一般公共预算：1325.68| | |其中：基本支出：900.47| | |
政府性基金拨款：118.82| | |项目支出：1025.20| | |
其他资金：585.62| | | | | |
"""
BASIC_DATA = """部门整体支出绩效评价基础数据表（2023年度）
财政供养人员情况|编制数|2023年实际在职人数|控制率
|46|50|108.70%
经费控制情况|2022年决算数|2023年预算数|2023年决算数
公用经费|100.10|85.76|193.42
"""
THREE_PUBLIC = """部门整体支出绩效评价基础数据表
经费控制情况|2017年决算数|2018年预算数|2018年决算数
三公经费|29.08|63.46|44.29
1.公务用车购置和维护经费|11.86|41.46|39.30
其中：公车购置|0|29.46|29.46
公车运行维护|11.86|12|9.84
2.出国经费|0|0|0
3.公务接待|17.22|22|4.99
"""
RATES = """2018年部门整体支出绩效评价指标评分表
评价指标|指标值|得分
在职人员控制率|在职136人，编制143人，在职人员控制率95.10%|5
“三公”经费变动率|本年度三公经费预算63.46万元，上年度三公经费预算32万元，变动率98.31%|0
预算完成率|上年结转76.88万元，年初预算1922.76万元，本年追加预算710.78万元，年末结余19.80万元，预算完成率99.27%|5
预算控制率|本年追加预算767.86万元，年初预算1922.76万元，预算控制率39.94%|0
"""
FUND_ROWS = """项目支出绩效自评表（2022年度）
项目资金（万元）|年初预算数|全年预算数|全年执行数|分值|执行率|得分
年度资金总额|0|0|0|10|0|0
其中：当年财政拨款|90|89.974|89.974| | |
上年结转资金|0|0|0| | |
其他资金|0|0|0| | |
"""
NO_TRAVEL = """2024年度财政拨款“三公”经费支出决算表
单位：万元
项目|预算数|决算数
合计|0.95|0
因公出国（境）费|0|0
公务用车购置及运行维护费|0|0
公务接待费|0.95|0
"""


class Form(NamedTuple):
    """A form, the rules that it breaks with the figures stated, and the sums and rates that hold in it."""

    text: str
    broken: frozenset[tuple[str, str]]
    holding: frozenset[tuple[str, str]] = frozenset()


FORMS = {
    "income and spending of one department apart": Form(
        DEPARTMENT_FORM,
        frozenset({("DW130", "2030.12"), ("DW060", "2030.12")}),
        frozenset({("sum", "2030.12"), ("sum", "1925.67")}),
    ),
    "more people than posts, operating cost doubled": Form(
        BASIC_DATA, frozenset({("DW010", "50"), ("SC040", "193.42")}), frozenset({("ratio", "108.70%")})
    ),
    "three public expenses by item": Form(
        THREE_PUBLIC, frozenset(), frozenset({("sum", "29.08"), ("sum", "63.46"), ("sum", "44.29"), ("sum", "41.46")})
    ),
    "rates of a department": Form(
        RATES, frozenset(), frozenset({("ratio", "95.10%"), ("growth", "98.31%"), ("ratio", "39.94%")})
    ),
    "a total row of zeros over an amount": Form(FUND_ROWS, frozenset({("AR104", "0")})),
    "a budget for receptions that was not spent": Form(NO_TRAVEL, frozenset(), frozenset({("sum", "0.95")})),
}


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_a_published_form(form: Form) -> None:
    results = [r for r in audit_text(form.text).results if r.comparison.claim.terms]
    loud = {
        (r.rule, r.comparison.claim.stated.text)
        for r in results
        if r.status in FAILING and r.severity != "info" and r.primary
    }
    assert loud == form.broken
    holding = {(r.comparison.claim.kind, r.comparison.claim.stated.text) for r in results if r.status in PASSING}
    assert form.holding <= holding
