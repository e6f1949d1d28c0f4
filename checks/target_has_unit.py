"""Presence: the unit of a measured target."""

from __future__ import annotations

from collections.abc import Iterator

from audit_cli import Comparison, Reading, as_required, check


@check(kind="target")
def target_has_unit(reading: Reading, *, bare: tuple[str, ...] = ()) -> Iterator[Comparison]:
    """A target in numbers says of what they are, as its result does, or as the targets beside it do.

    *bare* are names of what has no unit: a coefficient, an index.

    Holds: 三级指标|指标值|完成值|分值|得分¶培训人数|≥320人|324人|60|60¶合格率|≥95%|97%|40|40
    Fails: 三级指标|指标值|完成值|分值|得分¶培训人数|≥320|324人|60|60¶合格率|≥95%|97%|40|40
    """
    for form in reading.each_form():
        measured = [i for i in form.indicators if (target := i.target.quantity) is not None and target.value]
        named = sum(bool(i.unit or (i.target.quantity and i.target.quantity.unit)) for i in measured)
        for indicator in measured:
            target, actual = indicator.target.quantity, indicator.actual.quantity
            if target is None or target.type not in ("number", "money", "count", "rate", "measure"):
                continue
            if target.unit or indicator.unit:
                yield as_required(indicator.claim("target", "target", form="unit"), True)
            elif (
                actual is not None
                and not indicator.name.printed.endswith(tuple(bare))
                and (actual.unit or named * 2 > len(measured))
            ):
                yield as_required(indicator.claim("target", "target", form="unit"), False)
