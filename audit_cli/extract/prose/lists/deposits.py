"""Deposits in a list of contracts: 合同总额600万元，其中土建450万元，质保金13.5万元；安装150万元，质保金4.5万元.

What is kept back of a contract is within the amount before it, and no part beside it.
"""

from __future__ import annotations

from collections.abc import Sequence

from audit_cli.expressions import expression
from audit_cli.extract.prose.row import Row

_DEPOSIT = expression(r"(?:质保金|质量保证金|履约保证金|保留金)[一-鿿]{0,3}$")
CONTRACT = expression(r"合同|中标|成交|采购|造价")


def deposits(row: Row, parts: Sequence[int]) -> set[int]:
    """Return those of *parts* that are kept back of the one before them."""
    return {place for place in parts[1:] if _DEPOSIT.search(row.items[place].label)}
