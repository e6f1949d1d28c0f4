"""Counts with their lists, distributive 各, the same figure in two places, indicator lines and unit slips."""
# ruff: noqa: E501  (sentences stay on one line)

from __future__ import annotations

from decimal import Decimal

from benchmarks.generator.figures import Slot, chinese, count, fraction, money, rate
from benchmarks.generator.pieces import Draft, Relation, Variant
from benchmarks.generator.rates import HEADS
from benchmarks.generator.vocabulary import OFFICES, PROJECTS, REASONS, TOWNS, WORKS, Draw, style_of

# kind of list: names, measure word, noun behind it, what stands before
LISTS: tuple[tuple[tuple[str, ...], str, str, str], ...] = (
    (OFFICES, "个", "科室", "内设"),
    (TOWNS, "个", "乡镇（街道）", "辖"),
    (("执法监察大队", "技术推广中心", "信息中心", "信访接待中心", "培训中心"), "个", "下属事业单位", "下设"),
    (("普法宣传", "业务培训", "应急演练", "便民服务", "志愿服务"), "项", "活动", "开展"),
    (("财政投入增长机制", "部门会商机制", "信息共享机制", "督查考核机制"), "项", "工作机制", "建立"),
    (("学校", "医院", "车站", "商场", "养老院"), "类", "重点场所", "覆盖"),
    (tuple(p + "项目" for p in PROJECTS[:8]), "个", "项目", "实施"),
    (("春季攻势", "百日攻坚", "清风行动", "秋冬会战"), "次", "专项行动", "组织"),
)

COUNT = {
    "N：、": "{pre}{noun}{N}：{names}。",
    "N，分别为": "{lead}{pre}{noun}{N}，分别为{names}。",
    "N分别是": "{lead}{pre}{N}{noun}，分别是{names}。",
    "N，包括": "{lead}{pre}{N}{noun}，包括{names}。",
    "N（）": "{lead}{pre}{N}{noun}（{names}）。",
    "N，即": "{lead}{pre}{N}{noun}，即{names}。",
    "共N": "{lead}{pre}{names}共{N}{noun}。",
    "等N": "{lead}{pre}{names}等{N}{noun}。",
    "N list first": "{lead}{pre}{names}{N}{noun}。",
    "N：；": "{lead}{pre}{N}{noun}：{names_semicolon}。",
    "N：①": "{lead}{pre}{N}{noun}：{names_circled}。",
    "N lines": "{lead}{pre}{N}{noun}：\n{names_lines}",
    "N，其中有": "{lead}共有{noun}{N}，具体是{names}。",
    "一是二是": "{lead}{pre}{N}{noun}：{names_first}。",
}


def count_list(draw: Draw, form: str) -> Draft:
    """A count and the list that it counts."""
    template, rng = COUNT[form], draw.rng
    pool, unit, noun, pre = rng.choice(LISTS)
    names = rng.sample(pool, rng.randint(3, min(len(pool), 6)))
    keys = [f"n{i}" for i in range(len(names))]
    last = rng.choice(("、", "和", "、"))
    number = count(len(names), unit)
    if rng.random() < 0.3:
        number = number._replace(unit=unit)

    def listed(chosen: list[str]) -> dict[str, str]:
        braces = [f"{{{k}}}" for k in chosen]
        return {
            "{names}": "、".join(braces[:-1]) + last + braces[-1],
            "{names_semicolon}": "；".join(braces),
            "{names_circled}": "；".join("①②③④⑤⑥⑦⑧"[i] + b for i, b in enumerate(braces)),
            "{names_lines}": "\n".join(f"{i}.{b}；" for i, b in enumerate(braces, 1))[:-1] + "。",
            "{names_first}": "，".join(f"{chinese(i)}是{b}" for i, b in enumerate(braces, 1)),
        }

    def filled(chosen: list[str]) -> str:
        text = template
        for mark, value in listed(chosen).items():
            text = text.replace(mark, value)
        return text

    def relation(chosen: list[str]) -> Relation:
        return Relation("count", (("count", "N", 1), *(("name", k, 1) for k in chosen)))

    gone = rng.choice(keys)
    left = [k for k in keys if k != gone]
    # 等N个 with fewer names is an ordinary way of writing, so there nothing is dropped
    drops = () if "等" in template else (Variant("name dropped", filled(left), (relation(left),)),)
    slots = {"N": number}
    words = {"lead": draw.lead(), "noun": noun, "pre": pre}
    relations = (relation(keys)._replace(form="open" if "等" in template else "complete"),)
    return Draft(
        "count_list", form, filled(keys), slots, relations, words, dict(zip(keys, names, strict=True)), variants=drops
    )


