"""Instalments of a contract: what is paid by and by adds up, what is paid so far is all of it."""

from __future__ import annotations

import re

from audit_cli.expressions import expression
from audit_cli.extract.contracts.amounts import Amount
from audit_cli.extract.contracts.words import is_payment

_YEAR = expression(r"(?:19|20)[0-9]{2}年")
# when something was paid: a year, a month, or a day of it
_DAY = expression(r"(?:(?:19|20)[0-9]{2}年)?[0-9]{1,2}月(?:[0-9]{1,2}[日号])?|(?:19|20)[0-9]{2}年")
_SO_FAR = expression(r"截[至止]|底|末")
_IN_ALL = expression(r"累计|共|合计")
_IN_EARLIER_YEARS = expression(r"以前年度|往年|此前|前期|上年")


def with_payment(paid: list[Amount], amount: Amount) -> list[Amount]:
    """Return what was paid of a contract when *amount* is told besides: an instalment more, or all of it so far."""
    if not paid:
        return [amount] if amount.part == "paid" or is_payment(amount.words) else []
    if _IN_ALL.search(amount.words):
        return [amount]
    return [*paid, amount] if _is_further(paid, amount) else paid


def _is_further(paid: list[Amount], amount: Amount) -> bool:
    """Whether an amount was paid besides what was paid before: the next instalment, or that of another time."""
    last = paid[-1]
    if amount.item.cue or _IN_ALL.search(paid[0].words):
        return False
    if amount.part == "instalment" or re.search(r"再|又|另", amount.words):
        return True
    if _SO_FAR.search(amount.words):
        return False
    if _IN_EARLIER_YEARS.search(last.words):
        return bool(_YEAR.search(amount.words))
    days = [_DAY.findall(a.words)[-1:] for a in (last, amount)]
    return bool(days[0] and days[1]) and days[0] != days[1]
