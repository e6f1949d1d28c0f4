"""Plausibility: targets that nobody can measure."""

from __future__ import annotations

from collections.abc import Iterator

from audit_cli import Claim, Comparison, Indicator, Reading, as_required, check

_LONGEST = 12


@check(kind="target")
def target_is_measurable(reading: Reading, *, vague: tuple[str, ...] = ("fine", "better")) -> Iterator[Comparison]:
    """At least one indicator of a class has a target that can be measured.

    Targets in words are allowed; where all those of a class say no more than a few *vague* words, nothing can be
    checked.

    Holds: 二级指标|三级指标|指标值|完成值|分值|得分¶社会效益指标|留任率|≥90%|95%|60|60
        ¶生态效益指标|补植|30公里|32公里|40|40
    Fails: 二级指标|三级指标|指标值|完成值|分值|得分¶社会效益指标|安全意识|明显提高|明显提高|60|60
        ¶生态效益指标|补植|30公里|32公里|40|40
    """
    for form in reading.each_form():
        classes: dict[str, list[Indicator]] = {}
        unmeasured = 0
        for indicator in form.indicators:
            if indicator.target.state == "filled" and indicator.level2:
                classes.setdefault(indicator.level2, []).append(indicator)
        for indicators in classes.values():
            printed = [i.target.printed for i in indicators]
            # a long target says more than one vague word
            measured = [
                len(text) > _LONGEST or any(c.isdigit() for c in text) or not any(word in text for word in vague)
                for text in printed
            ]
            if not any(measured):
                terms = tuple(term for i in indicators if (term := i.term("target")))
                label = indicators[0].level2
                unmeasured += 1
                yield as_required(Claim("target", (terms[0]._replace(label=label), *terms[1:]), "vague"), False)
        if classes and not unmeasured:
            yield as_required(form.known_by("target", "vague"), True)
