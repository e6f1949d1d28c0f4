"""Rates, growth, differences, allotments and balances in their surface forms."""
# ruff: noqa: E501  (sentences stay on one line)

from __future__ import annotations

from decimal import Decimal

from benchmarks.generator.figures import Slot, count, fraction, money, rate
from benchmarks.generator.pieces import Direction, Draft, Relation
from benchmarks.generator.vocabulary import PROJECTS, REASONS, WORKS, Draw

HEADS = (
    "本年收入合计", "本年支出合计", "财政拨款收入", "项目支出", "基本支出", "公用经费", "“三公”经费支出", "公务接待费支出",
    "机关运行经费支出", "政府采购支出", "一般公共预算财政拨款支出", "人员经费", "社会保障和就业支出", "其他收入",
)  # fmt: skip
_UP = {
    "up": "增加", "grow": "增长", "rise": "提高", "span": "增幅", "to": "增至", "upto": "增加到", "net": "净增加",
    "more": "多", "over": "超出",
}  # fmt: skip
_DOWN = {
    "up": "减少", "grow": "下降", "rise": "降低", "span": "降幅", "to": "降至", "upto": "减少到", "net": "净减少",
    "more": "少", "over": "低于",
}  # fmt: skip
_OF_RATE = frozenset({"grow", "span"})
_OF_CHANGE = frozenset({"up", "net", "more"})


def _words(draw: Draw, rising: bool) -> dict[str, str]:
    return {
        **(_UP if rising else _DOWN),
        "lead": draw.lead(), "y": str(draw.year), "py": str(draw.year - 1), "head": draw.rng.choice(HEADS),
        "why": draw.rng.choice(REASONS), "filler": draw.rng.choice(WORKS), "p": draw.rng.choice(PROJECTS) + "项目",
        "org": draw.organization,
    }  # fmt: skip


def _directions(template: str, rising: bool) -> tuple[Direction, ...]:
    opposite = _DOWN if rising else _UP
    return tuple(
        Direction(word, "R" if word in _OF_RATE else "D", opposite[word])
        for word in _UP
        if f"{{{word}}}" in template and word in _OF_RATE | _OF_CHANGE
    )


GROWTH = {
    "比上年d，r": "{lead}{head}{N}，比上年{up}{D}，{grow}{R}。",
    "较上年B": "{lead}{head}{N}，较上年的{B}{up}{D}，{grow}{R}。",
    "与py年相比": "{y}年度{head}{N}。与{py}年度相比，{up}{D}，{grow}{R}，主要原因是{why}。",
    "同比，上年同期": "{lead}{head}{N}，同比{grow}{R}（上年同期为{B}）。",
    "由B到N": "{head}由{py}年的{B}{upto}{y}年的{N}，{grow}{R}。",
    "two years": "{y}年{head}{N}，{py}年{head}{B}，同比{grow}{R}。",
    "决算比预算": "{lead}{head}年初预算为{B}，决算为{N}，决算数比年初预算数{up}{D}，{grow}{R}，主要原因是{why}。",
    "（r）": "{lead}{head}{N}，较{py}年决算数{up}{D}（{grow}{R}），主要是{why}。",
    "因素在前": "{py}年{head}为{B}。受{why}影响，{y}年{head}为{N}，{span}{R}。",
    "从B至N": "{head}从{B}{to}{N}，{up}{D}，{span}为{R}。",
    "同比净增": "{lead}{head}{N}，同比{net}{D}，{span}达{R}。",
    "r在前": "{lead}{head}同比{grow}{R}，由上年的{B}{upto}{N}。",
    "比B多": "{lead}{head}{N}，比上年{B}{more}{D}，{grow}{R}。",
    "比上年决算数": "{lead}{head}支出决算为{N}，比上年决算数{B}{up}{D}，{grow}{R}。",
    "N in the end": "与{py}年相比，{head}{up}{D}，{grow}{R}，{y}年达到{N}。",
    "上年d r": "{lead}{head}{N}（{py}年为{B}），比上年{grow}{R}。",
    "far base": "{py}年，{org}{head}{B}。\n{filler}\n{y}年，{org}{head}{N}，同比{grow}{R}。",
    "far base 2": "{y}年度{head}为{N}，比上年{grow}{R}。\n{filler}\n{py}年度{head}为{B}，主要用于日常工作。",
    "预算/上年": "{y}年{head}预算{N}，{py}年预算{B}，较上年{up}{D}，{grow}{R}。",
    "half-width": "{lead}{head}{N},比上年{up}{D},{grow}{R}.",
    "增长率": "{lead}{head}{N}，上年{B}，增减额{DS}，增减率{RS}。",
}


