"""Payments by their words: 3月支付, 首付款."""

from __future__ import annotations

from audit_cli.expressions import expression
from audit_cli.extract.prose.item import Item

_PAID = expression(r"(?:支付|付款|拨付|付|[0-9]年完成)[一-鿿]{0,6}$|(?:首付|预付|进度|到货|验收)款$")


def is_payment(item: Item) -> bool:
    return _PAID.search(item.label) is not None
