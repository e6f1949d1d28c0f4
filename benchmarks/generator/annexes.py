"""The smaller tables of a report: “三公”经费, comparison of years, projects, procurement, staff, assets."""
# ruff: noqa: E501  (header rows stay on one line)

from __future__ import annotations

from decimal import Decimal

from benchmarks.generator.books import ZERO, Books, ThreePublic
from benchmarks.generator.figures import fraction
from benchmarks.generator.reasons import BELOW_FORM, UNSPENT_CELL, reason
from benchmarks.generator.sheets import Row, Sheet
from benchmarks.generator.vocabulary import Draw


def three_public(draw: Draw, b: Books) -> Sheet:
    """“三公”经费: one row under a header of three levels, budget and final accounts."""
    sheet = Sheet(draw, "财政拨款“三公”经费支出决算表")
    half: Row = ["合计", "因公出国（境）费", "公务用车购置及运行费", None, None, "公务接待费"]
    deep: Row = [None, None, "小计", "公务用车购置费", "公务用车运行费", None]
    sheet.header = [
        ["预算数", None, None, None, None, None, "决算数", None, None, None, None, None],
        half * 2,
        deep * 2,
    ]

    def cells(key: str, p: ThreePublic) -> Row:
        names = ("total", "travel", "vehicles", "purchase", "operation", "reception")
        row: Row = [sheet.money(f"{key}{n}", getattr(p, n)) for n in names]
        sheet.sum(f"{key}total", [f"{key}travel", f"{key}vehicles", f"{key}reception"])
        sheet.sum(f"{key}vehicles", [f"{key}purchase", f"{key}operation"])
        return row

    sheet.body = [cells("b", b.public_budget) + cells("f", b.public)]
    return sheet


def three_public_rows(draw: Draw, b: Books) -> Sheet:
    """“三公”经费 as rows: budget, final accounts, year before, change."""
    sheet = Sheet(draw, f"{b.year}年度“三公”经费情况表")
    sheet.header = [["项目", f"{b.year}年预算数", f"{b.year}年决算数", f"{b.year - 1}年决算数", "增减额"]]
    rows = (
        ("合计", "total"), ("1.因公出国（境）费", "travel"), ("2.公务用车购置及运行维护费", "vehicles"), ("（1）公务用车购置费", "purchase"),
        ("（2）公务用车运行维护费", "operation"), ("3.公务接待费", "reception"),
    )  # fmt: skip
    for label, name in rows:
        now, before = getattr(b.public, name), getattr(b.public_before, name)
        cells = [sheet.money(f"b{name}", getattr(b.public_budget, name)), sheet.money(f"f{name}", now)]
        cells += [sheet.money(f"l{name}", before), sheet.money(f"d{name}", now - before)]
        sheet.body.append([label, *cells])
        sheet.relate("difference", ("result", f"d{name}", 1), ("minuend", f"f{name}", 1), ("subtrahend", f"l{name}", 1))
    for key in "bfl":
        sheet.sum(f"{key}total", [f"{key}travel", f"{key}vehicles", f"{key}reception"])
        sheet.sum(f"{key}vehicles", [f"{key}purchase", f"{key}operation"])
    return sheet


def year_comparison(draw: Draw, b: Books) -> Sheet:
    """This year and the year before with change and rate."""
    sheet = Sheet(draw, "收入支出与上年对比表")
    sheet.header = [["项目", f"{b.year}年决算数", f"{b.year - 1}年决算数", "增减额", "增减率"]]
    share = fraction(draw.rng, 300, 700)
    before = (b.spending_before * share).quantize(Decimal("0.01"))
    rows = (
        ("本年收入合计", b.total_income, b.income_before), ("本年支出合计", b.spending, b.spending_before),
        ("其中：基本支出", b.basic, before), ("项目支出", b.project, b.spending_before - before),
        ("“三公”经费支出", b.public.total, b.public_before.total),
    )  # fmt: skip
    for n, (label, now, old) in enumerate(rows):
        cells = [sheet.money(f"n{n}", now), sheet.money(f"o{n}", old), sheet.money(f"d{n}", now - old)]
        cells.append(sheet.rate(f"r{n}", 100 * (now - old) / old))
        sheet.body.append([label, *cells])
        sheet.relate("difference", ("result", f"d{n}", 1), ("minuend", f"n{n}", 1), ("subtrahend", f"o{n}", 1))
        sheet.relate("growth", ("rate", f"r{n}", 1), ("new", f"n{n}", 1), ("base", f"o{n}", 1))
    sheet.sum("n1", ["n2", "n3"])
    sheet.sum("o1", ["o2", "o3"])
    return sheet


