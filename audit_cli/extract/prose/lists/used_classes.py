"""Classes with plan and use: 拨款90万元，其中：基本支出预算50万元，实际使用48万元；项目支出预算40万元，实际使用42万元.

Where each member of a closed class has both, the amount before them is that of what was used or of what was planned.
It ticks where what was used adds up to it, and is to be reviewed where neither does, unless it is a budget itself.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from audit_cli.expressions import expression
from audit_cli.extract.prose.item import SEMICOLON, Item
from audit_cli.extract.prose.row import Row
from audit_cli.model import Claim

_PLANNED = expression(r"预算|安排|计划|核定|下达")
_USED = expression(r"实际|使用|执行|决算|支付")
_FUND = expression(r"(?:公共|基金|经营|财政)预算")
_FEWEST = 2  # classes


def used_classes(row: Row) -> Iterator[Claim]:
    if len(row.known) < _FEWEST:
        return
    planned: dict[str, list[int]] = defaultdict(list)
    used: dict[str, list[int]] = defaultdict(list)
    owner = ""
    for item in row.amounts:
        if item.figure.type != "money" or item.depth or item.place in row.taken:
            continue
        concept = row.concepts[item.place]
        if item.sep >= SEMICOLON or concept:
            owner = concept
        if concept and _PLANNED.search(_FUND.sub("", item.label)):
            planned[concept].append(item.place)
        elif (concept and _USED.search(item.label)) or (owner and item.role == "used"):
            used[owner].append(item.place)
    parts = [places[0] for places in used.values()]
    if len(parts) < _FEWEST or max(map(len, used.values())) > 1 or any(len(planned[c]) != 1 for c in used):
        return
    plans = [planned[c][0] for c in used]
    head = _head(row, row.items[plans[0]])
    if head is None or plans[0] > parts[0] or not row.terms.complete(list(used)) or row.closes(head, plans):
        return
    closes = row.closes(head, parts)
    if closes or not _PLANNED.search(_FUND.sub("", row.items[head].label)):
        row.taken.update(plans)
        row.take(head, parts)
        yield row.claim(head, parts, asserted=closes, basis="已使用")


def _head(row: Row, first: Item) -> int | None:
    """Return the amount right before the first plan, which its cue says to be broken down."""
    if first.cue not in ("of_which", "colon", "list") or not first.place:
        return None
    head = row.items[first.place - 1]
    return head.place if head.kin(first) and head.role == "plain" and head.depth <= first.depth else None
