"""Rates of execution whose budget stands in another paragraph: 全年预算数100万元。… 全年支出95万元，执行率95%.

What was spent is of a known concept, or it is all that the report is of, under a heading that speaks of nothing less.
The budget is the one stated of it, the one that the rate names where it names one. Only then does the rate assert it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from audit_cli.expressions import expression
from audit_cli.extract.prose.growth.words import words_of, year_of
from audit_cli.extract.prose.item import Item
from audit_cli.extract.prose.of_another import is_of_another_thing, words_from
from audit_cli.extract.prose.paragraph import Paragraph
from audit_cli.extract.prose.quotients.execution_rates import is_execution, since_last_rate
from audit_cli.extract.terms import BUDGETS, Terms
from audit_cli.model import Claim, Document, Fact, Figure, Term
from audit_cli.quantity import is_quotient

# what a fact is of: its concept, scope and fund
_Thing = tuple[str, str, str]

_WORDS_BEFORE = 24
_SPENT = expression(r"支出|执行|使用|支付|列支|完成")
_PLANNED = expression(r"预算[数额为是]*$")
_NAMED = (
    (expression(r"年初预算"), ("initial_budget",)),
    (expression(r"调整后?预算|全年预算"), ("adjusted_budget", "full_year_budget")),
)
# what speaks of the whole of a report, and of nothing less
_OF_ALL = expression(
    r"(?:[\s　，,。：:;；、的（）()\d.．一二三四五六七八九十第年月日末底我本全总共为及和与数额]"
    r"|[单位部门局院校所镇县市区乡厅委办]"
    r"|年度|当年|年初|截[至止]|整体|预算|决算|收入|支出|收支|执行|资金|经费|财政|使用|管理|情况|分析|批复|下达|安排|实际|完成"
    r"|概况|基本(?!支出)|说明|绩效|评价|结果|调整后?|合计|总[额数]|支出总计)*"
)
# concepts that are all that a report is of
_WHOLE = frozenset({"total_expenditure", "total_income"})
# what stands before an amount and makes it less
_LESS = expression(r"项目|专项|工程|补[助贴]|基金|三公|接待|采购|基本支出")


class _Budget(NamedTuple):
    """A budget that is stated, and the year that it is of, "" if none is told."""

    figure: Figure
    label: str
    measure: str
    year: str


def budgets_elsewhere(
    paragraphs: Sequence[Paragraph], facts: Sequence[Fact], document: Document, terms: Terms, told: set[int]
) -> Iterator[Claim]:
    """Yield the rates of execution without a budget beside them; those that begin at *told* are explained already."""
    budgets: _Budgets | None = None
    for paragraph in paragraphs:
        for rate in paragraph.items:
            if rate.figure.type != "rate" or rate.role != "rate" or rate.figure.start in told:
                continue
            words = rate.lead[-_WORDS_BEFORE:] + rate.label
            part = _spent(paragraph, rate) if is_execution(words) else None
            if part is None:
                continue
            budgets = budgets or _Budgets(paragraphs, facts, document, terms)
            named = next((measures for pattern, measures in _NAMED if pattern.search(words)), ())
            found = budgets.of(part, paragraph.block, named)
            whole = next((w for w in found if _fits(rate, part, w)), found[0] if found else None)
            if whole is not None:
                roles = Term(rate.figure, "rate", rate.label.strip()), Term(part.figure, "part", paragraph.label(part))
                yield Claim("ratio", (*roles, whole), asserted=bool(named), basis="执行率")


def _fits(rate: Item, part: Item, whole: Term) -> bool:
    return is_quotient(rate.figure.quantity, part.figure.quantity, whole.figure.quantity)


def _spent(paragraph: Paragraph, rate: Item) -> Item | None:
    """Return what was spent: the only amount since the rate before, in the sentence of the rate."""
    since = since_last_rate(paragraph, rate.place, 1)
    if len(since) != 1 or since[0].sentence != rate.sentence or since[0].figure.type != "money":
        return None
    if is_of_another_thing(rate, words_from(paragraph, since[0], rate)):
        return None  # 支出90万元，其中直达资金执行率93%
    if _PLANNED.search(since[0].label):
        return None  # 支出年初预算数90万元，完成93%: what was spent of it is told elsewhere
    return since[0] if _SPENT.search(since[0].label) and not since[0].figure.approximate else None


class _Budgets:
    """The budgets of a document by what they are of: of all that the report is of, or of a known concept.

    Each question is answered once, however many rates ask it.
    """

    def __init__(
        self, paragraphs: Sequence[Paragraph], facts: Sequence[Fact], document: Document, terms: Terms
    ) -> None:
        self._document = document
        self._known = {fact.figure.start: fact for fact in facts if fact.known and fact.figure.type == "money"}
        self._stated: dict[_Thing | None, list[_Budget]] = defaultdict(list)
        for fact in self._known.values():
            if fact.measure in BUDGETS:
                self._stated[_thing(fact)].append(_Budget(fact.figure, fact.label, fact.measure, fact.period))
        self._stated[None] += self._of_all(paragraphs, terms)
        self._answers: dict[tuple[_Thing | None, bool, str], dict[str, Term]] = {}

    def of(self, part: Item, block: int, measures: Sequence[str]) -> list[Term]:
        """Return the budgets of what *part* is of, the last in force first: each of *measures* that has one value."""
        fact = self._known.get(part.figure.start)
        thing, year = (_thing(fact), fact.period) if fact else (None, _year(part))
        of_all = (not fact or fact.concept in _WHOLE) and self._is_of_all(part, block)
        if not (fact or of_all):
            return []
        if (thing, of_all, year) not in self._answers:
            stated = self._stated[thing] + (self._stated[None] if thing and of_all else [])
            self._answers[thing, of_all, year] = dict(_of_one_value(stated, year))
        answer = self._answers[thing, of_all, year]
        return [answer[measure] for measure in measures or BUDGETS if measure in answer]

    def _of_all(self, paragraphs: Sequence[Paragraph], terms: Terms) -> Iterator[_Budget]:
        for paragraph in paragraphs:
            for item in paragraph.items:
                if item.figure.type != "money" or item.role != "plain" or item.depth or item.figure.approximate:
                    continue
                measure = terms.measure(item.label)
                if measure in BUDGETS and self._is_of_all(item, paragraph.block):
                    yield _Budget(item.figure, paragraph.label(item), measure, _year(item))

    def _is_of_all(self, item: Item, block: int) -> bool:
        """Whether the clause of an item and the heading above speak of the whole of the report."""
        heading = self._document.heading_of(self._document.blocks[block])
        whole = _OF_ALL.fullmatch(words_of(item)) is not None and _OF_ALL.fullmatch(heading) is not None
        return whole and _LESS.search(item.lead) is None


def _of_one_value(stated: Sequence[_Budget], year: str) -> Iterator[tuple[str, Term]]:
    """Yield each measure of the budgets of a year that they state but one value of."""
    fitting = [budget for budget in stated if budget.year == year or not (budget.year and year)]
    for measure in BUDGETS:
        same = [budget for budget in fitting if budget.measure == measure]
        if same and same[0].figure.value > 0 and len({budget.figure.value for budget in same}) == 1:
            yield measure, Term(same[0].figure, "whole", same[0].label)


def _thing(fact: Fact) -> _Thing:
    return fact.concept, fact.scope, fact.fund


def _year(item: Item) -> str:
    return str(year_of(item) or "")
