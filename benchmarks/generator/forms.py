"""The forms of the self-evaluation: of a project and of the whole department."""
# ruff: noqa: E501  (header rows stay on one line)

from __future__ import annotations

from decimal import Decimal

from benchmarks.generator.books import ZERO, Books
from benchmarks.generator.figures import fraction
from benchmarks.generator.reasons import ADJUSTED, BELOW_FORM, BEYOND, LOST, reason
from benchmarks.generator.sheets import Row, Sheet
from benchmarks.generator.vocabulary import Draw

_INDICATORS = (
    ("产出指标", "数量指标", "完成{p}任务数量", "≥{n}个", "{m}个"), ("产出指标", "质量指标", "验收合格率", "≥95%", "98%"),
    ("产出指标", "时效指标", "任务完成及时率", "100%", "100%"), ("产出指标", "成本指标", "预算控制数", "≤预算", "未超预算"),
    ("效益指标", "社会效益指标", "公共服务水平", "提高", "提高"), ("效益指标", "可持续影响指标", "长效机制", "健全", "基本健全"),
    ("满意度指标", "服务对象满意度指标", "群众满意度", "≥90%", "93%"),
)  # fmt: skip


_WEIGHTS = (
    (15, 15, 10, 10, 15, 15, 10),
    (10, 15, 10, 15, 20, 10, 10),
    (12, 13, 13, 12, 15, 15, 10),
    (20, 10, 10, 10, 10, 20, 10),
)
# Hubei: twenty points for the execution, and those who are asked belong to the benefit
_WEIGHTS_OF_HUBEI = ((10, 10, 10, 10, 15, 15, 10), (15, 10, 10, 5, 10, 15, 15))


def project_form(draw: Draw, b: Books) -> Sheet:
    """项目支出绩效自评表: funds with execution, indicators with points and scores."""
    rng = draw.rng
    project = b.projects[0]
    sheet = Sheet(draw, f"项目支出绩效自评表\n（{b.year}年度）")
    sheet.note = ""
    # the points of the execution stand in the row of the funds, or in a row of the indicators
    in_funds = rng.random() < 0.6
    points = ["分值", "执行率", "得分"] if in_funds else ["执行率", None, None]
    sheet.header = [
        ["项目名称", project.name, *[None] * 6],
        ["主管部门", b.organization, None, None, "实施单位", b.organization, None, None],
        ["项目资金", "资金来源", "年初预算数", "全年预算数", "全年执行数", *points],
    ]
    hubei = draw.place.startswith("湖北省")
    own_points = 20 if hubei else 10
    score = own_points * project.used / project.budget
    own = (project.budget * fraction(rng, 600, 950)).quantize(Decimal("0.01"))
    own_used = (project.used * own / project.budget * fraction(rng, 970, 1000)).quantize(Decimal("0.01"))
    if project.used - own_used > project.budget - own:
        own_used = (project.used * own / project.budget).quantize(Decimal("0.01"))
    own_initial = (project.initial * own / project.budget).quantize(Decimal("0.01"))
    rows = (
        ("年度资金总额", "0", project.initial, project.budget, project.used),
        ("其中：当年财政拨款", "1", own_initial, own, own_used),
        ("其他资金", "2", project.initial - own_initial, project.budget - own, project.used - own_used),
    )
    for label, key, initial, budget, used in rows:
        cells: Row = [
            None,
            label,
            sheet.money(f"i{key}", initial),
            sheet.money(f"w{key}", budget),
            sheet.money(f"p{key}", used),
        ]
        percent = sheet.rate(f"r{key}", 100 * used / budget)
        if not in_funds:
            cells += [percent, None, None]
        elif key == "0":
            cells += [sheet.count("w_x", own_points), percent, sheet.plain("sc", score, 2)]
        else:
            cells += ["—", percent, "—"]
        sheet.body.append(cells)
        sheet.relate("ratio", ("rate", f"r{key}", 1), ("part", f"p{key}", 1), ("whole", f"w{key}", 1))
    for column in "iwp":
        sheet.sum(f"{column}0", [f"{column}1", f"{column}2"])
    sheet.body.append(["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因"])
    if not in_funds:
        cells = [sheet.count("w_x", own_points), sheet.plain("sc", score, 2), reason(rng, LOST)]
        sheet.body.append(["预算执行", "预算执行率", "预算执行率", "100%", "{r0}", *cells])
    weights = rng.choice(_WEIGHTS_OF_HUBEI if hubei else _WEIGHTS)
    none = rng.choice(("无", "无", "", "—", "/"))
    scores, before = ["sc"], ""
    total = Decimal(sheet.slots["sc"].number)
    n = rng.randint(3, 40)
    for k, (first, second, third, target, actual) in enumerate(_INDICATORS):
        got = Decimal(weights[k]) - (Decimal(rng.choice((0, 0, 0, 1, 2))) / 2)
        total += got
        first = "效益指标" if hubei and first == "满意度指标" else first
        row: Row = [first if first != before else None, second]
        m = n + rng.randint(0, 3)
        row += [text.format(p=project.name, n=n, m=m) for text in (third, target, actual)]
        told = reason(rng, BEYOND) if "{m}" in actual and 5 * m > 6 * n else none
        told = reason(rng, LOST) if got < weights[k] else told
        row += [sheet.plain(f"w_{k}", Decimal(weights[k]), 0), sheet.plain(f"g_{k}", got, 1), told]
        sheet.body.append(row)
        scores.append(f"g_{k}")
        before = first
    sheet.body.append(
        ["总分", None, None, None, None, sheet.count("points", 100), sheet.plain("score", total, 2), None]
    )
    sheet.sum("score", scores)
    sheet.sum("points", ["w_x", *(f"w_{k}" for k in range(len(_INDICATORS)))])
    _explain(sheet, project.initial, project.budget, project.used)
    return sheet


