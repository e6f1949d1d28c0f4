"""Limit: no indicator scores more points than it has."""

from __future__ import annotations

from collections.abc import Iterator

from audit_cli import Comparison, Reading, check, score_within


@check(kind="score")
def score_within_points(reading: Reading) -> Iterator[Comparison]:
    """The score of a row of the form does not exceed its points.

    A score above its points lifts the total score, and with it the grade.

    Holds: 指标|分值|得分¶产出指标|50|48¶效益指标|30|28¶满意度指标|20|20
    Fails: 指标|分值|得分¶产出指标|50|48¶效益指标|30|32¶满意度指标|20|20
    """
    for claim in reading.claims_of("score"):
        if not claim.form:
            yield score_within(claim)
