"""The former and the latter: 基本支出和项目支出共计500万元，前者为300万元，后者为200万元.

The two are all that was named together before them: they add up to the amount that sums both up. Ticks and fails.
"""

from __future__ import annotations

from collections.abc import Iterator

from audit_cli.expressions import expression
from audit_cli.extract.prose.item import Item
from audit_cli.extract.prose.row import Row
from audit_cli.model import Claim

_FORMER, _LATTER = "前者", "后者"
_IS = expression(r"[前后]者(?:[为是共约]|支出|收入|投入|安排|完成|金额|资金)*")
_OF_BOTH = expression(r"[和与及、]")
_SUMS_UP = expression(r"合计|共计|总计|总额|一共|共")
_REACH = 4  # items from one to the other, the rates of the former between


def former_and_latter(row: Row) -> Iterator[Claim]:
    if _FORMER not in row.words or _LATTER not in row.words:
        return
    for former in row.amounts:
        if not former.place or former.place in row.taken or not _is_called(former, _FORMER):
            continue
        head = row.items[former.place - 1]
        behind = row.items[former.place + 1 : former.place + _REACH]
        latter = next((i for i in behind if i.is_amount), None)
        if latter is None or not _is_called(latter, _LATTER) or not former.kin(latter):
            continue
        if _sums_up_two(head, former):
            row.taken.update((former.place, latter.place))
            yield row.claim(head.place, [former.place, latter.place], basis="前者后者")


def _is_called(item: Item, word: str) -> bool:
    plain = item.role in ("plain", "used") and not item.figure.approximate
    return plain and item.label.startswith(word) and _IS.fullmatch(item.label) is not None


def _sums_up_two(head: Item, former: Item) -> bool:
    """Whether an amount is said to be that of two together: 基本支出和项目支出共计500万元."""
    if not head.kin(former) or head.role not in ("plain", "used") or former.sentence - head.sentence > 1:
        return False
    return _OF_BOTH.search(head.words) is not None and _SUMS_UP.search(head.label) is not None
