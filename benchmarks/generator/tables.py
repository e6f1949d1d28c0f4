"""The statements and forms of a report, over one set of books, in every layout that tables take as text."""
# ruff: noqa: E501  (header rows stay on one line)

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal
from random import Random

from benchmarks.generator.books import ECONOMIC, INCOMES, ZERO, Books, ThreePublic, books, split
from benchmarks.generator.figures import Slot, count, fraction, money, rate
from benchmarks.generator.layouts import LAYOUTS
from benchmarks.generator.pieces import Draft, Piece, Relation, holds, render
from benchmarks.generator.vocabulary import Draw

Row = list[str | None]
_ORDINALS = "一二三四五六七八九十"


class Sheet:
    """A table under construction: cells are added, relations between them noted."""

    def __init__(self, draw: Draw, caption: str) -> None:
        self.draw = draw
        self.caption = caption
        self.header: list[Row] = []
        self.body: list[Row] = []
        self.slots: dict[str, Slot] = {}
        self.relations: list[Relation] = []
        self.style = draw.style._replace(gap="", wide=False)
        self.blank = draw.rng.choice(("", "", "0.00", "—"))
        self.has_money = False
        self.percent_in_header = draw.rng.random() < 0.25
        self.note = "本表反映部门本年度的有关情况，因四舍五入可能存在尾差。"

    def money(self, key: str, value: Decimal, signed: bool = False) -> str:
        """Return the cell of an amount; a zero is left blank as the house does and takes part in nothing."""
        self.has_money = True
        if value == 0 and not signed:
            return self.blank
        self.slots[key] = money(value, self.style, show_unit=False)
        return f"{{{key}}}"

    def rate(self, key: str, value: Decimal, decimals: int = 2, unit: str = "%") -> str:
        self.slots[key] = rate(value, decimals, unit)._replace(show_unit=not self.percent_in_header)
        return f"{{{key}}}"

    def count(self, key: str, number: int) -> str:
        self.slots[key] = count(number, "")
        return f"{{{key}}}"

    def plain(self, key: str, value: Decimal, decimals: int) -> str:
        self.slots[key] = rate(value, decimals, "", strip=True)
        return f"{{{key}}}"

    def sum(self, total: str, parts: Iterable[str]) -> None:
        """Note that *total* is the sum of those of *parts* that are printed."""
        printed = [p for p in parts if p in self.slots]
        if total in self.slots and printed:
            self.relations.append(Relation("sum", (("total", total, 1), *(("part", p, 1) for p in printed))))

    def relate(self, kind: str, *terms: tuple[str, str, int]) -> None:
        if all(key in self.slots for _, key, _ in terms):
            self.relations.append(Relation(kind, terms))

    def draft(self, layout: str, form: str) -> Draft:
        """Return the table as a template in *layout*, its unit said where the house says it."""
        rng, unit = self.draw.rng, self.style.unit
        place = rng.choice(("line", "caption", "line 2", "line 3", "header")) if self.has_money else ""
        header = [[_with_percent(c) if self.percent_in_header else c for c in row] for row in self.header]
        top = self.caption
        if place == "caption":
            top += f"（单位：{unit}）"
        elif place == "line":
            top += f"\n单位：{unit}"
        elif place == "line 2":
            top += f"\n编制单位：{self.draw.organization}    {self.draw.year}年度    金额单位：{unit}"
        elif place == "line 3":
            top += f"\n公开{rng.randint(1, 9):02d}表\n部门：{self.draw.organization}{' ' * 20}单位：{unit}"
        elif place == "header":
            told = [_with_unit(c, unit) for c in header[-1]]
            top += f"\n单位：{unit}" if told == header[-1] else ""
            header[-1] = told
        shape = LAYOUTS[layout]
        template = f"{top}\n" + shape.lines(header, self.body, self.slots)
        if self.note and rng.random() < 0.4:
            template += f"\n注：{self.note}"
        lossy = set() if shape.keeps_blanks else self._keys_of_lossy_rows()
        relations = tuple(r._replace(asserted=False) if lossy.intersection(r.members()) else r for r in self.relations)
        return Draft(f"table: {layout}", form, template, self.slots, relations)

    def _keys_of_lossy_rows(self) -> set[str]:
        return {
            cell[1:-1]
            for row in self.body
            if any(c == "" for c in row)
            for cell in row
            if cell and cell.startswith("{")
        }


def _with_percent(cell: str | None) -> str | None:
    return f"{cell}（%）" if cell and cell.endswith(("率", "占比")) else cell


