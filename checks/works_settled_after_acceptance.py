"""Limit: the days from acceptance to final accounts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from audit_cli import Comparison, Reading, as_required, check, days_of


@check(kind="backlog")
def works_settled_after_acceptance(reading: Reading, *, days: int = 365) -> Iterator[Comparison]:
    """Works of which the report says that their accounts are not settled were accepted at most *days* before.

    The days run to the end of the year that is reported on.

    Holds: 2022年度某局自评报告¶石桥危桥改造于2022年6月竣工验收，合同金额98万元，已支付80万元，尚未办理竣工决算。
    Fails: 2022年度某局自评报告¶石桥危桥改造于2021年6月竣工验收，合同金额98万元，已支付80万元，尚未办理竣工决算。
    """
    for extraction in reading.extractions:
        for contract in extraction.contracts:
            accepted = contract.detail("accepted")
            start = days_of(accepted) if accepted is not None else None
            if start is None or contract.detail("unsettled") is None or not extraction.year:
                continue
            claim = contract.claim_of("unsettled", "accepted", "amount")
            yield as_required(claim, (date(int(extraction.year), 12, 31) - start[1]).days <= days)
