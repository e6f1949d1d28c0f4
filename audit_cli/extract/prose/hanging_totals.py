"""Figures that hang on a total and its parts: 农村30户80人，城市20户45人，合计50户125人.

A figure without a word of its own, right behind another one, is of the same thing. What hangs on a total is the total
of what hangs on each of its parts: it ticks and fails, to be reviewed where the total stands before parts that close.
What stands before the total, 资金60万元，项目5个，其中甲类3个40万元、乙类2个20万元, may be what hangs on the parts.
"""

from __future__ import annotations

from collections.abc import Iterator

from audit_cli.extract.prose.item import NO_SEPARATOR, PAUSE
from audit_cli.extract.prose.row import Row
from audit_cli.model import Claim


def hanging_totals(row: Row) -> Iterator[Claim]:
    parts_of: dict[int, list[int]] = {}
    for part, total in row.total_of.items():
        parts_of.setdefault(total, []).append(part)
    for total, parts in parts_of.items():
        if len(parts) < 2 or not _unit_behind(row, parts[0], apart=parts[0] > total):
            continue
        behind = parts[-1] < total
        if not behind and not row.closes(total, parts):
            continue
        while (unit := _unit_behind(row, parts[0], apart=not behind)) and all(
            _unit_behind(row, part, apart=not behind) == unit for part in parts
        ):
            parts = [part + 1 for part in parts]
            if _unit_behind(row, total, apart=not behind) == unit:
                total += 1
                yield row.claim(total, parts, asserted=behind or row.closes(total, parts), basis="合计")
                continue
            if not behind and total and row.items[total - 1].unit == unit:
                row.missed.append((total - 1, parts))
            break


def _unit_behind(row: Row, place: int, apart: bool) -> str:
    """Return the unit of the amount that hangs on the one at *place*, "" if none does; *apart* that a 、 may part them.

    What was counted may have its name between: 5个村640亩.
    """
    for item in row.items[place + 1 : place + 2]:
        name = row.items[place].post if apart else ""
        hangs = item.is_amount and item.sep <= (PAUSE if apart else NO_SEPARATOR) and item.label in ("", name)
        if hangs and not item.figure.approximate:
            return "" if item.place in row.total_of else item.unit
    return ""
