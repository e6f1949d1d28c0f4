"""Limit: the days between two steps of a contract."""

from __future__ import annotations

from collections.abc import Iterator

from audit_cli import Comparison, Reading, as_required, check, days_of


@check(kind="period")
def contract_step_follows(
    reading: Reading, *, first: str = "awarded", then: str = "signed", days: int = 30
) -> Iterator[Comparison]:
    """The step *then* of a contract is taken within *days* of the step *first*: awarded, signed, published.

    The days run from the last day that the first date may mean to the first that the other may mean.

    Holds: 2022年监控设备采购于2022年3月1日发出中标通知书，2022年3月20日签订合同，合同金额50万元，已支付50万元。
    Fails: 2022年监控设备采购于2022年3月1日发出中标通知书，2022年6月20日签订合同，合同金额50万元，已支付50万元。
    """
    for contract in reading.each_contract():
        before, after = contract.detail(first), contract.detail(then)
        start = days_of(before) if before is not None else None
        end = days_of(after) if after is not None else None
        # what comes before its own beginning was misread
        if start is not None and end is not None and start[0] <= end[1]:
            yield as_required(
                contract.claim_of(then, first, "amount")._replace(kind="period", form="step"),
                (end[0] - start[1]).days <= days,
            )
