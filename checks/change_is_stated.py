"""Presence: the change that a sentence gives a reason for."""

from __future__ import annotations

from collections.abc import Iterator

from audit_cli import Claim, Comparison, Reading, Term, as_required, check


@check(kind="blank-field")
def change_is_stated(reading: Reading) -> Iterator[Comparison]:
    """A sentence that compares with another year, or with the budget, and gives a reason says what has changed.

    Holds: 2023年支出110.00万元，与2022年相比增加10.00万元，主要是因为项目增加。
    Fails: 2023年支出110.00万元。本年度支出与2022年相比，主要是因为项目增加。
    """
    for gap in reading.each_gap():
        if gap.what == "change":
            yield as_required(Claim("blank-field", (Term(gap.place, "label"),), "change"), False)
