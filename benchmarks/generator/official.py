"""Paragraphs as the official outlines word them, formulas, scores, Chinese numerals; and traps that assert nothing."""
# ruff: noqa: E501  (sentences stay on one line)

from __future__ import annotations

from decimal import Decimal

from benchmarks.generator.figures import Slot, count, fraction, money, rate
from benchmarks.generator.pieces import Draft, Relation
from benchmarks.generator.vocabulary import PROJECTS, REASONS, WORKS, Draw

ZERO = Decimal(0)


def _sum(total: str, *parts: str) -> Relation:
    return Relation("sum", (("total", total, 1), *(("part", p, 1) for p in parts)))


def _ratio(percent: str, part: str, whole: str) -> Relation:
    return Relation("ratio", (("rate", percent, 1), ("part", part, 1), ("whole", whole, 1)))


def _growth(percent: str, new: str, change: str, sign: int) -> Relation:
    return Relation("growth", (("rate", percent, sign), ("new", new, 1), ("change", change, sign)))


OFFICIAL = {
    "收支总计": "{y}年度收、支总计{T}。与上年度相比，收、支总计各{up}{D}，{grow}{R}，主要是{why}。",
    "收入占比": "{y}年度本年收入合计{T}，其中：财政拨款收入{A}，占{a}；事业收入{Z}，占0%；经营收入{Z}，占0%；其他收入{B}，占{b}。",
    "支出占比": "{y}年度本年支出合计{T}，其中：基本支出{A}，占{a}；项目支出{B}，占{b}；上缴上级支出{Z}，占0%；经营支出{Z}，占0%；对附属单位补助支出{Z}，占0%。",
    "类款项": "{y}年度财政拨款支出年初预算为{T}，支出决算为{U}，完成年初预算的{r}。其中：\n1.一般公共服务支出（类）财政事务（款）行政运行（项）。年初预算为{A}，支出决算为{P}，完成年初预算的{a}，决算数与年初预算数存在差异的主要原因是{why}。\n"
    "2.社会保障和就业支出（类）行政事业单位养老支出（款）机关事业单位基本养老保险缴费支出（项）。年初预算为{B}，支出决算为{Q}，完成年初预算的{b}。",
    "类款项 2": "（一）一般公共服务支出（201类）支出{P}，较年初预算数{A}减少{X}，完成预算的{a}。\n（二）卫生健康支出（210类）支出{Q}，较年初预算数{B}减少{Y}，完成预算的{b}。",
    "基本支出": "{y}年度一般公共预算财政拨款基本支出{T}，其中：人员经费{A}，主要包括：基本工资、津贴补贴、奖金、绩效工资；公用经费{B}，主要包括：办公费、印刷费、水费、电费、差旅费。",
    "三公": "{y}年度“三公”经费财政拨款支出预算为{T}，支出决算为{U}，完成预算的{r}。其中：因公出国（境）费支出预算为{Z}，支出决算为{Z}；公务用车购置及运行维护费支出预算为{A}，支出决算为{P}，完成预算的{a}；公务接待费支出预算为{B}，支出决算为{Q}，完成预算的{b}。",
    "三公占比": "{y}年度“三公”经费支出决算{T}，其中，因公出国（境）费支出决算{Z}，占0%；公务用车购置及运行费支出决算{A}，占{a}；公务接待费支出决算{B}，占{b}。",
    "采购": "{y}年度政府采购支出总额{T}，其中：政府采购货物支出{A}、政府采购服务支出{B}。授予中小企业合同金额{P}，占政府采购支出总额的{p}，其中：授予小微企业合同金额{V}，占授予中小企业合同金额的{v}。",
    "采购分项": "{y}年度政府采购支出总额{T}，其中：货物支出{A}，占{a}；服务支出{B}，占{b}。货物采购授予中小企业合同金额{P}，占货物支出金额的{pa}。",
    "车辆": "截至{y}年12月31日，{org}共有车辆{n}，其中，主要领导干部用车0辆、机要通信用车{i}、应急保障用车{j}、其他用车{k}，其他用车主要是业务用车；单位价值100万元以上设备（不含车辆）1台（套）。",
    "绩效": "我部门组织对{y}年度项目支出开展绩效自评，涉及项目{i3}个，涉及资金{T}，其中：一般公共预算资金{A}，政府性基金预算资金{B}。{p1}全年预算数为{A}，执行数为{P}，完成预算的{a}。",
    "上年对比两项": "{y}年度本年收入{T}，比上年{up}{D}，{grow}{R}。其中，财政拨款收入{A}，占本年收入的{a}；其他收入{B}，占本年收入的{b}。",
    "编制": "{org}核定编制{n}，其中行政编制{i}、事业编制{j}、工勤编制{k}；年末实有在职人员{m}，其中行政人员{i}、事业人员{l}。",
    "资金来源": "{p1}总投资{T}，其中：中央预算内资金{A}，地方配套资金{B}。截至{y}年底，完成投资{U}，占总投资的{r}，其中：中央预算内资金{P}，地方配套资金{Q}。",
}


