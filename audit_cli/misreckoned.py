"""Slips of reckoning: what is left taken for what was done, one divided by the other the wrong way round."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from audit_cli.model import Claim, Comparison, Figure
from audit_cli.quantity import HUNDRED, significant_digits

_DIGITS = 3  # of a rate that another reckoning makes by more than chance
_IN_TURN = "分别"


def is_misreckoned(comparison: Comparison) -> bool:
    """Whether a rate is just what another reckoning makes of the same figures.

    支出决算34.55万元，预算41.00万元，完成预算的15.73%; 86.4万人次，比上年的39.5万人次增长54.28%.
    """
    claim, expected = comparison.claim, comparison.expected
    if not expected:
        return False
    if claim.kind == "ratio":
        return _is_one_of(claim.stated, _other_shares(claim, expected))
    return claim.kind == "growth" and grows_otherwise(claim.stated, expected)


def grows_otherwise(stated: Figure, expected: Decimal) -> bool:
    """Whether another reckoning than the one that makes *expected* makes a rate of growth: of the new one, not the old.

    >>> stated = Figure(0, 6, "54.28%", "rate", value=Decimal("54.28"), quantum=Decimal("0.01"))
    >>> grows_otherwise(stated, Decimal("118.734")), grows_otherwise(stated, Decimal("118.1"))
    (True, False)
    """
    return _is_one_of(stated, _other_growth(expected))


def _is_one_of(stated: Figure, others: Iterator[Decimal]) -> bool:
    if significant_digits(stated.value) < _DIGITS:
        return False
    return any(abs(abs(stated.value) - abs(other)) <= stated.quantum for other in others)


def _other_shares(claim: Claim, expected: Decimal) -> Iterator[Decimal]:
    if _IN_TURN not in claim.terms[0].label:
        yield HUNDRED - expected  # of two told in turn it may be that of the other
    yield HUNDRED * HUNDRED / expected


def _other_growth(expected: Decimal) -> Iterator[Decimal]:
    if expected > 0:
        yield HUNDRED + expected  # 增长108% of what is 108% of the year before
    if expected != -HUNDRED:
        yield HUNDRED * expected / (HUNDRED + expected)