DISTRIBUTIVE = {
    "各": "{lead}在{names}各设置监测点{E}，共{T}。",
    "每": "{lead}为{names}每个镇配备网格员{E}，合计{T}。",
    "共T，各": "{lead}共聘用协管员{T}，{names}各{E}。",
    "各招聘": "{lead}面向{names}各招聘专职人员{E}，共计招聘{T}。",
    "分别": "{lead}向{names}分别派驻工作人员{E}，共派驻{T}。",
    "各补助": "{lead}对{names}各补助{E}，合计补助资金{T}。",
    "，各": "{lead}下拨资金{T}，其中{names}各{E}。",
    "均": "{lead}{names}均安排{E}，共安排{T}。",
    "（各）": "{lead}落实奖补资金{T}（{names}各{E}）。",
    "total first": "{lead}发放物资{T}，{names}各发放{E}。",
}
_EACH_UNITS = {
    "各": "个", "每": "名", "共T，各": "名", "各招聘": "人", "分别": "人", "total first": "件"
}  # fmt: skip


def distributive(draw: Draw, form: str) -> Draft:
    """The same amount for each of several names."""
    template, rng = DISTRIBUTIVE[form], draw.rng
    names = rng.sample(TOWNS, rng.randint(2, 5))
    keys = [f"n{i}" for i in range(len(names))]
    unit = _EACH_UNITS.get(form)
    if unit:
        each = rng.randint(2, 30)
        slots: dict[str, Slot] = {"E": count(each, unit), "T": count(each * len(names), unit)}
    else:
        value = Decimal(rng.randint(5, 60)) * 5000
        style = draw.style._replace(strip=True)
        slots = {"E": money(value, style), "T": money(value * len(names), style)}
    template = template.replace("{names}", "、".join(f"{{{k}}}" for k in keys))
    relation = Relation("distributive", (("total", "T", 1), ("each", "E", 1), *(("name", k, 1) for k in keys)))
    words = {"lead": draw.lead()}
    return Draft("distributive", form, template, slots, (relation,), words, dict(zip(keys, names, strict=True)))


EQUAL = {
    "repeat": "{y}年度{org}{head}决算数为{A}。\n{filler}\n{y}年度{org}{head}决算数为{B}，主要用于履行职能。",
    "overview/detail": "一、收支总体情况\n{y}年度，{org}{head}{A}。\n二、执行情况说明\n{filler}{y}年度{org}{head}{B}。",
    "indicator": "{y}年度{org}{head}{A}。\n成本指标：{y}年度{head}控制在{B}。",
    "conclusion": "{org}{y}年{head}为{A}，保障了各项工作。\n{filler}\n综上，{org}{y}年{head}{B}，使用规范。",
    "colon": "{y}年{head}：{A}\n{filler}\n{org}{y}年{head}实际为{B}。",
    "in sentence": "{y}年，{org}{head}{A}。{filler}截至{y}年12月31日，全年{head}共{B}。",
    "预算": "{y}年{org}{head}年初预算为{A}。\n{filler}\n{y}年{org}年初预算中，{head}为{B}。",
    "三、": "一、基本情况\n{org}{y}年度{head}{A}。\n二、绩效情况\n{filler}\n三、其他\n{org}{y}年度{head}{B}，已公开。",
    "brackets": "{y}年度{head}{A}。\n{filler}\n经核对，{y}年度{head}（{B}）与账面一致。",
    "restated": "{org}{y}年度{head}{A}，即{B}。",
    "to the yuan": "{org}{y}年度{head}{A}（{B}）。",
}


def equal(draw: Draw, form: str) -> Draft:
    """The same fact in two places, half of the time in two units."""
    template, rng = EQUAL[form], draw.rng
    value = draw.amount(500_000, 40_000_000)
    other = draw.style
    if rng.random() < 0.5 or form in ("restated", "to the yuan"):
        unit = "元" if draw.style.unit != "元" else "万元"
        other = style_of(rng)._replace(unit=unit, decimals=2, wide=False)
    slots = {"A": money(value, draw.style), "B": money(value, other)}
    words = {
        "org": draw.organization, "y": str(draw.year), "head": rng.choice(HEADS), "filler": rng.choice(WORKS),
    }  # fmt: skip
    relation = Relation("equal", (("stated", "A", 1), ("stated", "B", 1)))
    return Draft("equal", form, template, slots, (relation,), words)


