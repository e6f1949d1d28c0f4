"""Recalculation: the score of a measured indicator."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Literal

from audit_cli import Comparison, Reading, check, earned

_SLACK = Decimal("0.05")


@check(kind="score")
def score_fits_attainment(
    reading: Reading, *, aim: Literal["at_least", "at_most", "equal"] = "at_least"
) -> Iterator[Comparison]:
    """The score of an indicator that missed its target is no more than what was reached is worth.

    Points in proportion to what was reached; for targets that are a limit, target ÷ actual or what is left after the
    excess, whichever is more.  Less is allowed.  *aim* says which targets are judged, those without a sign with
    at_least.  A form that brings its own standard is not judged.

    Holds: 三级指标|指标值|完成值|分值|得分¶培训人数|≥320人|288人|60|54¶合格率|≥95%|97%|40|40
    Fails: 三级指标|指标值|完成值|分值|得分¶培训人数|≥320人|288人|60|58¶合格率|≥95%|97%|40|40
    """
    for form in reading.each_form():
        for indicator in form.indicators:
            if (indicator.aim or "at_least") != aim or form.graded:
                continue
            score, points = indicator.score.quantity, indicator.points.quantity
            # to pass the points themselves is another fault
            if score is None or points is None or score.value > points.value or (due := earned(indicator)) is None:
                continue
            too_much = score.value > due + max(_SLACK, score.quantum / 2)
            # a tick says no more than that the points were not passed
            told = ("actual", "target") if too_much else ()
            claim = indicator.claim("score", "score", "points", *told, form="attainment")
            claim = claim._replace(asserted=indicator.aim != "")
            yield Comparison(claim, "inconsistent" if too_much else "exact", due, score.value - due)
