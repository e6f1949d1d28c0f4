"""Footing: parts against the total that holds them."""

from __future__ import annotations

from collections.abc import Iterator

from audit_cli import Comparison, Reading, check, parts_exceed, sum_agrees


@check(kind="sum")
def parts_within_total(reading: Reading) -> Iterator[Comparison]:
    """The parts of a list that need not be complete stay within its total.

    More may belong to the total than is listed, never less.  A list that stays within is judged by
    total_equals_parts.

    Holds: 2023年公用经费100.00万元，主要包括办公费20.00万元、差旅费30.00万元等。
    Fails: 2023年公用经费100.00万元，主要包括办公费80.00万元、差旅费30.00万元等。
    """
    for claim in reading.claims_of("sum"):
        if claim.form in ("", "open", "partial"):
            comparison = sum_agrees(claim)
            if parts_exceed(comparison):
                yield comparison
