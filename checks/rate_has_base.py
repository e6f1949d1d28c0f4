"""Plausibility: a rate of a whole that is nothing."""

from __future__ import annotations

from collections.abc import Iterator

from audit_cli import Comparison, Reading, as_required, check


@check(kind="ratio")
def rate_has_base(reading: Reading) -> Iterator[Comparison]:
    """A rate is not stated of a budget of zero: it cannot be computed.

    Holds: 2023年年初预算为20.00万元，支出决算为18.00万元，完成年初预算的90%。
    Fails: 2023年年初预算为0.00万元，支出决算为18.00万元，完成年初预算的100%。
    """
    for claim in reading.claims_of("ratio"):
        base = sum(figure.value for figure in claim.figures("whole"))
        if any(figure.value for figure in claim.figures("part")):
            yield as_required(claim, base != 0)
