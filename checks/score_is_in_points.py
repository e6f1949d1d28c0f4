"""Classification: scores are points, not percent."""

from __future__ import annotations

from collections.abc import Iterator

from audit_cli import Claim, Comparison, Reading, Term, as_required, check


@check(kind="score")
def score_is_in_points(reading: Reading) -> Iterator[Comparison]:
    """A score is given in points: 98分, not 98%.

    Holds: 经自评，我局2023年部门整体支出绩效自评得分98分。
    Fails: 经自评，我局2023年部门整体支出绩效自评得分98%。
    """
    for rating in reading.each_rating():
        if rating.score is not None:
            claim = Claim("score", (Term(rating.score, "score", rating.label),), "percent")
            yield as_required(claim, rating.score.unit != "%")
