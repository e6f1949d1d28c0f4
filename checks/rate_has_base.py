"""Plausibility: a rate of a whole that is nothing."""

from __future__ import annotations

from collections.abc import Iterator

from audit_cli import Claim, Comparison, Reading, Term, as_required, check


@check(kind="narrative")
def rate_has_base(reading: Reading) -> Iterator[Comparison]:
    """No rate is stated of a budget of zero: it cannot be computed.

    Holds: 2023年年初预算为20.00万元，支出决算为18.00万元，完成年初预算的90%。
    Fails: 2023年年初预算为0.00万元，支出决算为18.00万元，完成年初预算的100%。
    """
    for gap in reading.each_gap():
        if gap.what == "base" and gap.figure is not None:
            yield as_required(Claim("narrative", (Term(gap.place, "rate"), Term(gap.figure, "whole"))), False)
