"""Budgets and what was spent of them: rates of execution, facts of two measures, 安排30万元，已使用23万元."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from audit_cli.expressions import expression
from audit_cli.extract.explanations import Explanations
from audit_cli.extract.planning_tables import divided_tables, income_rows, income_tables, tables_of_targets
from audit_cli.extract.prose.paragraph import Paragraph
from audit_cli.extract.terms import BUDGETS
from audit_cli.extract.ties.aspects import only_fact
from audit_cli.extract.told_budgets import (
    ADDED,
    CHANGED,
    NO_PLAN,
    OWN_WORDS,
    RAISED,
    UNTIL,
    BudgetPair,
    Measure,
    told_budgets,
)
from audit_cli.model import Claim, Document, Execution, Fact, Figure

_EXECUTED = ("final_accounts", "executed")
# the budgets that the first one of a year may become
_LAST_BUDGETS = ("full_year_budget", "adjusted_budget")
_EXECUTION_RATE = expression(
    r"(?:执行|完成|支出|支付|使用|拨付|控制|预算)(?!调整|追加|调[增减])(?![^，。；率]{0,4}(?:安排|及时|效)率)[^，。；]{0,6}(?:率|进度|比例|[%％])|^进度|预算[^，。；]{0,8}的$"
)
_INCOME = expression(r"收入(?:(?:年初|全年|本年|调整后?)?(?:的?预算|计划)[数额]?)?[为是]?$")
_REVENUE = expression(r"revenue|_subsidy$|_remittance$|^other_funds$|balance|carry_over")
# terms that are funds themselves
_FUNDS = frozenset({"fiscal_revenue", "other_funds"})
_BEGINS_WITH = expression(rf"\s*(?:20\d\d年度?[，,]?)?(?:{UNTIL.pattern})(?:份|底|末|\d{{1,2}}日)*[，,]")
_WHOLE_YEAR = expression(r"全年(?!预算)|年[底末]|12月|[，,](?:1[-－—～~至]12)")
_QUARTER = expression(r"[一二三四1-4]季度|[上下]半年")
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
_TWO = 2  # facts that a budget and its execution are


def executions(
    document: Document, claims: Sequence[Claim], facts: Sequence[Fact], paragraphs: Sequence[Paragraph]
) -> tuple[Execution, ...]:
    """Return the budgets of *document* with what was spent of each, in the order of the text."""
    by_start = {fact.figure.start: fact for fact in facts}
    pairs = [
        *_of_rates(claims),
        *_of_rows(document, facts),
        *told_budgets(paragraphs),
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
    told = [e._replace(explained=e.explained or _is_explained_by_a_part(e, told)) for e in told]
    told = [_with_what_was_added(e, paragraphs) if _is_overspent(e, document) else e for e in told]
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


def _is_explained_by_a_part(whole: Execution, executions: Iterable[Execution]) -> bool:
    """Whether most of what was not spent is that of a part told before, for a reason that is told with it."""
    gap, block = whole.planned.value - whole.executed.value, whole.planned.block
    before = (
        e for e in executions if e.explained and e.planned.block == block and e.planned.start < whole.planned.start
    )
    parts = (e for e in before if e.planned.value < whole.planned.value and e.executed.value <= whole.executed.value)
    return any(gap < 2 * (part.planned.value - part.executed.value) <= 2 * gap for part in parts)


def _is_overspent(execution: Execution, document: Document) -> bool:
    """Whether prose tells that more was spent than the first budget of the year, and gives no reason."""
    more = execution.executed.value > execution.planned.value and not execution.explained
    of_first = execution.plan == "initial_budget" or "年初" in execution.label
    return (
        more and of_first and execution.measure == "executed" and document.blocks[execution.planned.block].table is None
    )


def _with_what_was_added(execution: Execution, paragraphs: Iterable[Paragraph]) -> Execution:
    """Return *execution*, explained if enough was added to its budget: 年初预算100万元，支出120万元。年中追加25万元.

    It is told in the same paragraph, or anywhere of a budget that has a name.
    """
    here = (p for p in paragraphs if execution.concept or p.block == execution.planned.block)
    items = (item for paragraph in here for item in paragraph.items if item.figure.type == "money")
    added = {i.figure.value for i in items if RAISED.search(i.lead[-OWN_WORDS:] + i.label)}
    return execution._replace(explained=sum(added) >= execution.executed.value - execution.planned.value)


def _changes(paragraphs: Iterable[Paragraph]) -> set[Decimal]:
    """Return the amounts by which something was changed."""
    items = (item for paragraph in paragraphs for item in paragraph.items)
    return {i.figure.value for i in items if CHANGED.search(i.lead[-OWN_WORDS:] + i.label)}


def _execution(pair: BudgetPair, by_start: dict[int, Fact], explanations: Explanations) -> Execution | None:
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
    until = UNTIL.search(pair.executed_label) or _until_told_before(explanations.document, pair)
    if until is None and _QUARTER.search(part.label if part is not None else pair.executed_label):
        return None  # what was spent of the year in one part of it
    return found if until is None else found._replace(months=int(until[1] or until[2]))


def _until_told_before(document: Document, pair: BudgetPair) -> re.Match[str] | None:
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


def _of_rates(claims: Iterable[Claim]) -> Iterator[BudgetPair]:
    """Yield the two figures that a printed rate of execution is the quotient of."""
    for claim in claims:
        if claim.kind != "ratio" or claim.tick_only or len(claim.terms) != 3:
            continue
        rate, part, whole = claim.terms
        if "占" not in rate.label and _EXECUTION_RATE.search(rate.label) and not NO_PLAN.search(whole.label):
            yield BudgetPair(whole.figure, whole.label, part.figure, part.label, claim.asserted)


def _of_rows(document: Document, facts: Iterable[Fact]) -> Iterator[BudgetPair]:
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


def _of_facts(facts: Iterable[Fact]) -> Iterator[BudgetPair]:
    """Yield budget and execution of one thing where each is stated once, wherever they stand."""
    things: dict[tuple[str, str, str, str], list[Fact]] = defaultdict(list)
    for fact in facts:
        if fact.known and not ADDED.search(fact.label) and (fact.measure in BUDGETS or fact.measure in _EXECUTED):
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


def _of_two(planned: Fact, executed: Fact, measure: Measure = "executed") -> BudgetPair:
    return BudgetPair(planned.figure, planned.label, executed.figure, executed.label, measure=measure)
