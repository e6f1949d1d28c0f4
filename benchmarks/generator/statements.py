"""The statements of the final accounts: income and spending by kind, function and economy."""
# ruff: noqa: E501  (header rows stay on one line)

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from benchmarks.generator.books import ECONOMIC, INCOMES, ZERO, Books, split
from benchmarks.generator.sheets import Row, Sheet
from benchmarks.generator.vocabulary import Draw

_ORDINALS = "一二三四五六七八九十"


def income_and_spending(draw: Draw, b: Books) -> Sheet:
    """收入支出决算总表: income on the left, spending by function on the right."""
    sheet = Sheet(draw, f"{b.year}年度收入支出决算总表")
    sheet.header = [["收入", None, None, "支出", None, None], ["项目", "行次", "金额", "项目", "行次", "金额"]]
    left: list[tuple[str, str]] = []
    for i, kind in enumerate(INCOMES):
        left.append((f"{_ORDINALS[i]}、{kind}", sheet.money(f"in{i}", b.income.get(kind, ZERO))))
    categories = list(dict.fromkeys(i.category for i in b.items))
    right = []
    for i, category in enumerate(categories):
        value = sum((x.total for x in b.items if x.category == category), ZERO)
        right.append((f"{_ORDINALS[i]}、{category[1]}", sheet.money(f"out{i}", value)))
    height = max(len(left), len(right))
    left += [("", "")] * (height - len(left))
    right += [("", "")] * (height - len(right))
    left += [
        ("本年收入合计", sheet.money("income", b.total_income)), ("使用非财政拨款结余", sheet.blank),
        ("年初结转和结余", sheet.money("opening", b.opening)), ("总计", sheet.money("total", b.total_income + b.opening)),
    ]  # fmt: skip
    right += [
        ("本年支出合计", sheet.money("spending", b.spending)), ("结余分配", sheet.blank),
        ("年末结转和结余", sheet.money("closing", b.closing)), ("总计", sheet.money("total2", b.spending + b.closing)),
    ]  # fmt: skip
    for n, (a, c) in enumerate(zip(left, right, strict=True), 1):
        sheet.body.append([a[0], str(n), a[1], c[0], str(n + len(left)), c[1]])
    sheet.sum("income", [f"in{i}" for i in range(len(INCOMES))])
    sheet.sum("spending", [f"out{i}" for i in range(len(categories))])
    sheet.sum("total", ["income", "opening"])
    sheet.sum("total2", ["spending", "closing"])
    sheet.relate("equal", ("stated", "total", 1), ("stated", "total2", 1))
    return sheet


def _by_function(
    sheet: Sheet, b: Books, columns: list[tuple[str, Callable[[list[int]], Decimal]]], first_is_total: bool = True
) -> None:
    """Add the rows 合计, 类, 款, 项 with *columns*; the first column is the sum of the others."""
    groups: list[tuple[str, str, str, list[int], list[str]]] = [("合计", "", "all", list(range(len(b.items))), [])]
    for category in dict.fromkeys(i.category for i in b.items):
        inside = [n for n, i in enumerate(b.items) if i.category == category]
        groups[0][4].append(category[0])
        groups.append((category[0], category[1], category[0], inside, []))
        mine = groups[-1][4]
        for subcategory in dict.fromkeys(b.items[n].subcategory for n in inside):
            within = [n for n in inside if b.items[n].subcategory == subcategory]
            mine.append(subcategory[0])
            groups.append((subcategory[0], subcategory[1], subcategory[0], within, [b.items[n].code for n in within]))
            groups.extend((b.items[n].code, b.items[n].name, b.items[n].code, [n], []) for n in within)
    for code, name, key, members, _ in groups:
        cells: Row = ["合计", None] if key == "all" else [code, name]
        for column, value in columns:
            cells.append(sheet.money(f"{column}_{key}", value(members)))
        sheet.body.append(cells)
        if first_is_total:
            sheet.sum(f"{columns[0][0]}_{key}", [f"{c}_{key}" for c, _ in columns[1:]])
    for _, _, key, _, children in groups:
        for column, _value in columns:
            sheet.sum(f"{column}_{key}", [f"{column}_{child}" for child in children])


def _numbered(sheet: Sheet, labels: int) -> None:
    """Half of the time number the columns, as the official forms do: 栏次 1 2 3."""
    if sheet.draw.rng.random() < 0.5:
        row: Row = ["栏次", *[None] * (labels - 1)]
        sheet.header.append([*row, *(str(n) for n in range(1, len(sheet.header[0]) - labels + 1))])


def spending_by_function(draw: Draw, b: Books) -> Sheet:
    """支出决算表 by 类, 款, 项."""
    sheet = Sheet(draw, "支出决算表")
    sheet.header = [
        ["项目", None, "本年支出合计", "基本支出", "项目支出", "上缴上级支出", "经营支出"],
        ["功能分类科目编码", "科目名称", None, None, None, None, None],
    ]

    def of(part: str) -> Callable[[list[int]], Decimal]:
        return lambda members: sum((getattr(b.items[n], part) for n in members), ZERO)

    _numbered(sheet, 2)
    zero: Callable[[list[int]], Decimal] = lambda members: ZERO  # noqa: E731
    _by_function(sheet, b, [("t", of("total")), ("b", of("basic")), ("p", of("project")), ("u", zero), ("o", zero)])
    return sheet


