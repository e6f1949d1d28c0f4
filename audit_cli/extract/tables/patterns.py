"""Sums across columns where the header was lost or displaced: layouts that all print, and what closes throughout."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from audit_cli.expressions import expression
from audit_cli.extract.tables.labels import rank_of
from audit_cli.extract.tables.matrix import CLOSES, FAILS, Matrix
from audit_cli.extract.tables.totals import Total
from audit_cli.extract.tables.trees import Node

# the three public expenses: total, abroad, vehicles (purchase, operation), receptions
_THREE_PUBLIC = (
    "合计",
    "因公出国（境）费",
    "公务用车购置及运行费小计",
    "公务用车购置费",
    "公务用车运行费",
    "公务接待费",
)
_IN_ALL = expression(r"累计|合计|小计|共计|总计|总额|全年")
_ENOUGH_NAMED = 2
_MOST_COLUMNS = 16
_ENOUGH_ROWS = 3


def is_three_public(headers: Sequence[str]) -> bool:
    """Whether all heads of the three public expenses stand somewhere among *headers*."""
    text = "".join(headers)
    return all(word in text for word in ("因公出国", "公务用车", "接待", "小计"))


def three_public(matrix: Matrix) -> tuple[tuple[str, ...], list[Total]]:
    """Return the labels and totals of columns in groups of six; none if the columns are not such groups.

    Budget and accounts may each have a group, or stand beside one another in each column of it.
    """
    count, size = len(matrix.figures), len(_THREE_PUBLIC)
    if count == 0 or count % size:
        return (), []
    groups = count // size
    in_turn = groups > 1 and len(set(matrix.labels)) == groups and matrix.labels == matrix.labels[:groups] * size
    step = groups if in_turn else 1
    totals = []
    for first in range(groups) if in_turn else range(0, count, size):
        totals.append(Total(first, tuple([first + step * place for place in (1, 2, 5)]), "layout", False))
        totals.append(Total(first + 2 * step, (first + 3 * step, first + 4 * step), "layout", False))
    labels = tuple([label for label in _THREE_PUBLIC for _ in range(groups)]) if in_turn else _THREE_PUBLIC * groups
    return labels, totals


def closing_runs(matrix: Matrix) -> list[Total]:
    """Return the columns that are the sum of the run of columns to their right in nearly all of at least three rows."""
    count = len(matrix.figures)
    if count < 3 or count > _MOST_COLUMNS:
        return []
    found = []
    for total in range(count - 2):
        best: tuple[int, Total] | None = None
        for end in range(total + 3, count + 1):
            parts = tuple(range(total + 1, end))
            verdicts = matrix.verdicts(total, parts)
            solid = sum(v == CLOSES and matrix.is_solid(parts, c) for c, v in enumerate(verdicts))
            if solid >= _ENOUGH_ROWS and solid >= 3 * verdicts.count(FAILS) and (best is None or solid > best[0]):
                best = solid, Total(total, parts, "layout", False)
        if best is not None:
            found.append(best[1])
    return found


def named_runs(matrix: Matrix) -> list[Total]:
    """Return the columns called 累计 or 合计 that are the sum of a run of columns right beside them in most rows."""
    count = len(matrix.figures)
    if count < 3 or count > _MOST_COLUMNS:
        return []
    found = []
    for total in range(count):
        if not _IN_ALL.search(matrix.labels[total]):
            continue
        runs = [tuple(range(first, total)) for first in range(total - 1)]
        runs += [tuple(range(total + 1, end)) for end in range(total + 3, count + 1)]
        best: tuple[int, tuple[int, ...]] = (0, ())
        for parts in runs:
            verdicts = matrix.verdicts(total, parts)
            solid = sum(v == CLOSES and matrix.is_solid(parts, c) for c, v in enumerate(verdicts))
            if solid >= _ENOUGH_NAMED and solid >= verdicts.count(FAILS) and solid > best[0]:
                best = solid, parts
        if best[1]:
            found.append(Total(total, best[1], "layout", False))
    return found


def totals_across(nodes: Sequence[Node]) -> list[Total]:
    """Return the columns under 合计 that add up those of the same name under the other headers.

    产业 (项目数, 金额), 基础设施 (项目数, 金额), 合计 (项目数, 金额).
    """
    groups = [node for node in nodes if node.index < 0 and node.children]
    return [total for group in groups if rank_of(group.label) for total in _across(group, groups)]


def _across(sum_of_all: Node, groups: Sequence[Node]) -> Iterator[Total]:
    names = [child.label for child in sum_of_all.children]
    others = [g for g in groups if not rank_of(g.label) and [child.label for child in g.children] == names]
    if len(others) < 2 or any(not name or rank_of(name) for name in names):
        return
    for place, child in enumerate(sum_of_all.children):
        parts = tuple(group.children[place].index for group in others)
        if child.index >= 0 and min(parts) >= 0:
            yield Total(child.index, parts, "total", False)
