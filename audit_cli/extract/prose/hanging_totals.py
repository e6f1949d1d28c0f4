"""Figures that hang on a total behind its parts: 农村30户80人，城市20户45人，合计50户125人.

A figure without a word of its own, right behind another one, is of the same thing. What hangs on a total is the total
of what hangs on each of its parts. It ticks and fails.
"""

from __future__ import annotations

from collections.abc import Iterator

from audit_cli.extract.prose.item import NO_SEPARATOR
from audit_cli.extract.prose.row import Row
from audit_cli.model import Claim


def hanging_totals(row: Row) -> Iterator[Claim]:
    parts_of: dict[int, list[int]] = {}
    for part, total in row.total_of.items():
        if part < total:
            parts_of.setdefault(total, []).append(part)
    for total, parts in parts_of.items():
        if len(parts) < 2:
            continue
        while (unit := _unit_behind(row, total)) and all(_unit_behind(row, part) == unit for part in parts):
            total, parts = total + 1, [part + 1 for part in parts]
            yield row.claim(total, parts, basis="合计")


def _unit_behind(row: Row, place: int) -> str:
    """Return the unit of the amount that hangs on the one at *place*, "" if none does."""
    for item in row.items[place + 1 : place + 2]:
        if item.is_amount and item.sep == NO_SEPARATOR and not item.label and not item.figure.approximate:
            return "" if item.place in row.total_of else item.unit
    return ""
