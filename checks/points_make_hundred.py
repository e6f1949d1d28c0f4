"""Footing: the points of a form, and those that a text gives to each part of a score."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from audit_cli import Claim, Comparison, Reading, Term, check, not_assessable


@check(kind="score")
def points_make_hundred(reading: Reading, *, total: int = 100) -> Iterator[Comparison]:
    """The points of a form add up to *total*, with those of the execution rate where they stand apart.

    That the printed total is the sum of its rows is judged elsewhere.

    Holds: 三级指标|指标值|完成值|分值|得分¶培训人数|≥320人|324人|60|60¶合格率|≥95%|97%|40|40¶总分|||100|100
    Holds: 投入20分得19分，过程30分得28分，产出50分得48分，总得分95分。
    Fails: 三级指标|指标值|完成值|分值|得分¶培训人数|≥320人|324人|60|60¶合格率|≥95%|97%|45|45¶总分|||105|105
    """
    for form in reading.each_form():
        printed, execution = form.total_points.quantity, form.execution_points.quantity
        if printed is None:
            continue
        claim = Claim("score", (Term(printed, "points", form.project),), "hundred")
        points = [indicator.points.quantity for indicator in form.indicators]
        if not form.whole or None in points:
            yield not_assessable(claim, "cells were lost")
            continue
        apart = execution.value if execution is not None else None
        reached = printed.value == total or (apart is not None and printed.value + apart == total)
        if reached or apart is not None or printed.value > total or printed.value < total * Decimal("0.8"):
            yield Comparison(claim, "exact" if reached else "inconsistent", Decimal(total), printed.value - total)
    for claim in reading.claims_of("score"):
        if claim.form == "hundred":
            beyond = sum(figure.value for figure in claim.figures("points")) - total
            if beyond >= -total * Decimal("0.2"):
                yield Comparison(claim, "inconsistent" if beyond else "exact", Decimal(total), Decimal(beyond))
