"""Presence: the fields that the head of a form asks for."""

from __future__ import annotations

from collections.abc import Iterator

from audit_cli import Claim, Comparison, Reading, Term, as_required, check, not_assessable


@check(kind="blank-field")
def form_head_is_complete(reading: Reading) -> Iterator[Comparison]:
    """Every field that the head of a self-evaluation form asks for is filled in: project, unit, goal, result.

    Holds: 项目名称：乡村医生培训¶¶三级指标|指标值|完成值|分值|得分¶培训人数|≥320人|324人|60|60
    Fails: 项目名称：¶¶三级指标|指标值|完成值|分值|得分¶培训人数|≥320人|324人|60|60
    """
    for form in reading.each_form():
        for field in form.asked:
            if field.operand is None:
                continue
            claim = Claim("blank-field", (Term(field.operand, "label"),), "head")
            if field.state == "lost":
                yield not_assessable(claim, "cells were lost")
            else:
                yield as_required(claim, field.state == "filled")
