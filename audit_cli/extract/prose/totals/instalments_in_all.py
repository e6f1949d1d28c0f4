"""Instalments, and what they make together: 第一批拨付2万元，第二批拨付1万元，累计拨付3万元.

They are numbered from the first, or told month by month before what the year makes. It ticks and fails.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile

from audit_cli.expressions import expression
from audit_cli.extract.prose.item import Item
from audit_cli.extract.prose.row import Row
from audit_cli.model import Claim

_YEAR, _NUMBERS = "全年", "一二三四五六七八九"
_IN_ALL = expression(r"全年|累计|共|合计|总共")
_ORDER = expression(r"第([一二三四五六七八九])[批期次笔轮][^，。；第]{0,12}$")
# what is told at the end of a month may be of all since the year began
_MONTH = expression(r"(?:其中)?(?:1[0-2]|[1-9])月份?(?:下达|到位|支出|支付|拨付|安排|收到|发放)")


def instalments_in_all(row: Row) -> Iterator[Claim]:
    for total in row.amounts if _IN_ALL.search(row.words) else ():
        if total.cue or total.role not in ("plain", "used") or total.place in row.taken:
            continue
        if not _IN_ALL.match(total.label):
            continue
        before = [i for i in row.before_in_sentence(total.place) if i.same_unit(total) and i.depth == total.depth]
        told = _by_month(before) if total.label.startswith(_YEAR) else _numbered(before)
        parts = [i.place for i in reversed(told)]
        if parts and not row.taken.intersection(parts):
            row.take(total.place, parts)
            yield row.claim(total.place, parts, basis="合计")


def _by_month(before: list[Item]) -> list[Item]:
    """Return the amounts of months, if the sentence tells no others: 3月下达2万元，9月下达1万元，全年下达3万元."""
    months = list(takewhile(lambda i: _MONTH.fullmatch(i.label), before))
    return months if len(months) > 1 and len(months) == len(before) else []


def _numbered(before: list[Item]) -> list[Item]:
    """Return the instalments back to the first."""
    orders = [found[1] if (found := _ORDER.search(i.words)) else "" for i in before]
    known = orders.index("一") + 1 if "一" in orders else 0
    in_order = "".join(orders[:known][::-1]) == _NUMBERS[:known]
    return before[:known] if in_order and known > 1 else []
