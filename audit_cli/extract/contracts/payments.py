"""What was paid of a contract, as far as it tells of all its years, and whether that can be."""

from __future__ import annotations

from decimal import Decimal

from audit_cli.expressions import expression
from audit_cli.extract.contracts.amounts import Amount
from audit_cli.extract.contracts.drafts import Draft
from audit_cli.extract.contracts.payment_terms import Dates, told
from audit_cli.model import Document, Figure
from audit_cli.quantity import ZERO

_YEARLY = expression(r"(?:年度?|当年|本年|今年|全年)(?!底|末|初)[^，。；已底末]{0,8}$")
_SETTLES = expression(
    r"(?:付清|结清|清偿|付讫)(?:了)?(?:全部|剩余|其余|最后|合同)?(?:尾款|余款|款项?|部分|价款|资金)?$"
)
_PAID_BEHIND = expression(r"[。；](?:合同|全部|上述|以上|相关)?款项?[^，。；\n]{1,16}")


def paid_of(draft: Draft, owed: Figure | None) -> list[Figure]:
    """Return what was paid; nothing is known where only one year is told of, and earlier ones must have paid too."""
    paid = [amount.item.figure for amount in draft.paid]
    if (
        owed is not None
        and len(paid) == 1
        and _is_of_a_year(draft.paid[0], draft.amount.item.figure.value - owed.value)
    ):
        return []
    return paid


def settles_all(draft: Draft) -> bool:
    """Whether the last payment is said to settle what was left: 付清尾款31.04万元."""
    return bool(draft.paid) and draft.unpaid is None and _SETTLES.search(draft.paid[-1].words) is not None


def is_exceeded(draft: Draft, unpaid: Amount | None) -> bool:
    """Whether more is said to be paid or owed than a contract is worth: then it is none, or another one's."""
    worth = draft.amount.item.figure.value
    paid = sum((amount.item.figure.value for amount in draft.paid), ZERO)
    if paid > worth and not (draft.sure and len(draft.paid) == 1):
        return True
    return unpaid is not None and unpaid.item.figure.value > worth


def _is_of_a_year(amount: Amount, paid: Decimal) -> bool:
    """Whether an amount was paid in one year, and is not the whole of what was *paid*."""
    return amount.item.figure.value < paid and _YEARLY.search(amount.words) is not None


def is_paid_behind(document: Document, figure: Figure, until: int, dates: Dates, year: str) -> bool:
    """Whether a sentence behind a contract, before the next one, says that all of it is paid: 款项已全部付清."""
    paid = _PAID_BEHIND.search(document.text, figure.end, until)
    return paid is not None and told(document.text, paid.start() + 1, paid.end(), figure.block, dates, year).all_paid