def growth(draw: Draw, form: str) -> Draft:
    """A change against the year before or the budget, with or without its base."""
    rng = draw.rng
    base = draw.amount()
    share = fraction(rng, 105, 1800) if rng.random() < 0.55 else -fraction(rng, 105, 700)
    return growth_of(draw, form, (base * (1 + share)).quantize(Decimal("0.01")), base)


def growth_of(draw: Draw, form: str, new: Decimal, base: Decimal) -> Draft:
    """Return the sentence about the change from *base* to *new*."""
    template, rising = GROWTH[form], new > base
    style, decimals = draw.style, draw.rate_decimals()
    if decimals == 0:
        decimals = 1
    change, sign = new - base, 1 if rising else -1
    percent = 100 * change / base
    every: dict[str, Slot] = {
        "N": money(new, style), "B": money(base, style), "D": money(abs(change), style),
        "R": rate(abs(percent), decimals), "DS": money(change, style), "RS": rate(percent, decimals),
    }  # fmt: skip
    slots = {k: s for k, s in every.items() if f"{{{k}}}" in template}
    relations = []
    change_key, rate_key = ("DS", "RS") if "DS" in slots else ("D", "R")
    key_sign = 1 if "DS" in slots else sign
    if "B" in slots:
        relations.append(Relation("growth", (("rate", rate_key, key_sign), ("new", "N", 1), ("base", "B", 1))))
        if change_key in slots:
            terms = (("result", change_key, key_sign), ("minuend", "N", 1), ("subtrahend", "B", 1))
            relations.append(Relation("difference", terms))
    else:
        relations.append(
            Relation("growth", (("rate", rate_key, key_sign), ("new", "N", 1), ("change", change_key, key_sign)))
        )
    return Draft(
        "growth",
        form,
        template,
        slots,
        tuple(relations),
        _words(draw, rising),
        directions=_directions(template, rising),
    )


POINTS = {
    "比上年提高": "{lead}预算执行率为{N}，比上年的{B}{rise}{D}。",
    "由到": "预算执行率由{py}年的{B}{rise}到{y}年的{N}，{rise}{D}。",
    "同比": "{lead}群众满意度达{N}，上年为{B}，同比{rise}{D}。",
    "，较": "{y}年项目按期完成率{N}，{py}年{B}，较上年{rise}{D}。",
    "从到": "隐患整改率从{B}{rise}至{N}，{rise}{D}。",
    "（）": "{lead}政府采购电子化率{N}（上年{B}，{rise}{D}）。",
    "与相比": "{lead}行政审批按时办结率{N}，与上年{B}相比{rise}了{D}。",
    "two sentences": "{py}年度预算执行率为{B}。{y}年度预算执行率为{N}，{rise}{D}。",
    "目标": "供水保障率目标值{B}，实际完成{N}，比目标值{rise}{D}。",
    "half-width": "{lead}资金到位率{N},比上年{B}{rise}{D}.",
}


