"""Presence: what is said of money that is owed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from audit_cli import Comparison, Reading, check, holds, settled

# what is told of an unpaid rest, by whether its cause and its date of payment are
_TOLD = {(False, False): "nothing", (True, False): "cause", (False, True): "date", (True, True): "both"}


@check(kind="backlog")
def contract_paid_in_full(
    reading: Reading, *, told: Literal["nothing", "cause", "date", "both"] = "nothing"
) -> Iterator[Comparison]:
    """A contract or project is paid in full, or the report says why not, and when it will be.

    *told* says of which unpaid contracts: those of whose rest nothing is told, only the cause, only the date, or both.

    Holds: 2022年泵站改造合同金额120.00万元，已支付120.00万元。
    Fails: 2022年泵站改造合同金额120.00万元，已支付96.00万元。
    """
    for contract in reading.each_contract():
        if contract.owed is None or contract.paid == contract.amount:
            continue
        comparison = settled(contract)
        if holds(comparison):
            if told == "nothing":
                yield comparison
        elif told == _TOLD[contract.cause is not None, contract.promised is not None]:
            yield comparison