def _explain(sheet: Sheet, initial: Decimal, budget: Decimal, used: Decimal) -> None:
    """Say below the form why its budget was changed by much, and why it was not spent."""
    rng = sheet.draw.rng
    told = []
    if 100 * used < 95 * budget:
        told.append(reason(rng, BELOW_FORM))
    if not 80 * initial < 100 * budget < 120 * initial:
        told.append(reason(rng, ADJUSTED))
    sheet.remarks = tuple(told)


def whole_form(draw: Draw, b: Books) -> Sheet:
    """部门整体支出绩效自评表: the funds of the department."""
    sheet = Sheet(draw, f"{b.year}年度部门整体支出绩效自评表")
    sheet.header = [
        ["部门名称", b.organization, None, None, None],
        ["年度预算申请", "年初预算数", "全年预算数", "全年执行数", "执行率"],
    ]
    budget_project = sum((p.budget for p in b.projects), ZERO)
    budget_basic = (b.basic * fraction(draw.rng, 1000, 1100)).quantize(Decimal("0.01"))
    rows = (
        ("年度资金总额", "0", b.initial_basic + b.initial_project, budget_basic + budget_project, b.spending),
        ("其中：基本支出", "1", b.initial_basic, budget_basic, b.basic),
        ("项目支出", "2", b.initial_project, budget_project, b.project),
    )
    for label, key, initial, budget, used in rows:
        cells: Row = [sheet.money(f"i{key}", initial), sheet.money(f"w{key}", budget), sheet.money(f"p{key}", used)]
        sheet.body.append([label, *cells, sheet.rate(f"r{key}", 100 * used / budget)])
        sheet.relate("ratio", ("rate", f"r{key}", 1), ("part", f"p{key}", 1), ("whole", f"w{key}", 1))
    for column in "iwp":
        sheet.sum(f"{column}0", [f"{column}1", f"{column}2"])
    _explain(sheet, b.initial_basic + b.initial_project, budget_basic + budget_project, b.spending)
    return sheet
