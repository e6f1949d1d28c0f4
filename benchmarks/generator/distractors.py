"""Figures that have nothing to do with the unit's own books: what a sloppy reader would compare with them."""

from __future__ import annotations

from decimal import Decimal
from random import Random

from benchmarks.generator.books import Books
from benchmarks.generator.figures import Style, money
from benchmarks.generator.writer import Writer

WORK = (
    "全年共开展执法检查{a}次，检查企业{b}家次，发现问题隐患{c}处，年底前完成整改{d}处，其余问题已列入{ny}年整改计划。",
    "累计举办培训班{a}期，培训{c}人次，印发资料{b}份，接受群众咨询{d}人次。",
    "根据《{place}财政局关于开展{y}年度部门整体支出绩效自评工作的通知》（{short}财绩〔{ny}〕{a}号）要求，成立了{f}人的自评工作小组。",
    "{y}年{f}月{g}日至{f}月{h}日，对{a}个站点逐一核查，行程{c}公里。",
    "办公地点位于人民路{a}号，联系电话0735-28{e}，公开时间为{ny}年{f}月{g}日。",
    "辖区面积{b}平方公里，户籍人口{a}.{f}万人，耕地{d}亩，其中涉及移民搬迁{f}户。",
    "制定了“1+{f}+N”工作方案，落实“三清单一承诺”制度，{f}项改革任务有序推进。",
    "全年召开党组会议{a}次、局务会议{f}次，报送信息{b}条，被省级媒体采用{g}条。",
    "第{f}次全国普查工作顺利完成，共组建{a}个普查小区，登记对象{d}个。",
    "建成充电桩{b}个，较{py}年新增{a}个；改造老旧小区{f}个，惠及居民{c}户。",
)
_MORE = (
    "开展志愿服务活动{a}场次，参与志愿者{c}人次，服务时长{d}小时，受益群众{b}人。",
    "发布政务信息{b}条，回应群众关切{a}件，办理依申请公开{f}件，开展新闻发布会{g}场。",
    "组织应急演练{f}次，参演人员{c}人次，储备物资{a}类{b}件（套）。",
    "审核项目{a}个，核减资金{d}.{f}万元，审减率约{g}.{f}%，提出意见建议{b}条。",
    "完成河道清障{a}公里、道路绿化{f}公里，新建公厕{g}座，维修路灯{b}盏，整治占道经营{c}起。",
    "受理行政许可{c}件、备案登记{b}件，办理时限由{h}个工作日压缩至{f}个工作日。",
    "开展“双随机、一公开”抽查{a}批次，抽查对象{b}户，公示结果{b}条。",
    "推荐省级示范单位{f}家、市级示范单位{a}家，培育农民合作社{d}家，创建品牌{g}个。",
)
OTHER_SCOPES = (
    "{y}年，全{level}一般公共预算支出{v}，其中用于民生领域的支出占比{r}%以上。",
    "下属{sub}{y}年度支出{v}，实行独立核算，不纳入本单位决算范围。",
    "2019年以来，累计投入{p}资金{v}，惠及{a}个村。",
    "{ny}年拟安排项目支出{v}，重点用于{p}，计划完成率力争达到{r}%以上。",
    "“十四五”期间，规划总投资{v}，力争到2025年覆盖率达到{r}%。",
    "{place}本级政府性基金预算支出{v}，由{place}财政局统一管理。",
    "{py}年度同类项目平均支出约{v}，可比口径下增长{r}%左右。",
    "带动社会资本投入{v}左右，新增就业{c}人。",
)


def _numbers(rng: Random) -> dict[str, int]:
    d = rng.randint(30, 300)
    return {
        "a": rng.randint(12, 95), "b": rng.randint(310, 990), "c": d + rng.randint(2, 400), "d": d,
        "e": rng.randint(10000, 99999), "f": rng.randint(3, 9), "g": rng.randint(2, 14), "h": rng.randint(15, 28),
        "r": rng.randint(61, 97),
    }  # fmt: skip


def work_paragraph(w: Writer) -> None:
    """Add a paragraph of work statistics; now and then one of its numbers is by chance a figure of the books."""
    rng, b = w.draw.rng, w.books
    numbers = _numbers(rng)
    if rng.random() < 0.3:
        numbers["b"] = int(b.public.total) % 900 + 100
    texts = w.fresh((*WORK, *_MORE), rng.randint(1, 3))
    if not texts:
        w.filler()
        return
    w.prose(*(t.format(**numbers, **_names(b)) for t in texts))


def scope_paragraph(w: Writer) -> None:
    """Add a figure of another scope, period or fund; half of the time it is near to one of the books."""
    rng, b = w.draw.rng, w.books
    near = rng.choice((b.spending, b.project, b.basic, b.total_income))
    factor = Decimal(rng.randint(900, 1100)) / 1000 if rng.random() < 0.5 else Decimal(rng.randint(2000, 90000)) / 1000
    style: Style = w.draw.style
    value = money((near * factor).quantize(Decimal("0.01")), style).printed
    sub = f"{b.place}{rng.choice(('服务中心', '信息中心', '技术站'))}"
    for text in w.fresh(OTHER_SCOPES, 1):
        w.prose(text.format(**_numbers(rng), **_names(b), v=value, sub=sub, level=b.place[-1], p=b.projects[0].name))


def _names(b: Books) -> dict[str, str]:
    return {
        "y": str(b.year), "ny": str(b.year + 1), "py": str(b.year - 1), "place": b.place, "short": b.mark,
    }  # fmt: skip
