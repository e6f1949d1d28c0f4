"""Classification: a measured target has a measured result."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from audit_cli import Comparison, Reading, as_required, check


@check(kind="target")
def actual_fits_target(reading: Reading, *, in_the: Literal["number", "unit"] = "number") -> Iterator[Comparison]:
    """Where the target is a number, the result is a number too, and of the same nature.

    *in_the* says what is judged: that there is a number at all, or that money, rates and counts do not stand against
    each other.

    Holds: 三级指标|指标值|完成值|分值|得分¶培训人数|≥320人|324人|60|60¶合格率|≥95%|97%|40|40
    Fails: 三级指标|指标值|完成值|分值|得分¶培训人数|≥320人|完成|60|60¶合格率|≥95%|97%|40|40
    """
    for form in reading.each_form():
        for indicator in form.indicators:
            target, actual = indicator.target.quantity, indicator.actual
            if target is None or actual.state != "filled":
                continue
            if in_the == "number":
                has_digit = any(character.isdigit() for character in actual.printed)
                claim = indicator.claim("target", "actual", "target", form="no number")
                # one thing that was to be done may be done; a limit or a rate has to be a number again
                sure = indicator.aim in ("at_least", "at_most", "equal") or target.type in ("rate", "money")
                if target.value:
                    yield as_required(claim._replace(asserted=sure), has_digit or actual.figure is not None)
            elif (
                (figure := actual.quantity)
                and figure.unit
                and target.unit
                and "number" not in (figure.type, target.type)
            ):
                alike = figure.type == target.type or "measure" in (figure.type, target.type)
                yield as_required(indicator.claim("target", "actual", "target", form="unlike"), alike)
