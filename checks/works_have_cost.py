"""Presence: the indicators of cost that works and purchases must have."""

from __future__ import annotations

from collections.abc import Iterator

from audit_cli import Claim, Comparison, Reading, Term, as_required, check


@check(kind="target")
def works_have_cost(
    reading: Reading, *, works: tuple[str, ...] = (), called: tuple[str, ...] = ()
) -> Iterator[Comparison]:
    """The form of a project with one of *works* in its name (of any, if none is given) has an indicator of cost.

    It stands in the class of cost of the first level, or in one of the second level that is *called* so.

    Holds: 项目名称：道路工程¶¶一级指标|二级指标|三级指标|指标值|完成值|分值|得分
        ¶产出指标|数量指标|里程|20公里|20公里|60|60¶成本指标|经济成本指标|造价|≤30万元|30万元|40|40¶总分|||||100|100
    Fails: 项目名称：道路工程¶¶一级指标|二级指标|三级指标|指标值|完成值|分值|得分
        ¶产出指标|数量指标|里程|20公里|20公里|60|60¶效益指标|社会效益|通行时间|≤30分|30分|40|40¶总分|||||100|100
    """
    for form in reading.each_form():
        if not form.whole or (works and not any(word in form.project for word in works)):
            continue
        found = any(i.group == "cost" or any(word in i.level2 for word in called) for i in form.indicators)
        claim = Claim("target", (Term(form.place, "form", form.project),), "uncovered", basis="cost")
        yield as_required(claim, found)
