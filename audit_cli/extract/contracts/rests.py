"""What is owed of a contract: the amount that is called unpaid, or the rest; when it will be paid, and why not yet."""

from __future__ import annotations

from audit_cli.extract.contracts.amounts import Amount
from audit_cli.extract.contracts.drafts import Draft
from audit_cli.extract.contracts.payment_terms import Told, retention
from audit_cli.extract.contracts.words import is_surplus


def is_saved(draft: Draft, behind: str) -> bool:
    """Whether the words *behind* say that what was not spent was saved or given back: nothing is owed."""
    return draft.unpaid is None and (bool(draft.paid) or not draft.sure) and is_surplus(behind)


def unpaid_of(draft: Draft, said: Told, cost: bool) -> Amount | None:
    """Return the amount that is owed: a rest is one where the contract is sure, or its payment is promised."""
    if draft.unpaid is None and draft.rest is not None and (draft.sure or cost or said.promised):
        return draft.rest
    return draft.unpaid


def with_retention(said: Told, text: str, draft: Draft, unpaid: Amount | None, reach: tuple[int, int]) -> Told:
    """Return what is *said* of a contract told in *reach* of *text*; what is kept as a guarantee is not yet due."""
    block = draft.amount.item.figure.block
    if said.cause is None and unpaid is not None:
        last = min(unpaid.item.figure.end + len(unpaid.item.post), reach[1])
        kept = retention(text, unpaid.clause, last, block)
        said = said._replace(cause=kept, promised=said.promised or kept)
    if said.cause is None and said.promised is None:
        kept = retention(text, *reach, block)
        said = said._replace(cause=kept, promised=kept)
    return said