def points(draw: Draw, form: str) -> Draft:
    """A change of a rate in percentage points."""
    template, rng = POINTS[form], draw.rng
    decimals = rng.choice((1, 2, 2))
    step = Decimal(1).scaleb(-decimals)
    base = Decimal(rng.randint(6000, 8600)) / 100
    change = Decimal(rng.randint(105, 1250)) / 100
    rising = rng.random() < 0.6
    base, change = base.quantize(step), change.quantize(step)
    new, sign = (base + change, 1) if rising else (base - change, -1)
    slots = {
        "N": rate(new, decimals), "B": rate(base, decimals), "D": rate(change, decimals, rng.choice(("个百分点", "个百分点", "百分点")))
    }  # fmt: skip
    relation = Relation("difference", (("result", "D", sign), ("minuend", "N", 1), ("subtrahend", "B", 1)))
    directions = (Direction("rise", "D", (_DOWN if rising else _UP)["rise"]),)
    return Draft("points", form, template, slots, (relation,), _words(draw, rising), directions=directions)


RATIO = {
    "执行率": "{lead}{head}预算{W}，决算{P}，执行率{R}。",
    "执行率为": "{lead}{head}年初预算数为{W}，全年执行数为{P}，预算执行率为{R}。",
    "完成预算的": "{lead}{head}决算数为{P}，完成年初预算{W}的{R}。",
    "支出决算，完成": "{lead}{head}支出预算为{W}，支出决算为{P}，完成预算的{R}，主要原因是{why}。",
    "占": "{lead}支出合计{W}，{head}{P}，占支出合计的{R}。",
    "占比": "{lead}支出总额为{W}，其中{head}{P}，占比{R}。",
    "占V的": "{lead}{head}{P}，占全年支出{W}的{R}。",
    "（执行率）": "{p}预算安排{W}，实际支出{P}（执行率{R}）。",
    "到位率": "{p}计划投资{W}，实际到位{P}，资金到位率{R}。",
    "支付进度": "{p}合同金额{W}，累计支付{P}，支付进度为{R}。",
    "为预算的": "{lead}{head}{P}，为年初预算数{W}的{R}。",
    "，达到": "{lead}下达{p}资金{W}，截至年底已支出{P}，支出进度达到{R}。",
    "half-width": "{lead}{head}预算{W},实际支出{P},执行率{R}.",
    "full sentence": "{lead}{head}全年预算{W}。截至12月31日，实际支出{P}。预算执行率为{R}。",
    "中小企业": "{lead}政府采购支出总额{W}。授予中小企业合同金额{P}，占政府采购支出总额的{R}。",
}


def ratio(draw: Draw, form: str) -> Draft:
    """A share or an execution rate of two amounts."""
    whole = draw.amount(100_000, 20_000_000)
    part = (whole * fraction(draw.rng, 150, 995)).quantize(Decimal("0.01"))
    return ratio_of(draw, form, part, whole)


def ratio_of(draw: Draw, form: str, part: Decimal, whole: Decimal) -> Draft:
    """Return the sentence that says which share *part* is of *whole*."""
    template, rng = RATIO[form], draw.rng
    slots = {
        "W": money(whole, draw.style), "P": money(part, draw.style),
        "R": rate(100 * part / whole, draw.rate_decimals(), strip=rng.random() < 0.3),
    }  # fmt: skip
    relation = Relation("ratio", (("rate", "R", 1), ("part", "P", 1), ("whole", "W", 1)))
    return Draft("ratio", form, template, slots, (relation,), _words(draw, True))


