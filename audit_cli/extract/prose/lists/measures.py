"""Measures: lines that tell several figures of each thing: 1.甲项目：预算60万元，实际支出55万元；2.….

The first figure of each line is a part, unless another one that every line tells is what the head is of.
"""

from __future__ import annotations

from collections.abc import Iterator

from audit_cli.expressions import expression
from audit_cli.extract.prose.growth.words import PLAN
from audit_cli.extract.prose.item import COMMA, SEMICOLON
from audit_cli.extract.prose.labels import clean_label
from audit_cli.extract.prose.row import Row

_PLANNED = expression(rf"(?:{PLAN.pattern})(?!(?:财政拨款)?支出)")
_MADE = expression(r"实现|完成|带动|创造")
_FOR_EACH = "每"
_SEMICOLONS = 2  # that part a list
_MOST = 3  # figures behind the first of a line


def other_measures(row: Row, parts: list[int]) -> Iterator[list[int]]:
    """Yield the places of each other figure that all lines of a list tell under one name."""
    if len(parts) < 2 or not all(row.items[p].mark for p in parts):
        return
    for step in range(1, _MOST + 1):
        moved = [p + step for p in parts]
        if moved[-1] >= len(row.items) or any(row.items[m].line != row.items[m - step].line for m in moved):
            return
        items = row.at(moved)
        alike = len({clean_label(i.label) for i in items}) == 1 and items[0].label != ""
        if alike and all(i.role in ("plain", "used") and i.kin(row.items[parts[0]]) for i in items):
            yield moved


def told_beside(row: Row, parts: list[int]) -> set[int]:
    """Return the places of what is told of a part behind a comma, where the parts of the list stand behind semicolons.

    其中，农业产值71万元，增长4%；林业产值5万元，增长2%；服务业产值8万元，增长7%，实现增加值5万元. So is what each of
    several gets, beside what all of them do: 其中每个社区20万元、五个社区共100万元，党建46万元.
    """
    each = {p for p in parts if row.items[p].each and _FOR_EACH in row.items[p].label}
    if each and len(each) < len(parts) - 1:
        return each
    behind = [row.items[p] for p in parts[1:]]
    if sum([i.sep >= SEMICOLON for i in behind]) < _SEMICOLONS:
        return set()
    return {i.place for i in behind if i.sep <= COMMA and _MADE.match(i.label) and not row.items[i.place - 1].is_amount}


def of_spending(row: Row, head: int, parts: list[int]) -> list[int]:
    """Return the parts, or where these are plans and *head* is none, what the lines tell beside the plans."""
    if _PLANNED.search(row.items[head].label) or not all(PLAN.search(i.label) for i in row.at(parts)):
        return parts
    return next((m for m in other_measures(row, parts) if not PLAN.search(row.items[m[0]].label)), parts)
