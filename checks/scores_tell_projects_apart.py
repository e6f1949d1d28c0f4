"""Plausibility: scores that are all but perfect."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from audit_cli import Claim, Comparison, Figure, Form, Rating, Reading, Term, as_required, check

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
        for scores in (*_told(extraction.ratings, average), _of_projects(extraction.forms)):
            if scores:
                claim = Claim("score", tuple(scores), "alike")
                yield as_required(claim, sum(term.figure.value for term in scores) < most * len(scores))


def _told(ratings: Sequence[Rating], average: Sequence[str]) -> Iterator[list[Term]]:
    """Yield each average that a sentence tells."""
    for rating in ratings:
        if rating.score is not None and any(word in rating.label for word in average):
            yield [Term(rating.score, "score", rating.label)]


def _of_projects(forms: Sequence[Form]) -> list[Term]:
    """Return the scores in the forms of projects, none where they are too few to be compared."""
    scores: list[Figure] = [s for form in forms if form.project and (s := form.total_score.quantity)]
    return [Term(score, "score") for score in scores] if len(scores) >= _LEAST_FORMS else []
