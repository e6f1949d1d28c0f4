"""What else is told of a contract: further instalments, its budget, supplements, the deposit, and days."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from audit_cli.expressions import expression
from audit_cli.extract.contracts.drafts import Draft
from audit_cli.model import Figure, Term

_SETTLED = expression(r"结算|审定|决算")
# a contract may run over several years
_OF_A_YEAR = expression(r"年初|当年|本年|年度预算|全年|今年|[0-9]{4}年度?预算")
# what is compared with a contract even where nothing is said of its payment
_WORTH_KEEPING = frozenset({"budget", "deposit", "supplement"})
_COMPARED = frozenset({"awarded", "signed"}), frozenset({"signed", "published"}), frozenset({"accepted", "paid_on"})


def details_of(draft: Draft, paid: Sequence[Figure]) -> Iterator[Term]:
    yield from (Term(figure, "instalment") for figure in paid[1:])
    budget = draft.budget or next((a for a in draft.others if a.part == "budget"), None)
    if budget is not None and _OF_A_YEAR.search(budget.words) is None:
        yield Term(budget.item.figure, "budget", budget.words)
    # a deposit was reckoned from the contract, not from what was settled in the end
    kept = ("supplement",) if _SETTLED.search(draft.amount.words) else ("supplement", "deposit")
    yield from (Term(a.item.figure, a.part, a.words) for a in draft.others if a.part in kept)


def are_worth_keeping(details: Sequence[Term]) -> bool:
    told = {term.role for term in details}
    return not told.isdisjoint(_WORTH_KEEPING) or any(steps <= told for steps in _COMPARED)
