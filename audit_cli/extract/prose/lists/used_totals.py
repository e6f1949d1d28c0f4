"""What was used in all: 安排30万元，已使用23万元，其中：甲10万元，已使用8万元；乙20万元，已使用15万元.

The used amounts beside the parts of a list add up to the used amount beside its total, or to 累计支出 behind the list.
It ticks where they do; it fails if the total stands with the head of the list.
"""

from __future__ import annotations

from collections.abc import Iterator

from audit_cli.expressions import expression
from audit_cli.extract.prose.item import Item
from audit_cli.extract.prose.labels import clean_label
from audit_cli.extract.prose.row import Row
from audit_cli.model import Claim, Term
from audit_cli.quantity import sum_verdict

_SUMMED = expression(r"(?:以上|上述|[两三四五六七八九十]项)*(?:累计|合计|共|总)")
_REACH = 3  # items behind a part, or behind the list, of which one may be the used amount


def used_total(row: Row, head: int, parts: list[int]) -> Iterator[Claim]:
    """Yield the sum of the used amounts beside *parts*, where the list says what was used in all."""
    used = _used_of_each(row, parts)
    if not any(u.role == "used" for u in used):
        return
    items, whole = row.items, row.items[head]
    total = next((i for i in items[head + 1 : parts[0]] if i.role == "used" and i.kin(whole)), None)
    beside_head = total is not None
    if total is None:
        behind = items[used[-1].place + 1 : used[-1].place + 1 + _REACH]
        total = next((i for i in behind if _is_used_in_all(i, whole)), None)
    if total is None:
        return
    figures = [u.figure for u in used]
    closes = sum_verdict(total.figure.quantity, figures, [row.weights[u.place] for u in used]) in ("exact", "rounding")
    terms = (row.term(total.place, "total"), *(Term(u.figure, "part", clean_label(u.label)) for u in used))
    yield Claim("sum", terms, "open", asserted=closes or beside_head, basis="已使用")


def _used_of_each(row: Row, parts: list[int]) -> list[Item]:
    """Return what was used of each part: the used amount behind it, or itself if used up; none if one is not told."""
    items = row.items
    used: list[Item] = []
    for place, end in zip(parts, [*parts[1:], len(items)], strict=True):
        part = items[place]
        behind = items[place + 1 : min(end, place + 1 + _REACH)]
        own = next((i for i in behind if i.kin(part) and i.role == "used" and i.sentence == part.sentence), None)
        if own is None and not part.done:
            return []
        used.append(own or part)
    return used


def _is_used_in_all(item: Item, whole: Item) -> bool:
    if not item.kin(whole) or item.role not in ("used", "plain") or item.sentence - whole.sentence > 2:
        return False
    return bool(_SUMMED.match(item.label))
