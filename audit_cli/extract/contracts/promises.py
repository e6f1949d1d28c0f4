"""Promises: what is said of the payment of several contracts behind the list of them."""

from __future__ import annotations

from audit_cli.expressions import expression
from audit_cli.extract.contracts.payment_terms import Dates, told
from audit_cli.model import Contract, Document

_TOGETHER = expression(r"以上|上述|合计|共计|均|各项目|这些|未支付")


def with_common_terms(document: Document, found: list[Contract], end: int, dates: Dates, year: str) -> list[Contract]:
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