COUNT_RATIO = {
    "隐患整改率": "{lead}共排查隐患{W}，已整改{P}，整改率{R}。",
    "办结率": "{lead}受理群众诉求{W}，办结{P}，办结率为{R}。",
    "合格率": "{lead}抽检样品{W}，其中合格{P}，合格率{R}。",
    "占": "{lead}现有干部职工{W}，其中党员{P}，占{R}。",
    "到课": "{lead}应参训{W}，实际参训{P}，参训率达{R}。",
    "覆盖率": "全县共有老旧小区{W}，已完成改造{P}，覆盖率达到{R}。",
    "答复率": "{lead}承办人大建议和政协提案{W}，按期答复{P}，按期答复率{R}。",
    "（）": "{lead}发放问卷{W}，收回有效问卷{P}（回收率{R}）。",
    "满意率": "{lead}共回访服务对象{W}，表示满意的{P}，满意率{R}。",
    "，占总数的": "{lead}在编人员{W}，本科以上学历{P}，占总人数的{R}。",
    "完成率": "{lead}年度目标任务{W}，实际完成{P}，完成率{R}。",
    "完成…的": "{lead}计划建设{W}，实际建成{P}，完成年度计划的{R}。",
}
# those of work that had been planned, and was not all done
PLANNED = ("完成率", "完成…的")
_COUNT_UNITS = {
    "隐患整改率": "处", "办结率": "件", "合格率": "批次", "占": "人", "到课": "人次", "覆盖率": "个", "答复率": "件",
    "（）": "份", "满意率": "人", "，占总数的": "人", "完成率": "项", "完成…的": "个",
}  # fmt: skip


