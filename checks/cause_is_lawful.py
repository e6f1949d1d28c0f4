"""Presence: grounds on which nobody may be left unpaid."""

from __future__ import annotations

from collections.abc import Iterator

from audit_cli import Comparison, Reading, as_required, check


@check(kind="backlog")
def cause_is_lawful(reading: Reading, *, words: tuple[str, ...] = ("",)) -> Iterator[Comparison]:
    """What is owed is not withheld on grounds that the law rejects.

    *words* are those of such grounds; by default any stated cause is one.

    Holds: 2022年泵站改造合同金额120.00万元，已支付96.00万元，余款24.00万元计划2023年6月支付。
    Fails: 2022年泵站改造合同金额120.00万元，已支付96.00万元，因领导变更尚欠24.00万元。
    """
    for contract in reading.each_contract():
        if contract.cause is not None and contract.owed and any(word in contract.cause.text for word in words):
            rejected = as_required(contract.claim_of("cause", "unpaid", "amount"), required=False)
            yield rejected._replace(difference=contract.owed)