def official(draw: Draw, form: str) -> Draft:
    """Several relations in one paragraph, in the words of the published outlines."""
    template, rng, style = OFFICIAL[form], draw.rng, draw.style
    a, b = draw.amount(400_000, 20_000_000), draw.amount(60_000, 3_000_000)

    def share(value: Decimal) -> Decimal:
        return (value * fraction(rng, 350, 985)).quantize(Decimal("0.01"))

    p, q = share(a), share(b)
    v, before = share(p), (a + b) * Decimal(rng.choice((rng.randint(550, 950), rng.randint(1050, 1800)))) / 1000
    change, sign = a + b - before.quantize(Decimal("0.01")), 1 if a + b > before else -1
    amounts = {
        "T": a + b,
        "A": a,
        "B": b,
        "P": p,
        "Q": q,
        "U": p + q,
        "V": v,
        "D": abs(change),
        "Z": ZERO,
        "X": a - p,
        "Y": b - q,
    }
    # shares of the total, unless the part is an execution of its own budget
    executed = form in ("类款项", "类款项 2", "三公", "绩效")
    shares = {
        "a": p / a if executed else a / (a + b), "b": q / b if executed else b / (a + b), "r": (p + q) / (a + b),
        "p": p / (a + b), "v": v / p, "pa": p / a, "R": abs(change) / (a + b - change),
    }  # fmt: skip
    decimals = rng.choice((1, 2, 2))
    i, j, k = rng.randint(2, 30), rng.randint(2, 30), rng.randint(1, 9)
    unit = "辆" if form == "车辆" else "名"
    slots: dict[str, Slot] = {key: money(value, style) for key, value in amounts.items()}
    slots |= {key: rate(100 * value, decimals) for key, value in shares.items()}
    slots |= {
        key: count(value, unit)
        for key, value in {"i": i, "j": j, "k": k, "n": i + j + k, "l": j - 1, "m": i + j - 1}.items()
    }
    used = {key for key in slots if f"{{{key}}}" in template}
    relations = [_sum("T", "A", "B")] if {"T", "A", "B"} <= used else []
    if {"U", "P", "Q"} <= used:
        relations.append(_sum("U", "P", "Q"))
    for percent, part, whole in (
        ("a", "P" if executed else "A", "A" if executed else "T"),
        ("b", "Q" if executed else "B", "B" if executed else "T"),
        ("r", "U", "T"),
        ("p", "P", "T"),
        ("v", "V", "P"),
        ("pa", "P", "A"),
    ):
        if {percent, part, whole} <= used:
            relations.append(_ratio(percent, part, whole))
    if {"R", "T", "D"} <= used:
        relations.append(_growth("R", "T", "D", sign))
    for left, whole, part in (("X", "A", "P"), ("Y", "B", "Q")):
        if left in used:
            relations.append(
                Relation("difference", (("result", left, 1), ("minuend", whole, 1), ("subtrahend", part, 1)))
            )
    if "n" in used:
        relations.append(_sum("n", "i", "j", "k"))
    if "m" in used:
        relations.append(_sum("m", "i", "l"))
    words = {
        "y": str(draw.year), "org": draw.organization, "why": rng.choice(REASONS), "p1": rng.choice(PROJECTS) + "项目",
        "up": "增加" if sign > 0 else "减少", "grow": "增长" if sign > 0 else "下降", "i3": str(rng.randint(2, 15)),
    }  # fmt: skip
    return Draft(
        "official",
        form,
        template,
        {k: s for k, s in slots.items() if k in used},
        tuple(relations),
        words,
        frozen=frozenset({"Z"}),
    )


