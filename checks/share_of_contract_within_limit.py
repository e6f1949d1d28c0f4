"""Limit: deposits and supplements against their contract."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Literal

from audit_cli import Comparison, Reading, as_required, check


@check(kind="backlog")
def share_of_contract_within_limit(
    reading: Reading,
    *,
    detail: Literal["deposit", "supplement"] = "deposit",
    most: Decimal = Decimal(10),
) -> Iterator[Comparison]:
    """A performance deposit, or what is added to a contract, is at most *most* percent of the contract's sum.

    Holds: 2022年泵站改造合同金额120.00万元，履约保证金12.00万元，已支付96.00万元。
    Fails: 2022年泵站改造合同金额120.00万元，履约保证金24.00万元，已支付96.00万元。
    """
    for contract in reading.each_contract():
        part = contract.detail(detail)
        if part is not None:
            within = part.quantity.interval()[0] * 100 <= most * contract.amount.quantity.interval()[1]
            yield as_required(contract.claim_of(detail, "amount"), within)
