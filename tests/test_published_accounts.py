"""Final accounts as departments have published them, rebuilt from their rows: what is wrong in them, what only rounded.

The numbers of totals, of the classes named and of the sentences are those published; the classes left over share what
remains of their total.
"""

from __future__ import annotations

from audit_cli.judgement import FAILING, PASSING
from audit_cli.model import Result
from audit_cli.pipeline import audit_text

STATEMENTS = """2024年度部门决算

收入支出决算总表
单位：万元
收入||支出|
项目|金额|项目|金额
一、一般公共预算财政拨款收入|2940.05|一、一般公共服务支出|2106.66
二、其他收入|6.20|二、社会保障和就业支出|326.71
||三、卫生健康支出|155.05
||四、住房保障支出|351.62
本年收入合计|2946.25|本年支出合计|2940.05
使用非财政拨款结余|0.00|结余分配|0.00
年初结转和结余|49.14|年末结转和结余|55.34
总计|2995.39|总计|2995.39

支出决算表
单位：万元
科目编码|科目名称|本年支出合计|基本支出|项目支出
合计||2940.05|2336.91|603.14
201|一般公共服务支出|2106.66|1503.52|603.14
208|社会保障和就业支出|326.72|326.72|
210|卫生健康支出|155.05|155.05|
221|住房保障支出|351.62|351.62|

财政拨款收入支出决算总表
单位：万元
收入||支出||
项目|金额|项目|合计|一般公共预算财政拨款
一、一般公共预算财政拨款|2940.05|一、一般公共服务支出|2106.66|2106.66
||二、社会保障和就业支出|326.72|326.72
||三、卫生健康支出|155.05|155.05
||四、住房保障支出|351.62|351.62
本年收入合计|2940.05|本年支出合计|2940.05|2940.05
年初财政拨款结转和结余|21.63|年末财政拨款结转和结余|21.63|21.63
总计|2961.68|总计|2961.68|2961.68

二、部门决算情况说明
"""
APPROPRIATION = "（四）财政拨款收入支出决算总体情况说明\n2024年度财政拨款收入支出总计{}万元。\n"
SHARES = """（五）一般公共预算财政拨款支出决算情况说明
2024年度一般公共预算财政拨款支出2940.05万元，主要用于以下方面：一般公共服务支出2106.66万元，占{}；社会保障和就业支出\
326.72万元，占11.11%；卫生健康支出155.05万元，占5.27%；住房保障支出351.62万元，占11.96%。
"""
PROCUREMENT = """（十）政府采购支出情况说明
2024年度政府采购支出总额251.25万元，其中：政府采购货物支出4.79万元、政府采购工程支出0.00万元、政府采购服务支出246.47万元。
"""
ROUNDED_TOTAL = """2023年度部门决算

收入支出决算总表
单位：万元
收入||支出|
项目|金额|项目|金额
一、一般公共预算财政拨款收入|434.16|一、公共安全支出|434.16
本年收入合计|434.16|本年支出合计|434.16
使用非财政拨款结余|0.00|结余分配|0.00
年初结转和结余|0.55|年末结转和结余|0.56
总计|434.72|总计|434.72
"""


def loud(text: str) -> list[tuple[str, str]]:
    """Return rule and stated figure of each contradiction that is no hint."""
    results = audit_text(text).results
    return [(r.rule, stated(r)) for r in results if r.status in FAILING and r.severity != "info" and r.primary]


def stated(result: Result) -> str:
    return result.comparison.claim.stated.text if result.comparison.claim.terms else ""


def between(text: str, one: str, other: str) -> set[str]:
    """Return the statuses of the results that hold just these two figures against each other."""
    return {
        r.status
        for r in audit_text(text).results
        if [t.figure.text for t in r.comparison.claim.terms] == [one, other] and r.comparison.claim.kind == "equal"
    }


def test_a_total_of_the_notes_that_no_statement_has() -> None:
    assert loud(STATEMENTS + APPROPRIATION.format("0.3")) == [("NT010", "0.3万元")]
    assert loud(STATEMENTS + APPROPRIATION.format("2961.68")) == []


def test_shares_that_add_to_more_than_the_whole() -> None:
    assert loud(STATEMENTS + SHARES.format("71.73%")) == [("AR107", "71.73%")]
    assert loud(STATEMENTS + SHARES.format("71.65%")) == []


def test_a_class_rounded_on_its_own_in_each_statement() -> None:
    assert loud(STATEMENTS + PROCUREMENT) == []
    assert between(STATEMENTS, "326.72", "326.71") == {"rounding"}
    procurement = [r for r in audit_text(STATEMENTS + PROCUREMENT).results if stated(r) == "251.25万元"]
    assert {r.status for r in procurement if r.comparison.claim.kind == "sum"} == {"rounding"}


def test_two_units_of_the_last_place_are_no_rounding() -> None:
    assert loud(STATEMENTS.replace("326.71", "326.70")) != []


def test_a_total_of_cells_rounded_one_by_one() -> None:
    assert loud(ROUNDED_TOTAL) == []
    sums = [r for r in audit_text(ROUNDED_TOTAL).results if stated(r) == "434.72" and r.comparison.claim.kind == "sum"]
    assert sums
    assert all(r.status in PASSING for r in sums)
