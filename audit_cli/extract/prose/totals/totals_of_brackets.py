"""Totals behind a bracket with their parts: 涉及5个乡镇（东河镇3个村、西山乡2个村、南坪镇4个村），共9个村.

The parts stand alone in the bracket, are counted in one unit and are of one thing, and the total right behind it is
called nothing but one. It ticks and fails; where what stands before the bracket is what they make, they are of that.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile

from audit_cli.expressions import expression
from audit_cli.extract.prose.item import COMMA, Item
from audit_cli.extract.prose.row import Row
from audit_cli.model import Claim

_TOTAL = expression(r"(?:一?共|合计|共计|总计)(?:涉及|覆盖|计|有|为|是|安排|下达|拨付|投入|建设)?")
_FEWEST = 2


def totals_of_brackets(row: Row) -> Iterator[Claim]:
    for total in row.amounts:
        if not total.place or total.sep > COMMA or not _TOTAL.fullmatch(total.label) or total.group:
            continue
        last = row.items[total.place - 1]
        if not last.group:
            continue
        before = reversed(row.items[: total.place])
        parts = [*takewhile(lambda i: i.group == last.group, before)][::-1]  # noqa: B023
        if len(parts) < _FEWEST or not parts[0].opens or parts[0].partial or "等" in last.post:
            continue
        if any(not _is_part(row, i, total) for i in parts):
            continue
        head = row.items[parts[0].place - 1] if parts[0].place else total
        places = [i.place for i in parts]
        if head.same_unit(total) and head is not total and row.closes(head.place, places):
            continue
        yield row.claim(total.place, places, basis="合计")


def _is_part(row: Row, item: Item, total: Item) -> bool:
    plain = item.is_amount and item.role in ("plain", "used") and not item.figure.approximate
    alike = item.same_unit(total) and item.post[:1] == total.post[:1]
    return plain and alike and item.sentence == total.sentence and item.place not in row.total_of and bool(item.label)