def project_list(draw: Draw, b: Books) -> Sheet:
    """Projects with budget, execution and rate; the total row first or last."""
    sheet = Sheet(draw, f"{b.year}年度项目支出执行情况表")
    told = draw.rng.random() < 0.6
    sheet.header = [["序号", "项目名称", "预算数", "执行数", "结余数", "执行率", *["备注"] * told]]
    rows: list[Row] = []
    keys = [str(n) for n in range(len(b.projects))]
    for key, p in zip(keys, b.projects, strict=True):
        why = reason(draw.rng, UNSPENT_CELL) if 100 * p.used < 90 * p.budget else ""
        rows.append([str(int(key) + 1), p.name, *_executed(sheet, key, p.budget, p.used), *[why] * told])
    budget, used = (sum((getattr(p, n) for p in b.projects), ZERO) for n in ("budget", "used"))
    total: Row = ["合计", None, *_executed(sheet, "all", budget, used), *[""] * told]
    if not told and 100 * used < 95 * budget:
        sheet.remarks = (reason(draw.rng, BELOW_FORM),)
    sheet.body = [total, *rows] if draw.rng.random() < 0.4 else [*rows, total]
    for column in ("w", "p", "d"):
        sheet.sum(f"{column}all", [f"{column}{k}" for k in keys])
    return sheet


def _executed(sheet: Sheet, key: str, budget: Decimal, used: Decimal) -> Row:
    cells: Row = [sheet.money(f"w{key}", budget), sheet.money(f"p{key}", used), sheet.money(f"d{key}", budget - used)]
    cells.append(sheet.rate(f"r{key}", 100 * used / budget))
    sheet.relate("ratio", ("rate", f"r{key}", 1), ("part", f"p{key}", 1), ("whole", f"w{key}", 1))
    sheet.relate("difference", ("result", f"d{key}", 1), ("minuend", f"w{key}", 1), ("subtrahend", f"p{key}", 1))
    return cells


def procurement(draw: Draw, b: Books) -> Sheet:
    """政府采购: kinds, amounts and shares."""
    sheet = Sheet(draw, "政府采购情况表")
    sheet.header = [["采购类别", "采购金额", "占比"]]
    total = sum(b.procurement.values(), ZERO)
    for n, (kind, value) in enumerate(b.procurement.items()):
        sheet.body.append(
            [f"政府采购{kind}支出", sheet.money(f"v{n}", value), sheet.rate(f"r{n}", 100 * value / total)]
        )
        sheet.relate("ratio", ("rate", f"r{n}", 1), ("part", f"v{n}", 1), ("whole", "v", 1))
    sheet.body.append(["合计", sheet.money("v", total), sheet.rate("r", Decimal(100), 0)])
    for n in range(len(b.procurement)):
        sheet.relate("ratio", ("rate", f"r{n}", 1), ("part", f"v{n}", 1), ("whole", "v", 1))
    for column in "vr":
        sheet.sum(column, [f"{column}{n}" for n in range(len(b.procurement))])
    return sheet


def staff(draw: Draw, b: Books) -> Sheet:
    """Authorised posts and actual staff of the units of the department."""
    rng = draw.rng
    sheet = Sheet(draw, "人员编制及实有人数情况表")
    sheet.header = [
        ["单位名称", "编制数", None, None, "实有人数", None, None],
        [None, "小计", "行政", "事业", "小计", "在职", "离退休"],
    ]
    names = [f"{b.organization}本级", f"{b.place}信息中心", f"{b.place}技术服务中心", f"{b.place}执法大队"]
    sums = dict.fromkeys(("ea", "eb", "sa", "sb"), 0)
    rows: list[Row] = []
    for n, name in enumerate(names):
        values = {
            "ea": rng.randint(3, 40),
            "eb": rng.randint(2, 60),
            "sb": rng.randint(1, 30),
        }
        # those who retired have no post, those in service one each
        values["sa"] = values["ea"] + values["eb"] - rng.randint(0, 4)
        for k, v in values.items():
            sums[k] += v
        rows.append([name, *_heads(sheet, str(n), values)])
    sheet.body = [*rows, ["合计", *_heads(sheet, "all", sums)]]
    for column in ("e", "ea", "eb", "s", "sa", "sb"):
        sheet.sum(f"{column}_all", [f"{column}_{n}" for n in range(len(names))])
    return sheet