def split_codes(draw: Draw, b: Books) -> Sheet:
    """支出决算表 with 类, 款 and 项 in columns of their own; only the 项 and the total are printed."""
    sheet = Sheet(draw, "支出决算表（按功能科目）")
    sheet.header = [
        ["科目编码", None, None, "科目名称", "本年支出合计", "基本支出", "项目支出"],
        ["类", "款", "项", None, None, None, None],
    ]
    for n, item in enumerate(b.items):
        cells = [sheet.money(f"{c}_{n}", v) for c, v in zip("tbp", (item.total, item.basic, item.project), strict=True)]
        sheet.body.append([item.code[:3], item.code[3:5], item.code[5:], item.name, *cells])
    totals = [sheet.money(f"{c}_all", v) for c, v in zip("tbp", (b.spending, b.basic, b.project), strict=True)]
    sheet.body.append(["合计", None, None, None, *totals])
    for key in ["all", *map(str, range(len(b.items)))]:
        sheet.sum(f"t_{key}", [f"b_{key}", f"p_{key}"])
    for column in "tbp":
        sheet.sum(f"{column}_all", [f"{column}_{n}" for n in range(len(b.items))])
    return sheet


def appropriation_by_function(draw: Draw, b: Books) -> Sheet:
    """支出决算明细表: 合计, 基本支出, 项目支出."""
    sheet = Sheet(draw, "支出决算明细表")
    sheet.header = [["功能分类科目编码", "科目名称", "合计", "基本支出", "项目支出"]]

    def of(part: str) -> Callable[[list[int]], Decimal]:
        return lambda members: sum((getattr(b.items[n], part) for n in members), ZERO)

    _by_function(sheet, b, [("t", of("total")), ("b", of("basic")), ("p", of("project"))])
    return sheet


def income_by_function(draw: Draw, b: Books) -> Sheet:
    """收入决算表: the kinds of income across."""
    sheet = Sheet(draw, "收入决算表")
    kinds = list(b.income)
    sheet.header = [["科目编码", "科目名称", "本年收入合计", *kinds]]
    _numbered(sheet, 2)
    categories = list(dict.fromkeys(i.category for i in b.items))
    total_row: Row = ["合计", None, sheet.money("t_all", b.total_income)]
    total_row += [sheet.money(f"k{j}_all", b.income[k]) for j, k in enumerate(kinds)]
    sheet.body.append(total_row)
    shares = {k: split(draw.rng, b.income[k], len(categories)) for k in kinds}
    for n, category in enumerate(categories):
        values = {k: shares[k][n] for k in kinds}
        row: Row = [category[0], category[1], sheet.money(f"t_{n}", sum(values.values(), ZERO))]
        row += [sheet.money(f"k{j}_{n}", values[k]) for j, k in enumerate(kinds)]
        sheet.body.append(row)
    for key in ["all", *map(str, range(len(categories)))]:
        sheet.sum(f"t_{key}", [f"k{j}_{key}" for j in range(len(kinds))])
    for column in ["t", *(f"k{j}" for j in range(len(kinds)))]:
        sheet.sum(f"{column}_all", [f"{column}_{n}" for n in range(len(categories))])
    return sheet


def basic_by_economy(draw: Draw, b: Books) -> Sheet:
    """一般公共预算财政拨款基本支出决算表 by economic classification."""
    sheet = Sheet(draw, "一般公共预算财政拨款基本支出决算表")
    sheet.header = [["经济分类科目编码", "科目名称", "决算数"]]
    for code in ("301", "303", "302", "310"):
        sheet.body.append([code, ECONOMIC[code][0], sheet.money(f"c{code}", b.economic_total(code))])
        for item, name, value in b.economic[code]:
            sheet.body.append([item, name, sheet.money(f"c{item}", value)])
        sheet.sum(f"c{code}", [f"c{item}" for item, _, _ in b.economic[code]])
        if code == "303":
            sheet.body.append(["人员经费合计", None, sheet.money("person", b.personnel)])
        if code == "310":
            sheet.body.append(["公用经费合计", None, sheet.money("operate", b.operating)])
    sheet.body.append(["合计", None, sheet.money("all", b.basic)])
    sheet.sum("person", ["c301", "c303"])
    sheet.sum("operate", ["c302", "c310"])
    sheet.sum("all", ["person", "operate"])
    return sheet


def basic_double(draw: Draw, b: Books) -> Sheet:
    """The same in two halves: 人员经费 on the left, 公用经费 on the right."""
    sheet = Sheet(draw, "基本支出决算明细表")
    sheet.header = [
        ["人员经费", None, None, "公用经费", None, None],
        ["科目编码", "科目名称", "金额", "科目编码", "科目名称", "金额"],
    ]

    def rows(*codes: str) -> list[Row]:
        out: list[Row] = []
        for code in codes:
            out.append([code, ECONOMIC[code][0], sheet.money(f"c{code}", b.economic_total(code))])
            out += [[item, name, sheet.money(f"c{item}", value)] for item, name, value in b.economic[code]]
        return out

    left, right = rows("301", "303"), rows("302", "310")
    height = max(len(left), len(right))
    empty: Row = ["", "", ""]
    left += [empty] * (height - len(left))
    right += [empty] * (height - len(right))
    sheet.body = [a + c for a, c in zip(left, right, strict=True)]
    sheet.body.append(
        [
            "人员经费合计",
            None,
            sheet.money("person", b.personnel),
            "公用经费合计",
            None,
            sheet.money("operate", b.operating),
        ]
    )
    for code in b.economic:
        sheet.sum(f"c{code}", [f"c{item}" for item, _, _ in b.economic[code]])
    sheet.sum("person", ["c301", "c303"])
    sheet.sum("operate", ["c302", "c310"])
    return sheet
