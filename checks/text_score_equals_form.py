"""Tie-out: the score of a report in its text and in its form."""

from __future__ import annotations

from collections.abc import Iterator

from audit_cli import Claim, Comparison, Reading, Term, check


@check(kind="score")
def text_score_equals_form(reading: Reading) -> Iterator[Comparison]:
    """The score that the text gives the report as a whole is the total of its form.

    Compared where a document has one form for the whole report, whatever forms of projects it has, and its text
    one score.

    Holds: 三级指标|指标值|完成值|分值|得分¶培训人数|≥320人|324人|100|96¶总分|||100|96¶¶我局2023年度绩效自评得分96分。
    Fails: 三级指标|指标值|完成值|分值|得分¶培训人数|≥320人|324人|100|96¶总分|||100|96¶¶我局2023年度绩效自评得分98分。
    """
    for extraction in reading.extractions:
        forms = [r.score for r in extraction.ratings if r.source == "form" and r.whole and r.score is not None]
        told = [r for r in extraction.ratings if r.source == "text" and r.whole and r.score is not None]
        # several scores may be those of several years
        one = len({r.score.value for r in told if r.score}) == 1
        if len(forms) != 1 or not one:
            continue
        for rating in told:
            if rating.score is not None:
                terms = (Term(rating.score, "score", rating.label), Term(forms[0], "total"))
                gap = rating.score.value - forms[0].value
                yield Comparison(Claim("score", terms, "form"), "inconsistent" if gap else "exact", forms[0].value, gap)
