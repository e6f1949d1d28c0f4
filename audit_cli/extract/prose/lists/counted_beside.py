"""Lists that count two things of each part: 培训42期、2871人次，其中甲12期864人次，乙30期2007人次.

Beside the list that a cue opens, the second count of each part adds up to the second count of its head. It ticks, and
is to be reviewed where it does not.
"""

from __future__ import annotations

from collections.abc import Iterator

from audit_cli.extract.prose.item import COMMA, Item
from audit_cli.extract.prose.lists.form import form_of
from audit_cli.extract.prose.row import Row
from audit_cli.model import Claim


def counted_beside(row: Row, head: int, parts: list[int]) -> Iterator[Claim]:
    """Yield the sum of what stands right behind each of *parts*, under what stands right behind *head*."""
    if len(parts) < 2 or row.items[head].figure.type != "count" or parts[0] - head < 2:
        return
    beside = [place + 1 for place in parts]
    if beside[-1] >= len(row.items) or not row.taken.isdisjoint(beside):
        return
    second = row.at(beside)
    totals = [i for i in row.items[head + 1 : parts[0]] if i.role in ("plain", "used") and i.is_amount]
    totals = [i for i in totals if not i.same_unit(row.items[head]) and all(_goes_with(j, i) for j in second)]
    # 设备36台，预算128万元，实际支付115万元，其中甲1台62万元，…: one of them was divided
    closing = [i for i in totals if row.closes(i.place, beside)]
    if not totals or (len(totals) > 1 and not closing):
        return
    total, closes = (closing or totals)[0], bool(closing)
    row.take(total.place, beside)
    form = "open" if closes else form_of(row, total.place, beside, closes)
    yield row.claim(total.place, beside, form, asserted=closes, basis="其中")


def _goes_with(item: Item, total: Item) -> bool:
    return item.same_unit(total) and item.role == "plain" and item.sep <= COMMA and not item.cue
