"""Tie-out: one fact in two places."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from audit_cli import Comparison, Reading, check, same_agrees


@check(kind="equal")
def same_figure_everywhere(
    reading: Reading, *, cell_by_cell: bool = False, form: Literal["whole", "partial", "across"] = "whole"
) -> Iterator[Comparison]:
    """A fact that is stated twice has the same figure in both places.

    *form* says which statements are judged: those of the whole fact, a second one that may be of a part of it, or one
    in another document of the submission.
    *cell_by_cell* is for statements whose cells are rounded one by one: they may differ by one unit of the last place.

    Holds: 2023年度基本支出决算数为886.88万元。¶2023年度基本支出决算数8868800元。
    Fails: 2023年度基本支出决算数为886.88万元。¶2023年度基本支出决算数为868.88万元。
    """
    for claim in reading.claims_of("equal"):
        if (claim.form or "whole") == form:
            yield from same_agrees(claim, cell_by_cell)
