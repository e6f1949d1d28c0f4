"""Projects: an amount that no word calls a price, but of which something is owed, or was paid."""

from __future__ import annotations

from audit_cli.extract.contracts.amounts import Amount
from audit_cli.extract.contracts.drafts import Draft
from audit_cli.extract.contracts.names import LONGEST_NAME
from audit_cli.extract.contracts.payment_terms import Told
from audit_cli.extract.contracts.words import is_payment, is_plan, is_settled, speaks_of_works
from audit_cli.model import Document


def is_project(document: Document, draft: Draft, said: Told, cost: bool, since: int, unpaid: Amount | None) -> bool:
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
    at = max(since, draft.amount.clause - LONGEST_NAME)
    at = max(at, document.text.rfind("。", at, draft.amount.clause) + 1)
    return cost or speaks_of_works(document.text[at : draft.last.item.figure.end])
