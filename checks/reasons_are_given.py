"""Presence: the column of reasons, where results are far from their targets."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from audit_cli import Claim, Comparison, Reading, Term, as_required, attained, check, is_far_beyond, is_met


@check(kind="blank-field")
def reasons_are_given(reading: Reading, *, most: Decimal = Decimal(120)) -> Iterator[Comparison]:
    """The column of reasons is used where targets were missed, or passed by far.

    *most* is from what share of the target on, in percent, a result is far beyond it.

    Holds: 三级指标|指标值|完成值|分值|得分|偏差原因¶培训人数|≥320人|300人|60|56|疫情影响¶合格率|≥95%|97%|40|40|
    Fails: 三级指标|指标值|完成值|分值|得分|偏差原因¶培训人数|≥320人|300人|60|56|¶合格率|≥95%|97%|40|40|
    """
    for form in reading.each_form():
        if form.reason is None:
            continue
        apart = [i for i in form.indicators if is_met(i) is False or is_far_beyond(i, most)]
        pairs = [pair for pair in map(attained, apart) if pair is not None]
        if not pairs or any(indicator.reason.state == "absent" for indicator in apart):
            continue
        given = any(indicator.reason.state == "filled" for indicator in form.indicators)
        terms = [Term(actual, "actual") for actual, _ in pairs]
        yield as_required(Claim("blank-field", (Term(form.reason, "label"), *terms), "reason"), given)
