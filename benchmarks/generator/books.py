"""One consistent set of books of one unit: every figure of a report is taken from it or computed from it."""
# ruff: noqa: E501  (classifications stay on one line)

from __future__ import annotations

from decimal import Decimal
from random import Random
from typing import NamedTuple

from benchmarks.generator.figures import fraction
from benchmarks.generator.vocabulary import PROJECTS, Draw

ZERO = Decimal(0)
FUNCTIONS = (
    ("201", "一般公共服务支出", (("20103", "政府办公厅（室）及相关机构事务", ("2010301", "行政运行"), ("2010302", "一般行政管理事务")),)),
    ("205", "教育支出", (("20508", "进修及培训", ("2050803", "培训支出"), ("2050899", "其他进修及培训")),)),
    ("208", "社会保障和就业支出", (
        ("20805", "行政事业单位养老支出", ("2080501", "行政单位离退休"), ("2080505", "机关事业单位基本养老保险缴费支出")),
        ("20899", "其他社会保障和就业支出", ("2089999", "其他社会保障和就业支出"),),
    )),
    ("210", "卫生健康支出", (("21011", "行政事业单位医疗", ("2101101", "行政单位医疗"), ("2101103", "公务员医疗补助")),)),
    ("213", "农林水支出", (("21303", "水利", ("2130301", "行政运行"), ("2130306", "水利工程运行与维护")),)),
    ("221", "住房保障支出", (("22102", "住房改革支出", ("2210201", "住房公积金"),),)),
)  # fmt: skip
ECONOMIC = {
    "301": ("工资福利支出", ("30101 基本工资", "30102 津贴补贴", "30103 奖金", "30113 住房公积金", "30199 其他工资福利支出")),
    "302": ("商品和服务支出", ("30201 办公费", "30205 水费", "30206 电费", "30211 差旅费", "30228 工会经费", "30239 其他交通费用")),
    "303": ("对个人和家庭的补助", ("30302 退休费", "30305 生活补助", "30307 医疗费补助")),
    "310": ("资本性支出", ("31002 办公设备购置", "31003 专用设备购置")),
}  # fmt: skip
INCOMES = ("财政拨款收入", "上级补助收入", "事业收入", "经营收入", "附属单位上缴收入", "其他收入")


class Item(NamedTuple):
    """One 项 of the functional classification."""

    category: tuple[str, str]
    subcategory: tuple[str, str]
    code: str
    name: str
    basic: Decimal
    project: Decimal

    @property
    def total(self) -> Decimal:
        return self.basic + self.project


class Project(NamedTuple):
    name: str
    initial: Decimal
    budget: Decimal
    used: Decimal


class ThreePublic(NamedTuple):
    travel: Decimal
    purchase: Decimal
    operation: Decimal
    reception: Decimal

    @property
    def vehicles(self) -> Decimal:
        return self.purchase + self.operation

    @property
    def total(self) -> Decimal:
        return self.travel + self.vehicles + self.reception


class Books(NamedTuple):
    """The accounts of *organization* for *year*; amounts are 元 to the fen."""

    organization: str
    place: str
    mark: str
    year: int
    items: tuple[Item, ...]
    economic: dict[str, tuple[tuple[str, str, Decimal], ...]]
    income: dict[str, Decimal]
    income_before: Decimal
    spending_before: Decimal
    opening: Decimal
    closing: Decimal
    initial_basic: Decimal
    initial_project: Decimal
    projects: tuple[Project, ...]
    public_budget: ThreePublic
    public: ThreePublic
    public_before: ThreePublic
    procurement: dict[str, Decimal]
    small_business: Decimal
    posts: dict[str, int]
    staff: dict[str, int]
    vehicles: dict[str, int]
    receptions: tuple[int, int]
    assets: dict[str, Decimal]
    assets_before: dict[str, Decimal]

    @property
    def basic(self) -> Decimal:
        return sum((i.basic for i in self.items), ZERO)

    @property
    def project(self) -> Decimal:
        return sum((i.project for i in self.items), ZERO)

    @property
    def spending(self) -> Decimal:
        return self.basic + self.project

    @property
    def total_income(self) -> Decimal:
        return sum(self.income.values(), ZERO)

    def economic_total(self, *codes: str) -> Decimal:
        return sum((value for code in codes for _, _, value in self.economic[code]), ZERO)

    @property
    def personnel(self) -> Decimal:
        return self.economic_total("301", "303")

    @property
    def operating(self) -> Decimal:
        return self.economic_total("302", "310")


def _fen(value: Decimal) -> Decimal:
    return value.quantize(Decimal("0.01"))


def split(rng: Random, total: Decimal, count: int) -> list[Decimal]:
    """Return *count* positive amounts that add up to *total* exactly."""
    weights = [rng.randint(10, 100) for _ in range(count)]
    shares = [_fen(total * w / sum(weights)) for w in weights]
    shares[-1] += total - sum(shares, ZERO)
    return shares


def _share(rng: Random, value: Decimal, low: int, high: int) -> Decimal:
    return _fen(value * fraction(rng, low, high))


