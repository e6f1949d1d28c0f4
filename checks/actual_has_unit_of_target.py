"""Classification: target and result are of one nature."""

from __future__ import annotations

from collections.abc import Iterator

from audit_cli import Comparison, Reading, as_required, check


@check(kind="target")
def actual_has_unit_of_target(reading: Reading) -> Iterator[Comparison]:
    """Money, rates and counts do not stand against each other; a bare number may be of any nature.

    Holds: 三级指标|指标值|完成值|分值|得分¶项目成本|≤30万元|29.6万元|60|60¶合格率|≥95%|97%|40|40
    Fails: 三级指标|指标值|完成值|分值|得分¶项目成本|≤30万元|96%|60|60¶合格率|≥95%|97%|40|40
    """
    for form in reading.each_form():
        for indicator in form.indicators:
            target, actual = indicator.target.quantity, indicator.actual.quantity
            if target is None or actual is None or indicator.actual.state != "filled":
                continue
            if actual.unit and target.unit and "number" not in (actual.type, target.type):
                alike = actual.type == target.type or "measure" in (actual.type, target.type)
                yield as_required(indicator.claim("target", "actual", "target", form="unlike"), alike)
