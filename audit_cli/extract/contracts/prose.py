"""Contracts in prose: 合同金额645万元，截至年底支付298万元，剩余347万元拟于2022年支付.

An amount that is called a price begins a contract; what is paid and what is owed behind it belong to it.  An amount
without such a word is one only where its own clause says that it is unpaid, promised, or paid so far.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from audit_cli.expressions import expression
from audit_cli.extract.contracts.amounts import Amount, amounts_of, is_cost_line
from audit_cli.extract.contracts.dates import dated
from audit_cli.extract.contracts.details import are_worth_keeping, details_of
from audit_cli.extract.contracts.drafts import Draft, drafts_of
from audit_cli.extract.contracts.names import LONGEST_NAME, contract_name
from audit_cli.extract.contracts.payment_terms import Dates, told
from audit_cli.extract.contracts.payments import is_exceeded, is_paid_behind, paid_of, settles_all
from audit_cli.extract.contracts.projects import is_project
from audit_cli.extract.contracts.promises import with_common_terms
from audit_cli.extract.contracts.rests import is_saved, unpaid_of, with_retention
from audit_cli.extract.contracts.words import SPEAKS_OF_PAYMENT
from audit_cli.extract.prose.paragraph import Paragraph
from audit_cli.model import Contract, Document, Figure

_OF_OTHERS = ("total", "unpaid", "rest")
_STOP = expression(r"[。；]")
_GOES_ON = expression(
    r"\s*(?:该|本|项目|工程|系统|设备|尾款|余款|剩余|其余|未支付|未付|拖?欠|质保金|款项|尚|目前|现|因|由于|主要|原因|计划|预计|拟|暂)"
)


def prose_contracts(document: Document, paragraphs: Sequence[Paragraph], dates: Dates, year: str) -> Iterator[Contract]:
    """Yield the contracts and projects in the sentences of *document* of which something is said to be paid or owed."""

    @cache
    def speaks_of_payment(start: int, end: int) -> bool:
        return SPEAKS_OF_PAYMENT.search(document.text, start, end) is not None

    for paragraph in paragraphs:
        first, last = paragraph.items[0].figure.block, paragraph.items[-1].figure.block
        start, end = document.blocks[first].start, document.blocks[last].end
        # a long block has many paragraphs
        if not speaks_of_payment(start, end):
            continue
        amounts = list(amounts_of(document.text, paragraph, start))
        if amounts:
            yield from _contracts(document, paragraph, amounts, start, end, dates, year)


def _contracts(
    document: Document, paragraph: Paragraph, amounts: Sequence[Amount], start: int, end: int, dates: Dates, year: str
) -> list[Contract]:
    drafts = list(drafts_of(document, paragraph, amounts))
    found: list[Contract] = []
    for number, draft in enumerate(drafts):
        until = drafts[number + 1].amount.clause if number + 1 < len(drafts) else end
        # what is said behind a total, or behind what is owed of something else, is said of that
        others = (a.clause for a in amounts if a.part in _OF_OTHERS and a.clause > draft.last.clause)
        until = min(next(others, until), until)
        since = drafts[number - 1].last.item.figure.end if number else start
        contract = _finished(document, draft, since, until, dates, year)
        if contract is not None:
            found.append(contract)
    return with_common_terms(document, found, end, dates, year)


def _finished(document: Document, draft: Draft, since: int, until: int, dates: Dates, year: str) -> Contract | None:
    """Return the contract of a draft whose text ends at *until*, None if nothing is said of its payment."""
    text, figure = document.text, draft.amount.item.figure
    end = _end(text, draft.last.item.figure.end, until)
    said = told(text, figure.end, end, figure.block, dates, year)
    cost = is_cost_line(document, draft.amount)
    unpaid = unpaid_of(draft, said, cost)
    if is_saved(draft, text[draft.last.item.figure.end : end]) or is_exceeded(draft, unpaid):
        return None
    if not draft.sure and not is_project(document, draft, said, cost, since, unpaid):
        return None
    owed = unpaid.item.figure if unpaid is not None else None
    if unpaid is not None and said.all_paid and _was_paid(text, unpaid.item.figure, end, dates, year):
        return None
    paid = [figure] if settles_all(draft) else paid_of(draft, owed)
    if not paid and owed is None:
        if said.none_paid or said.promised is not None:
            owed = figure
        elif said.all_paid or (draft.sure and is_paid_behind(document, figure, until, dates, year)):
            paid = [figure]
    lead = max(since, draft.first.clause - LONGEST_NAME)
    lead = max(lead, text.rfind("。", lead, draft.first.clause) + 1)
    details = (*details_of(draft, paid), *dated(text, lead, end, dates))
    if not paid and owed is None and not are_worth_keeping(details):
        return None
    said = with_retention(said, text, draft, unpaid, (since, until))
    label = contract_name(document, draft, since, cost)
    first = paid[0] if paid else None
    return Contract(label, figure, first, owed, said.promised, said.cause, details, draft.sure or unpaid is not None)


def _was_paid(text: str, owed: Figure, end: int, dates: Dates, year: str) -> bool:
    """Whether what was owed once is said behind it to be paid: 曾拖欠工程款420万元，已于2020年12月全部清偿."""
    return told(text, owed.end, end, owed.block, dates, year).all_paid


def _end(text: str, last: int, until: int) -> int:
    """Return where what is said of a contract ends: its sentence, and those that go on about the same."""
    line = text.find("\n", last, until)
    until = line if line >= 0 else until
    for stop in _STOP.finditer(text, last, until):
        if _GOES_ON.match(text, stop.end(), until) is None:
            return stop.start()
    return until
