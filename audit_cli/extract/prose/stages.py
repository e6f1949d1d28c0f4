"""Stages that are added up by their number: 一期投资300万元，二期投资420万元，两期投资720万元."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile

from audit_cli.expressions import expression
from audit_cli.extract.ledger.numerals import chinese
from audit_cli.extract.prose.item import NO_SEPARATOR, Item
from audit_cli.extract.prose.row import Row
from audit_cli.model import Claim

_STAGES = "期|批|段|年|季度?|轮|次|镇|乡|村|标段|片区"
_SO_MANY = expression(rf"([两二三四五六七八九])个?({_STAGES})(?:工程|项目|资金)?([一-鿿]*?)[为达]?")
_STAGE = expression(f"个?({_STAGES})")
_YEAR, _HALVES = "全年", ("下半年", "上半年")
_QUARTERS = ("四季度", "三季度", "二季度", "一季度")
_EACH_QUARTER = expression(r"季度[一-鿿]{0,6}分别")
_IN_ALL, _NUMBERS = ("累计", "共", "合计", "总共"), "一二三四五六七八九"
_ORDER = expression(r"第([一二三四五六七八九])[批期次笔轮][^，。；第]{0,12}$")
# what is told at the end of a month may be of all since the year began
_MONTH = expression(r"(?:其中)?(?:1[0-2]|[1-9])月份?(?:下达|到位|支出|支付|拨付|安排|收到|发放)")
_NAME = 16  # characters before a figure that name its stage


def stages(row: Row) -> Iterator[Claim]:
    for total in row.amounts:
        if total.role in ("plain", "used") and total.place not in row.taken and (of_year := _of_the_year(row, total)):
            parts = [i.place for i in reversed(of_year)]
            row.take(total.place, parts)
            yield row.claim(total.place, parts, basis="合计")
            continue
        many, stage, what = _so_many(row, total) if total.role in ("plain", "used") else (0, "", "")
        if not many or total.place in row.taken:
            continue
        before = [i for i in row.before_in_sentence(total.place) if i.same_unit(total)][:many]
        if len(before) == many and all(stage in (name := i.words[-_NAME:]) and what in name for i in before):
            parts = [i.place for i in reversed(before)]
            row.take(total.place, parts)
            yield row.claim(total.place, parts, basis="合计")


def _of_the_year(row: Row, total: Item) -> list[Item]:
    """Return the halves, the quarters or the instalments of a year that a total of it adds up, the last first.

    上半年完成3亿元，下半年完成4亿元，全年完成7亿元. 四个季度支出分别为1万元、2万元、3万元、4万元，全年支出10万元.
    """
    if total.cue or not total.label.startswith((_YEAR, *_IN_ALL)):
        return []
    before = [i for i in row.before_in_sentence(total.place) if i.same_unit(total) and i.depth == total.depth]
    if total.label.startswith(_IN_ALL):
        return _numbered(before)
    months = list(takewhile(lambda i: _MONTH.fullmatch(i.label), before))
    if len(months) > 1 and len(months) == len(before):
        return months
    two, four = before[:2], before[:4]
    if len(two) == len(_HALVES) and all(half in i.words for half, i in zip(_HALVES, two, strict=True)):
        return two
    quarters = len(four) == len(_QUARTERS) and (
        all(name in i.words for name, i in zip(_QUARTERS, four, strict=True))
        or (_EACH_QUARTER.search(four[-1].words) is not None and all(not i.label for i in four[:-1]))
    )
    return four if quarters else []


def _numbered(before: list[Item]) -> list[Item]:
    """Return the instalments back to the first: 第一批拨付2万元，第二批拨付1万元，累计拨付3万元."""
    orders = [found[1] if (found := _ORDER.search(i.words)) else "" for i in before]
    known = orders.index("一") + 1 if "一" in orders else 0
    in_order = "".join(orders[:known][::-1]) == _NUMBERS[:known]
    return before[:known] if in_order and known > 1 else []


def _so_many(row: Row, total: Item) -> tuple[int, str, str]:
    """Return of how many stages *total* is, what one is called, and what was done in it; 0 if it does not say so."""
    if (said := _SO_MANY.fullmatch(total.label)) is not None:
        return int(chinese(said[1])[0]), said[2], said[3]
    counted = row.items[total.place - 1] if total.place else total
    if total.sep > NO_SEPARATOR or counted.label or counted.figure.type != "count":
        return 0, "", ""
    return (int(counted.figure.value), counted.unit, total.label) if _STAGE.fullmatch(counted.unit) else (0, "", "")
