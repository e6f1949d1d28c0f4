"""Limit: contracts against the budget of their purchase."""

from __future__ import annotations

from collections.abc import Iterator

from audit_cli import Claim, Comparison, Reading, Term, check


@check(kind="over-plan")
def contract_within_budget(reading: Reading) -> Iterator[Comparison]:
    """The sum of a contract does not exceed the budget that is printed beside it.

    Holds: 2022年执法记录仪采购预算100.00万元，合同金额98.00万元，已支付98.00万元。
    Fails: 2022年执法记录仪采购预算100.00万元，合同金额105.00万元，已支付98.00万元。
    """
    for contract in reading.each_contract():
        amount, budget = contract.amount, contract.detail("budget")
        if budget is None:
            continue
        terms = (Term(amount, "contract", contract.label), Term(budget, "planned", contract.label))
        claim = Claim("over-plan", terms, asserted=contract.asserted, basis="budget")
        within = amount.quantity.interval()[0] <= budget.quantity.interval()[1]
        yield Comparison(claim, "exact" if within else "inconsistent", budget.value, amount.value - budget.value)
