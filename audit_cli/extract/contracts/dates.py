"""When a contract was awarded, signed and published, when it was accepted and paid, to which day it is unpaid."""

from __future__ import annotations

import re
from collections.abc import Iterator

from audit_cli.expressions import expression
from audit_cli.extract.contracts.payment_terms import Dates
from audit_cli.model import Figure, Term

_ACCEPTED = expression(
    r"[^，,。；\n]{0,8}?(?:竣工验收|完工验收|验收合格|通过验收|验收|交付使用|交付|到货)(?!前|后|时间|计划|资料|备案)"
)
_PAID = expression(r"[^，,。；\n]{0,10}?(?:支付|付清|付款|拨付)")
_AWARDED = expression(
    r"[^，,。；\n]{0,12}?(?:发出|下达|取得|收到|领取|发布|公示)(?:了)?(?:中标|成交)(?:通知书|结果|公告|公示)|[^，,。；\n]{0,6}?(?:中标|成交)(?=[，,；。])"
)
_SIGNED = expression(r"[^，,。；\n]{0,14}?(?:签订|签署|签约)(?!前|后|时间|日)")
_PUBLISHED = expression(
    r"[^，,。；\n]{0,14}?合同[^，,。；\n]{0,6}?(?:公告|公示|公开)|[^，,。；\n]{0,24}?(?:公告|公示|公开)了?(?:采购)?合同"
    r"|(?:才|再|方)?在[^，,。；\n]{0,14}?采购网[^，,。；\n]{0,4}?(?:公告|公示|公开)(?=[，,。；\n]|$)"
)
_AS_OF = expression(r"截[至止]到?\s*$")
_NOT_DONE = expression(r"未|拟|计划|预计|将|待|(?<![供响对])应(?![急用])|约定|力争|前")
_NOUN_BEFORE = expression(
    r"(?:(?P<published>合同(?!签订|约定))|(?P<awarded>(?:中标|成交)(?:通知书?|结果)))(?:文本|信息)?(?:已|均)?[于在]?$"
)
_VERBS = {
    "published": expression(r"[^，,。；\n]{0,12}?(?:公告|公示|公开)"),
    "awarded": expression(r"[^，,。；\n]{0,4}?(?:发出|下达|送达|领取|公示|公告|公布)"),
}
_NEAR = 14
_LONGEST_CLAUSE = 40
_EVENTS = (
    ("published", _PUBLISHED), ("awarded", _AWARDED), ("signed", _SIGNED), ("accepted", _ACCEPTED), ("paid_on", _PAID),
)  # fmt: skip


def dated(text: str, start: int, end: int, dates: Dates) -> Iterator[Term]:
    """Yield the dates in ``text[start:end]`` by what they say of a contract.

    It was awarded, signed, published, accepted, paid_on; as_of is the day to which it is said to be unpaid.
    """
    for date in dates.between(start, end):
        if _AS_OF.search(text, max(start, date.start - 4), date.start):
            yield Term(date, "as_of")
            continue
        for role, pattern in _EVENTS:
            found = pattern.match(text, date.end, end) or _told_before(role, text, date, start, end)
            if found is not None and not _NOT_DONE.search(text, _clause(text, start, date.start), found.end()):
                yield Term(date, role)
                break


def is_accepted_at(text: str, start: int, date: Figure, end: int) -> bool:
    """Whether ``text[start:end]`` says that something was accepted at *date*."""
    found = _ACCEPTED.match(text, date.end, end)
    return found is not None and not _NOT_DONE.search(text, _clause(text, start, date.start), found.end())


def _told_before(role: str, text: str, date: Figure, start: int, end: int) -> re.Match[str] | None:
    """Return the verb behind a date whose noun stands before it: 合同于6月15日公示, 中标通知书于3月2日发出."""
    noun = _NOUN_BEFORE.search(text, max(start, date.start - _NEAR), date.start) if role in _VERBS else None
    return None if noun is None or noun.lastgroup != role else _VERBS[role].match(text, date.end, end)


def _clause(text: str, start: int, at: int) -> int:
    first = max(start, at - _LONGEST_CLAUSE)
    return max(first, *(text.rfind(mark, first, at) + 1 for mark in "，,。；\n"))
