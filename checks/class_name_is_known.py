"""Plausibility: names of classes that are misspelt."""

from __future__ import annotations

from collections.abc import Iterator

from audit_cli import Claim, Comparison, Reading, Term, as_required, check


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
    for form in reading.each_form():
        printed = {indicator.level2 for indicator in form.indicators}
        for indicator in form.indicators:
            name, label = indicator.level2, indicator.class_label
            if label is None or not name or len(printed & set(names)) < 2:
                continue
            near = [
                known
                for known in names
                if known not in printed
                and len(known) == len(name)
                and sum(a != b for a, b in zip(known, name, strict=True)) == 1
            ]
            if name in names or near:
                basis = "" if name in names else near[0]
                claim = Claim("typo", (Term(label, "name"),), "misnamed", basis=basis)
                yield as_required(claim, name in names)
