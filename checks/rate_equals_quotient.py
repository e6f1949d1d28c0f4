"""Recalculation: rates, shares and other quotients."""

from __future__ import annotations

from collections.abc import Iterator

from audit_cli import Comparison, Reading, check, ratio_agrees


@check(kind="ratio")
def rate_equals_quotient(reading: Reading) -> Iterator[Comparison]:
    """A printed rate is the quotient of the two figures printed with it.

    Readers judge a programme by its rates, and rates are often typed by hand.

    Holds: 2023年项目支出年初预算100.00万元，决算数95.00万元，执行率95.0%。
    Fails: 2023年项目支出年初预算100.00万元，决算数95.00万元，执行率98.0%。
    """
    for claim in reading.claims_of("ratio"):
        yield ratio_agrees(claim)
