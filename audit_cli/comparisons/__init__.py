"""Comparisons: from a claim to its verdict, one small constructor for each kind of relation.

Values stay in base units (元, %, 人); *expected* is what the other figures make of the stated one, *difference* is
stated minus expected.  A claim with an approximate figure (余, 约, 以上, a range) also agrees where the widened figure
admits it, as rounding.
"""

from audit_cli.comparisons.places import shifted, unit_agrees
from audit_cli.comparisons.rates import growth_agrees, ratio_agrees, shares_agree
from audit_cli.comparisons.requirements import as_required, score_within, settled, spending_agrees, staff_within
from audit_cli.comparisons.sums import (
    balance_agrees,
    count_agrees,
    difference_agrees,
    parts_exceed,
    product_agrees,
    same_agrees,
    sum_agrees,
)
from audit_cli.comparisons.terms import holds, not_assessable

__all__ = [
    "as_required", "balance_agrees", "count_agrees", "difference_agrees", "growth_agrees", "holds", "not_assessable",
    "parts_exceed", "product_agrees", "ratio_agrees", "same_agrees", "score_within", "settled", "shares_agree",
    "shifted", "spending_agrees", "staff_within", "sum_agrees", "unit_agrees",
]  # fmt: skip