INDICATOR = {
    "成本指标：": "数量指标：完成{p}{K}。\n质量指标：验收合格率{Q}。\n时效指标：{y}年12月底前完成。\n成本指标：{W}，年底支付{P}，支付率{R}。",
    "一行": "数量指标：完成{p}{K}；质量指标：验收合格率{Q}；成本指标：预算{W}，实际支出{P}，执行率{R}。",
    "预算/执行": "项目名称：{p}\n预算数：{W}\n执行数：{P}\n执行率：{R}\n数量指标：{K}\n质量指标：{Q}",
    "（1）": "（1）数量指标：完成{p}{K}。\n（2）质量指标：合格率{Q}。\n（3）成本指标：安排资金{W}，使用{P}，占{R}。",
    "得分": "预算执行：全年预算数{W}，全年执行数{P}，执行率{R}，分值10分。\n产出指标：数量指标{K}，质量指标{Q}。",
    "空格": "成本指标  预算控制数{W}  实际{P}  执行率{R}\n质量指标  {Q}\n数量指标  {K}",
    "，": "成本指标：项目总成本{W}，截至{y}年底支付{P}，支付进度{R}，质量指标：{Q}，数量指标：{K}。",
    "|": "成本指标|预算{W}，支出{P}，执行率{R}\n质量指标|{Q}\n数量指标|{K}",
    "数量：": "数量：{K}\n质量：{Q}\n成本：预算资金{W}，执行资金{P}，执行率为{R}",
    "目标": "目标1：完成{p}{K}。目标2：验收合格率{Q}。目标3：资金{W}，支出{P}，执行率{R}。",
}


def indicator_lines(draw: Draw, form: str) -> Draft:
    """Lines of indicators with a cost that was partly paid."""
    template, rng = INDICATOR[form], draw.rng
    whole = draw.amount(200_000, 8_000_000)
    part = (whole * fraction(rng, 300, 990)).quantize(Decimal("0.01"))
    slots = {
        "W": money(whole, draw.style), "P": money(part, draw.style), "R": rate(100 * part / whole, draw.rate_decimals()),
        "K": count(rng.randint(2, 60), rng.choice(("个", "处", "套", "批"))), "Q": rate(Decimal(rng.randint(92, 100)), 0),
    }  # fmt: skip
    relation = Relation("ratio", (("rate", "R", 1), ("part", "P", 1), ("whole", "W", 1)))
    words = {"y": str(draw.year), "p": rng.choice(PROJECTS), "filler": rng.choice(WORKS)}
    return Draft("indicator_lines", form, template, slots, (relation,), words)


UNIT = {
    "已使用": "{lead}{p}安排{W}，已使用{P}。",
    "预算/支出": "{lead}{p}预算{W}，实际支出{P}。",
    "已支付": "{p}合同金额{W}，已支付{P}。",
    "到位": "{lead}{p}资金{W}，到位{P}。",
    "；": "{lead}{p}{W}，已拨付{P}；资金使用规范。",
    "年初/决算": "{lead}{head}年初预算{W}，决算数{P}。",
    "下达": "{lead}收到上级下达{p}资金{W}，当年支付{P}。",
    "lines": "{p}预算安排：{W}\n{p}实际支出：{P}",
    "bracket": "{p}{W}（已支付{P}）。",
    "执行": "{lead}{p}全年预算数{W}，全年执行数{P}。",
}


def unit_slip(draw: Draw, form: str) -> Draft:
    """An allotment and what was used of it: 元 printed for 万元 is the slip to be found."""
    template, rng = UNIT[form], draw.rng
    draw.style = draw.style._replace(unit="万元", decimals=2, strip=False)
    whole = draw.amount(200_000, 8_000_000)
    part = (whole * fraction(rng, 300, 990)).quantize(Decimal("0.01"))
    slots = {"W": money(whole, draw.style), "P": money(part, draw.style)}
    relation = Relation("unit", (("suspect", "P", 1), ("witness", "W", 1)), asserted=False)
    words = {
        "lead": draw.lead(), "p": rng.choice(PROJECTS) + "项目", "head": rng.choice(HEADS), "why": rng.choice(REASONS),
    }  # fmt: skip
    relations: tuple[Relation, ...] = (relation,)
    if "已" in template:
        terms = (("used", "P", 1), ("allotted", "W", 1))
        relations = (relation, Relation("over-plan", terms, asserted=False))
    return Draft("unit_slip", form, template, slots, relations, words)


DISTRACTION = (
    "全年共开展检查{a}次，发现问题隐患{b}处，整改{c}处。",
    "根据《关于做好绩效评价工作的通知》（{place}财绩〔{y}〕{c}号）要求，我单位组织开展自评。",
    "全年召开专题会议{a}次，印发简报{b}期，发放宣传资料{c}份。",
    "{y}年3月{a}日启动，{y}年11月{a}日完成验收，历时245天。",
    "现有办公用房{c}平方米，使用年限{a}年。",
    "截至目前，累计培训{c}人次，服务群众{b}人次，解答咨询{a}个。",
    "全县常住人口约{c}万人，下辖{a}个乡镇、{b}个行政村。",
    "2019年以来，累计投入资金约{c}万元，新建站点{a}个。",
    "预计{ny}年完成投资{c}万元，建成示范点{a}个。",
)


def distraction(draw: Draw) -> str:
    """Return a sentence full of figures that have nothing to do with one another."""
    rng = draw.rng
    a, b, c = rng.randint(2, 28), rng.randint(410, 900), rng.randint(30, 400)
    text = rng.choice(DISTRACTION)
    year = draw.year
    return text.format(a=a, b=b, c=c, y=year, ny=year + 1, place=draw.place[:2])
