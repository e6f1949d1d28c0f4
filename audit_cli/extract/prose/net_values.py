"""Net values: 固定资产原值100万元，累计折旧40万元，净值60万元.

Cost less what was written off is the net value, where the three stand in this order in a sentence. Ticks and fails.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from audit_cli.extract.prose.differences import difference
from audit_cli.extract.prose.paragraph import Paragraph
from audit_cli.model import Claim

_NET = re.compile(r"净值|净额|账面价值")
_COST = re.compile(r"原值|原价")
_WRITTEN_OFF = re.compile(r"折旧|摊销")


def net_values(paragraph: Paragraph) -> Iterator[Claim]:
    for net in paragraph.items:
        if not _NET.search(net.label):
            continue
        before = [i for i in paragraph.before(net.place) if i.kin(net)]
        cost = next((i for i in before if _COST.search(i.label)), None)
        written_off = next((i for i in before if _WRITTEN_OFF.search(i.label)), None)
        if cost is not None and written_off is not None and cost.place < written_off.place:
            yield difference(net, cost, written_off)
