"""Figures that hang on a total and its parts: 农村30户80人，城市20户45人，合计50户125人.

A figure without a word of its own, right behind another one, is of the same thing. What hangs on a total is the total
of what hangs on each of its parts: it ticks and fails, to be reviewed where the total stands before parts that close.
What stands before the total, 资金60万元，项目5个，其中甲类3个40万元、乙类2个20万元, may be what hangs on the parts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from audit_cli.extract.prose.item import NO_SEPARATOR, PAUSE
from audit_cli.extract.prose.row import Row
from audit_cli.model import Claim


def hanging_totals(row: Row) -> Iterator[Claim]:
    parts_of: dict[int, list[int]] = {}
    for part, total in row.total_of.items():
        parts_of.setdefault(total, []).append(part)
    for total, parts in parts_of.items():
        behind = parts[-1] < total
        if len(parts) < 2 or not _column_behind(row, parts, apart=not behind):
            continue
        if not behind and not row.closes(total, parts):
            continue
        while unit := _column_behind(row, parts, apart=not behind):
            parts = [part + 1 for part in parts]
            if _column_behind(row, [total], apart=not behind) == unit:
                total += 1
                yield row.claim(total, parts, asserted=behind or row.closes(total, parts), basis="合计")
                continue
            if not behind and total and row.items[total - 1].unit == unit:
                row.missed.append((total - 1, parts))
            break


def _column_behind(row: Row, parts: Sequence[int], apart: bool) -> str:
    """Return the unit of the amounts that hang on all of *parts*, "" if none do; *apart* that a 、 may part them.

    They may be called alike, or what was counted have its name between: 5个村640亩，4个村475亩.
    """
    items = row.at(parts)
    behind = [item for part in parts for item in row.behind(part)]
    first = behind[0] if len(behind) == len(parts) else None
    if first is None or any(not i.is_amount or i.figure.approximate or i.unit != first.unit for i in behind):
        return ""
    if any(i.place in row.total_of for i in behind) or any(i.sep > (PAUSE if apart else NO_SEPARATOR) for i in behind):
        return ""
    alike = all(i.label == (first.label if apart else "") for i in behind)
    named = apart and all(i.label == item.post for i, item in zip(behind, items, strict=True))
    return first.unit if alike or named else ""
