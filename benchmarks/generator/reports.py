"""Whole reports of seven genres over one consistent set of books, clean and with one contradiction."""
# ruff: noqa: E501  (sentences stay on one line)

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from random import Random

from benchmarks.generator import counts, rates, sections
from benchmarks.generator.books import ZERO, books
from benchmarks.generator.distractors import scope_paragraph, work_paragraph
from benchmarks.generator.figures import count, fraction, money, rate
from benchmarks.generator.pieces import Draft, Piece, Relation
from benchmarks.generator.reasons import OF_PROBLEMS, reason
from benchmarks.generator.texts import PLAIN, Sample, dress_of, sample_of
from benchmarks.generator.vocabulary import PROJECTS, TOWNS, Draw
from benchmarks.generator.writer import Writer


def final_accounts(w: Writer) -> None:
    """部门决算公开说明."""
    b, rng = w.books, w.draw.rng
    w.reasons = rng.choice(("beside", "beside", "section"))
    w.title(f"{b.organization}{b.year}年度部门决算公开说明")
    w.heading(1, "部门概况")
    sections.duties(w)
    sections.people(w)
    if rng.random() < 0.6:
        w.heading(1, "部门决算表")
        for form in rng.sample(
            ("收入支出决算总表", "收入决算表", "支出决算表", "支出决算明细表", "基本支出决算表", "三公经费情况表"),
            rng.randint(1, 3),
        ):
            w.table(form)
    w.heading(1, "部门决算情况说明")
    w.heading(2, "收入支出决算总体情况说明")
    sections.balance(w)
    w.heading(2, "收入决算情况说明")
    sections.income(w)
    w.heading(2, "支出决算情况说明")
    sections.spending(w)
    if rng.random() < 0.6:
        sections.functions(w)
    w.heading(2, "一般公共预算财政拨款基本支出决算情况说明")
    sections.basic(w)
    w.heading(2, "“三公”经费财政拨款支出决算情况说明")
    sections.three_public(w)
    w.heading(2, "其他重要事项的情况说明")
    w.heading(3, "机关运行经费支出情况")
    sections.operating(w)
    w.heading(3, "政府采购支出情况")
    sections.procurement(w)
    w.heading(3, "国有资产占用情况")
    sections.assets(w)
    w.heading(2, "预算绩效情况说明")
    sections.projects(w, lines=False)
    sections.distract(w)
    w.filler()
    w.heading(1, "名词解释")
    w.prose("机关运行经费：指为保障行政单位运行，用于购买货物和服务的各项资金。")


def budget(w: Writer) -> None:
    """部门预算公开说明: all figures are plans, compared with the plan of the year before."""
    b, rng = w.books, w.draw.rng
    w.title(f"{b.organization}{b.year}年部门预算公开说明")
    w.heading(1, "部门基本情况")
    sections.duties(w)
    w.heads("核定编制", "名", b.posts)
    w.heading(1, f"{b.year}年部门预算收支情况")
    parts = [(f"income_{k}", k, v) for k, v in b.income.items()]
    w.breakdown("收入预算", ("income", b.total_income), parts, lead=f"{b.year}年")
    w.change("收入预算", "income", b.total_income, b.income_before, lead=f"{b.year}年")
    w.breakdown(
        "支出预算",
        ("spending", b.spending),
        [("basic", "基本支出", b.basic), ("project", "项目支出", b.project)],
        lead=f"{b.year}年",
    )
    w.change("支出预算", "spending", b.spending, b.spending_before, lead=f"{b.year}年")
    if rng.random() < 0.5:
        form, caption = rng.choice(
            (("支出决算表", "部门支出总体情况表"), ("基本支出明细表（双栏）", "一般公共预算基本支出预算表"))
        )
        w.table(form, caption)
    w.heading(1, "“三公”经费预算情况")
    p = b.public_budget
    w.breakdown(
        "“三公”经费预算",
        ("public_budget", p.total),
        [
            ("btravel", "因公出国（境）费", p.travel),
            ("bvehicles", "公务用车购置及运行费", p.vehicles),
            ("breception", "公务接待费", p.reception),
        ],
        lead=f"{b.year}年",
    )
    w.heading(1, "项目预算情况")
    total = sum((x.budget for x in b.projects), ZERO)
    w.breakdown(
        "重点项目预算",
        ("project_budget", total),
        [(f"budget_{n}", x.name + "项目", x.budget) for n, x in enumerate(b.projects)],
        lead=f"{b.year}年安排",
        closed=False,
    )
    w.heading(1, "其他事项")
    total = sum(b.procurement.values(), ZERO)
    w.breakdown(
        "政府采购预算",
        ("buy", total),
        [(f"buy_{k}", f"{k}类采购预算", v) for k, v in b.procurement.items()],
        lead=f"{b.year}年",
    )
    sections.assets(w)
    sections.distract(w)


