"""Points lost, and what each was lost for: 共扣6分，扣分原因：资金结余扣1分，1项工程未完工扣5分.

The figures of the reasons, rates and numbers, stand between. It ticks where the points add up, and fails where they do
not; where only the main reasons are told, it is to be reviewed, and only where they make more.
"""

from __future__ import annotations

from collections.abc import Iterator

from audit_cli.expressions import expression
from audit_cli.extract.prose.item import Item
from audit_cli.extract.prose.row import Row
from audit_cli.model import Claim

_IN_ALL = expression(
    r"(?:以上|上述)?(?:[两三四五六七八九十]+项)?(?:[总共]|合计|共计|累计)(?:计|被)?[扣失](?:除|减|掉|了)?分?[为：:]?|[扣失]分(?:合计|共计|总计)[为：:]?"
)
_EACH_LOST = expression(r"(?:扣|扣除|扣减|扣掉|扣了)$")
_CONDITIONAL = expression(r"[每若如凡]|扣完")
_MAIN = expression(r"主要|包括|如|等")
_REACH = 30  # figures of one list


def lost_points(row: Row) -> Iterator[Claim]:
    if "扣" not in row.words:
        return
    for total in row.amounts:
        if total.unit != "分" or not _IN_ALL.fullmatch(total.label) or total.place in row.total_of.values():
            continue
        parts = _reasons(row, total) or _reasons_before(row, total)
        if len(parts) < 2 or total.place in row.taken:
            continue
        exceeds = sum(i.figure.value for i in parts) > total.figure.value
        places = [i.place for i in parts]
        closes = row.closes(total.place, places)
        only_main = any(_MAIN.search(i.words) for i in row.items[total.place + 1 : places[0] + 1])
        if closes or exceeds or not only_main:
            if len(row.items[places[0] : places[-1]]) < 2 * len(parts):
                row.take(total.place, places)  # where the points got stand between, those lost belong to them, too
            yield row.claim(total.place, places, asserted=closes or not only_main, basis="扣分")


def _reasons_before(row: Row, total: Item) -> list[Item]:
    """Return the points before a total that it sums up: 执行率扣0.8分，产出扣2分，共扣2.8分.

    Where sentences before tell of points too, only what closes is meant.
    """
    found: list[Item] = []
    own = 0
    for item in reversed(row.items[max(total.place - _REACH, 0) : total.place]):
        if item.unit != "分" or item.group != total.group:
            continue
        if not _EACH_LOST.search(item.label):
            if total.sentence - item.sentence <= 1:
                continue  # 管理20分，得19分，扣1分；产出30分，得28分，扣2分。
            break
        if item.place in row.taken or _CONDITIONAL.search(item.words):
            break
        found.append(item)
        own += item.sentence == total.sentence
    found.reverse()
    readings = [found[len(found) - own :], found]
    closing = (parts for parts in readings if parts and row.closes(total.place, [i.place for i in parts]))
    return next(closing, found if own == len(found) else [])


def _reasons(row: Row, total: Item) -> list[Item]:
    """Return the points that the reasons behind *total* cost, [] where one of them has another meaning."""
    found: list[Item] = []
    for item in row.items[total.place + 1 : total.place + 1 + _REACH]:
        if item.sentence != total.sentence or item.group != total.group:
            break
        if item.unit != "分":
            continue
        if item.place in row.taken or _CONDITIONAL.search(item.words) or not _EACH_LOST.search(item.label):
            return []
        found.append(item)
    return found
