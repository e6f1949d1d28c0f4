"""Presence: what stands behind the name of a class in the list of a project."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from audit_cli import Claim, Comparison, Reading, Term, as_required, check

_LEAST = 3


@check(kind="blank-field")
def class_has_content(reading: Reading, *, of: Literal["project", "class"] = "class") -> Iterator[Comparison]:
    """Something stands behind every class of indicators that a project's list names.

    *of* says what is judged: a whole project of which nothing is said, or a single class of a project.

    Holds: （1）林长制工作经费¶数量指标：公示牌103块。¶质量指标：验收合格。¶时效指标：10月底完成。
        ¶成本指标：15.5万元。
    Fails: （1）林长制工作经费¶数量指标：公示牌103块。¶质量指标：¶时效指标：10月底完成。¶成本指标：15.5万元。
    """
    for form in reading.each_form():
        if form.source != "text":
            continue
        blank = [i for i in form.indicators if i.actual.state == "blank"]
        whole = len(blank) >= _LEAST and len(blank) == len(form.indicators)
        if of == "project":
            labels = [Term(i.name.text, "blank") for i in blank if i.name.text] if whole else []
            claim = Claim("blank-field", (Term(form.place, "project", form.project), *labels), "project")
            yield as_required(claim, not whole)
        elif not whole:
            for indicator in blank:
                yield as_required(indicator.claim("blank-field", "name", form="class"), False)
            if not blank and all(indicator.actual.state == "filled" for indicator in form.indicators):
                yield as_required(form.known_by("blank-field", "class"), True)