def work_report(w: Writer) -> None:
    """年度工作总结: work statistics, few amounts."""
    b, rng = w.books, w.draw.rng
    w.reasons = rng.choice(("beside", "beside", "section"))
    w.title(f"{b.organization}{b.year}年工作总结和{b.year + 1}年工作计划")
    w.prose(
        f"{b.year}年，在市委、市政府的坚强领导下，我单位聚焦主责主业，较好地完成了年度目标任务。现将有关情况报告如下："
    )
    w.heading(1, f"{b.year}年工作完成情况")
    for n in range(rng.randint(3, 5)):
        w.heading(
            2,
            rng.choice(
                (
                    "聚焦重点，项目建设有序推进",
                    "服务民生，保障水平稳步提升",
                    "强化监管，行业秩序持续规范",
                    "深化改革，发展活力不断增强",
                )
            ),
        )
        for _ in range(rng.randint(1, 3)):
            work_paragraph(w)
        sections.performance(w)
        if n == 1:
            form = rng.choice(tuple(f for f in counts.DISTRIBUTIVE if f != "（各）"))
            draft = counts.distributive(w.draw, form)
            w.add(draft._replace(words={**draft.words, "lead": f"{b.year}年，"}))
    w.heading(1, "资金保障情况")
    sections.spending(w)
    sections.projects(w, lines=False)
    scope_paragraph(w)
    w.heading(1, f"{b.year + 1}年工作计划")
    w.prose(
        f"{b.year + 1}年，计划完成投资{rng.randint(300, 900)}万元，新建站点{rng.randint(5, 30)}个，群众满意度达到{rng.randint(90, 98)}%以上。"
    )


_OUTLINE = ("部门（单位）基本情况", "部门整体支出管理及使用情况", "部门整体支出绩效情况", "存在的主要问题")
_OUTLINES = {
    "湖南省": ("部门（单位）基本情况", "一般公共预算支出情况", "部门整体支出绩效情况", "存在的问题及原因分析"),
    "四川省": ("部门（单位）概况", "部门资金收支情况", "部门整体绩效分析", "评价结论及建议"),
}


def whole_evaluation(w: Writer) -> None:
    """部门整体支出绩效自评报告."""
    b, rng = w.books, w.draw.rng
    w.reasons = rng.choice(("beside", "beside", "section", "problems"))
    outline = _OUTLINES.get(w.draw.region, _OUTLINE)
    w.title(f"{b.organization}{b.year}年度部门整体支出绩效自评报告")
    w.heading(1, outline[0])
    sections.duties(w)
    sections.people(w)
    w.heading(1, outline[1])
    w.heading(2, "收支情况")
    sections.balance(w)
    sections.income(w)
    sections.spending(w)
    w.heading(2, "基本支出情况")
    sections.basic(w)
    sections.three_public(w)
    w.heading(2, "项目支出情况")
    sections.projects(w)
    for fund in ("政府性基金", "国有资本经营", "社会保险基金") if w.draw.region == "湖南省" else ():
        w.heading(1, f"{fund}预算支出情况")
        w.prose(f"本部门{b.year}年度无{fund}预算支出。")
    w.heading(1, "资产管理情况")
    sections.assets(w)
    w.heading(1, outline[2])
    w.prose("绩效目标、绩效指标及其完成值，以及自评得分和评价等级，见附件《绩效自评表》。")
    sections.distract(w)
    sections.performance(w)
    if rng.random() < 0.5:
        sections.again_in_yuan(w)
    w.heading(1, outline[3])
    if "问题" not in outline[3]:
        w.heading(2, "存在问题")
    if w.reasons == "problems":
        w.prose(reason(rng, OF_PROBLEMS))
    w.filler()
    w.heading(1, "改进措施和有关建议")
    w.filler()
    if rng.random() < 0.7:
        w.table("整体支出自评表")