def _heads(sheet: Sheet, key: str, values: dict[str, int]) -> Row:
    cells: Row = []
    for head in ("e", "s"):
        a, c = values[f"{head}a"], values[f"{head}b"]
        cells += [
            sheet.count(f"{head}_{key}", a + c),
            sheet.count(f"{head}a_{key}", a),
            sheet.count(f"{head}b_{key}", c),
        ]
        sheet.sum(f"{head}_{key}", [f"{head}a_{key}", f"{head}b_{key}"])
    return cells


def assets(draw: Draw, b: Books) -> Sheet:
    """Assets at the beginning and the end of the year."""
    sheet = Sheet(draw, "国有资产占用情况表")
    sheet.header = [["项目", "期初数", "期末数", "增减额"]]
    rows = [*b.assets]
    for n, name in enumerate(rows):
        old, new = b.assets_before[name], b.assets[name]
        sheet.body.append([name, sheet.money(f"o{n}", old), sheet.money(f"n{n}", new), sheet.money(f"d{n}", new - old)])
        sheet.relate("difference", ("result", f"d{n}", 1), ("minuend", f"n{n}", 1), ("subtrahend", f"o{n}", 1))
    old, new = sum(b.assets_before.values(), ZERO), sum(b.assets.values(), ZERO)
    sheet.body.append(["资产合计", sheet.money("o", old), sheet.money("n", new), sheet.money("d", new - old)])
    for column in "ond":
        sheet.sum(column, [f"{column}{n}" for n in range(len(rows))])
    sheet.relate("difference", ("result", "d", 1), ("minuend", "n", 1), ("subtrahend", "o", 1))
    return sheet


def fund_use(draw: Draw, b: Books) -> Sheet:
    """What each office received and spent of two funds: totals under headers that repeat their columns."""
    sheet = Sheet(draw, f"{b.year}年度专项资金使用情况表")
    sheet.header = [
        ["使用单位", "财政资金", None, "自筹资金", None, "合计", None, "结余"],
        [None, "到位金额", "支出金额", "到位金额", "支出金额", "到位金额", "支出金额", None],
    ]
    offices = ("第一服务站", "第二服务站", "第三服务站", "培训基地")[: draw.rng.randint(3, 4)]
    sums = [ZERO] * 6
    for n, office in enumerate(offices):
        given = [(b.project * fraction(draw.rng, 50, 250)).quantize(Decimal("0.01")) for _ in range(2)]
        spent = [(g * fraction(draw.rng, 850, 990)).quantize(Decimal("0.01")) for g in given]
        amounts = [given[0], spent[0], given[1], spent[1], sum(given, ZERO), sum(spent, ZERO)]
        sums = [total + amount for total, amount in zip(sums, amounts, strict=True)]
        _row_of_use(sheet, str(n), office, amounts)
    _row_of_use(sheet, "t", "合计", sums)
    for column in "gshuabl":
        sheet.sum(f"{column}t", [f"{column}{n}" for n in range(len(offices))])
    return sheet


def _row_of_use(sheet: Sheet, key: str, label: str, amounts: list[Decimal]) -> None:
    names = ("g", "s", "h", "u", "a", "b")
    cells: Row = [sheet.money(f"{name}{key}", amount) for name, amount in zip(names, amounts, strict=True)]
    sheet.body.append([label, *cells, sheet.money(f"l{key}", amounts[4] - amounts[5])])
    sheet.sum(f"a{key}", [f"g{key}", f"h{key}"])
    sheet.sum(f"b{key}", [f"s{key}", f"u{key}"])
    sheet.relate("difference", ("result", f"l{key}", 1), ("minuend", f"a{key}", 1), ("subtrahend", f"b{key}", 1))
