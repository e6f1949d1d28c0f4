"""Presence: the survey behind a rate of satisfaction."""

from __future__ import annotations

from collections.abc import Iterator

from audit_cli import Comparison, Reading, as_required, check


@check(kind="target")
def satisfaction_has_survey(reading: Reading, *, survey: tuple[str, ...] = ("survey",)) -> Iterator[Comparison]:
    """A report that states satisfaction says somewhere how it was asked for.

    *survey* are the words that speak of asking people.

    Holds: 一级指标|三级指标|指标值|完成值|分值|得分¶满意度指标|群众满意度|≥90%|95%|100|100¶¶发放问卷400份。
    Fails: 一级指标|三级指标|指标值|完成值|分值|得分¶满意度指标|群众满意度|≥90%|95%|100|100
    """
    for extraction in reading.extractions:
        stated = [i for i in extraction.indicators if i.group == "satisfaction" and i.actual.quantity]
        if stated:
            asked = any(word in extraction.document.text for word in survey)
            yield as_required(stated[0].claim("target", "actual", form="survey"), asked)
