"""Drafts of contracts: which amount is the sum of one, and which amounts behind it belong to it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from audit_cli.extract.contracts.amounts import Amount, is_cost_line
from audit_cli.extract.contracts.instalments import with_payment
from audit_cli.extract.contracts.words import is_worth, may_be_project, project_name
from audit_cli.extract.prose.item import COMMA, SEMICOLON, Item
from audit_cli.extract.prose.paragraph import Paragraph
from audit_cli.model import Document


class Draft:
    """A contract while it is read: its sum, how sure it is one, and what was found of it."""

    def __init__(self, amount: Amount, sure: bool, budget: Amount | None) -> None:
        self.amount, self.sure, self.budget = amount, sure, budget
        self.first = amount
        self.paid: list[Amount] = []
        self.unpaid: Amount | None = None
        self.rest: Amount | None = None
        self.others: list[Amount] = []
        self.last = amount

    def take(self, amount: Amount) -> None:
        """Take in what is said of this contract."""
        match amount.part:
            case "paid" | "instalment":
                self.paid = with_payment(self.paid, amount)
            case "due" if not self.paid:
                self.amount = amount  # 合同价90万元，应付60万元，实付60万元: no more was to be paid by now
            case "unpaid" | "due":
                self.unpaid = self.unpaid or amount
            case "rest":
                self.rest = self.rest or amount
            case "supplement" | "deposit" | "budget":
                self.others.append(amount)
            case _:
                return
        self.last = amount


def drafts_of(document: Document, paragraph: Paragraph, amounts: Sequence[Amount]) -> Iterator[Draft]:
    """Yield the drafts of the contracts in a paragraph, in the order of the text."""
    draft: Draft | None = None
    budget: Amount | None = None
    for amount in amounts:
        item = amount.item
        begins = _begins(document, paragraph, amount, draft)
        if begins == "sure" and draft is not None and _is_restated(draft, amount):
            draft.amount = draft.last = amount
        elif begins:
            if draft is not None:
                yield draft
            near = budget is not None and item.sentence == budget.item.sentence and item.line == budget.item.line
            draft = Draft(amount, begins == "sure", budget if near else None)
        elif draft is not None and _belongs(draft, amount):
            draft.take(amount)
        elif draft is not None and not _is_part_of(paragraph, draft, item):
            yield draft
            draft = None
        budget = amount if amount.part == "budget" and not (draft and draft.budget) else None
    if draft is not None:
        yield draft


def _is_restated(draft: Draft, amount: Amount) -> bool:
    """Whether a contract goes on with a later sum: 中标金额98.6万元，合同金额98.5万元."""
    bare = draft.sure and not draft.paid and draft.unpaid is None and draft.rest is None
    return bare and _beside(draft, amount.item) and not project_name(amount.item.label)


def _begins(document: Document, paragraph: Paragraph, amount: Amount, draft: Draft | None) -> str:
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
    if item.role != "plain" or paragraph.concepts[item.place] or not may_be_project(_said_before(amount)):
        return ""
    named = len(item.label) > 1 or is_cost_line(document, amount)
    return "may be" if named else ""


def _said_before(amount: Amount) -> str:
    """Return what is said right before an amount; its label where a bracket cuts that off: 拨付镇（街）7万元."""
    return amount.item.label if not amount.words or amount.words.endswith("）") else amount.words


def _is_promised_rest(draft: Draft, amount: Amount) -> bool:
    """Whether an amount is the rest by what is said behind it: 第四季度3.9万元于2023年1月支付."""
    return (
        bool(draft.paid)
        and draft.unpaid is None
        and _beside(draft, amount.item)
        and re.search(r"[于拟将待年月].*付", amount.item.post) is not None
        and amount.item.figure.value < draft.amount.item.figure.value
    )


def _belongs(draft: Draft, amount: Amount) -> bool:
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


def _is_compared(draft: Draft, amount: Amount) -> bool:
    """Whether a sum is compared with a budget behind it: 合同总价766.40万元，比预算800万元节约33.60万元."""
    bare = draft.sure and draft.budget is None and not draft.paid and amount.item.place == draft.amount.item.place + 1
    return bare and re.match(r"比|较|低于|未超|不超|控制在|采购预算|最高限价|(?:招标)?控制价", amount.words) is not None


def _beside(draft: Draft, item: Item) -> bool:
    return item.sentence == draft.last.item.sentence and item.line == draft.last.item.line


def _is_part_of(paragraph: Paragraph, draft: Draft, item: Item) -> bool:
    total = paragraph.total_of.get(item.place)
    return total is not None and total == draft.amount.item.place
