"""Plausibility: when what is owed is to be paid."""

from __future__ import annotations

from collections.abc import Iterator

from audit_cli import Comparison, Reading, as_required, check, days_of, not_assessable


@check(kind="backlog")
def promise_lies_ahead(reading: Reading) -> Iterator[Comparison]:
    """What is still unpaid at the end of a year is not promised for a day of that year, or of one before.

    Holds: 2022年度某局自评报告¶泵站改造合同金额120.00万元，已支付96.00万元，余款24.00万元计划2023年6月支付。
    Fails: 2022年度某局自评报告¶泵站改造合同金额120.00万元，已支付96.00万元，余款24.00万元计划2021年6月支付。
    """
    for extraction in reading.extractions:
        for contract in extraction.contracts:
            days = days_of(contract.promised) if contract.promised is not None and contract.owed else None
            if days is None:
                continue
            claim = contract.claim_of("promised", "unpaid", "amount")
            if not extraction.year:
                yield not_assessable(claim, "the year of the report is unknown")
            else:
                required = as_required(claim, days[1].year > int(extraction.year))
                yield required._replace(difference=contract.owed)
