"""Plausibility: values that their unit does not admit."""

from __future__ import annotations

from collections.abc import Iterator

from audit_cli import Comparison, Reading, as_required, check

_HUNDRED = 100


@check(kind="target")
def value_fits_unit(
    reading: Reading, *, shares: tuple[str, ...] = (), whole: tuple[str, ...] = ("persons",)
) -> Iterator[Comparison]:
    """A share is no more than 100%, and people and things are counted in whole numbers.

    *shares* are the words in names that no rate can pass 100% with, *whole* the units of what cannot be divided.

    Holds: 三级指标|指标值|完成值|分值|得分¶培训合格率|≥95%|97%|60|60¶培训人数|≥320人|324人|40|40
    Fails: 三级指标|指标值|完成值|分值|得分¶培训合格率|≥95%|107%|60|60¶培训人数|≥320人|324人|40|40
    """
    for indicator in reading.each_indicator():
        value = indicator.actual.quantity
        if value is None or not indicator.label:
            continue
        if value.unit == "%" and any(word in indicator.label for word in shares):
            yield as_required(indicator.claim("target", "actual", form="odd"), value.value <= _HUNDRED)
        elif value.unit in whole and value.scale == 1:
            yield as_required(indicator.claim("target", "actual", form="odd"), value.value == int(value.value))
