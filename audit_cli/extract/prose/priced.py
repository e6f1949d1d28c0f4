"""A price times a number: 呼吸机单价48.40万元，6台共290.40万元.

It ticks where the amount is the product, and fails where it is not: the three stand side by side in one sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from audit_cli.extract.prose.row import Row
from audit_cli.model import Claim, Term

_AMOUNT = re.compile(r"(?:共|合计|共计|小计|总价|总金额|金额)(?:支出|为|[\s：:])*$")


def priced(row: Row) -> Iterator[Claim]:
    for price, count, total in zip(row.items, row.items[1:], row.items[2:], strict=False):
        if count.role == "price":
            price, count = count, price
        if price.role != "price" or count.figure.type != "count" or not total.kin(price):
            continue
        if not price.sentence == count.sentence == total.sentence or not _AMOUNT.search(total.label):
            continue
        if price.figure.approximate or count.figure.approximate:
            continue
        each = Term(price.figure, "each", price.label)
        yield Claim("distributive", (row.term(total.place, "total"), each, Term(count.figure, "times")), basis="单价")
