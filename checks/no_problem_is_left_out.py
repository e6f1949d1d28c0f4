"""Plausibility: no problem found, beside projects that were not paid or carried out."""

from __future__ import annotations

from collections.abc import Iterator

from audit_cli import Claim, Comparison, Reading, Term, as_required, check


@check(kind="score")
def no_problem_is_left_out(reading: Reading) -> Iterator[Comparison]:
    """A self-evaluation that has found no problem belongs to projects that were paid and carried out.

    Holds: 2024年度绩效自评发现问题0个。¶信息化项目已支付18.00万元。
    Fails: 2024年度绩效自评发现问题0个。¶信息化项目因供应商原因未支付，下一年重新申请预算。
    """
    for extraction in reading.extractions:
        trouble = next((gap.place for gap in extraction.gaps if gap.what == "trouble"), None)
        for assurance in extraction.assurances:
            if assurance.what == "none found":
                told = () if trouble is None else (Term(trouble, "trouble"),)
                claim = Claim("score", (Term(assurance.place, "words"), *told), "none found", asserted=False)
                yield as_required(claim, trouble is None)
