"""Presence: target, actual value, points and score of an indicator."""

from __future__ import annotations

from collections.abc import Iterator

from audit_cli import Comparison, Form, Reading, as_required, check, not_assessable

_FIELDS = ("target", "actual", "points", "score")


@check(kind="blank-field")
def indicator_is_complete(reading: Reading) -> Iterator[Comparison]:
    """An indicator has its target, its actual value, its points and its score, as far as the form asks for them.

    Without them nobody can say what was promised and what was reached.  Cells that were lost on the way here are
    not blank.

    Holds: 三级指标|指标值|完成值|分值|得分¶培训人数|≥320人|324人|60|60¶合格率|≥95%|97%|40|40
    Fails: 三级指标|指标值|完成值|分值|得分¶培训人数|≥320人|324人|60|60¶合格率|≥95%||40|40
    """
    for form in reading.each_form():
        complete = form.source == "form" and not _is_standard(form)
        for indicator in form.indicators if complete else ():
            states = {role: getattr(indicator, role).state for role in _FIELDS}
            blank = [role for role in _FIELDS if states[role] == "blank"]
            if indicator.name.state == "lost" or "lost" in states.values():
                complete = False
                yield not_assessable(indicator.claim("blank-field", "name", form="blank"), "cells were lost")
            elif indicator.name.state == "filled" and blank:
                complete = False
                yield as_required(indicator.claim("blank-field", "name", *blank, form="blank"), False)
        if complete:
            yield as_required(form.known_by("blank-field", "blank"), True)


def _is_standard(form: Form) -> bool:
    """Whether a table only says how points are given: no targets, no results, and not one score."""
    return all(
        indicator.target.state == indicator.actual.state == "absent" and indicator.score.state != "filled"
        for indicator in form.indicators
    )
