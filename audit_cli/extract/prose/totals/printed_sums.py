"""Sums printed as formulas: 自评得分=11分+25分+29分+27.5分=92.5分.

What stands between plus signs are the parts, what stands behind the last equals sign is the total. Ticks and fails.
"""

from __future__ import annotations

from collections.abc import Iterator

from audit_cli.expressions import expression
from audit_cli.extract.prose.row import Row
from audit_cli.model import Claim

_PLUS = expression(r"[^，。；=＝]{0,12}[+＋][^，。；=＝]{0,12}")
_EQUALS = expression(r"[）)]?\s*[=＝]\s*")


def printed_sums(row: Row) -> Iterator[Claim]:
    if "=" not in row.words and "＝" not in row.words:
        return
    parts: list[int] = []
    for item in row.items:
        if parts and _PLUS.fullmatch(item.words):
            parts.append(item.place)
            continue
        if len(parts) > 1 and _EQUALS.fullmatch(item.words):
            yield row.claim(item.place, parts, basis="算式")
        parts = [item.place]
