"""Budgets and what was spent of them: rates of execution, facts of two measures, 安排30万元，已使用23万元."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Literal

from audit_cli.expressions import expression
from audit_cli.extract.explanations import Explanations
from audit_cli.extract.planning_tables import divided_tables, income_rows, income_tables, tables_of_targets
from audit_cli.extract.prose.item import COMMA, PAUSE, Item
from audit_cli.extract.prose.labels import clean_label
from audit_cli.extract.prose.paragraph import Paragraph
from audit_cli.extract.terms import BUDGETS
from audit_cli.extract.ties.aspects import only_fact
from audit_cli.model import Claim, Document, Execution, Fact, Figure
from audit_cli.value import Value

_EXECUTED = ("final_accounts", "executed")
# the budgets that the first one of a year may become
_LAST_BUDGETS = ("full_year_budget", "adjusted_budget")
_EXECUTION_RATE = expression(
    r"(?:执行|完成|支出|支付|使用|拨付|控制|预算)(?!调整|追加|调[增减])(?![^，。；率]{0,4}(?:安排|及时|效)率)[^，。；]{0,6}(?:率|进度|比例|[%％])|^进度|预算[^，。；]{0,8}的$"
)
# what a part is paid of under another rule, or what is no spending
_NO_PLAN = expression(
    r"规划|总投资|计划(?:完成)?投资|概算|合同|中标|成交|采购价|决算|收入(?:(?:年初|全年|本年|调整后?)?(?:的?预算|计划)[数额]?)?$|任务|目标|扣|收回|[审核]减|节约|第[一二三四五]年|上一?年(?:度|实际)*支出|(?:[上下]半年|季度)(?!.*(?:预算|计划|安排|下达))|需"
    r"|优惠|折[让扣]|保证金|押金|欠[费款缴付]|罚[款金没]|捐[款赠]"
)
# a part of the year, or the first of several times
_IN_PART = expression(r"按[月季]|每[月季]|上半年|[一二三]季度|首[批期次]|第一[批期次]|预付")
_LEFT_BEFORE = expression(r"(?:上年|年初|以前年度|期初)(?:财政|资金)?结[转余]")
_OF_MORE = expression(r"累计|历年|明年|次年|下年|计划|合计|共")
_INCOME = expression(r"收入(?:(?:年初|全年|本年|调整后?)?(?:的?预算|计划)[数额]?)?[为是]?$")
# what was paid before is no plan of what is paid next
_PAID = expression(r"(?:支付|偿还|付)(?!计划|预算)[一-鿿]{0,8}$")
_JOINED = expression(r"^[和与及]")
_RECEIVED = expression(r"收到|到位|下达|拨入|安排|追加|筹集")
_ARRIVED = expression(r"收到|到位")
_REVENUE = expression(r"revenue|_subsidy$|_remittance$|^other_funds$|balance|carry_over")
# terms that are funds themselves
_FUNDS = frozenset({"fiscal_revenue", "other_funds"})
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
_ADDED = expression(r"追[加减]|新增|增加|调[增减]|年初安排的?项目")
_ADDED_TO_ALL = expression(
    r"[年后期又再中另]{0,3}(?:追加|调增)(?:了|资金|预算)*|(?:上年|年初|以前年度|往年)(?:财政|资金)?结[转余](?:[和与及]?结余)?(?:资金)?"
)
_SUPPLEMENTED = expression(r"补充(?:协议|合同)|(?:设计|工程|合同|施工)变更|签证|增加|追加")
# 年中追加30万元为中央转移支付资金: what was added to a budget, or taken from it
_CHANGED = expression(r"追[加减]|调[增减]|核减|收回")
_OF_ALL = expression(r"全年|累计|合计")
# 截至7月底支出20亿元, 1至7月支出20亿元: of a part of the year, whatever the report is of
_UNTIL = expression(r"(?:截至|截止|到)(?:当年|本年|20\d\d年)?(1[01]|[1-9])月|1(?:月份?)?[-－—～~至到](1[01]|[1-9])月")
_BEGINS_WITH = expression(rf"\s*(?:20\d\d年度?[，,]?)?(?:{_UNTIL.pattern})(?:份|底|末|\d{{1,2}}日)*[，,]")
_WHOLE_YEAR = expression(r"全年(?!预算)|年[底末]|12月|[，,](?:1[-－—～~至]12)")
_FAR = 60
# the funds of a department as a whole stand in the form that divides them by kind of income and of spending
_ALL_FUNDS = expression(r"(?:年度)?(?:资金|预算)(?:总额|合计)(?=/|$)")
# money, the area of a building, and what stands in a table that does not say its unit
_UNITS = frozenset({"元", "㎡", "平方米", ""})
_AREAS = frozenset({"㎡", "平方米"})
# people and their posts are no money, though a table may not say so
_PEOPLE = frozenset({"actual_staff", "authorized_posts"})
# a limit is no plan: 控制在360万元以内
_OPEN = frozenset({"at_least", "at_most", "range"})
_NEXT = 2  # from a first budget to the last one there may be what was added
_TWO = 2  # facts that a budget and its execution are
# what is said of a figure that belongs to the one before it, and of no other thing
_OWN_WORDS = 12


Measure = Literal["executed", "budget"]


class _Pair(Value, frozen=True):
    """Two figures that may be a plan and what was spent of it, and what the text calls them."""

    planned: Figure
    label: str
    executed: Figure
    executed_label: str
    asserted: bool = True
    measure: Measure = "executed"


def executions(
    document: Document, claims: Sequence[Claim], facts: Sequence[Fact], paragraphs: Sequence[Paragraph]
) -> tuple[Execution, ...]:
    """Return the budgets of *document* with what was spent of each, in the order of the text."""
    by_start = {fact.figure.start: fact for fact in facts}
    pairs = [
        *_of_rates(claims),
        *_of_rows(document, facts),
        *_of_use(paragraphs),
        *_of_the_whole(paragraphs),
        *_of_changed_budgets(paragraphs),
        *_of_facts(facts),
    ]
    found: dict[tuple[int, int], Execution] = {}
    divided, of_income, in_income = divided_tables(document), income_tables(document), income_rows(document)
    targets = tables_of_targets(document)
    explanations = Explanations(document)
    changes = _changes(paragraphs) if any(pair.measure == "budget" for pair in pairs) else set()
    for pair in pairs:
        block = document.blocks[pair.planned.block]
        if (
            block.table in of_income
            or (block.table, block.row) in in_income
            or (block.table in targets and "预算" not in pair.label)
        ):
            continue
        place = pair.planned.start, pair.executed.start
        if place not in found and (execution := _execution(pair, by_start, explanations)) is not None:
            named = pair.measure == "budget" and abs(pair.executed.value - pair.planned.value) in changes
            found[place] = execution._replace(explained=execution.explained or named)
            if document.blocks[pair.planned.block].table in divided and _ALL_FUNDS.match("".join(pair.label.split())):
                found[place] = found[place]._replace(concept="department_budget")
    _name_totals(found, claims, by_start)
    # what is explained in one place need not be explained wherever the two figures stand
    explained = {(e.planned.value, e.executed.value) for e in found.values() if e.explained}
    told = [e._replace(explained=(e.planned.value, e.executed.value) in explained) for e in found.values()]
    return tuple(sorted(told, key=lambda e: (e.executed.start, e.planned.start)))


def _name_totals(found: dict[tuple[int, int], Execution], claims: Iterable[Claim], by_start: dict[int, Fact]) -> None:
    """Name a total like its first part, where half of its parts have a name: 接待费…，用车费…，两项合计…."""
    nameless = {e.planned.start: place for place, e in found.items() if not e.concept}
    for claim in claims if nameless else ():
        if claim.kind == "sum" and claim.stated.start in nameless:
            parts = [by_start.get(part.start) for part in claim.figures("part")]
            known = [fact.concept for fact in parts if fact is not None and fact.known]
            if known and _TWO * len(known) >= len(parts):
                place = nameless[claim.stated.start]
                found[place] = found[place]._replace(concept=known[0])


def _changes(paragraphs: Iterable[Paragraph]) -> set[Decimal]:
    """Return the amounts by which something was changed."""
    items = (item for paragraph in paragraphs for item in paragraph.items)
    return {i.figure.value for i in items if _CHANGED.search(i.lead[-_OWN_WORDS:] + i.label)}


def _execution(pair: _Pair, by_start: dict[int, Fact], explanations: Explanations) -> Execution | None:
    """Return the pair named by its facts; None where it is no spending of a plan."""
    planned, executed = pair.planned, pair.executed
    # a table may not say its unit
    if not planned.unit == executed.unit in _UNITS or planned.start == executed.start:
        return None
    if planned.unit in _AREAS and "计划" in pair.label:
        return None  # 计划修复86000平方米，实际修复91240平方米: more is better
    if planned.value == 0 and _INCOME.search(pair.label):
        return None  # 基金预算收入预算数为0，实际完成9万元: what comes in beyond a plan is no overspending
    if planned.qualifier in _OPEN or not (planned.value or executed.value):
        return None
    whole, part = by_start.get(planned.start), by_start.get(executed.start)
    named = next((f for f in (part, whole) if f is not None and f.known), None)
    if named is not None and named.concept in _PEOPLE:
        return None
    if named is not None and _REVENUE.search(named.concept) and (part is None or part.measure != "executed"):
        return None
    plan = whole.measure if whole is not None and whole.measure in BUDGETS else "allotted"
    if pair.measure == "budget":
        # 年初预算90万元，调整后预算120万元: that it was changed is no reason
        explained = explanations.of_change(planned) or explanations.between(planned, executed)
        explained = explained or _is_explained(executed, named is not None, explanations)
    else:
        explained = any(_is_explained(figure, named is not None, explanations) for figure in (planned, executed))
    explained = explained or (executed.value < planned.value and explanations.anywhere(named is not None))
    explained = explained or (executed.value > planned.value and explanations.above(executed))
    if named is None and executed.value < planned.value:
        explained = explained or explanations.of(pair.label.partition("/")[0].strip())
    concept = named.concept if named is not None else ""
    found = Execution(
        pair.label, planned, executed, pair.executed_label, plan, pair.measure, concept, explained, pair.asserted
    )
    until = _UNTIL.search(pair.executed_label) or _until_told_before(explanations.document, pair)
    return found if until is None else found._replace(months=int(until[1] or until[2]))


def _until_told_before(document: Document, pair: _Pair) -> re.Match[str] | None:
    """Return the part of the year with which the sentence begins: 截至6月底，预算200万元，已支出36万元."""
    block = document.blocks[pair.planned.block] if 0 <= pair.planned.block < len(document.blocks) else None
    if block is None or block.table is not None or pair.executed.start < pair.planned.start:
        return None
    text, low = document.text, max(block.start, pair.planned.start - _FAR)
    start = max(text.rfind(mark, low, pair.planned.start) + 1 for mark in "。；\n")
    if _WHOLE_YEAR.search(text, pair.planned.end, pair.executed.start) or "月" not in text[start : pair.planned.start]:
        return None
    return _BEGINS_WITH.match(text, max(start, low), pair.planned.start)


def _is_explained(figure: Figure, is_total: bool, explanations: Explanations) -> bool:
    """Whether a reason is given: one word in the section explains the totals of a budget, not each item of it."""
    if is_total:
        return explanations.beside(figure, "paragraph") or explanations.in_section(figure)
    return explanations.beside(figure)


def _of_rates(claims: Iterable[Claim]) -> Iterator[_Pair]:
    """Yield the two figures that a printed rate of execution is the quotient of."""
    for claim in claims:
        if claim.kind != "ratio" or claim.tick_only or len(claim.terms) != 3:
            continue
        rate, part, whole = claim.terms
        if "占" not in rate.label and _EXECUTION_RATE.search(rate.label) and not _NO_PLAN.search(whole.label):
            yield _Pair(whole.figure, whole.label, part.figure, part.label, claim.asserted)


def _of_rows(document: Document, facts: Iterable[Fact]) -> Iterator[_Pair]:
    """Yield budget and execution of one row of a table."""
    rows: dict[tuple[int, int, str], list[Fact]] = defaultdict(list)
    for fact in facts:
        measure = fact.measure
        if measure not in BUDGETS and measure not in _EXECUTED:
            continue
        block = document.blocks[fact.figure.block]
        if block.table is not None:
            rows[block.table, block.row, fact.concept].append(fact)
    for row in rows.values():
        if len(row) < _TWO:
            continue
        executed = [fact for fact in row if fact.measure in _EXECUTED]
        planned = _the_plan(row)
        if len(executed) == 1 and planned is not None and _are_of_one_year(planned, executed[0]):
            yield _of_two(planned, executed[0])
        first = [fact for fact in row if fact.measure == "initial_budget"]
        if len(first) == 1 and planned is not None and planned.measure in _LAST_BUDGETS:
            yield _of_two(first[0], planned, "budget")


def _are_of_one_year(planned: Fact, executed: Fact) -> bool:
    """Whether the columns of a row are of no two years: 2020年决算, 2021年预算."""
    return not (planned.period and executed.period) or planned.period == executed.period


def _the_plan(facts: Sequence[Fact]) -> Fact | None:
    """Return the budget that spending is held to: the last one that was in force."""
    for measure in BUDGETS:
        named = [fact for fact in facts if fact.measure == measure]
        if named:
            return only_fact(named)
    return None


def _of_use(paragraphs: Iterable[Paragraph]) -> Iterator[_Pair]:
    """Yield what was allotted, and beside it what was used of it."""
    for paragraph in paragraphs:
        for used in paragraph.items:
            if used.role != "used" or used.unit != "元" or used.each or used.cue not in ("", "bracket"):
                continue
            if used.sep > COMMA or len(used.label) > _OWN_WORDS or _JOINED.search(used.label):
                continue
            if _ARRIVED.search(used.label):
                continue  # 项目300万元，资金已到位200万元: what came in is not yet spent
            if used.opens and used.host >= 0:
                plan: Item | None = paragraph.items[used.host]  # 人才培训项目30万元（已支付23万元）
            else:
                plan = next((i for i in paragraph.before(used.place) if i.depth == used.depth), None)
            if plan is not None and plan.unit == "元" and _may_be_used(plan, used, paragraph):
                yield _Pair(plan.figure, clean_label(plan.label), used.figure, clean_label(used.label))


def _of_the_whole(paragraphs: Iterable[Paragraph]) -> Iterator[_Pair]:
    """Yield budget and execution of a paragraph that names nothing but the year: 全年预算数…；全年执行数…."""
    for paragraph in paragraphs:
        named = [i for i in paragraph.items if i.unit == "元" and i.depth == 0]
        plans = [i for i in named if i.role == "plain" and _WHOLE_PLAN.search(i.label) and len(i.label) <= _OWN_WORDS]
        spent = [i for i in named if _WHOLE_SPENT.match(i.label)]
        if len(plans) == len(spent) == 1 and plans[0].place < spent[0].place:
            plan, used = plans[0], spent[0]
            yield _Pair(plan.figure, clean_label(plan.label), used.figure, clean_label(used.label))


def _of_changed_budgets(paragraphs: Iterable[Paragraph]) -> Iterator[_Pair]:
    """Yield the budget that a sentence says became another, with what was added between them or without it."""
    for paragraph in paragraphs:
        for last in paragraph.items:
            if last.unit != "元" or last.each or not _LAST_PLAN.search(last.label) or len(last.label) > _LONGEST_PLAN:
                continue
            before = [i for i in paragraph.items[max(last.place - _NEXT, 0) : last.place] if i.kin(last)]
            first = next((i for i in reversed(before) if not _CHANGED.search(i.label)), None)
            if first is not None and first.sentence == last.sentence and _FIRST_PLAN.search(first.label):
                pair = _Pair(first.figure, clean_label(first.label), last.figure, clean_label(last.label))
                yield pair._replace(measure="budget")


def _may_be_used(plan: Item, used: Item, paragraph: Paragraph) -> bool:
    if not plan.label and plan.sep <= PAUSE:
        return False  # 四个季度分别支出20万元、30万元，全年支出50万元
    if plan.done or plan.each or plan.total_after or plan.place in paragraph.steps:
        return False
    if _ADDED.search(plan.label) and _OF_ALL.search(used.label):
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
    if _UNTIL.search(plan.label) and "预算" not in plan.label:
        return False  # 1—9月支出120万元，全年支出210万元
    if plan.post.startswith(("/", "／")):
        return False  # 补助标准183.45元/人，共支付148.96万元
    if used.figure.value > plan.figure.value and _OF_MORE.search(used.label):
        return False  # 第三批30万元，历年累计拨付1580万元; 南片区投入76万元，明年计划投入310万元
    if plan.role != "plain" or _NO_PLAN.search(plan.label) or _PAID.search(plan.label):
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


def _of_facts(facts: Iterable[Fact]) -> Iterator[_Pair]:
    """Yield budget and execution of one thing where each is stated once, wherever they stand."""
    things: dict[tuple[str, str, str, str], list[Fact]] = defaultdict(list)
    for fact in facts:
        if fact.known and not _ADDED.search(fact.label) and (fact.measure in BUDGETS or fact.measure in _EXECUTED):
            fund = "" if fact.concept in _FUNDS else fact.fund
            things[fact.concept, fact.period, fact.scope, fund].append(fact)
    for same in things.values():
        if len(same) < _TWO:
            continue
        planned, executed = _the_plan(same), only_fact(fact for fact in same if fact.measure in _EXECUTED)
        if planned is not None and executed is not None:
            yield _of_two(planned, executed)
        if planned is not None and planned.measure in _LAST_BUDGETS:
            first = only_fact(fact for fact in same if fact.measure == "initial_budget")
            if first is not None:
                yield _of_two(first, planned, "budget")


def _of_two(planned: Fact, executed: Fact, measure: Measure = "executed") -> _Pair:
    return _Pair(planned.figure, planned.label, executed.figure, executed.label, measure=measure)
