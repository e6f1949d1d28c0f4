"""Recalculation: counts and the lists behind them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from audit_cli import Comparison, Reading, check, count_agrees


@check(kind="count")
def count_equals_list(reading: Reading, *, form: Literal["complete", "open"] = "complete") -> Iterator[Comparison]:
    """A count is the number of the names that are listed for it.

    *form* says which lists are judged: complete ones, or open ones, which may name fewer than they count, never more.

    Holds: 本单位内设办公室、人事科、财务科3个科室。
    Fails: 本单位内设办公室、人事科、财务科4个科室。
    """
    for claim in reading.claims_of("count"):
        if (claim.form == "open") == (form == "open"):
            yield count_agrees(claim)
