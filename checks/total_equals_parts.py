"""Footing: totals and their parts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from audit_cli import Comparison, Reading, check, holds, not_assessable, parts_exceed, sum_agrees


@check(kind="sum")
def total_equals_parts(
    reading: Reading, *, form: Literal["complete", "open", "partial", "blank"] = "complete"
) -> Iterator[Comparison]:
    """A total is the sum of the parts that are listed for it.

    *form* says which lists are judged: complete ones, where nothing else can belong to the total; open ones, which
    do not say; partial ones, which say that they name only some parts; and those with a blank part.  Parts that go
    beyond the total of an open or partial list are judged by parts_within_total.

    Holds: 2023年本年支出合计500.00万元，其中：基本支出300.00万元，项目支出200.00万元。
    Fails: 2023年本年支出合计500.00万元，其中：基本支出300.00万元，项目支出210.00万元。
    """
    for claim in reading.claims_of("sum"):
        if (claim.form or "open") != form:
            continue
        comparison = sum_agrees(claim)
        if form == "complete" or holds(comparison):
            yield comparison
        elif form == "blank":
            yield comparison if parts_exceed(comparison) else not_assessable(claim, "a part is blank")
        elif not parts_exceed(comparison):
            yield comparison
