"""Plausibility: a perfect score beside problems that the report admits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from audit_cli import Claim, Comparison, Form, Rating, Reading, Term, as_required, check

_ALL_POINTS = 100


@check(kind="score")
def full_score_beside_problems(reading: Reading) -> Iterator[Comparison]:
    """A form, or a report without one, that gives itself all points belongs to a report without problems.

    Holds: 三级指标|指标值|完成值|分值|得分¶培训人数|≥320人|324人|100|96¶总分|||100|96¶¶五、存在的问题
        ¶预算执行力度不够。
    Fails: 三级指标|指标值|完成值|分值|得分¶培训人数|≥320人|324人|100|100¶总分|||100|100¶¶五、存在的问题
        ¶预算执行力度不够。
    """
    for extraction in reading.extractions:
        problem = next((rating.problem for rating in extraction.ratings if rating.problem), None)
        if problem is None:
            continue
        for claim, full in _totals(extraction.forms, extraction.ratings):
            terms = (*claim.terms, Term(problem, "problem")) if full else claim.terms
            yield as_required(claim._replace(terms=terms), not full)


def _totals(forms: Sequence[Form], ratings: Sequence[Rating]) -> Iterator[tuple[Claim, bool]]:
    """Yield the total score of each form, or of the text where there is none, and whether it is all there is."""
    for form in forms:
        # whose problems they are is open where several projects have a form each
        if form.project and len(forms) > 1:
            continue
        score, points = form.total_score.quantity, form.total_points.quantity
        if score is not None and points is not None and points.value > 0:
            claim = form.claim("score", "total_score", "total_points", form="problems")
            yield claim, score.value >= points.value
    told = [r for r in ratings if r.source == "text" and r.whole and r.score and r.score.unit != "%"]
    if not forms and len({r.score.value for r in told if r.score}) == 1:
        rating = told[0]
        assert rating.score is not None
        term = Term(rating.score, "total_score", rating.label)
        yield Claim("score", (term,), "problems"), rating.score.value == _ALL_POINTS
