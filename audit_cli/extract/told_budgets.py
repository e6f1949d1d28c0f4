"""Budgets and what became of them, as sentences tell it: 项目30万元，已支付23万元; 年初620万元，调整后1102万元."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from audit_cli.expressions import expression
from audit_cli.extract.prose.item import COMMA, PAUSE, Item
from audit_cli.extract.prose.labels import clean_label
from audit_cli.extract.prose.paragraph import Paragraph
from audit_cli.model import Figure
from audit_cli.value import Value

# what a part is paid of under another rule, or what is no spending
NO_PLAN = expression(
    r"规划|总投资|计划(?:完成)?投资|概算|合同|标段|工程款|中标|成交|采购价|决算|结算[总金价]|送审|审定|收入(?:(?:年初|全年|本年|调整后?)?(?:的?预算|计划)[数额]?)?$|任务|目标|扣|收回|[审核]减|节约|第[一二三四五]年|上一?年(?:度|实际)*支出|(?:[上下]半年|季度)(?!.*(?:预算|计划|安排|下达))|需"
    r"|优惠|折[让扣]|保证金|押金|欠[费款缴付]|罚[款金没]|捐[款赠]"
)
# a part of the year, or the first of several times
_IN_PART = expression(r"按[月季]|每[月季]|上半年|[一二三]季度|首[批期次]|第一[批期次]|预付")
_INCOME_HEAD = expression(r"收入(?:情况|预算)*[：:]\s*$")  # 部门收入：年初预算数90万元，决算数95万元
_LEFT_BEFORE = expression(r"(?:上年|年初|以前年度|期初)(?:财政|资金)?结[转余]")
_OF_MORE = expression(r"累计|历年|明年|次年|下年|计划|合计|共")
# what was paid before is no plan of what is paid next
_PAID = expression(r"(?:支付|偿还|付)(?!计划|预算)[一-鿿]{0,8}$")
_JOINED = expression(r"^[和与及]")
_RECEIVED = expression(r"收到|到位|下达|拨入|安排|追加|筹集")
_ARRIVED = expression(r"收到|到位")
_HAS_ARRIVED = expression(r"\s*已?(?:经|全部|均)*到位")
# 全年预算数…；全年执行数…: of the whole, whatever the heading calls it
_WHOLE_PLAN = expression(r"(?:全年|年度|调整后?|本年)(?:总|资金)?预算(?:数|总额|资金)?(?:为|共)?$")
# 年初批复620万元，调整后预算1102万元; 年初预算150万元，全年调整为210万元: a budget, and what became of it
_FIRST_PLAN = expression(
    r"(?<!上年)(?:年初|预算)[^，。；年]{0,6}(?:预算|批复|安排|下达|核定)(?:支出|资金|总额|指标)?(?:数|额)?(?:为|共)?$|年初[^，。；年]{0,4}预算[^，。；年]{0,4}$"
)
_LAST_PLAN = expression(
    r"(?:(?:追加|中期)?(?:调整|追加|变更)后?(?:的)?|全年)(?:部门|支出|财政|总)?预算(?:数|总额|资金|指标|收入|支出)?(?:为|共|是)?$"
    r"|(?:年中|全年|中期)?(?:预算)?调整后?(?:为|至|到)$"
)
_LONGEST_PLAN = 16
_WHOLE_SPENT = expression(r"^(?:全年|年度|本年|实际)(?:总|资金|预算)?(?:执行|支出)(?:数|总额|资金)?(?:为|共)?$")
# money of one origin: its budget is not that of the whole
ADDED = expression(r"追[加减]|新增|增加|调[增减]|年初安排的?项目")
_ADDED_TO_ALL = expression(
    r"[年后期又再中另]{0,3}(?:追加|调增)(?:了|资金|预算)*|(?:上年|年初|以前年度|往年)(?:财政|资金)?结[转余](?:[和与及]?结余)?(?:资金)?"
)
_SUPPLEMENTED = expression(r"补充(?:协议|合同)|(?:设计|工程|合同|施工)变更|签证|增加|追加")
# 年中追加30万元为中央转移支付资金: what was added to a budget, or taken from it
CHANGED = expression(r"追[加减]|调[增减]|核减|收回")
RAISED = expression(r"追加|调增")
_OF_ALL = expression(r"全年|累计|合计")
# 截至7月底支出20亿元, 1至7月支出20亿元: of a part of the year, whatever the report is of
UNTIL = expression(r"(?:截至|截止|到)(?:当年|本年|20\d\d年)?(1[01]|[1-9])月|1(?:月份?)?[-－—～~至到](1[01]|[1-9])月")
_AND = "和及与"
_NEXT = 2  # from a first budget to the last one there may be what was added
# what is said of a figure that belongs to the one before it, and of no other thing
OWN_WORDS = 12

Measure = Literal["executed", "budget"]


class BudgetPair(Value, frozen=True):
    """Two figures that may be a plan and what was spent of it, and what the text calls them."""

    planned: Figure
    label: str
    executed: Figure
    executed_label: str
    asserted: bool = True
    measure: Measure = "executed"


def told_budgets(paragraphs: Sequence[Paragraph]) -> Iterator[BudgetPair]:
    """Yield the budgets that *paragraphs* tell with what was spent of each, or with what each became."""
    yield from _of_use(paragraphs)
    yield from _of_the_whole(paragraphs)
    yield from _of_changed_budgets(paragraphs)


def _of_use(paragraphs: Iterable[Paragraph]) -> Iterator[BudgetPair]:
    """Yield what was allotted, and beside it what was used of it."""
    for paragraph in paragraphs:
        for used in paragraph.items:
            if used.role != "used" or used.unit != "元" or used.each or used.cue not in ("", "bracket"):
                continue
            if used.sep > COMMA or len(used.label) > OWN_WORDS or _JOINED.search(used.label):
                continue
            if _ARRIVED.search(used.label) or _HAS_ARRIVED.match(used.post):
                continue  # 项目300万元，资金已到位200万元: what came in is not yet spent
            if used.opens and used.host >= 0:
                plan: Item | None = paragraph.items[used.host]  # 人才培训项目30万元（已支付23万元）
            else:
                plan = next((i for i in paragraph.before(used.place) if i.depth == used.depth), None)
            if plan is not None and plan.unit == "元" and _may_be_used(plan, used, paragraph):
                yield BudgetPair(plan.figure, clean_label(plan.label), used.figure, clean_label(used.label))


def _of_the_whole(paragraphs: Iterable[Paragraph]) -> Iterator[BudgetPair]:
    """Yield budget and execution of a paragraph that names nothing but the year: 全年预算数…；全年执行数…."""
    for paragraph in paragraphs:
        named = [i for i in paragraph.items if i.unit == "元" and i.depth == 0]
        plans = [i for i in named if i.role == "plain" and _WHOLE_PLAN.search(i.label) and len(i.label) <= OWN_WORDS]
        spent = [i for i in named if _WHOLE_SPENT.match(i.label)]
        if len(plans) == len(spent) == 1 and plans[0].place < spent[0].place:
            plan, used = plans[0], spent[0]
            yield BudgetPair(plan.figure, clean_label(plan.label), used.figure, clean_label(used.label))


def _of_changed_budgets(paragraphs: Iterable[Paragraph]) -> Iterator[BudgetPair]:
    """Yield the budget that a sentence says became another, with what was added between them or without it."""
    for paragraph in paragraphs:
        for last in paragraph.items:
            if last.unit != "元" or last.each or not _LAST_PLAN.search(last.label) or len(last.label) > _LONGEST_PLAN:
                continue
            before = [i for i in paragraph.items[max(last.place - _NEXT, 0) : last.place] if i.kin(last)]
            first = next((i for i in reversed(before) if not CHANGED.search(i.label)), None)
            if first is not None and first.sentence == last.sentence and _FIRST_PLAN.search(first.label):
                pair = BudgetPair(first.figure, clean_label(first.label), last.figure, clean_label(last.label))
                yield pair._replace(measure="budget")


def _may_be_used(plan: Item, used: Item, paragraph: Paragraph) -> bool:
    if _INCOME_HEAD.search(plan.lead):
        return False
    if not plan.label.strip(_AND) and plan.sep <= PAUSE:
        return False  # 四个季度分别支出20万元、30万元，全年支出50万元
    if plan.done or plan.each or plan.total_after or plan.place in paragraph.steps:
        return False
    if ADDED.search(plan.label) and _OF_ALL.search(used.label):
        return False  # 年中追加60万元，全年支出340万元
    if plan.place and _SUPPLEMENTED.search(plan.label) and used.figure.value > plan.figure.value:
        return False  # 合同价76.5万元，后签订补充协议增加护坡工程4.1万元，已支付79.2万元
    if _ADDED_TO_ALL.fullmatch(plan.label) and used.figure.value > plan.figure.value:
        return False  # 年初下达1000万元，后追加200万元，到位1100万元; 收入90万元，上年结转5万元，支出92万元
    if used.figure.value > plan.figure.value and _follows_what_was_left(plan, used, paragraph):
        return False
    if used.figure.value < plan.figure.value and _IN_PART.match(used.label):
        return False  # 年费用46.8万元，按月支付3.9万元
    if plan.role == "used":
        return bool(_RECEIVED.search(plan.label))
    if UNTIL.search(plan.label) and "预算" not in plan.label:
        return False  # 1—9月支出120万元，全年支出210万元
    if plan.post.startswith(("/", "／")):
        return False  # 补助标准183.45元/人，共支付148.96万元
    if used.figure.value > plan.figure.value and _OF_MORE.search(used.label):
        return False  # 第三批30万元，历年累计拨付1580万元; 南片区投入76万元，明年计划投入310万元
    if plan.role != "plain" or NO_PLAN.search(plan.label) or _PAID.search(plan.label):
        return False
    # 500万元，其中中央300万元，县级200万元，已拨付480万元: behind the last part it may be of the whole
    total = paragraph.total_of.get(plan.place)
    if total == used.place:
        return False  # 上半年支出40万元，下半年支出50万元，全年支出90万元
    others = [part for part, whole in paragraph.total_of.items() if whole == total and part != plan.place]
    if not others:
        # 500万元，其中财政资金400万元，支出480万元: of the whole
        return total is None or not plan.figure.value < used.figure.value <= paragraph.items[total].figure.value
    return plan.place < max(others) or any(_is_told(paragraph.items[part : part + 2]) for part in others)


def _follows_what_was_left(plan: Item, used: Item, paragraph: Paragraph) -> bool:
    """Whether there was enough with what the year before left: 上年结转4万元，本年拨入75万元，本年支出76万元."""
    before = paragraph.items[max(plan.place - 1, 0) : plan.place]
    return any(
        _LEFT_BEFORE.match(i.label) and i.kin(plan) and used.figure.value <= i.figure.value + plan.figure.value
        for i in before
    )


def _is_told(part: Sequence[Item]) -> bool:
    """Whether it is said of a part what of it was used."""
    return part[0].done or part[-1].role == "used"