FORMULA = {
    "=（/）×100%=": "预算执行率=（预算执行数/预算数）×100%=（{P}/{W}）×100%={R}。",
    "=÷=": "预算完成率={P}÷{W}×100%={R}。",
    "bare": "“三公”经费控制率=（“三公”经费实际支出数{P}/“三公”经费预算安排数{W}）×100%={R}。",
    "/": "公用经费控制率：实际支出公用经费{P}/预算安排公用经费{W}={R}",
    "即": "资金到位率为{R}，即实际到位资金{P}÷计划投入资金{W}×100%。",
    "计算": "经计算，预算执行率为{R}（{P}/{W}*100%）。",
    "说明": "预算执行率{R}。计算说明：全年执行数{P}，全年预算数{W}。",
    "分子分母": "支付进度率=实际支付进度/既定支付进度=（{P}/{W}）={R}",
    "结转结余率": "结转结余率=结转结余总额/支出预算数×100%，即{P}/{W}×100%={R}。",
    "指标": "指标1：预算执行率。年度预算{W}，实际支出{P}，执行率={P}/{W}={R}，得满分。",
}


def formula(draw: Draw, form: str) -> Draft:
    """A rate with its formula printed."""
    template, rng = FORMULA[form], draw.rng
    whole = draw.amount(300_000, 9_000_000)
    part = (whole * fraction(rng, 300, 990)).quantize(Decimal("0.01"))
    slots = {
        "P": money(part, draw.style),
        "W": money(whole, draw.style),
        "R": rate(100 * part / whole, rng.choice((1, 2, 2))),
    }
    # a figure printed twice is one contradiction in itself: only the rate is changed
    frozen = frozenset({"P", "W"}) if template.count("{P}") > 1 else frozenset()
    return Draft("formula", form, template, slots, (_ratio("R", "P", "W"),), frozen=frozen)


SCORES = {
    "其中": "自评得分{T}，其中：投入{A}，过程{B}，产出{C}，效果{D}。",
    "分别为": "综合评价得分{T}，投入、过程、产出、效果得分分别为{A}、{B}、{C}、{D}。",
    "括号": "自评总分为{T}（投入{A}、过程{B}、产出{C}、效果{D}）。",
    "合计": "投入指标得{A}，过程指标得{B}，产出指标得{C}，效果指标得{D}，合计得分{T}。",
    "满分": "投入类指标满分{P}，得{A}；过程类指标满分{Q}，得{B}；产出类指标满分{U}，得{C}；效果类指标满分{V}，得{D}。总得分{T}。",
    "综上": "决策类得分{A}，过程类得分{B}，产出类得分{C}，效益类得分{D}。综上，项目自评得分为{T}。",
    "lines": "自评得分：{T}\n1.投入：{A}\n2.过程：{B}\n3.产出：{C}\n4.效果：{D}",
    "评定": "经综合评定，我单位得分{T}：其中决策指标{A}，过程指标{B}，产出指标{C}，效益指标{D}。",
    "+": "自评得分={A}+{B}+{C}+{D}={T}。",
    "各项": "各项指标得分情况：投入{A}；过程{B}；产出{C}；效果{D}；总分{T}。",
}


