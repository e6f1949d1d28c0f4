"""The sections that reports of several genres share, each over the books of the writer."""

from __future__ import annotations

from decimal import Decimal

from benchmarks.generator import counts, rates
from benchmarks.generator.books import ECONOMIC, ZERO
from benchmarks.generator.distractors import scope_paragraph, work_paragraph
from benchmarks.generator.figures import fraction, money, rate
from benchmarks.generator.pieces import Relation
from benchmarks.generator.reasons import UNDONE, explained
from benchmarks.generator.vocabulary import REASONS, style_of
from benchmarks.generator.writer import Writer


def duties(w: Writer) -> None:
    """Say what the department does, and count its offices."""
    b = w.books
    w.prose(
        f"{b.organization}是{b.place}人民政府工作部门，负责贯彻执行国家有关法律法规，拟订本行业发展规划，"
        "组织实施行业监督管理，承担行政审批和公共服务职能。"
    )
    if w.draw.rng.random() < 0.7:
        w.add(
            counts.count_list(w.draw, w.draw.rng.choice(("N分别是", "N（）", "N，分别为", "N：、", "等N")))._replace(
                construction="own"
            )
        )


def people(w: Writer) -> None:
    """Give posts and staff."""
    b = w.books
    end = f"截至{b.year}年12月31日，"
    w.heads("核定编制", "名", b.posts, end if w.draw.rng.random() < 0.5 else "")
    w.heads("在职人员", "人", b.staff, end)


def balance(w: Writer) -> None:
    """Give income, spending and both balances."""
    b, rng = w.books, w.draw.rng
    form = rng.choice(("one sentence", "加减", "sentences", "totals", "totals 2"))
    draft = rates.balance_of(w.draw, form, b.total_income, b.opening, b.closing)
    draft = draft._replace(words={**draft.words, "lead": f"{b.year}年度", "y": str(b.year)})
    names = {"I": "income", "O": "opening", "S": "spending", "C": "closing"}
    w.add(draft, names)


def income(w: Writer) -> None:
    """Give the income by kind and its change."""
    b = w.books
    parts = [(f"income_{k}", k, v) for k, v in b.income.items()]
    w.breakdown("本年收入合计", ("income", b.total_income), parts, lead=f"{b.year}年度")
    if w.draw.rng.random() < 0.6:
        w.change("本年收入合计", "income", b.total_income, b.income_before, lead=f"{b.year}年度")


def spending(w: Writer) -> None:
    """Give basic and project spending and their change."""
    b = w.books
    parts = [("basic", "基本支出", b.basic), ("project", "项目支出", b.project)]
    w.breakdown("本年支出合计", ("spending", b.spending), parts, lead=f"{b.year}年度")
    if w.draw.rng.random() < 0.6:
        w.change("本年支出合计", "spending", b.spending, b.spending_before, lead=f"{b.year}年度")


def functions(w: Writer) -> None:
    """Give the spending by functional class."""
    b = w.books
    categories = dict.fromkeys(i.category for i in b.items)
    parts = []
    for code, name in categories:
        value = sum((i.total for i in b.items if i.category[0] == code), ZERO)
        parts.append((f"function_{code}", f"{name}", value))
    w.breakdown("本年支出", ("spending", b.spending), parts, lead="按功能分类，")


def basic(w: Writer) -> None:
    """Give basic spending: personnel and operating, their classes, and examples."""
    b, rng = w.books, w.draw.rng
    parts = [("person", "人员经费", b.personnel), ("operate", "公用经费", b.operating)]
    w.breakdown("基本支出", ("basic", b.basic), parts, lead=f"{b.year}年度")
    if rng.random() < 0.6:
        details = [(f"e_{c}", ECONOMIC[c][0], b.economic_total(c)) for c in ("301", "303")]
        w.breakdown("人员经费", ("person", b.personnel), details, shares=False)
    if rng.random() < 0.6:
        details = [(f"e_{c}", ECONOMIC[c][0], b.economic_total(c)) for c in ("302", "310")]
        w.breakdown("公用经费", ("operate", b.operating), details, shares=False)
    if rng.random() < 0.5:
        details = [(f"i_{code}", name, v) for code, name, v in b.economic["302"]]
        w.breakdown("商品和服务支出", ("e_302", b.economic_total("302")), details, shares=False)
    elif rng.random() < 0.6:
        w.examples("商品和服务支出", ("e_302", b.economic_total("302")), [(n, v) for _, n, v in b.economic["302"]][:4])


def three_public(w: Writer) -> None:
    """Give the “三公” expenses against budget and the year before."""
    b, rng = w.books, w.draw.rng
    p, plan, old = b.public, b.public_budget, b.public_before
    w.share(
        "支出决算，完成",
        "“三公”经费财政拨款",
        ("public", "public_budget"),
        p.total,
        plan.total,
        lead=f"{b.year}年度",
        why=rng.choice(REASONS),
    )
    if rng.random() < 0.6:
        w.change("“三公”经费支出", "public", p.total, old.total, lead=f"{b.year}年度")
    parts = [
        ("travel", "因公出国（境）费", p.travel),
        ("vehicles", "公务用车购置及运行维护费", p.vehicles),
        ("reception", "公务接待费", p.reception),
    ]
    w.breakdown("“三公”经费支出决算", ("public", p.total), parts, lead=f"{b.year}年度")
    if p.purchase:
        pair = [("purchase", "公务用车购置费", p.purchase), ("operation", "公务用车运行维护费", p.operation)]
        w.breakdown("公务用车购置及运行维护费", ("vehicles", p.vehicles), pair, shares=False)
    batches, persons = b.receptions
    w.prose(f"全年共接待{batches}批次、{persons}人次，严格执行公函接待制度。")
    if rng.random() < 0.5:
        w.change("公务接待费支出", "reception", p.reception, old.reception)


