"""Presence: the classes of indicators that a form must have."""

from __future__ import annotations

from collections.abc import Iterator

from audit_cli import Claim, Comparison, Reading, Term, as_required, check


@check(kind="target")
def classes_are_covered(reading: Reading, *, groups: tuple[str, ...] = ("output", "benefit")) -> Iterator[Comparison]:
    """A form that was read from head to total has at least one indicator of each class in *groups*.

    Holds: 一级指标|三级指标|指标值|完成值|分值|得分¶产出指标|培训人数|320人|324人|60|60
        ¶效益指标|留任率|≥90%|95%|40|40¶总分||||100|100
    Fails: 一级指标|三级指标|指标值|完成值|分值|得分¶产出指标|培训人数|320人|324人|60|60
        ¶产出指标|合格率|≥90%|95%|40|40¶总分||||100|100
    """
    for form in reading.each_form():
        known = {indicator.group for indicator in form.indicators}
        if form.whole and "" not in known and known != {"execution"}:
            # a class of its own for cost stands for output
            present = known | ({"output"} if "cost" in known else set())
            missing = [group for group in groups if group not in present]
            claim = Claim("target", (Term(form.place, "form", form.project),), "uncovered", basis=" ".join(missing))
            yield as_required(claim, not missing)