def scores(draw: Draw, form: str) -> Draft:
    """The score of a self-evaluation and its parts."""
    rng = draw.rng
    full = (15, 25, 30, 30)
    parts = [Decimal(f) - Decimal(rng.choice((0, 0, 1, 2, 3, 5))) / 2 for f in full]
    slots = {
        key: Slot(str(value.quantize(Decimal("0.1"))) if value % 1 else str(int(value)), "分")
        for key, value in zip("ABCDT", [*parts, sum(parts, ZERO)], strict=True)
    }
    relations = [_sum("T", "A", "B", "C", "D")]
    if "{P}" in SCORES[form]:
        slots |= {key: Slot(str(value), "分") for key, value in zip("PQUV", full, strict=True)}
        relations += [
            Relation("over-plan", (("used", score, 1), ("allotted", points, 1)), asserted=False)
            for score, points in zip("ABCD", "PQUV", strict=True)
        ]
    return Draft("scores", form, SCORES[form], slots, tuple(relations), frozen=frozenset("PQUV"))


NUMERALS = {
    "其中、": "本单位共有在职人员{T}，其中行政人员{A}、事业人员{B}。",
    "下设": "单位共有干部职工{T}：在编{A}，聘用{B}。",
    "其中：；": "核定编制{T}，其中：行政编制{A}；事业编制{B}。",
    "合计": "行政人员{A}，事业人员{B}，合计{T}。",
    "（）": "全局现有人员{T}（在编{A}、编外{B}）。",
    "共有": "共有公务用车{T}，其中执法用车{A}，应急保障用车{B}。",
    "占": "全局在职人员{T}，其中党员{A}，占{R}。",
    "率": "全年受理投诉{T}，办结{A}，办结率达到{R}。",
    "分别": "全年举办培训{T}，其中线上、线下分别为{A}和{B}。",
    "包括": "组织专项检查{T}，包括联合检查{A}和日常检查{B}。",
}
_NUMERAL_UNITS = {"共有": "辆", "率": "件", "分别": "期", "包括": "次"}


def numerals(draw: Draw, form: str) -> Draft:
    """Counts and rates in Chinese numerals, now and then mixed with digits."""
    template, rng = NUMERALS[form], draw.rng
    unit = _NUMERAL_UNITS.get(form, rng.choice(("人", "名")))
    slots: dict[str, Slot]
    if "{R}" in template:
        total = rng.choice((20, 25, 40, 50))
        part = total * rng.randint(11, 19) // 20
        percent = Decimal(100 * part) / total
        slots = {
            "T": count(total, unit),
            "A": count(part, unit),
            "R": rate(percent, 0)._replace(words=percent % 1 == 0),
        }
        relations: tuple[Relation, ...] = (_ratio("R", "A", "T"),)
    else:
        a, b = rng.randint(2, 45), rng.randint(2, 45)
        slots = {"T": count(a + b, unit), "A": count(a, unit), "B": count(b, unit)}
        relations = (_sum("T", "A", "B")._replace(form="loose" if form == "包括" else "complete"),)
    mixed = rng.random() < 0.3
    slots = {k: s if k == "R" else s._replace(words=not (mixed and k == "T")) for k, s in slots.items()}
    return Draft("numerals", form, template, slots, relations)


