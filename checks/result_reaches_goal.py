"""Tie-out: the goal of a form and the result that the form tells."""

from __future__ import annotations

from collections.abc import Iterator

from audit_cli import Comparison, Reading, as_required, check, is_met

_A_REASON = 2  # characters that can say why, or that it is as above


@check(kind="target")
def result_reaches_goal(reading: Reading) -> Iterator[Comparison]:
    """What a form tells as its result is no less than what its goal promises of the same thing.

    A shortfall that an indicator shows too is judged there; one that it has its reason for is none here, though its
    own target be another than the goal.

    Holds: 预期目标|实际完成情况¶全年培训乡村医生320人以上，新建村卫生室3座|实际培训乡村医生324人，新建村卫生室3座
        ¶¶三级指标|指标值|完成值¶培训人数|≥320人|324人
    Fails: 预期目标|实际完成情况¶全年培训乡村医生320人以上，新建村卫生室3座|实际培训乡村医生324人，新建村卫生室2座
        ¶¶三级指标|指标值|完成值¶培训人数|≥320人|324人
    """
    explained = {
        indicator.actual.quantity.value
        for indicator in reading.each_indicator()
        if indicator.actual.quantity and (len(indicator.reason.printed) >= _A_REASON or is_met(indicator) is False)
    }
    for claim in reading.claims_of("target"):
        target, actual = claim.figure("target").value, claim.figure("actual").value
        yield as_required(claim._replace(form="promise"), actual >= target or actual in explained)
