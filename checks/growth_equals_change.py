"""Recalculation: rates of change."""

from __future__ import annotations

from collections.abc import Iterator

from audit_cli import Comparison, Reading, check, growth_agrees


@check(kind="growth")
def growth_equals_change(reading: Reading) -> Iterator[Comparison]:
    """A rate of change follows from the two figures, or from the figure and its change, that are printed with it.

    The words give the sign: a fall of 3.2% and one of -3.2% are the same fall.

    Holds: 2023年财政拨款支出110.00万元，比上年增加10.00万元，增长10.00%。
    Fails: 2023年财政拨款支出110.00万元，比上年增加10.00万元，增长11.00%。
    """
    for claim in reading.claims_of("growth"):
        yield growth_agrees(claim)