TRAPS = {
    "overlapping attributes": "现有在职人员{n}人，其中：党员{b}人，女职工{c}人，大专以上学历{d}人。",
    "stages": "全年受理案件{n}件，其中立案{d}件，办结{b}件，移送司法机关{a}件。",
    "years": "2019年投入{x}万元，2020年投入{y}万元，2021年投入{z}万元，投入力度逐年加大。",
    "检查": "检查企业{n}家次，发现隐患{d}处，整改{b}处，行政处罚{a}起，罚款{x}万元。",
    "growth without base": "全市地区生产总值{x}亿元，增长6.5%；一般公共预算收入{y}亿元，增长4.8%；固定资产投资增长9.2%。",
    "share of an unnamed whole": "民生支出{x}亿元，占比达到78.5%；科技支出{y}亿元，占比4.2%。",
    "structure": "三次产业结构由{a}:35:50调整为{a}:36:49，城镇化率达到61.5%，比上年提高1.2个百分点。",
    "target": "完成投资{x}万元，完成年度任务的102.5%；新增就业{n}人，完成目标任务的118%。",
    "about": "全年支出约{z}万元，其中人员支出近{x}万元，项目支出{y}余万元。",
    "plan and result": "计划培训{n}人次，其中业务培训{d}人次；实际培训{m}人次，其中业务培训{e}人次。",
    "examples": "投入{z}万元用于基础设施建设，如投入{x}万元建设停车场，投入{y}万元改造管网。",
    "scopes": "全市共有社区{n}个，其中市区{d}个；我局联系社区{a}个，驻点{b}个。",
    "funds": "一般公共预算财政拨款支出{x}万元。政府性基金预算财政拨款支出{y}万元。国有资本经营预算财政拨款支出{z}万元。",
    "headquarters": "局本级支出{x}万元。下属事业单位支出{y}万元，其中人员经费{u}万元。",
    "next year": "{year}年支出{z}万元，{next}年预算安排{x}万元，{next}年计划新增项目{a}个。",
    "cumulated": "截至{year}年底累计完成投资{z}万元，其中{year}年完成{x}万元，{last}年完成{w}万元。",
    "per head": "人均公用经费{x}元，低于全市平均水平{y}元；公务接待{a}批次{n}人次，人均{b}元。",
    "articles": "依据《预算法》第三十二条、第五十七条和财预〔2020〕{a}号文件第{b}条的规定，完善制度{c}项。",
    "average": "月均办理业务{n}件，全年办理{q}件，同比多办理{d}件。",
    "two totals": "一般项目{a}个，资金{x}万元；重点项目{b}个，资金{y}万元，其中跨年度项目{c}个，资金{w}万元。",
    "of which twice": "项目支出{z}万元，其中：民生类项目{x}万元，其中当年新增{w}万元；其中使用上年结转{v}万元。",
    "rate of another": "预算执行率98.6%，其中基本支出执行率100%，项目支出执行率95.4%；支出{z}万元，结转{x}万元。",
    "ranking": "在全省{n}个县（市、区）中排名第{a}位，较上年前移3位，得分92.5分。",
    "等": "涉及{x}万元的项目{a}个，包括道路、桥梁、管网、路灯、绿化等{c}类工程。",
}


def traps(draw: Draw, form: str) -> Draft:
    """Figures side by side that assert no relation at all: nothing may be found."""
    rng = draw.rng
    n = rng.randint(60, 400)
    x, y = Decimal(rng.randint(11000, 90000)) / 100, Decimal(rng.randint(11000, 90000)) / 100
    numbers = {
        "n": n, "m": n + rng.randint(3, 50), "d": n * 9 // 10, "e": n * 8 // 10, "b": n * 7 // 10, "c": n * 5 // 10,
        "a": rng.randint(5, 20), "q": n * 12, "x": x, "y": y, "z": x + y + Decimal(rng.randint(3000, 60000)) / 100,
        "w": (x * fraction(rng, 200, 700)).quantize(Decimal("0.01")),
        "u": (y * fraction(rng, 200, 700)).quantize(Decimal("0.01")),
        "v": (x * fraction(rng, 100, 250)).quantize(Decimal("0.01")),
        "year": draw.year, "next": draw.year + 1, "last": draw.year - 1,
    }  # fmt: skip
    words = {k: str(v) for k, v in numbers.items()} | {"filler": rng.choice(WORKS)}
    return Draft("traps", form, TRAPS[form], {}, (), words)