def count_ratio(draw: Draw, form: str) -> Draft:
    """A rate of two counts."""
    template, rng, unit = COUNT_RATIO[form], draw.rng, _COUNT_UNITS[form]
    whole = rng.randint(25, 3000)
    part = rng.randint(whole // 2, whole - 1)
    percent = Decimal(100 * part) / whole
    slots = {"W": count(whole, unit), "P": count(part, unit), "R": rate(percent, draw.rate_decimals())}
    relation = Relation("ratio", (("rate", "R", 1), ("part", "P", 1), ("whole", "W", 1)))
    return Draft("count_ratio", form, template, slots, (relation,), _words(draw, True))


REMAINDER = {
    "剩余": "{p}安排资金{W}，已支出{P}，剩余{D}。",
    "结余": "{p}预算{W}，实际支出{P}，结余{D}。",
    "未支付": "{p}合同金额{W}，已支付{P}，未支付{D}。",
    "尚余": "{lead}下达{p}资金{W}，使用{P}，尚余{D}结转下年使用。",
    "超出": "{lead}{head}年初预算{P}，实际支出{W}，超出预算{D}。",
    "比预算增加": "{lead}{head}决算数{W}，年初预算数{P}，决算数比预算数增加{D}。",
    "减少": "{lead}{head}预算{W}，决算{P}，比预算减少{D}。",
    "尚有…未": "{p}总投资{W}。截至年底累计完成投资{P}，尚有{D}未完成支付。",
    "差额": "{p}预算批复{W}，实际到位{P}，差额{D}。",
    "结转": "{p}全年可用资金{W}，当年支出{P}，年末结转{D}。",
    "待支付": "{p}中标价{W}，已按进度支付{P}，待支付{D}，拟在下年度支付。",
    "节约": "{p}采购预算{W}，中标金额{P}，节约资金{D}。",
    "其余": "{p}资金{W}，其中{P}已拨付到位，其余{D}按合同约定支付。",
    "还差": "{lead}计划筹措{p}资金{W}，已落实{P}，缺口{D}。",
}


def remainder(draw: Draw, form: str) -> Draft:
    """What is left, or too much: minuend, subtrahend and their difference."""
    whole = draw.amount(200_000, 9_000_000)
    part = (whole * fraction(draw.rng, 200, 900)).quantize(Decimal("0.01"))
    return remainder_of(draw, form, part, whole)


def remainder_of(draw: Draw, form: str, part: Decimal, whole: Decimal) -> Draft:
    """Return the sentence that says what is left of *whole* after *part*."""
    template = REMAINDER[form]
    slots = {"W": money(whole, draw.style), "P": money(part, draw.style), "D": money(whole - part, draw.style)}
    relation = Relation("difference", (("result", "D", 1), ("minuend", "W", 1), ("subtrahend", "P", 1)))
    return Draft("remainder", form, template, slots, (relation,), _words(draw, True))


ALLOTTED = {
    "已使用；": "{lead}项目资金共{T}，其中：{p1}{W1}，已使用{P1}；{p2}{W2}，已使用{P2}；{p3}{W3}，已使用{P3}。",
    "支出": "{lead}下达专项资金{T}，其中：{p1}{W1}，支出{P1}；{p2}{W2}，支出{P2}；{p3}{W3}，支出{P3}。",
    "total used": "{lead}专项资金{T}，其中：{p1}{W1}，已支付{P1}；{p2}{W2}，已支付{P2}；{p3}{W3}，已支付{P3}。累计已支付{U}。",
    "rates": "{lead}项目支出预算{T}，其中：{p1}预算{W1}，执行{P1}，执行率{R1}；{p2}预算{W2}，执行{P2}，执行率{R2}；"
    "{p3}预算{W3}，执行{P3}，执行率{R3}。",
    "lines": "{lead}安排项目资金{T}，具体如下：\n1.{p1}{W1}，已使用{P1}。\n2.{p2}{W2}，已使用{P2}。\n3.{p3}{W3}，已使用{P3}。",
    "used first": "{lead}项目支出{U}，其中：{p1}{P1}（预算{W1}），{p2}{P2}（预算{W2}），{p3}{P3}（预算{W3}）。",
    "rates lines": "{lead}项目预算{T}，实际支出{U}，执行率{R}。其中：\n（1）{p1}预算{W1}，支出{P1}，执行率{R1}；\n"
    "（2）{p2}预算{W2}，支出{P2}，执行率{R2}；\n（3）{p3}预算{W3}，支出{P3}，执行率{R3}。",
    "到位/支出": "{lead}共到位资金{T}，使用{U}。其中：{p1}到位{W1}，使用{P1}；{p2}到位{W2}，使用{P2}；{p3}到位{W3}，使用{P3}。",
    "bracket": "{lead}安排项目{T}，其中：{p1}{W1}（已支付{P1}）、{p2}{W2}（已支付{P2}）、{p3}{W3}（已支付{P3}）。",
    "rest": "{lead}项目资金{T}，其中：{p1}{W1}，已使用{P1}，剩余{D1}；{p2}{W2}，已使用{P2}，剩余{D2}；{p3}{W3}，已使用{P3}，剩余{D3}。",
}


def allotted_used(draw: Draw, form: str) -> Draft:
    """A list of allotments with what was used of each."""
    template, rng, style = ALLOTTED[form], draw.rng, draw.style
    wholes = [draw.amount(100_000, 5_000_000) for _ in range(3)]
    used = [(w * fraction(rng, 300, 980)).quantize(Decimal("0.01")) for w in wholes]
    total, total_used = sum(wholes, Decimal(0)), sum(used, Decimal(0))
    every: dict[str, Slot] = {"T": money(total, style), "U": money(total_used, style)}
    every["R"] = rate(100 * total_used / total)
    relations = []
    for i, (w, u) in enumerate(zip(wholes, used, strict=True), 1):
        every |= {f"W{i}": money(w, style), f"P{i}": money(u, style), f"R{i}": rate(100 * u / w)}
        every[f"D{i}"] = money(w - u, style)
    slots = {k: s for k, s in every.items() if f"{{{k}}}" in template}
    if "T" in slots:
        relations.append(Relation("sum", (("total", "T", 1), *(("part", f"W{i}", 1) for i in (1, 2, 3)))))
    if "U" in slots:
        relations.append(Relation("sum", (("total", "U", 1), *(("part", f"P{i}", 1) for i in (1, 2, 3)))))
    if "R" in slots:
        relations.append(Relation("ratio", (("rate", "R", 1), ("part", "U", 1), ("whole", "T", 1))))
    for i in (1, 2, 3):
        if f"R{i}" in slots:
            relations.append(Relation("ratio", (("rate", f"R{i}", 1), ("part", f"P{i}", 1), ("whole", f"W{i}", 1))))
        elif f"D{i}" in slots:
            terms = (("result", f"D{i}", 1), ("minuend", f"W{i}", 1), ("subtrahend", f"P{i}", 1))
            relations.append(Relation("difference", terms))
        else:
            relations.append(Relation("unit", (("suspect", f"P{i}", 1), ("witness", f"W{i}", 1)), asserted=False))
            if "已" in template:
                relations.append(
                    Relation("over-plan", (("used", f"P{i}", 1), ("allotted", f"W{i}", 1)), asserted=False)
                )
    words = _words(draw, True)
    words |= {f"p{i}": p + rng.choice(("项目", "经费", "")) for i, p in enumerate(rng.sample(PROJECTS, 3), 1)}
    return Draft("allotted_used", form, template, slots, tuple(relations), words)


BALANCE = {
    "one sentence": "{lead}本年收入合计{I}，年初结转和结余{O}，本年支出合计{S}，年末结转和结余{C}。",
    "加减": "{lead}本年收入{I}，加上年初结转和结余{O}，减去本年支出{S}，年末结转和结余{C}。",
    "sentences": "{lead}本年收入{I}。年初结转和结余{O}。本年支出{S}。年末结转和结余{C}。",
    "paragraphs": "（一）收入情况。{lead}本年收入合计{I}，年初结转和结余{O}。\n（二）支出情况。本年支出合计{S}。\n（三）结转情况。年末结转和结余{C}。",
    "paragraphs 2": "年初结转和结余{O}。\n{filler}\n{y}年度本年收入合计{I}。\n{filler}\n{y}年度本年支出合计{S}。\n年末结转和结余{C}。",
    "上年结转": "{lead}上年结转{O}，本年收入{I}，本年支出{S}，结转下年{C}。",
    "财政拨款": "{lead}财政拨款本年收入{I}，年初财政拨款结转和结余{O}；财政拨款本年支出{S}，年末财政拨款结转和结余{C}。",
    "totals": "{lead}收入总计{T}，包括本年收入{I}、年初结转和结余{O}；支出总计{T2}，包括本年支出{S}、年末结转和结余{C}。",
    "totals 2": "{lead}收、支总计{T}。其中：本年收入合计{I}，年初结转和结余{O}；本年支出合计{S}，年末结转和结余{C}。",
    "lines": "1.年初结转和结余：{O}\n2.本年收入：{I}\n3.本年支出：{S}\n4.年末结转和结余：{C}",
}


def balance(draw: Draw, form: str) -> Draft:
    """Income, opening and closing balance and spending, in one sentence or in paragraphs of their own."""
    income, opening = draw.amount(2_000_000, 30_000_000), draw.amount(50_000, 900_000)
    closing = (opening * fraction(draw.rng, 100, 1900)).quantize(Decimal("0.01"))
    return balance_of(draw, form, income, opening, closing)


def balance_of(draw: Draw, form: str, income: Decimal, opening: Decimal, closing: Decimal) -> Draft:
    """Return the text that gives income, spending and both balances."""
    template, style = BALANCE[form], draw.style
    values = {"I": income, "O": opening, "S": income + opening - closing, "C": closing}
    values |= {"T": income + opening, "T2": income + opening}
    slots = {k: money(v, style) for k, v in values.items() if f"{{{k}}}" in template}
    legs = Relation("balance", (("income", "I", 1), ("opening", "O", 1), ("spending", "S", -1), ("closing", "C", -1)))
    relations = [legs]
    if "T" in slots:
        relations.append(Relation("sum", (("total", "T", 1), ("part", "I", 1), ("part", "O", 1))))
        other = "T2" if "T2" in slots else "T"
        relations.append(Relation("sum", (("total", other, 1), ("part", "S", 1), ("part", "C", 1))))
    if "T2" in slots:
        relations.append(Relation("equal", (("stated", "T", 1), ("stated", "T2", 1))))
    return Draft("balance", form, template, slots, tuple(relations), _words(draw, True))
