"""Plausibility: names of classes that are misspelt."""

from __future__ import annotations

from collections.abc import Iterator

from audit_cli import Claim, Comparison, Reading, Term, as_required, check

_LEAST = 2


@check(kind="typo")
def class_name_is_known(reading: Reading, *, names: tuple[str, ...] = ("AB", "CD", "AD")) -> Iterator[Comparison]:
    """The class of an indicator has one of the known *names*.

    A name that differs from a known one in a single character, where the known one is missing from the list, is
    taken for a slip; any other name is one of the unit's own.

    Holds: （1）林长制工作经费¶数量指标：公示牌103块。¶质量指标：验收合格。¶时效指标：10月底完成。
        ¶成本指标：15.5万元。
    Fails: （1）林长制工作经费¶数量指标：公示牌103块。¶质量指标：验收合格。¶实效指标：10月底完成。
        ¶成本指标：15.5万元。
    """
    known = set(names)
    for form in reading.each_form():
        printed = {indicator.level2 for indicator in form.indicators}
        missing = known - printed
        if len(known) - len(missing) < _LEAST:
            continue
        slips = {name: meant for name in printed - known if (meant := _meant(name, missing))}
        for indicator in form.indicators:
            if indicator.level2 in slips and indicator.class_label is not None:
                term = Term(indicator.class_label, "name")
                yield as_required(Claim("typo", (term,), "misnamed", basis=slips[indicator.level2]), False)
        if not slips:
            yield as_required(form.known_by("typo", "misnamed"), True)


def _meant(name: str, missing: set[str]) -> str:
    """Return the missing name that differs from *name* in one character, "" if there is none."""
    near = (
        known
        for known in sorted(missing)
        if len(known) == len(name) and sum(a != b for a, b in zip(known, name, strict=True)) == 1
    )
    return next(near, "")
