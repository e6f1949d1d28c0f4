"""What looks like a total of the amounts before it, and is not: 全县总数达到46个, 51岁以上6人, 扣3分，最终得分97分."""

from __future__ import annotations

from audit_cli.expressions import expression
from audit_cli.extract.prose.item import Item
from audit_cli.extract.prose.labels import LOST
from audit_cli.extract.prose.row import Row

# 满意及以上共541份 is the sum of the upper grades alone
_THRESHOLD = expression(r"[一-鿿]以上(?:学历|学位|职称|人员)?的?$|[一-鿿]及以上[一-鿿]{0,2}(?:共计?|合计)$")
_ABOVE = ("以上", "及以上")
_VACANT = expression(r"[空缺超]编|空缺")  # of the posts, not of who fills them
_ADDED_TO = expression(r"[并再另]?加上?[^一二三四五六七八九十急工班装强大快]")
_REACHED = expression(r"(?:达到?|增[至到]|突破)$")


def is_told_with_others(row: Row, total: Item, run: list[int]) -> bool:
    """Whether a figure is what there is by now, or stands before a rest or behind points lost: no sum of the run."""
    less = total.unit == "分" and _is_less_than_all(row, total, run)
    return less or _adds_to_what_is_told(row, run) or _leaves_a_rest(row, total) or _is_level(total)


def _adds_to_what_is_told(row: Row, run: list[int]) -> bool:
    """Whether a run begins with what is added to a figure before it: 收入完成80万元。加上上级补助12万元、结转8万元."""
    return any(_ADDED_TO.match(item.label) for item in row.at(run[:1]))


def _is_level(total: Item) -> bool:
    """Whether a number is what there is by now, not the sum of what was added: 新建2个、改造3个，全县总数达到46个."""
    return total.figure.type == "count" and bool(_REACHED.search(total.label))


def _leaves_a_rest(row: Row, total: Item) -> bool:
    """Whether the others are told behind a total: 正高1人、副高20人，共有教师30人，其余9人未定级."""
    behind = row.behind(total.place)
    return any(i.role == "rest" and i.unit == total.unit and not _VACANT.search(i.label) for i in behind)


def _is_less_than_all(row: Row, total: Item, run: list[int]) -> bool:
    """Whether points lost stand before a score, which are no parts of it: 决策扣1分，过程扣2分，最终得分97分."""
    return not LOST.search(total.label) and any(LOST.search(item.label) for item in row.at(run))


def is_above_a_threshold(row: Row, item: Item) -> bool:
    """Whether 以上 belongs to the figure or word before it: 51岁以上6人, 60岁及以上人口8人, 本科及以上40人."""
    if _THRESHOLD.search(item.label):
        return True
    return item.place > 0 and item.words.startswith(_ABOVE) and row.items[item.place - 1].post.startswith(_ABOVE)
