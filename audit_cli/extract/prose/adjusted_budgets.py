"""The budget as adjusted: 年初预算100万元，年中追加20万元，调整后预算120万元.

Initial budget and addition are the parts, the adjusted budget is the total, wherever the three stand in a sentence.
It ticks and fails like any complete list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from audit_cli.extract.prose.row import Row
from audit_cli.model import Claim

_INITIAL = re.compile(r"年初(?:部门)?预算")
_ADDED = re.compile(r"追加|调增|年中(?!调减)")
_ADJUSTED = re.compile(r"调整后|调整预算|全年预算")
_REACH = 4  # items behind the initial budget among which the other two stand


def adjusted_budgets(row: Row) -> Iterator[Claim]:
    for initial in row.amounts:
        if not _INITIAL.search(initial.label):
            continue
        behind = row.items[initial.place + 1 : initial.place + 1 + _REACH]
        near = [i for i in behind if i.kin(initial) and i.sentence == initial.sentence and i.role == "plain"]
        added = [i.place for i in near if _ADDED.search(i.label)]
        adjusted = [i.place for i in near if _ADJUSTED.search(i.label)]
        if len(added) == 1 and len(adjusted) == 1:
            yield row.claim(adjusted[0], [initial.place, added[0]], basis="调整后预算")
