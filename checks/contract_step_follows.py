"""Limit: the days between two steps of a contract."""

from __future__ import annotations

from collections.abc import Iterator

from audit_cli import Comparison, Reading, as_required, check, days_of


@check(kind="period")
def contract_step_follows(
    reading: Reading, *, first: str = "awarded", then: str = "signed", days: int = 30
) -> Iterator[Comparison]:
    """The step *then* of a contract is taken within *days* of the step *first*: awarded, signed, published.

    The days run from the last day that the first date may mean to the first that the other may mean.  A date that names
    no year is of the year of the other, or of the report.

    Holds: 2022年监控设备采购于2022年3月1日发出中标通知书，2022年3月20日签订合同，合同金额50万元，已支付50万元。
    Fails: 2022年监控设备采购于2022年3月1日发出中标通知书，2022年6月20日签订合同，合同金额50万元，已支付50万元。
    """
    for extraction in reading.extractions:
        for contract in extraction.contracts:
            before, after = contract.detail(first), contract.detail(then)
            if before is None or after is None:
                continue
            told = days_of(before) or days_of(after)
            year = told[1].year if told is not None else int(extraction.year or 0)
            start, end = days_of(before, year), days_of(after, year)
            # what comes before its own beginning was misread, or is of the year after
            if start is not None and end is not None and start[0] <= end[1]:
                yield as_required(
                    contract.claim_of(then, first, "amount")._replace(kind="period", form="step"),
                    (end[0] - start[1]).days <= days,
                )
