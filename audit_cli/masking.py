"""What output shows of a number that belongs to a person: enough to find it, not enough to use it."""

from __future__ import annotations

from audit_cli.expressions import expression

_LONG = expression(r"[0-9０-９](?:[ -]?[0-9０-９]){9,}[XxＸ]?")
_FIRST, _LAST = 3, 2


def masked(text: str) -> str:
    """Return *text* with all but the ends of its long numbers hidden.

    >>> masked("电话13800138000")
    '电话138******00'
    """
    return _LONG.sub(lambda m: m[0][:_FIRST] + "*" * (len(m[0]) - _FIRST - _LAST) + m[0][-_LAST:], text)