def _with_unit(cell: str | None, unit: str) -> str | None:
    """Say the unit in a header cell that heads amounts."""
    money_words = ("数", "额", "金额", "合计", "支出", "收入", "费", "小计")
    if cell and cell.endswith(money_words) and "率" not in cell:
        return f"{cell}（{unit}）"
    return cell


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
    sheet.header = [["序号", "项目名称", "预算数", "执行数", "结余数", "执行率"]]
    rows: list[Row] = []
    keys = [str(n) for n in range(len(b.projects))]
    for key, p in zip(keys, b.projects, strict=True):
        rows.append([str(int(key) + 1), p.name, *_executed(sheet, key, p.budget, p.used)])
    budget, used = (sum((getattr(p, n) for p in b.projects), ZERO) for n in ("budget", "used"))
    total: Row = ["合计", None, *_executed(sheet, "all", budget, used)]
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
            "sa": rng.randint(5, 80),
            "sb": rng.randint(1, 30),
        }
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
    score = 10 * project.used / project.budget
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
            cells += [sheet.count("w_x", 10), percent, sheet.plain("sc", score, 2)]
        else:
            cells += ["—", percent, "—"]
        sheet.body.append(cells)
        sheet.relate("ratio", ("rate", f"r{key}", 1), ("part", f"p{key}", 1), ("whole", f"w{key}", 1))
    for column in "iwp":
        sheet.sum(f"{column}0", [f"{column}1", f"{column}2"])
    sheet.body.append(["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因"])
    if not in_funds:
        cells = [sheet.count("w_x", 10), sheet.plain("sc", score, 2), "无"]
        sheet.body.append(["预算执行", "预算执行率", "预算执行率", "100%", "{r0}", *cells])
    weights = rng.choice(_WEIGHTS)
    scores, before = ["sc"], ""
    total = Decimal(sheet.slots["sc"].number)
    n = rng.randint(3, 40)
    for k, (first, second, third, target, actual) in enumerate(_INDICATORS):
        got = Decimal(weights[k]) - (Decimal(rng.choice((0, 0, 0, 1, 2))) / 2)
        total += got
        row: Row = [first if first != before else None, second]
        row += [text.format(p=project.name, n=n, m=n + rng.randint(0, 3)) for text in (third, target, actual)]
        row += [sheet.plain(f"w_{k}", Decimal(weights[k]), 0), sheet.plain(f"g_{k}", got, 1), "无"]
        sheet.body.append(row)
        scores.append(f"g_{k}")
        before = first
    sheet.body.append(
        ["总分", None, None, None, None, sheet.count("points", 100), sheet.plain("score", total, 2), None]
    )
    sheet.sum("score", scores)
    sheet.sum("points", ["w_x", *(f"w_{k}" for k in range(len(_INDICATORS)))])
    return sheet


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
    return sheet


STATEMENTS: dict[str, Callable[[Draw, Books], Sheet]] = {
    "收入支出决算总表": income_and_spending,
    "收入决算表": income_by_function,
    "支出决算表": spending_by_function,
    "支出决算表（编码分列）": split_codes,
    "支出决算明细表": appropriation_by_function,
    "基本支出决算表": basic_by_economy,
    "基本支出明细表（双栏）": basic_double,
    "三公经费决算表": three_public,
    "三公经费情况表": three_public_rows,
    "与上年对比表": year_comparison,
    "项目执行情况表": project_list,
    "政府采购情况表": procurement,
    "人员情况表": staff,
    "国有资产表": assets,
    "项目绩效自评表": project_form,
    "整体支出自评表": whole_form,
}
_TRIES = 40


def statement(draw: Draw, b: Books, form: str, layout: str, caption: str = "") -> Piece | None:
    """Return the table of *b* in *layout*, or None if its rounded cells happen not to close."""
    sheet = STATEMENTS[form](draw, b)
    sheet.caption = caption or sheet.caption
    draft = sheet.draft(layout, form)
    unique = tuple(dict.fromkeys(draft.relations))
    if all(holds(r, draft.slots) for r in unique):
        return render(draft._replace(relations=unique))
    return None


def table(form: str, layout: str, seed: int) -> tuple[Piece, Draw]:
    """Return one table with books of its own, deterministic by *seed*."""
    for attempt in range(_TRIES):
        draw = Draw(Random(f"table/{form}/{layout}/{seed}/{attempt}"))
        piece = statement(draw, books(draw), form, layout)
        if piece is not None:
            return piece, draw
    raise AssertionError(f"no clean {form} as {layout}")