def operating(w: Writer) -> None:
    """Give the operating expenses of the agency against the year before."""
    b, rng = w.books, w.draw.rng
    old = (b.operating * fraction(rng, 800, 1250)).quantize(Decimal("0.01"))
    w.change("机关运行经费支出", "operate", b.operating, old, lead=f"{b.year}年度")


def procurement(w: Writer) -> None:
    """Give the procurement by kind and the share of small businesses."""
    b, rng = w.books, w.draw.rng
    total = sum(b.procurement.values(), ZERO)
    parts = [(f"buy_{k}", f"政府采购{k}支出", v) for k, v in b.procurement.items()]
    w.breakdown("政府采购支出总额", ("buy", total), parts, lead=f"{b.year}年度")
    if rng.random() < 0.6:
        w.share("中小企业", "", ("small", "buy"), b.small_business, total, lead="")


def assets(w: Writer) -> None:
    """Give the cars and the assets."""
    b = w.books
    w.heads("公务用车", "辆", b.vehicles, f"截至{b.year}年12月31日，本单位共有")
    if w.draw.rng.random() < 0.6:
        parts = [(f"asset_{k}", k, v) for k, v in b.assets.items()]
        w.breakdown("资产总额", ("assets", sum(b.assets.values(), ZERO)), parts, lead="年末", closed=False)


def projects(w: Writer, lines: bool = True) -> None:
    """Give the execution of the projects, one by one."""
    b, rng = w.books, w.draw.rng
    budget = sum((p.budget for p in b.projects), ZERO)
    w.share(
        rng.choice(("执行率", "full sentence")),
        "项目支出",
        ("project", "project_budget"),
        b.project,
        budget,
        executed=True,
        lead=f"{b.year}年度",
    )
    if rng.random() < 0.5:
        parts = [(f"project_{n}", p.name + "项目", p.used) for n, p in enumerate(b.projects)]
        w.breakdown("项目支出", ("project", b.project), parts, shares=False, closed=False)
    for n, p in enumerate(b.projects if lines else b.projects[:2]):
        name = p.name + "项目"
        form = rng.choice(("（执行率）", "pair", "rest"))
        if form == "pair":
            w.say(
                "{p}全年预算数{w}，全年执行数{u}，执行率{r}。", {"w": p.budget, "u": p.used},
                [Relation("ratio", (("rate", "r", 1), ("part", "u", 1), ("whole", "w", 1)))],
                {"r": rate(100 * p.used / p.budget, w.decimals)}, {"u": f"project_{n}", "w": f"budget_{n}"},
                executed=True, p=name,
            )  # fmt: skip
        elif form == "rest":
            if p.used < p.budget:
                draft = rates.remainder_of(w.draw, rng.choice(("剩余", "结余", "其余", "结转")), p.used, p.budget)
                draft = w.spent(draft._replace(words={**draft.words, "p": name}), p.used, p.budget)
                w.add(draft, {"P": f"project_{n}", "W": f"budget_{n}"})
        else:
            w.share(form, "", (f"project_{n}", f"budget_{n}"), p.used, p.budget, executed=True, p=name)
        if rng.random() < 0.3:
            w.filler()
    w.reasons_of_section()


def performance(w: Writer) -> None:
    """Give rates of work done, each told once."""
    rng = w.draw.rng
    # not those that would contradict the staff of the books or the work told elsewhere
    usual = tuple(f for f in rates.COUNT_RATIO if "占" not in f and f not in ("隐患整改率", "满意率"))
    for form in w.fresh(usual, rng.randint(1, 3)):
        draft = rates.count_ratio(w.draw, form)
        draft = draft._replace(words={**draft.words, "lead": f"{w.books.year}年，"})
        w.add(explained(draft, rng, UNDONE) if form in rates.PLANNED else draft)
    if rng.random() < 0.5:
        for form in w.fresh(("同比 ", "（） ", "与相比 "), 1):
            draft = rates.points(w.draw, form.strip())
            w.add(
                draft._replace(words={**draft.words, "lead": "", "y": str(w.books.year), "py": str(w.books.year - 1)})
            )


def distract(w: Writer) -> None:
    """Add figures that have nothing to do with the books."""
    work_paragraph(w)
    if w.draw.rng.random() < 0.6:
        scope_paragraph(w)


def again_in_yuan(w: Writer) -> None:
    """State one figure of the books again in another unit."""
    b, rng = w.books, w.draw.rng
    fact, head, value = rng.choice(
        (
            ("spending", "本年支出合计", b.spending),
            ("income", "本年收入合计", b.total_income),
            ("basic", "基本支出", b.basic),
        )
    )
    unit = "元" if w.draw.style.unit != "元" else "万元"
    slot = money(value, style_of(rng)._replace(unit=unit, decimals=2, wide=False, gap=""))
    w.say(f"经审核，{b.year}年度{b.organization}{head}{{v}}，账表相符。", {}, (), {"v": slot}, {"v": fact})
