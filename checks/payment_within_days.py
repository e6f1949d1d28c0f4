"""Limit: the days from acceptance to payment."""

from __future__ import annotations

from collections.abc import Iterator

from audit_cli import Comparison, Reading, as_required, check, days_of


@check(kind="backlog")
def payment_within_days(reading: Reading, *, days: int = 60, until: int = 0) -> Iterator[Comparison]:
    """What was delivered and accepted is paid within *days*.

    The days run from the last day that the printed date of acceptance may mean to the first that the date of payment,
    or the date at which it is still unpaid, may mean.  What is owed on a condition or as a guarantee is not yet due.
    What took more than *until* days, where that is given, belongs to another rule.

    Holds: 2022年监控设备于2022年3月10日验收，合同金额50万元，2022年4月8日支付50万元。
    Fails: 2022年监控设备于2022年3月10日验收，合同金额50万元，2022年9月8日支付50万元。
    """
    for extraction in reading.extractions:
        for contract in extraction.contracts:
            accepted, paid = contract.detail("accepted"), contract.detail("paid_on")
            role = "paid_on" if not contract.owed else "as_of"
            due = not contract.owed or contract.promised is None or contract.promised.type == "date"
            settled = paid if not contract.owed else contract.detail("as_of")
            start = days_of(accepted, int(extraction.year or 0)) if accepted is not None else None
            end = days_of(settled, start[1].year) if settled is not None and start is not None else None
            if not due or start is None or end is None:
                continue
            took = (end[0] - start[1]).days
            if not until or took <= until:
                yield as_required(contract.claim_of("accepted", role, "amount"), took <= days)
