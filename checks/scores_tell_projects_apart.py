"""Plausibility: scores that are all but perfect."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from audit_cli import Claim, Comparison, Reading, Term, as_required, check

_LEAST_FORMS = 3


@check(kind="score")
def scores_tell_projects_apart(
    reading: Reading, *, most: Decimal = Decimal(98), average: tuple[str, ...] = ("average",)
) -> Iterator[Comparison]:
    """The scores of several projects are not on average *most* points or more, unless problems are named as well.

    *average* are the words by which a sentence says that a score is one of several.

    Holds: 本部门2024年开展绩效自评的项目4个，自评平均得分93.20分。
    Fails: 本部门2024年开展绩效自评的项目4个，自评平均得分99.43分。
    """
    for extraction in reading.extractions:
        if any(rating.problem for rating in extraction.ratings):
            continue
        for rating in extraction.ratings:
            if rating.score is not None and any(word in rating.label for word in average):
                claim = Claim("score", (Term(rating.score, "score", rating.label),), "alike")
                yield as_required(claim, rating.score.value < most)
        scores = [s for form in extraction.forms if form.project and (s := form.total_score.quantity)]
        if len(scores) >= _LEAST_FORMS:
            claim = Claim("score", tuple(Term(score, "score") for score in scores), "alike")
            yield as_required(claim, sum(score.value for score in scores) < most * len(scores))
