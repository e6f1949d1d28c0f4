"""Classification: results against the targets of the rows beside them."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from audit_cli import Claim, Comparison, Figure, Indicator, Reading, as_required, check


@check(kind="target")
def actual_stands_in_its_row(
    reading: Reading, *, near: Decimal = Decimal(2), far: Decimal = Decimal(3)
) -> Iterator[Comparison]:
    """No two rows have their results exchanged, and none has that of its neighbour.

    They are exchanged where neither fits its own target, in its unit and to within *far* times of it, and each is
    within *near* times of the other's. One has that of its neighbour where both have the same, in one unit, though
    their targets are in two, and it is within *far* times of only one of them.

    Holds: 三级指标|指标值|完成值|分值|得分¶新建水渠|≥12公里|13公里|60|60¶维修泵站|3座|3座|40|40
    Fails: 三级指标|指标值|完成值|分值|得分¶新建水渠|≥12公里|3座|60|60¶维修泵站|3座|13公里|40|40
    """
    for form in reading.each_form():
        for one, other in pairwise(form.indicators):
            quantities = [i.quantity for i in (one.target, one.actual, other.target, other.actual)]
            if any(q is None or q.value <= 0 for q in quantities):
                continue
            target, actual, target2, actual2 = [q for q in quantities if q is not None]
            if target.unit == target2.unit and _fit(target, target2, far):
                continue  # either may stand in either row
            misfit = not (_fit(actual, target, far) or _fit(actual2, target2, far))
            exchanged = misfit and _fit(actual, target2, near) and _fit(actual2, target, near)
            same = actual.unit == actual2.unit != "" and actual.value == actual2.value and target.unit != target2.unit
            copied = same and _is_near(actual, target, far) != _is_near(actual2, target2, far)
            wrong = exchanged or copied
            yield as_required(_claim(one, other) if wrong else one.claim("target", "actual", "target"), not wrong)


def _fit(actual: Figure, target: Figure, times: Decimal) -> bool:
    """Tell whether *actual* may be what came of *target*: it is in its unit and near it."""
    return (actual.unit == target.unit or not actual.unit or not target.unit) and _is_near(actual, target, times)


def _is_near(actual: Figure, target: Figure, times: Decimal) -> bool:
    return actual.value <= target.value * times and target.value <= actual.value * times


def _claim(one: Indicator, other: Indicator) -> Claim:
    own, others = (i.claim("target", "actual", "target") for i in (one, other))
    return Claim("target", own.terms + others.terms, "exchanged")