def project_evaluation(w: Writer) -> None:
    """项目支出绩效自评报告 with its form."""
    b, rng = w.books, w.draw.rng
    w.reasons = rng.choice(("beside", "beside", "problems"))
    p = b.projects[0]
    name = p.name + "项目"
    w.title(f"{b.organization}{b.year}年度{name}支出绩效自评报告")
    w.heading(1, "项目基本情况")
    w.prose(f"{name}由{b.organization}组织实施，旨在完善公共服务设施，提升服务能力。")
    own = (p.budget * fraction(rng, 500, 900)).quantize(Decimal("0.01"))
    w.heading(2, "资金安排情况")
    w.breakdown(
        f"{name}预算资金",
        ("budget_0", p.budget),
        [("own", "中央和省级资金", own), ("rest", "本级配套资金", p.budget - own)],
        lead=f"{b.year}年",
        closed=False,
    )
    w.heading(2, "资金使用情况")
    w.share(
        rng.choice(("（执行率）", "，达到", "支付进度")),
        "",
        ("project_0", "budget_0"),
        p.used,
        p.budget,
        executed=True,
        p=name,
        lead=f"{b.year}年",
    )
    if p.used < p.budget:
        draft = rates.remainder_of(w.draw, rng.choice(("剩余", "结余", "尚余")), p.used, p.budget)
        draft = draft._replace(words={**draft.words, "p": name, "lead": f"{b.year}年"})
        w.add(w.spent(draft, p.used, p.budget), {"P": "project_0", "W": "budget_0"})
    share = (p.used * fraction(rng, 300, 800)).quantize(Decimal("0.01"))
    w.breakdown(
        "项目资金支出",
        ("project_0", p.used),
        [("equip", "设备购置费", share), ("labour", "劳务费和其他支出", p.used - share)],
        closed=False,
    )
    w.heading(1, "项目绩效情况")
    w.heading(2, "产出情况")
    k = rng.randint(5, 40)
    w.prose(f"数量指标：计划完成{k}个，实际完成{k}个。质量指标：验收合格率98%。时效指标：{b.year}年12月底前全部完成。")
    w.say(
        "成本指标：预算控制数{w}，实际支出{u}，执行率{r}。", {"w": p.budget, "u": p.used},
        [Relation("ratio", (("rate", "r", 1), ("part", "u", 1), ("whole", "w", 1)))],
        {"r": rate(100 * p.used / p.budget, w.decimals)}, {"u": "project_0", "w": "budget_0"}, executed=True,
    )  # fmt: skip
    w.heading(2, "效益情况")
    sections.distract(w)
    sections.performance(w)
    w.heading(1, "存在问题及建议")
    if w.reasons == "problems":
        w.prose(reason(rng, OF_PROBLEMS))
    w.filler()
    w.table("项目绩效自评表")


def forms(w: Writer) -> None:
    """A set of forms without much prose."""
    b, rng = w.books, w.draw.rng
    w.title(f"{b.organization}{b.year}年度绩效自评表和决算附表")
    for form in rng.sample(
        (
            "整体支出自评表",
            "项目绩效自评表",
            "项目执行情况表",
            "政府采购情况表",
            "人员情况表",
            "国有资产表",
            "与上年对比表",
            "收入支出决算总表",
            "三公经费情况表",
        ),
        rng.randint(3, 5),
    ):
        if w.table(form) and rng.random() < 0.4:
            w.prose("注：本表金额单位转换时可能存在尾数误差。")
    w.filler()


