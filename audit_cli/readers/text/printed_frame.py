"""Rows of a form whose header tells how many columns there are, where places alone would tell others.

A converter sets each line as wide as its longest cells, so that a column may stand in one row where its neighbour does
in the next. From row to row it moves little: each row is laid beside those above it, in order, and a column of names
holds no figure, one of points nothing else.
"""

from __future__ import annotations

from collections.abc import Sequence

from audit_cli.expressions import expression
from audit_cli.goal_names import GOAL, RESULT
from audit_cli.readers.text.cells import kind_of
from audit_cli.readers.text.printed_cells import CellOfPage
from audit_cli.readers.text.printed_fields import FAR, Span

# names that stand beside each other in no other row than a header
HEADS = expression(rf"[一二三]级指标?|分值|得分|权重|{GOAL}|{RESULT}|自评得分|指标名称")
FEWEST_HEADS = 2
_MOST_UNNAMED = 2
_POINTS = expression(r"分值|(?:自评)?得分|权重")
_WORDS = expression(r"[一二三]级指标|指标名称|.*(?:原因|措施|备注|说明).*")


def framed(rows: Sequence[Sequence[CellOfPage]]) -> list[list[str]] | None:
    """Return the *rows* in the columns of their header, None if there is none."""
    head = next((k for k, row in enumerate(rows) if _is_head(row)), None)
    most = max(map(len, rows), default=0)
    if head is None or head + 1 == len(rows):
        return None
    named = rows[head]
    unnamed = most - len(named)  # labels to the left, which a merged cell heads or none
    if unnamed > _MOST_UNNAMED:
        return None
    full = next(row for row in rows if len(row) == most)
    names = [""] * unnamed + [cell.text for cell in named]
    places = [(cell.left, cell.right) for cell in (*full[:unnamed], *named)]
    out = []
    for k, row in enumerate(rows):
        texts = [""] * most
        columns: Sequence[int] = range(unnamed, most)
        if k != head:
            columns = _columns(row, places, names if k > head else texts)
        for cell, c in zip(row, columns, strict=True):
            texts[c] = cell.text
            if k > head:
                places[c] = (cell.left, cell.right)
        out.append(texts)
    if not out[head][0]:
        # a label in the middle of its rows begins with the first
        out[head][0], out[head + 1][0] = out[head + 1][0], ""
    return out


def _is_head(row: Sequence[CellOfPage]) -> bool:
    return sum(HEADS.fullmatch(cell.text) is not None for cell in row) >= FEWEST_HEADS


def _columns(row: Sequence[CellOfPage], places: Sequence[Span], names: Sequence[str]) -> tuple[int, ...]:
    """Return which columns the cells fill: in order, and as near to those above as can be."""
    best: dict[int, tuple[int, tuple[int, ...]]] = {-1: (0, ())}
    for n, cell in enumerate(row):
        after: dict[int, tuple[int, tuple[int, ...]]] = {}
        for last, (cost, columns) in best.items():
            for c in range(last + 1, len(places) - (len(row) - n - 1)):
                new = cost + _distance(cell, places[c], names[c])
                if c not in after or new < after[c][0]:
                    after[c] = (new, (*columns, c))
        best = after
    return min(best.values())[1]


def _distance(cell: CellOfPage, place: Span, name: str) -> int:
    """Return how far *cell* stands from a column, by the nearest of its edges and its middle."""
    is_figure = kind_of(cell.text) == "n"
    if (_WORDS if is_figure else _POINTS).fullmatch(name) and kind_of(cell.text) != "d":
        return FAR
    left, right = place
    return min(abs(cell.left - left), abs(cell.right - right), abs(cell.middle - left - right) // 2)
