"""Plausibility: a rate of a whole, or from a base, that is nothing."""

from __future__ import annotations

from collections.abc import Iterator

from audit_cli import Claim, Comparison, Reading, Term, as_required, check


@check(kind="narrative")
def rate_has_base(reading: Reading) -> Iterator[Comparison]:
    """No rate is stated of a budget of zero, or of growth from nothing: it cannot be computed.

    Holds: 2023年年初预算为20.00万元，支出决算为18.00万元，完成年初预算的90%。
    Fails: 2023年年初预算为0.00万元，支出决算为18.00万元，完成年初预算的100%。
    Fails: 公务接待费0.30万元，比上年增加0.30万元，增长100%。
    """
    for gap in reading.each_gap():
        if gap.what == "base" and gap.figure is not None:
            terms = Term(gap.place, "rate"), Term(gap.figure, "whole")
            yield as_required(Claim("narrative", terms, "no base"), False)
