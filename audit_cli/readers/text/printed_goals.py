"""The goals of a form on a page that spaces align: 预期目标 beside 实际完成情况, and one long cell below each."""

from __future__ import annotations

from collections.abc import Sequence

from audit_cli.expressions import expression
from audit_cli.goal_names import GOAL, RESULT
from audit_cli.readers.text.printed_fields import Field, Span

_GOALS = expression(f"{GOAL}|{RESULT}")
_MOST = 4  # fields of a line: the label, and two texts that a blank may part
_LONGEST = 8  # signs of a line of the label to the left


def goals_of(rows: Sequence[Sequence[Field]]) -> tuple[list[list[str]], list[Span]] | None:
    """Return the label, the two names and what stands below them, with their columns; None if this is no such part."""
    at, names = next(((k, row[-2:]) for k, row in enumerate(rows) if _are_goals(row[-2:])), (0, ()))
    if not names or at + 1 == len(rows) or any(len(row) > _MOST for row in rows):
        return None
    edge = sum(name.left + name.right for name in names) // 4
    body = [field for row in rows[at + 1 :] for field in row]
    start = min((f.left for f in body if len(f.text) > _LONGEST), default=names[0].left)
    label, goal, result = "", "", ""
    for row in rows:
        for field in row:
            if field in names:
                continue
            if field.right <= min(start, names[0].left) and len(field.text) <= _LONGEST:
                label += field.text
            elif row is rows[at]:
                return None
            elif (field.left + field.right) // 2 < edge:
                goal += field.text
            else:
                result += field.text
    table = [[label, names[0].text, names[1].text], ["", goal, result]]
    return table, [(0, start - 1), (start, edge), (edge, max(f.right for f in (*body, *names)))]


def _are_goals(row: Sequence[Field]) -> bool:
    return len(row) == len([field for field in row if _GOALS.fullmatch(field.text)]) == 2
