"""Contracts in prose: 合同金额645万元，截至年底支付298万元，剩余347万元拟于2022年支付.

An amount that is called a price begins a contract; what is paid and what is owed behind it belong to it.  An amount
without such a word is one only where its own clause says that it is unpaid, promised, or paid so far.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from audit_cli.extract.contract_dates import dated
from audit_cli.extract.contract_words import (
    SPEAKS_OF_PAYMENT,
    Part,
    heading_name,
    is_payment,
    is_plan,
    is_settled,
    is_surplus,
    is_worth,
    may_be_project,
    names_a_project,
    part_of,
    project_name,
    speaks_of_works,
)
from audit_cli.extract.payment_terms import Dates, Told, retention, told
from audit_cli.extract.prose.item import COMMA, SEMICOLON, Item
from audit_cli.extract.prose.paragraph import Paragraph
from audit_cli.model import Contract, Document, Figure, Term
from audit_cli.quantity import ZERO

_COST_LINE = re.compile(r"[^：:，。]{0,10}成本(?:指标)?[^：:，。]{0,6}[：:]")
_CUT = re.compile(r"[，,。；;：:、（）()\n]")
_STOP = re.compile(r"[。；]")
_GOES_ON = re.compile(
    r"\s*(?:该|本|项目|工程|系统|设备|尾款|余款|剩余|其余|未支付|未付|质保金|款项|尚|目前|现|因|由于|主要|原因|计划|预计|拟|暂)"
)
_PAID_BEHIND = re.compile(r"[。；](?:合同|全部|上述|以上|相关)?款项?[^，。；\n]{1,16}")
_TOGETHER = re.compile(r"以上|上述|合计|共计|均|各项目|这些|未支付")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}年")
# when something was paid: a year, a month, or a day of it
_DAY = re.compile(r"(?:(?:19|20)[0-9]{2}年)?[0-9]{1,2}月(?:[0-9]{1,2}[日号])?|(?:19|20)[0-9]{2}年")
_SETTLED = re.compile(r"结算|审定|决算")
_SO_FAR = re.compile(r"截[至止]|底|末")
_IN_EARLIER_YEARS = re.compile(r"以前年度|往年|此前|前期|上年")
# a contract may run over several years
_OF_A_YEAR = re.compile(r"年初|当年|本年|年度预算|全年|今年|[0-9]{4}年度?预算")
_YEARLY = re.compile(r"(?:年度?|当年|本年|今年|全年)(?!底|末|初)[^，。；已底末]{0,8}$")
_LONGEST_NAME = 160  # characters before a sum in which its name is looked for
_LONGEST_COST_LEAD = 60
# what is compared with a contract even where nothing is said of its payment
_WORTH_KEEPING = frozenset({"budget", "deposit", "supplement"})
_SKIPPED = frozenset({"change", "price", "share", "growth", "rate", "points", "to"})


class _Amount(NamedTuple):
    """An amount of money in its paragraph: its clause begins at *clause*, and *words* are those before it there."""

    item: Item
    part: Part
    words: str
    clause: int


class _Draft:
    """A contract while it is read: its sum, how sure it is one, and what was found of it."""

    def __init__(self, amount: _Amount, sure: bool, budget: _Amount | None) -> None:
        self.amount, self.sure, self.budget = amount, sure, budget
        self.first = amount
        self.paid: list[_Amount] = []
        self.unpaid: _Amount | None = None
        self.rest: _Amount | None = None
        self.others: list[_Amount] = []
        self.last = amount

    def take(self, amount: _Amount) -> None:
        """Take in what is said of this contract."""
        match amount.part:
            case "paid" | "instalment":
                self._pay(amount)
            case "unpaid":
                self.unpaid = self.unpaid or amount
            case "rest":
                self.rest = self.rest or amount
            case "supplement" | "deposit" | "budget":
                self.others.append(amount)
            case _:
                return
        self.last = amount

    def _pay(self, amount: _Amount) -> None:
        if not self.paid:
            if amount.part == "paid" or is_payment(amount.words):
                self.paid.append(amount)
        elif re.search(r"累计|共|合计", amount.words):
            self.paid = [amount]
        elif self._is_further(amount):
            self.paid.append(amount)

    def _is_further(self, amount: _Amount) -> bool:
        """Whether an amount was paid besides what was paid before: the next instalment, or that of another year."""
        last = self.paid[-1]
        if amount.item.cue or re.search(r"累计|共|合计", self.paid[0].words):
            return False
        if amount.part == "instalment" or re.search(r"再|又|另", amount.words):
            return True
        if _SO_FAR.search(amount.words):
            return False
        if _IN_EARLIER_YEARS.search(last.words):
            return bool(_YEAR.search(amount.words))
        days = [_DAY.findall(a.words)[-1:] for a in (last, amount)]
        return bool(days[0] and days[1]) and days[0] != days[1]


def prose_contracts(document: Document, paragraphs: Sequence[Paragraph], dates: Dates, year: str) -> Iterator[Contract]:
    """Yield the contracts and projects in the sentences of *document* of which something is said to be paid or owed."""
    for paragraph in paragraphs:
        first, last = paragraph.items[0].figure.block, paragraph.items[-1].figure.block
        start, end = document.blocks[first].start, document.blocks[last].end
        if SPEAKS_OF_PAYMENT.search(document.text, start, end) is None:
            continue
        amounts = list(_amounts(document.text, paragraph, start))
        if amounts:
            yield from _contracts(document, paragraph, amounts, start, end, dates, year)


def _amounts(text: str, paragraph: Paragraph, start: int) -> Iterator[_Amount]:
    at = start
    for item in paragraph.items:
        figure = item.figure
        if figure.type != "money" or item.each or item.role in _SKIPPED:
            continue
        gap = text[at : figure.start]
        cuts = [m.end() for m in _CUT.finditer(gap) if gap[m.end() :].strip()]
        clause = at + (cuts[-1] if cuts else 0)
        words = text[clause : figure.start]
        part = part_of(words, item.post, item.role)
        yield _Amount(item, "total" if part == "plain" and item.total_after else part, words.strip(), clause)
        at = figure.end


def _contracts(
    document: Document, paragraph: Paragraph, amounts: Sequence[_Amount], start: int, end: int, dates: Dates, year: str
) -> list[Contract]:
    drafts = list(_drafts(document, paragraph, amounts))
    found: list[Contract] = []
    for number, draft in enumerate(drafts):
        until = drafts[number + 1].amount.clause if number + 1 < len(drafts) else end
        # what is said behind a total is said of all
        until = next((a.clause for a in amounts if a.part == "total" and draft.last.clause < a.clause < until), until)
        since = drafts[number - 1].last.item.figure.end if number else start
        contract = _finished(document, paragraph, draft, since, until, dates, year)
        if contract is not None:
            found.append(contract)
    return _with_common_terms(document, found, amounts, end, dates, year)


def _drafts(document: Document, paragraph: Paragraph, amounts: Sequence[_Amount]) -> Iterator[_Draft]:
    """Yield the drafts of the contracts in a paragraph, in the order of the text."""
    draft: _Draft | None = None
    budget: _Amount | None = None
    for amount in amounts:
        item = amount.item
        begins = _begins(document, paragraph, amount, draft)
        if begins == "sure" and draft is not None and _is_restated(draft, amount):
            draft.amount = draft.last = amount
        elif begins:
            if draft is not None:
                yield draft
            near = budget is not None and item.sentence == budget.item.sentence and item.line == budget.item.line
            draft = _Draft(amount, begins == "sure", budget if near else None)
        elif draft is not None and _belongs(draft, amount):
            draft.take(amount)
        elif draft is not None and not _is_part_of(paragraph, draft, item):
            yield draft
            draft = None
        budget = amount if amount.part == "budget" and not (draft and draft.budget) else None
    if draft is not None:
        yield draft


def _is_restated(draft: _Draft, amount: _Amount) -> bool:
    """Whether a contract goes on with a later sum: 中标金额98.6万元，合同金额98.5万元."""
    bare = draft.sure and not draft.paid and draft.unpaid is None and draft.rest is None
    return bare and _beside(draft, amount.item) and not project_name(amount.item.label)


def _begins(document: Document, paragraph: Paragraph, amount: _Amount, draft: _Draft | None) -> str:
    """Return how sure it is that *amount* is the sum of a contract: "sure", "may be", or "" if it is none."""
    if amount.part == "amount":
        return "sure"
    item = amount.item
    if amount.part != "plain" or item.role not in ("plain", "used"):
        return ""
    if is_worth(amount.words):
        return "sure"
    if draft is not None and (_is_part_of(paragraph, draft, item) or _is_promised_rest(draft, amount)):
        return ""
    if item.role != "plain" or paragraph.concepts[item.place] or not may_be_project(amount.words or item.label):
        return ""
    named = len(item.label) > 1 or _is_cost_line(document, amount)
    return "may be" if named else ""


def _is_promised_rest(draft: _Draft, amount: _Amount) -> bool:
    """Whether an amount is the rest by what is said behind it: 第四季度3.9万元于2023年1月支付."""
    return (
        bool(draft.paid)
        and draft.unpaid is None
        and _beside(draft, amount.item)
        and re.search(r"[于拟将待年月].*付", amount.item.post) is not None
        and amount.item.figure.value < draft.amount.item.figure.value
    )


def _belongs(draft: _Draft, amount: _Amount) -> bool:
    """Whether an amount is said of the contract that is being read: beside it, or at the head of the next sentence."""
    if amount.part == "total" or (draft.last.item.done and amount.item.sep == SEMICOLON):
        return False
    if amount.part == "plain":
        if _is_promised_rest(draft, amount):
            if "已" in amount.item.post:
                draft.paid.append(amount)
            else:
                draft.unpaid = amount
            draft.last = amount
            return True
        return draft.sure and amount.item.sep <= COMMA and _beside(draft, amount.item)
    if amount.part == "budget":
        return _is_compared(draft, amount)
    if _beside(draft, amount.item):
        return True
    sentence = amount.item.sentence - draft.last.item.sentence
    return sentence == 1 and amount.item.line == draft.last.item.line and draft.sure


def _is_compared(draft: _Draft, amount: _Amount) -> bool:
    """Whether a sum is compared with a budget behind it: 合同总价766.40万元，比预算800万元节约33.60万元."""
    bare = draft.sure and draft.budget is None and not draft.paid and amount.item.place == draft.amount.item.place + 1
    return bare and re.match(r"比|较|低于|未超|不超|控制在", amount.words) is not None


def _beside(draft: _Draft, item: Item) -> bool:
    return item.sentence == draft.last.item.sentence and item.line == draft.last.item.line


def _is_part_of(paragraph: Paragraph, draft: _Draft, item: Item) -> bool:
    total = paragraph.total_of.get(item.place)
    return total is not None and total == draft.amount.item.place


def _is_cost_line(document: Document, amount: _Amount) -> bool:
    """Whether an amount is the first on the line of a cost indicator."""
    text, at = document.text, amount.item.figure.start
    first = max(at - _LONGEST_COST_LEAD, 0)
    line = text.rfind("\n", first, at) + 1
    return (line > 0 or first == 0) and _COST_LINE.match(text, line, at) is not None


def _finished(
    document: Document, paragraph: Paragraph, draft: _Draft, since: int, until: int, dates: Dates, year: str
) -> Contract | None:
    """Return the contract of a draft whose text ends at *until*, None if nothing is said of its payment."""
    item = draft.amount.item
    figure = item.figure
    end = _end(document.text, draft.last.item.figure.end, until)
    said = told(document.text, figure.end, end, figure.block, dates, year)
    cost = _is_cost_line(document, draft.amount)
    unpaid = draft.unpaid
    spent = draft.last.item.figure.end
    if unpaid is None and (draft.paid or not draft.sure) and is_surplus(document.text[spent:end]):
        return None
    if unpaid is None and draft.rest is not None and (draft.sure or cost or said.promised):
        unpaid = draft.rest
    paid = [a.item.figure for a in draft.paid]
    if not draft.sure and not _is_told(document, draft, said, cost, since, unpaid):
        return None
    if paid and sum((f.value for f in paid), ZERO) > figure.value and not (draft.sure and len(paid) == 1):
        return None
    if unpaid is not None and unpaid.item.figure.value > figure.value:
        return None
    owed = unpaid.item.figure if unpaid is not None else None
    if owed is not None and len(paid) == 1 and _is_of_a_year(draft.paid[0], figure.value - owed.value):
        # what was paid in earlier years is not told
        paid = []
    if not paid and owed is None:
        if said.none_paid or said.promised is not None:
            owed = figure
        elif said.all_paid or (draft.sure and _is_paid_behind(document, figure, until, dates, year)):
            paid = [figure]
    details = [Term(f, "instalment") for f in paid[1:]]
    budget = draft.budget or next((a for a in draft.others if a.part == "budget"), None)
    if budget is not None and _OF_A_YEAR.search(budget.words) is None:
        details.append(Term(budget.item.figure, "budget", budget.words))
    # a deposit was reckoned from the contract, not from what was settled in the end
    kept = ("supplement",) if _SETTLED.search(draft.amount.words) else ("supplement", "deposit")
    details += (Term(a.item.figure, a.part, a.words) for a in draft.others if a.part in kept)
    lead = max(since, draft.first.clause - _LONGEST_NAME)
    lead = max(lead, document.text.rfind("。", lead, draft.first.clause) + 1)
    details += dated(document.text, lead, end, figure.block, dates)
    if not paid and owed is None and not any(t.role in _WORTH_KEEPING for t in details):
        return None
    cause = said.cause
    if cause is None and unpaid is not None:
        cause = retention(
            document.text, unpaid.clause, min(unpaid.item.figure.end + len(unpaid.item.post), end), figure.block
        )
        said = said._replace(promised=said.promised or cause)
    if cause is None and said.promised is None:
        cause = retention(document.text, since, until, figure.block)
        said = said._replace(promised=cause)
    label = _label(document, draft, since, cost)
    first = paid[0] if paid else None
    return Contract(label, figure, first, owed, said.promised, cause, tuple(details), draft.sure or unpaid is not None)


def _is_of_a_year(amount: _Amount, paid: Decimal) -> bool:
    """Whether an amount was paid in one year, and is not the whole of what was *paid*."""
    return amount.item.figure.value < paid and _YEARLY.search(amount.words) is not None


def _is_paid_behind(document: Document, figure: Figure, until: int, dates: Dates, year: str) -> bool:
    """Whether a sentence behind a contract, before the next one, says that all of it is paid: 款项已全部付清."""
    paid = _PAID_BEHIND.search(document.text, figure.end, until)
    return paid is not None and told(document.text, paid.start() + 1, paid.end(), figure.block, dates, year).all_paid


def _is_told(document: Document, draft: _Draft, said: Told, cost: bool, since: int, unpaid: _Amount | None) -> bool:
    """Whether an amount that no word calls a price is that of a project of which something is owed, or was paid."""
    plan = is_plan(draft.amount.words)
    if draft.unpaid is not None and plan:
        # an allotment of which a part was not spent is no contract
        return said.promised is not None or said.cause is not None
    if draft.unpaid is not None or (unpaid is not None and said.promised is not None):
        return True
    if not draft.paid:
        return (said.none_paid or said.promised is not None or (said.all_paid and cost)) and not plan
    if plan or not all(is_payment(a.words) for a in draft.paid):
        return False
    if said.promised is not None or said.none_paid:
        return True
    if not is_settled(draft.paid[0].words):
        return False
    at = max(since, draft.amount.clause - _LONGEST_NAME)
    at = max(at, document.text.rfind("。", at, draft.amount.clause) + 1)
    return cost or speaks_of_works(document.text[at : draft.last.item.figure.end])


def _end(text: str, last: int, until: int) -> int:
    """Return where what is said of a contract ends: its sentence, and those that go on about the same."""
    line = text.find("\n", last, until)
    until = line if line >= 0 else until
    for stop in _STOP.finditer(text, last, until):
        if _GOES_ON.match(text, stop.end(), until) is None:
            return stop.start()
    return until


def _label(document: Document, draft: _Draft, since: int, cost: bool) -> str:
    """Return what the contract is called: in its clause, in those before it, or in its heading."""
    item = draft.first.item
    figure = item.figure
    section = document.blocks[figure.block].section if figure.block >= 0 else -1
    heading = heading_name(document.sections[section]) if section >= 0 else ""
    own = project_name(item.label)
    if cost and heading:
        return heading
    if own and (names_a_project(own) or not draft.sure):
        return own if "成本" not in own else heading
    if draft.budget is not None and (name := project_name(draft.budget.item.label)):
        return name
    at = max(since, figure.start - _LONGEST_NAME)
    clauses = re.split(r"[，,。；;：:、（）()\n]", document.text[at : figure.start])
    for clause in reversed(clauses[:-1]):
        if names_a_project(clause) and (name := project_name(clause)) and names_a_project(name):
            return name
    first = draft.budget.clause if draft.budget is not None else draft.first.clause
    before = _CUT.split(document.text[max(since, first - 40) : first].rstrip("，,（(：:"))[-1]
    return own or heading or project_name(before) or project_name(item.label, generic=True)


def _with_common_terms(
    document: Document, found: list[Contract], amounts: Sequence[_Amount], end: int, dates: Dates, year: str
) -> list[Contract]:
    """Give contracts of which nothing is said what is said of all of them behind the list."""
    if len(found) < 2:
        return found
    last = max(f.end for c in found for f in (c.amount, *c.payments, *((c.unpaid,) if c.unpaid else ())))
    begin = document.text.find("。", last, end)
    if begin < 0 or _TOGETHER.search(document.text, begin, min(begin + 60, end)) is None:
        return found
    block = found[-1].amount.block
    said = told(document.text, begin, end, block, dates, year)
    return [
        c._replace(promised=c.promised or said.promised, cause=c.cause or said.cause) if c.owed else c for c in found
    ]