def special_funds(w: Writer) -> None:
    """专项资金使用情况报告: allotments by town and project, what was paid and what is left."""
    b, rng = w.books, w.draw.rng
    w.reasons = rng.choice(("beside", "beside", "section"))
    w.title(f"{b.place}{b.year}年度专项资金使用情况报告")
    w.heading(1, "资金下达情况")
    total = sum((p.budget for p in b.projects), ZERO)
    w.breakdown(
        "专项资金",
        ("project_budget", total),
        [(f"budget_{n}", p.name + "项目", p.budget) for n, p in enumerate(b.projects)],
        lead=f"{b.year}年共下达",
        closed=False,
    )
    w.heading(1, "资金使用情况")
    used = sum((p.used for p in b.projects), ZERO)
    w.share("，达到", "", ("project", "project_budget"), used, total, executed=True, p="专项", lead=f"{b.year}年")
    for n, p in enumerate(b.projects):
        kept = p.budget - p.used
        template = rng.choice(("{p}安排{w}，已支付{u}，未支付{d}。", "{p}下达资金{w}，实际支出{u}，剩余{d}。"))
        terms = (("result", "d", 1), ("minuend", "w", 1), ("subtrahend", "u", 1))
        if kept:
            w.say(
                template,
                {"w": p.budget, "u": p.used, "d": kept},
                [Relation("difference", terms)],
                None,
                {"w": f"budget_{n}", "u": f"project_{n}"},
                executed=True,
                p=p.name + "项目",
            )
    w.reasons_of_section()
    w.heading(1, "乡镇补助情况")
    towns = rng.sample(TOWNS, 4)
    each = Decimal(rng.randint(4, 40)) * 5000
    names = {f"n{i}": t for i, t in enumerate(towns)}
    style = w.draw.style._replace(strip=True, unit="万元", decimals=2)
    relation = Relation("distributive", (("total", "T", 1), ("each", "E", 1), *(("name", k, 1) for k in names)))
    listed = "、".join(f"{{{k}}}" for k in names)
    draft = Draft(
        "own",
        "report",
        f"对{listed}各补助{{E}}，共计{{T}}。",
        {"E": money(each, style), "T": money(each * 4, style)},
        (relation,),
        {},
        names,
    )
    w.add(draft)
    w.heading(1, "绩效情况")
    sections.performance(w)
    sections.distract(w)
    households = rng.randint(300, 2000)
    w.say(
        "惠及群众{n}户，发放{p}补助{v}。",
        {"v": b.projects[0].used},
        (),
        {"n": count(households, "")},
        None,
        p=rng.choice(PROJECTS),
    )
    if rng.random() < 0.6:
        w.table("项目执行情况表")


GENRES: dict[str, Callable[[Writer], None]] = {
    "决算公开说明": final_accounts,
    "预算公开说明": budget,
    "工作总结": work_report,
    "整体支出自评报告": whole_evaluation,
    "项目支出自评报告": project_evaluation,
    "自评表和附表": forms,
    "专项资金报告": special_funds,
}


def report_parts(genre: str, seed: int, scale: int = 1) -> list[str | Piece]:
    """Return the parts of one report, deterministic by *seed*; *scale* multiplies every amount of the books."""
    draw = Draw(Random(f"report/{genre}/{seed}"))
    unit = "元" if draw.style.unit == "元" else "万元"
    decimals = draw.style.decimals if draw.style.unit == "万元" else 2
    draw.style = draw.style._replace(wide=False, unit=unit, decimals=decimals)
    writer = Writer(draw, books(draw, scale))
    GENRES[genre](writer)
    return writer.parts


def report(genre: str, seed: int) -> Sample:
    """Return one report, clean and with one contradiction in a piece drawn by chance."""
    parts = report_parts(genre, seed)
    rng = Random(f"plant/{genre}/{seed}")
    pieces = [n for n, part in enumerate(parts) if isinstance(part, Piece) and part.relations]
    rng.shuffle(pieces)
    dress = dress_of(rng)
    label, style = f"{genre}-{seed}", "dressed" if dress != PLAIN else "plain"
    for number in pieces:
        sample = sample_of(label, genre, style, parts, number, rng, dress)
        if sample.planted is not None:
            return sample
    return sample_of(label, genre, style, parts, 0, rng, dress)


def reports(seed: int, number: int, only: str = "") -> list[Sample]:
    """Return *number* reports, the genres in turn."""
    genres = [g for g in GENRES if not only or g in only.split(",")]
    return [report(genres[n % len(genres)], seed * 100_000 + n) for n in range(number)]
