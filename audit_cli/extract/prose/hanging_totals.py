"""Figures that hang on a total and its parts: 农村30户80人，城市20户45人，合计50户125人.

A figure without a word of its own, right behind another one, is of the same thing. What hangs on a total is the total
of what hangs on each of its parts: it ticks and fails, to be reviewed where the total stands before parts that close.
What stands before the total, 资金60万元，项目5个，其中甲类3个40万元、乙类2个20万元, may be what hangs on the parts.
"""

from __future__ import annotations

from collections.abc import Iterator

from audit_cli.extract.prose.item import NO_SEPARATOR
from audit_cli.extract.prose.row import Row
from audit_cli.model import Claim


def hanging_totals(row: Row) -> Iterator[Claim]:
    parts_of: dict[int, list[int]] = {}
    for part, total in row.total_of.items():
        parts_of.setdefault(total, []).append(part)
    for total, parts in parts_of.items():
        if len(parts) < 2 or not _unit_behind(row, parts[0]):
            continue
        behind = parts[-1] < total
        if not behind and not row.closes(total, parts):
            continue
        before = total - 1
        while (unit := _unit_behind(row, parts[0])) and all(_unit_behind(row, part) == unit for part in parts):
            parts = [part + 1 for part in parts]
            if _unit_behind(row, total) == unit:
                total += 1
                yield row.claim(total, parts, asserted=behind or row.closes(total, parts), basis="合计")
            elif not behind and before >= 0 and row.items[before].unit == unit:
                row.missed.append((before, parts))
                break
            else:
                break


def _unit_behind(row: Row, place: int) -> str:
    """Return the unit of the amount that hangs on the one at *place*, "" if none does."""
    for item in row.items[place + 1 : place + 2]:
        if item.is_amount and item.sep == NO_SEPARATOR and not item.label and not item.figure.approximate:
            return "" if item.place in row.total_of else item.unit
    return ""
