"""Presence: the name of an indicator."""

from __future__ import annotations

from collections.abc import Iterator

from audit_cli import Comparison, Reading, Term, as_required, check


@check(kind="blank-field")
def indicator_has_name(reading: Reading) -> Iterator[Comparison]:
    """A row with a target and a result says of what they are, where the form has a column for the name.

    A class alone (质量指标) does not say what was measured.  A cell that is merged with that above has its name.

    Holds: 一级指标|二级指标|三级指标|指标值|完成值|分值|得分¶产出指标|数量指标|培训人数|≥320人|324人|60|60
    Fails: 一级指标|二级指标|三级指标|指标值|完成值|分值|得分¶产出指标|数量指标||≥320人|324人|60|60
    """
    for form in reading.each_form():
        unnamed = [(i, i.unnamed) for i in form.indicators if i.unnamed is not None]
        for indicator, head in unnamed:
            claim = indicator.claim("blank-field", "name", form="blank")
            yield as_required(claim._replace(terms=(*claim.terms, Term(head, "label"))), False)
        if form.source == "form" and not unnamed:
            yield as_required(form.known_by("blank-field", "blank"), True)
