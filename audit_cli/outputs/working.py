"""What the layouts of a calculation share, on a screen and on a page: whether it is one, and how far it is out."""

from __future__ import annotations

from collections.abc import Mapping

from audit_cli.calculation import LIMITS, RATES, Calculation, difference_of
from audit_cli.model import Claim, Comparison
from audit_cli.wording import falls_short

_RESTATED = ("equal", "unit", "score", "target", "blank-field")


def is_restated(claim: Claim, worked: Calculation) -> bool:
    """Whether its figures are only held against one another, so that each is shown with its place, not in a sum."""
    computed = worked.expected is not None and all(line.amount for line in worked.lines)
    return claim.kind in _RESTATED or claim.kind in LIMITS or not computed


def gap_said(comparison: Comparison, worked: Calculation, words: Mapping[str, str]) -> str:
    """Return by how much the stated figure is out: 多 3.60; "" where there is no gap."""
    size = (worked.difference or "").removeprefix("-")
    if not size.strip("0."):
        return ""
    if falls_short(comparison):
        return words["rest"].format(size)
    more = difference_of(comparison) > 0
    if comparison.claim.kind in RATES and comparison.claim.stated.of_all != 1:
        return words["higher" if more else "lower"].format(size)
    return words["more" if more else "less"].format(size)
