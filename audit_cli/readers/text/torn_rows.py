"""Rows of a printed form that a cell of several lines has torn apart: each indicator has its points.

What stands in a row without any, right of the classes, goes on in the row above it.
"""

from __future__ import annotations

from collections.abc import Sequence

from audit_cli.expressions import expression
from audit_cli.readers.text.cells import kind_of

_POINTS = expression(r"分值|权重|标准分")
_NAME = expression(r"三级指标|指标名称|指标内容")


def without_torn_rows(rows: list[list[str]]) -> list[list[str]]:
    """Return *rows* with those joined that are one indicator; all as they are where no column says the points."""
    out: list[list[str]] = []
    points = name = -1
    for row in rows:
        heads = [k for k, text in enumerate(row) if _POINTS.fullmatch(text)]
        names = [k for k, text in enumerate(row) if _NAME.fullmatch(text)]
        if names:
            points, name = heads[-1] if heads else -1, names[-1]
        elif points >= 0 and out[-1][points] and _is_rest(row, points, name) and kind_of(out[-1][points]) == "n":
            out[-1] = _joined(out[-1], row)
            continue
        out.append(row)
    return out


def _is_rest(row: Sequence[str], points: int, name: int) -> bool:
    """Whether a row has neither points nor a class, and not more than words and what belongs to them."""
    return not row[points] and any(row[name:]) and not any(row[:name])


def _joined(above: Sequence[str], rest: Sequence[str]) -> list[str]:
    """Return a row with what goes on below it; a numeral below another strayed from the column beside."""
    joined = list(above)
    for k, text in enumerate(rest):
        own = bool(joined[k]) and k + 1 < len(rest) and kind_of(text) == kind_of(joined[k]) == "n"
        joined[k + own] += text
    return joined
