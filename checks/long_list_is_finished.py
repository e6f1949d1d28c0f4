"""Recalculation: counts and the long lists before 等."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from audit_cli import Comparison, Reading, check


@check(kind="count")
def long_list_is_finished(
    reading: Reading, *, names: int = 4, share: Decimal = Decimal(50), many: int = 8
) -> Iterator[Comparison]:
    """A list of *names* names or more that 等 closes names all that it counts.

    Two or three names are examples; who writes down more of them, *share* percent of the number or *many* at least, has
    mostly meant to name all. Lists that name too many are judged by count_equals_list.

    Holds: 完善了预算管理制度、合同管理制度、资产管理制度、采购管理制度等4项制度。
    Fails: 完善了预算管理制度、合同管理制度、资产管理制度、采购管理制度等6项制度。
    """
    for claim in reading.claims_of("count"):
        stated, named = claim.stated.value, Decimal(len(claim.figures("name")))
        long = named >= many or 100 * named >= share * stated
        if claim.form == "open" and names <= named <= stated and long:
            yield Comparison(claim, "exact" if named == stated else "inconsistent", named, stated - named)
