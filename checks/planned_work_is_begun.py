"""Limit: plans that were dropped before they had begun."""

from __future__ import annotations

from collections.abc import Iterator

from audit_cli import Claim, Comparison, Reading, Term, as_required, check


@check(kind="target")
def planned_work_is_begun(reading: Reading) -> Iterator[Comparison]:
    """Work that the budget paid for was begun; its money was not taken back because nothing had been settled.

    Holds: 信息平台建设调减预算32.00万元，主要原因是招标节约。
    Fails: 信息平台建设调减预算332.00万元，主要原因是平台建设未确定选址。
    """
    for gap in reading.each_gap():
        if gap.what == "work" and gap.figure is not None:
            terms = (Term(gap.figure, "planned"), Term(gap.place, "reason"))
            yield as_required(Claim("target", terms, "dropped"), False)
