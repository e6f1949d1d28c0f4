"""Recalculation: so much for each of several."""

from __future__ import annotations

from collections.abc import Iterator

from audit_cli import Comparison, Reading, check, product_agrees


@check(kind="distributive")
def product_equals_total(reading: Reading) -> Iterator[Comparison]:
    """An amount for each of several names, taken so many times, is their total.

    Without a total of their own the names count as one part of the sum that they stand in.

    Holds: 全县共配备护林员48名，其中东河镇、西山乡、南坪镇、北川乡各12名。
    Fails: 全县共配备护林员50名，其中东河镇、西山乡、南坪镇、北川乡各12名。
    """
    for claim in reading.claims_of("distributive"):
        if claim.figures("total"):
            yield product_agrees(claim)
