"""Footing: the shares of one whole."""

from __future__ import annotations

from collections.abc import Iterator

from audit_cli import Comparison, Reading, check, shares_agree


@check(kind="sum")
def shares_make_hundred(reading: Reading) -> Iterator[Comparison]:
    """The shares of all parts of one whole add up to a hundred percent.

    Holds: 支出结构中，教育支出占52.3%，卫生健康支出占27.7%，农林水支出占20.0%。
    Fails: 支出结构中，教育支出占52.3%，卫生健康支出占27.7%，农林水支出占30.0%。
    """
    for claim in reading.claims_of("sum"):
        if claim.form == "shares":
            yield shares_agree(claim)
