"""Presence: what is reported of a project in a list."""

from __future__ import annotations

from collections.abc import Iterator

from audit_cli import Claim, Comparison, Reading, Term, as_required, check


@check(kind="blank-field")
def listed_project_has_results(reading: Reading) -> Iterator[Comparison]:
    """Of every project whose classes of indicators are named something is reported.

    Holds: （1）林长制工作经费¶数量指标：公示牌103块。¶质量指标：验收合格。¶时效指标：10月底完成。
    Fails: （1）林长制工作经费¶数量指标：¶质量指标：¶时效指标：¶（2）巡林经费¶数量指标：巡林12次。
    """
    for form in reading.each_form():
        if form.source == "text":
            names = [i.name.text for i in form.indicators if i.name.text] if form.is_blank else []
            terms = (Term(form.place, "project", form.project), *(Term(name, "blank") for name in names))
            yield as_required(Claim("blank-field", terms, "project"), not form.is_blank)
