"""Plausibility: a figure that is 10,000 times too large or too small."""

from __future__ import annotations

from collections.abc import Iterator

from audit_cli import Comparison, Reading, check, unit_agrees


@check(kind="unit")
def unit_fits_magnitude(reading: Reading) -> Iterator[Comparison]:
    """A figure has the size of the figures that it belongs to.

    万 is easily left out, or typed twice; the figure is then wrong by four places.

    Holds: 2023年安排培训经费25.00万元，已支付23.29万元。
    Fails: 2023年安排培训经费25.00万元，已支付23.29元。
    """
    for claim in reading.claims_of("unit"):
        yield unit_agrees(claim)
