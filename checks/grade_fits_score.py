"""Limit: the grade that a score earns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from audit_cli import Claim, Comparison, Reading, Term, as_required, check, not_assessable

_HUNDRED = Decimal(100)


@check(kind="score")
def grade_fits_score(reading: Reading, *, bands: Mapping[str, Decimal] = {}) -> Iterator[Comparison]:
    """The grade of a report is that of the band in which its score lies.

    *bands* gives the least score of each grade, by the first character of its name.

    Holds: 经自评，我局2023年部门整体支出绩效自评得分95分，等级为优。
    Fails: 经自评，我局2023年部门整体支出绩效自评得分85分，等级为优。
    """
    for rating in reading.each_rating():
        if rating.score is None or rating.grade is None:
            continue
        terms = (Term(rating.score, "score", rating.label), Term(rating.grade, "grade"))
        score, printed = rating.score.value, "".join(rating.grade.text.split())
        names = [name for name in bands if printed.startswith(name)]
        claim = Claim("score", terms, "grade")
        if not names or score > _HUNDRED:
            yield not_assessable(claim, "the grade is none of the bands")
            continue
        least = bands[max(names, key=len)]
        above = min((other for other in bands.values() if other > least), default=None)
        earned = max((other for other in bands if bands[other] <= score), key=lambda name: bands[name], default="")
        claim = claim._replace(basis=earned)
        yield as_required(claim, score >= least and (above is None or score < above))
