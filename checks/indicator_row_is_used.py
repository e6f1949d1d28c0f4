"""Presence: rows that a form keeps for indicators."""

from __future__ import annotations

from collections.abc import Iterator

from audit_cli import Comparison, Reading, as_required, check


@check(kind="blank-field")
def indicator_row_is_used(reading: Reading) -> Iterator[Comparison]:
    """A row or class that a form names is filled in, or struck out.

    Holds: 三级指标|指标值|完成值|分值|得分¶培训人数|≥320人|324人|60|60¶合格率|≥95%|97%|40|40
    Fails: 三级指标|指标值|完成值|分值|得分¶培训人数|≥320人|324人|60|60¶指标2：|||
    """
    for form in reading.each_form():
        named = [i for i in form.indicators if i.name.state != "lost"] if form.source == "form" else []
        unused = [indicator for indicator in named if indicator.name.state == "blank"]
        for indicator in unused:
            yield as_required(indicator.claim("blank-field", "name", form="row"), False)
        if named and not unused:
            yield as_required(form.known_by("blank-field", "row"), True)
