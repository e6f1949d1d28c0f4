"""Recalculation: remainders, excesses and other differences."""

from __future__ import annotations

from collections.abc import Iterator

from audit_cli import Comparison, Reading, check, difference_agrees


@check(kind="difference")
def remainder_equals_difference(reading: Reading) -> Iterator[Comparison]:
    """What is left, or goes beyond, is the difference of the two figures it is said of.

    Remainders are carried into the next year, so a wrong one does not stay alone.

    Holds: 2023年下达专项资金30.00万元，已使用23.29万元，剩余6.71万元。
    Fails: 2023年下达专项资金30.00万元，已使用23.29万元，剩余7.71万元。
    """
    for claim in reading.claims_of("difference"):
        yield difference_agrees(claim)
