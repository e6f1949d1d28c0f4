"""Recalculation: the average score of a text against the forms behind it, or the scores listed before it."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from audit_cli import Claim, Comparison, Reading, Term, check, not_assessable

_LEAST_FORMS = 2


@check(kind="score")
def average_is_that_of_forms(reading: Reading) -> Iterator[Comparison]:
    """The average that a text gives for so many projects is that of their forms in the same document.

    Where there are more or fewer forms than projects nobody knows which were averaged. An average right behind the
    scores that a sentence lists is theirs.

    Holds: 2个项目自评平均得分95分。¶项目名称：甲¶三级指标|指标值|完成值|分值|得分¶人数|9人|9人|100|96¶总分|||100|96
        ¶¶项目名称：乙¶三级指标|指标值|完成值|分值|得分¶户数|8户|8户|100|94¶总分|||100|94
    Fails: 2个项目自评平均得分98分。¶项目名称：甲¶三级指标|指标值|完成值|分值|得分¶人数|9人|9人|100|96¶总分|||100|96
        ¶¶项目名称：乙¶三级指标|指标值|完成值|分值|得分¶户数|8户|8户|100|94¶总分|||100|94
    Fails: 3个项目自评得分依次为96分、90分、93分，平均得分98分。
    """
    for extraction in reading.extractions:
        totals = [form.total_score.quantity for form in extraction.forms if form.source == "form" and form.project]
        known = [total for total in totals if total is not None]
        for rating in extraction.ratings:
            if rating.of is None or rating.score is None or len(totals) < _LEAST_FORMS:
                continue
            terms = (Term(rating.score, "average", rating.label), *(Term(total, "score") for total in known))
            claim = Claim("score", terms, "average")
            if len(known) != len(totals) or len(totals) != rating.of.value:
                yield not_assessable(claim, "the forms are not those that were averaged")
                continue
            yield _compared(claim)
        for claim in extraction.claims:
            if claim.kind == "score" and claim.form == "average":
                yield _compared(claim)


def _compared(claim: Claim) -> Comparison:
    scores, stated = claim.figures("score"), claim.figure("average")
    mean = sum((score.value for score in scores), Decimal(0)) / len(scores)
    gap = stated.value - mean
    if abs(gap) <= stated.quantum / 2:
        return Comparison(claim, "exact", mean, gap)
    return Comparison(claim, "truncation" if -stated.quantum < gap < 0 else "inconsistent", mean, gap)
