"""Tie-out: all targets are said to be met, and each of them."""

from __future__ import annotations

from collections.abc import Iterator

from audit_cli import Claim, Comparison, Reading, Term, as_required, check, is_met


@check(kind="narrative")
def words_fit_targets(reading: Reading) -> Iterator[Comparison]:
    """Where all indicators are said to have reached their targets, none of them shows another result.

    Holds: 各项绩效指标均已完成。¶三级指标|指标值|完成值|分值|得分¶培训人数|≥320人|324人|60|60¶合格率|≥95%|97%|40|40
    Fails: 各项绩效指标均已完成。¶三级指标|指标值|完成值|分值|得分¶培训人数|≥320人|300人|60|56¶合格率|≥95%|97%|40|40
    """
    for extraction in reading.extractions:
        words = [assurance for assurance in extraction.assurances if assurance.what == "all met"]
        known = [(indicator, is_met(indicator)) for indicator in extraction.indicators if words]
        # of an indicator that prints no sign nobody can be sure that less is worse
        judged = [(indicator, met) for indicator, met in known if met or (met is False and indicator.aim)]
        missed = next((indicator for indicator, met in judged if not met), None)
        for assurance in words if judged else ():
            shown = missed or judged[0][0]
            terms = (Term(assurance.place, "words"), *shown.claim("narrative", "actual", "target").terms)
            yield as_required(Claim("narrative", terms, "all met", asserted=False), missed is None)
