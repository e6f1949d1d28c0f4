"""Presence: what stands behind the name of a class in the list of a project."""

from __future__ import annotations

from collections.abc import Iterator

from audit_cli import Comparison, Reading, as_required, check


@check(kind="blank-field")
def listed_class_has_content(reading: Reading) -> Iterator[Comparison]:
    """Something stands behind every class of indicators that a project's list names, where it says anything at all.

    Holds: （1）林长制工作经费¶数量指标：公示牌103块。¶质量指标：验收合格。¶时效指标：10月底完成。
        ¶成本指标：15.5万元。
    Fails: （1）林长制工作经费¶数量指标：公示牌103块。¶质量指标：¶时效指标：10月底完成。¶成本指标：15.5万元。
    """
    for form in reading.each_form():
        if form.source != "text" or form.is_blank:
            continue
        blank = [indicator for indicator in form.indicators if indicator.actual.state == "blank"]
        for indicator in blank:
            yield as_required(indicator.claim("blank-field", "name", form="class"), False)
        if not blank and all(indicator.actual.state == "filled" for indicator in form.indicators):
            yield as_required(form.known_by("blank-field", "class"), True)
