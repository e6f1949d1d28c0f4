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
# the same department: its budget was more than doubled, and the row for that stands empty
NOTHING_ENTERED = f"""{DEPARTMENT_FORM}
{BASIC_DATA}部门基本支出预算调整|||
"""
# a town's account of one project: what was spent, where it went, what it was to cost
PROJECT_OF_A_TOWN = """2022年度道路和饮水项目支出绩效自评报告
项目资金安排和使用情况
2022年项目实际支出89.97万元，其中：30万元用于村组道路、30万元用于饮水管网、29.99万元用于塘坝清淤。
"""
COST_OF_A_TOWN = """项目支出绩效自评表（2022年度）
项目资金（万元）|年初预算数|全年预算数|全年执行数|分值|执行率|得分
年度资金总额|90|90|89.974|10|99.97%|10

一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分
产出指标（50分）|数量指标|道路|1条|1条|8|8
||管网|1处|1处|8|8
||塘坝|1处|1处|8|8
|质量指标|验收合格率|100%|100%|8|8
|时效指标|按期完工率|100%|100%|8|8
|成本指标|项目总成本|≤90万元|90万元|10|10
效益指标（30分）|社会效益指标|受益人口|≥600人|600人|10|10
|生态效益指标|水质达标率|100%|100%|10|10
|可持续影响指标|管护人员|2人|2人|10|10
满意度指标|服务对象满意度|群众满意度|≥90%|95%|10|10
总分||||100|100
"""
LEFT_OPEN = """510000_0013zp 部门预算项目支出绩效自评表（2023年度）
项目名称|城乡环境整治|主管部门|某局|实施单位|某中心

项目年度目标|年度目标完成情况
清运垃圾|对照年度目标，说明相关任务目标的完成情况(100字以内)

预算执行情况（10分）|年初预算|调整后预算数|预算执行数|预算执行率|权重|得分|原因
总额|238.93|251.89|251.89|100%|10|10|

一级指标|二级指标|三级指标|指标性质|指标值|度量单位|完成值|权重|得分|未完成原因分析
产出指标|数量指标|清运次数|≥|300|次||50||
效益指标|社会效益指标|受益人口|≥|2000|人||30||
满意度指标|满意度指标|居民满意度|≥|90|%||10||
合计|||||||90||
"""
COST_ALONE = """510000_0013zp 部门预算项目支出绩效自评表（2023年度）

预算执行情况（10分）|年初预算|调整后预算数|预算执行数|预算执行率|权重|得分|原因
总额|30|30|30|100%|10|10|

一级指标|二级指标|三级指标|指标性质|指标值|度量单位|完成值|权重|得分|未完成原因分析
成本指标|经济成本指标|成本控制数|≤|30|万元|完成|90|90|
合计|||||||90|90|
"""
HALF_SPENT = """项目支出绩效自评表（2016年度）
项目资金（万元）|年初预算数|全年预算数|全年执行数|分值|执行率|得分
年度资金总额|310.2|310.2|154.74|10|50%|5

一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分
产出指标|数量指标|维修|12处|12处|50|50
效益指标|社会效益指标|受益人口|≥600人|600人|40|40
总分||||100|95
"""
ALL_EXCELLENT = """2024年度部门决算
十、预算绩效管理情况
2024年度开展绩效自评的项目{0}个，自评平均得分{1}分，其中评价结果为优的项目{0}个。自评发现问题0个。
"""
# the reason for a change between two years, elsewhere in the same accounts
PAID_A_YEAR_LATER = """
十一、其他需要说明的情况
项目支出比上年增加18.60万元，主要原因是信息化运维项目上年因验收推迟未支付，本年重新申请预算。
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
预算完成率|（上年结转76.88万元+年初预算1922.76万元+本年追加预算710.78万元-年末结余19.80万元）÷\
（上年结转76.88万元+年初预算1922.76万元+本年追加预算710.78万元）×100%=99.27%|5
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
    """A form, the rules that it breaks with the figures stated, the sums and rates that hold in it, and mere hints."""

    text: str
    broken: frozenset[tuple[str, str]]
    holding: frozenset[tuple[str, str]] = frozenset()
    hinted: frozenset[tuple[str, str]] = frozenset()


FORMS = {
    "income and spending of one department apart": Form(
        DEPARTMENT_FORM,
        frozenset({("DW130", "2030.12"), ("DW060", "2030.12")}),
        frozenset({("sum", "2030.12"), ("sum", "1925.67"), ("ratio", "100%")}),
    ),
    "a budget more than doubled and nothing entered": Form(
        NOTHING_ENTERED,
        frozenset(
            {("DW130", "2030.12"), ("DW060", "2030.12"), ("DW010", "50"), ("SC040", "193.42")}
            | {("DW200", "部门基本支出预算调整")}
        ),
        frozenset({("ratio", "100%"), ("ratio", "108.70%")}),
    ),
    "more people than posts, operating cost doubled": Form(
        BASIC_DATA, frozenset({("DW010", "50"), ("SC040", "193.42")}), frozenset({("ratio", "108.70%")})
    ),
    "three public expenses by item": Form(
        THREE_PUBLIC,
        frozenset(),
        frozenset({("sum", t) for t in ("29.08", "63.46", "44.29", "11.86", "41.46", "39.30")}),
    ),
    "rates of a department": Form(
        RATES,
        frozenset({("DW021", "98.31%"), ("DW061", "39.94%")}),
        frozenset({("ratio", "95.10%"), ("growth", "98.31%"), ("ratio", "99.27%"), ("ratio", "39.94%")}),
    ),
    "a total row of zeros over an amount": Form(FUND_ROWS, frozenset({("AR104", "0"), ("AR107", "0")})),
    "parts that make 89.99 where 89.97 was spent": Form(
        PROJECT_OF_A_TOWN,
        # 30 beside 29.99 is read as 30.00, which leaves 89.99: the interval of a 30 that was cut would admit 89.97, and
        # what only that admits is improbable, a warning and no error
        frozenset({("AR102", "89.97万元")}),
    ),
    "a cost that was rounded to its target": Form(
        COST_OF_A_TOWN,
        frozenset(),
        frozenset({("sum", "100"), ("ratio", "99.97%"), ("sum", "50分"), ("sum", "30分")}),
        frozenset({("ST110", "90万元")}),
    ),
    "a form that was left open": Form(
        # the other two indicators that are blank are of the same group as the first
        LEFT_OPEN,
        frozenset({("ST130", "对照年度目标，说明"), ("SC190", "原因"), ("ST030", "清运次数")}),
    ),
    "a form of cost alone": Form(COST_ALONE, frozenset({("ST090", "完成"), ("ST070", "三级指标")})),
    "half of the money was spent": Form(
        HALF_SPENT, frozenset({("SC180", "154.74"), ("SC160", "5")}), frozenset({("ratio", "50%"), ("score", "5")})
    ),
    "four projects, all excellent, one of them unpaid": Form(
        ALL_EXCELLENT.format(4, "99.43") + PAID_A_YEAR_LATER,
        frozenset({("SC151", "问题0个")}),
        frozenset({("sum", "4个")}),
        frozenset({("SC200", "99.43分")}),
    ),
    "thirty-nine projects, all excellent": Form(
        ALL_EXCELLENT.format(39, "99.33"),
        frozenset(),
        frozenset({("sum", "39个")}),
        frozenset({("SC200", "99.33分")}),
    ),
    "a budget for receptions that was not spent": Form(
        NO_TRAVEL, frozenset(), frozenset({("sum", "0.95"), ("over-plan", "0")})
    ),
}


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_a_published_form(form: Form) -> None:
    results = [r for r in audit_text(form.text).results if r.comparison.claim.terms]
    found = [r for r in results if r.status in FAILING]
    loud = {(r.rule, r.comparison.claim.stated.text) for r in found if r.severity != "info" and r.primary}
    assert loud == form.broken
    assert form.hinted <= {(r.rule, r.comparison.claim.stated.text) for r in found if r.severity == "info"}
    holding = {(r.comparison.claim.kind, r.comparison.claim.stated.text) for r in results if r.status in PASSING}
    assert form.holding <= holding
