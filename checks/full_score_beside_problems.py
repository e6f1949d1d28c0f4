"""Plausibility: a perfect score beside problems that the report admits."""

from __future__ import annotations

from collections.abc import Iterator

from audit_cli import Comparison, Reading, Term, as_required, check


@check(kind="score")
def full_score_beside_problems(reading: Reading) -> Iterator[Comparison]:
    """A form that gives itself all points belongs to a report without problems.

    Holds: 三级指标|指标值|完成值|分值|得分¶培训人数|≥320人|324人|100|96¶总分|||100|96¶¶五、存在的问题
        ¶预算执行力度不够。
    Fails: 三级指标|指标值|完成值|分值|得分¶培训人数|≥320人|324人|100|100¶总分|||100|100¶¶五、存在的问题
        ¶预算执行力度不够。
    """
    for extraction in reading.extractions:
        problem = next((rating.problem for rating in extraction.ratings if rating.problem), None)
        if problem is None:
            continue
        for form in extraction.forms:
            # whose problems they are is open where several projects have a form each
            if form.project and len(extraction.forms) > 1:
                continue
            score, points = form.total_score.quantity, form.total_points.quantity
            if score is None or points is None or points.value <= 0:
                continue
            claim = form.claim("score", "total_score", "total_points", form="problems")
            full = score.value >= points.value
            claim = claim._replace(terms=(*claim.terms, Term(problem, "problem"))) if full else claim
            yield as_required(claim, not full)
