"""Classification: a measured target has a measured result."""

from __future__ import annotations

from collections.abc import Iterator

from audit_cli import Comparison, Reading, as_required, check


@check(kind="target")
def measured_target_has_number(reading: Reading, *, waived: tuple[str, ...] = ()) -> Iterator[Comparison]:
    """Where the target is a number, the result is a number too.

    One thing that was to be done may simply be done; what is limited or is a rate has to be a number again.  *waived*
    is what stands in the place of a result where the indicator does not apply.

    Holds: 三级指标|指标值|完成值|分值|得分¶培训人数|≥320人|324人|60|60¶合格率|≥95%|97%|40|40
    Fails: 三级指标|指标值|完成值|分值|得分¶培训人数|≥320人|完成|60|60¶合格率|≥95%|97%|40|40
    """
    for form in reading.each_form():
        for indicator in form.indicators:
            target, actual = indicator.target.quantity, indicator.actual
            if target is None or not target.value or actual.state != "filled" or actual.printed in waived:
                continue
            sure = indicator.aim in ("at_least", "at_most", "equal") or target.type in ("rate", "money")
            claim = indicator.claim("target", "actual", "target", form="no number")._replace(asserted=sure)
            has_digit = any(character.isdigit() for character in actual.printed)
            one_thing = not sure and target.value == 1
            yield as_required(claim, has_digit or actual.figure is not None or one_thing)
