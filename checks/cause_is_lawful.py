"""Presence: grounds on which nobody may be left unpaid."""

from __future__ import annotations

from collections.abc import Iterator

from audit_cli import Comparison, Contract, Figure, Reading, as_required, check

_SECOND = 24  # characters behind a cause in which the next may stand
_REACH = 80  # characters around a cause in which its grounds stand


@check(kind="backlog")
def cause_is_lawful(
    reading: Reading, *, words: tuple[str, ...] = ("",), unless: tuple[str, ...] = ()
) -> Iterator[Comparison]:
    """What is owed is not withheld on grounds that the law rejects.

    *words* are those of such grounds; by default any stated cause is one.  *unless* are words that say that the
    contract provides for it, in the sentence of the cause and behind the sum.

    Holds: 2022年泵站改造合同金额120.00万元，已支付96.00万元，余款24.00万元计划2023年6月支付。
    Fails: 2022年泵站改造合同金额120.00万元，已支付96.00万元，因领导变更尚欠24.00万元。
    """
    for extraction in reading.extractions:
        for contract in extraction.contracts:
            cause = contract.cause
            if cause is None or not contract.owed:
                continue
            # a second ground follows the first
            told = _up_to_stop(extraction.document.text[cause.start : cause.end + _SECOND])
            if not any(word in told for word in words):
                continue
            grounds = _sentence(extraction.document.text, contract, cause) if unless else ""
            if not any(word in grounds for word in unless):
                rejected = as_required(contract.claim_of("cause", "unpaid", "amount"), required=False)
                yield rejected._replace(difference=contract.owed)


def _sentence(text: str, contract: Contract, cause: Figure) -> str:
    """Return the sentence of *cause* as far as it stands near it, without what comes before the sum."""
    low = max(cause.start - _REACH, contract.amount.end if contract.amount.end <= cause.start else 0)
    start = max(low, text.rfind("。", low, cause.start) + 1, text.rfind("\n", low, cause.start) + 1)
    return _up_to_stop(text[start : cause.end + _REACH])


def _up_to_stop(words: str) -> str:
    return words.partition("。")[0].partition("\n")[0]