def _public(rng: Random, size: Decimal) -> ThreePublic:
    travel = _share(rng, size, 50, 200) if rng.random() < 0.4 else ZERO
    purchase = _share(rng, size, 500, 900) if rng.random() < 0.4 else ZERO
    return ThreePublic(travel, purchase, _share(rng, size, 200, 500), _share(rng, size, 40, 200))


def books(draw: Draw, scale: int = 1) -> Books:
    """Draw the books of one unit; *scale* multiplies every amount and changes nothing else."""
    rng = draw.rng
    base = Decimal(rng.randint(3_000_000, 60_000_000))
    if draw.style.unit == "亿元":
        base *= 100
    spending = base + Decimal(rng.randint(0, 99)) / 100
    base = spending
    basic = _share(rng, spending, 350, 750)
    chosen = [FUNCTIONS[0], *rng.sample(FUNCTIONS[1:], rng.randint(2, 4))]
    flat = [(c[:2], s[:2], *i) for c in sorted(chosen) for s in c[2] for i in s[2:]]
    basics, projects_of = split(rng, basic, len(flat)), split(rng, spending - basic, (len(flat) + 1) // 2)
    items = []
    for n, (category, subcategory, code, name) in enumerate(flat):
        project = projects_of[n // 2] if n % 2 == 0 else ZERO
        items.append(Item(category, subcategory, code, name, basics[n] * scale, project * scale))
    sizes = dict(zip(("301", "302", "303", "310"), split(rng, basic, 4), strict=True))
    economic: dict[str, tuple[tuple[str, str, Decimal], ...]] = {}
    for code, (_, names) in ECONOMIC.items():
        parts = split(rng, sizes[code], len(names))
        economic[code] = tuple((n[:5], n[6:], v * scale) for n, v in zip(names, parts, strict=True))
    opening = _share(rng, spending, 10, 80)
    closing = _share(rng, spending, 10, 80)
    income_total = spending + closing - opening
    kinds = ["财政拨款收入", *rng.sample(INCOMES[1:], rng.randint(1, 3))]
    first = _share(rng, income_total, 700, 930)
    values = [first, *split(rng, income_total - first, len(kinds) - 1)]
    by_kind = dict(zip(kinds, values, strict=True))
    income = {k: by_kind[k] * scale for k in INCOMES if k in by_kind}
    used = split(rng, spending - basic, rng.randint(3, 6))
    projects = []
    for name, u in zip(rng.sample(PROJECTS, len(used)), used, strict=True):
        budget = _fen(u / fraction(rng, 700, 1000))
        initial = budget if rng.random() < 0.5 else _share(rng, budget, 700, 1200)
        projects.append(Project(name, initial * scale, budget * scale, u * scale))
    size = _share(rng, spending, 20, 60)

    def scaled(public: ThreePublic) -> ThreePublic:
        return ThreePublic(*(v * scale for v in public))

    public = _public(rng, size)
    budget_public = ThreePublic(*(_fen(v / fraction(rng, 600, 980)) for v in public))
    before = ThreePublic(*(_share(rng, v, 600, 1500) for v in public))
    procurement = dict(zip(("货物", "工程", "服务"), split(rng, _share(rng, spending, 80, 250), 3), strict=True))
    procured = sum(procurement.values(), ZERO)
    admin, institution, workers = rng.randint(12, 60), rng.randint(5, 90), rng.randint(1, 6)
    posts = {"行政编制": admin, "事业编制": institution, "工勤编制": workers}
    staff = {"行政人员": admin - rng.randint(0, 4), "事业人员": institution - rng.randint(0, 3), "工勤人员": workers}
    asset_names = ("流动资产", "固定资产", "在建工程", "无形资产")
    assets = dict(zip(asset_names, split(rng, _share(rng, spending, 400, 1600), 4), strict=True))
    assets_before = {k: _share(rng, v, 700, 1300) * scale for k, v in assets.items()}
    return Books(
        organization=draw.organization, place=draw.place, mark=draw.mark, year=draw.year, items=tuple(items), economic=economic,
        income=income, income_before=_share(rng, income_total, 750, 1250) * scale,
        spending_before=_share(rng, spending, 750, 1250) * scale, opening=opening * scale, closing=closing * scale,
        initial_basic=_share(rng, basic, 850, 1100) * scale,
        initial_project=sum((p.initial for p in projects), ZERO), projects=tuple(projects),
        public_budget=scaled(budget_public), public=scaled(public), public_before=scaled(before),
        procurement={k: v * scale for k, v in procurement.items()},
        small_business=_share(rng, procured, 500, 950) * scale, posts=posts, staff=staff,
        vehicles={"机要通信用车": rng.randint(1, 3), "应急保障用车": rng.randint(1, 4), "执法执勤用车": rng.randint(1, 9)},
        receptions=(rng.randint(5, 60), rng.randint(70, 700)),
        assets={k: v * scale for k, v in assets.items()}, assets_before=assets_before,
    )  # fmt: skip
