"""Limit: payments against the contract."""

from __future__ import annotations

from collections.abc import Iterator

from audit_cli import Claim, Comparison, Reading, Term, check


@check(kind="over-plan")
def contract_paid_within_sum(reading: Reading) -> Iterator[Comparison]:
    """No more is paid for a contract than its sum.

    A supplement or a final price may raise it: where one is printed, nothing is judged.

    Holds: 监控平台合同金额100.00万元，已支付60.00万元，余款验收后支付。
    Fails: 监控平台合同金额100.00万元，已支付160.00万元，余款验收后支付。
    """
    for contract in reading.each_contract():
        amount, paid = contract.amount, contract.paid
        if paid is None or len(contract.payments) > 1 or contract.detail("supplement") is not None:
            continue
        terms = (Term(paid, "paid", contract.label), Term(amount, "planned", contract.label))
        claim = Claim("over-plan", terms, asserted=contract.asserted, basis="contract")
        within = paid.quantity.interval()[0] <= amount.quantity.interval()[1]
        yield Comparison(claim, "exact" if within else "inconsistent", amount.value, paid.value - amount.value)
