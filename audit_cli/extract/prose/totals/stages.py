"""Stages, and what they make together: 一期投资300万元，二期投资420万元，两期投资720万元.

Their number stands before the total, or behind it: 总投资720万元，分两期投入，一期300万元，二期420万元.
"""

from __future__ import annotations

from collections.abc import Iterator

from audit_cli.expressions import expression
from audit_cli.extract.ledger.numerals import chinese
from audit_cli.extract.ledger.units import OF_PLACES
from audit_cli.extract.prose.item import NO_SEPARATOR, Item
from audit_cli.extract.prose.row import Row
from audit_cli.model import Claim

_STAGES = "期|批|段|年|季度?|轮|次|镇|乡|村|标段|片区"
_NUMBER = "[两二三四五六七八九]"
_SO_MANY = expression(rf"({_NUMBER})个?({_STAGES})(?:工程|项目|资金)?([一-鿿]*?)[为达]?")
_SIGNS = expression(rf"{_NUMBER}个?(?:{_STAGES})")
_STAGE = expression(f"个?({_STAGES})")
_OF_NAMED = expression(r"([一-鿿]{1,4}?)(?:一?共计?|合计|总计|累计)([一-鿿]*?)[为达]?")
_MANY = 12  # bodies or places: 三个街道合计慰问321户
_DIVIDED = expression(rf"^[，,（(]分({_NUMBER})个?({_STAGES})")
_ORDINAL = expression(rf"({_NUMBER})个?(?:期|批|段|季度?|轮|次)")  # 三期 is the third, or three of them
_BESIDE = expression(r"另|其余|剩余")
_PAIR = 2  # of more than two the last character of their noun is enough
_NAME = 16  # characters before a figure that name its stage


def stages(row: Row) -> Iterator[Claim]:
    counted = any(unit in OF_PLACES or _STAGE.fullmatch(unit) for unit in row.units)
    if not (counted or _SIGNS.search(row.words)):
        return
    for total in row.amounts:
        parts = _stages_behind(row, total) or _stages_before(row, total) if total.role in ("plain", "used") else []
        if not parts and total.sep == NO_SEPARATOR and total.place:
            parts = _named_before(row, total)
        if parts and not row.taken & {total.place, *parts}:
            row.take(total.place, parts)
            yield row.claim(total.place, parts, basis="合计")


def _stages_before(row: Row, total: Item) -> list[int]:
    """Return as many amounts before *total* as it is said to be of, each named after its stage."""
    many, stage, what = _told(row, total)
    if not many:
        return []
    before = [i for i in row.before_in_sentence(total.place) if i.same_unit(total)][:many]
    if len(before) < many or _is_one_more(total, before[0]):
        return []
    told = all(stage in (name := i.words[-_NAME:]) and what in name for i in before)
    return [i.place for i in reversed(before)] if told else []


def _named_before(row: Row, total: Item) -> list[int]:
    """Return as many amounts before *total* as it is the sum of, each named after the noun behind their number.

    县医院完成86台、中医院62台、妇幼保健院58台，三家医院共完成206台: the verb before the first is that of all.
    """
    counted = row.items[total.place - 1]
    if counted.unit not in OF_PLACES or counted.label or not 1 < (many := counted.figure.value) <= _MANY:
        return []
    named = _OF_NAMED.fullmatch(total.label)
    before = [i for i in row.before_in_sentence(total.place) if i.same_unit(total)][: int(many)]
    if named is None or len(before) < many or not all(i.role in ("plain", "used", total.role) for i in before):
        return []
    noun = named[1][-1] if many > _PAIR else named[1]
    told = named[2] in before[-1].words and all(noun in i.words[-_NAME:] for i in before)
    return [i.place for i in reversed(before)] if told else []


def _is_one_more(total: Item, last: Item) -> bool:
    """Whether a number says which stage it is, not of how many: 一季度20万元，二季度25万元，三季度30万元."""
    ordinal = _ORDINAL.match(total.label)
    return ordinal is not None and ordinal[1] != "两" and ordinal[1] not in last.words[-_NAME:]


def _told(row: Row, total: Item) -> tuple[int, str, str]:
    """Return of how many stages *total* is, what one is called, and what was done in it; 0 if it does not say so."""
    if (said := _SO_MANY.fullmatch(total.label)) is not None:
        return int(chinese(said[1])[0]), said[2], said[3]
    counted = row.items[total.place - 1] if total.place else total
    if total.sep > NO_SEPARATOR or counted.label or counted.figure.type != "count":
        return 0, "", ""
    return (int(counted.figure.value), counted.unit, total.label) if _STAGE.fullmatch(counted.unit) else (0, "", "")


def _stages_behind(row: Row, total: Item) -> list[int]:
    """Return as many amounts behind *total* as it is divided into, each named after its stage."""
    behind = row.behind(total.place)
    if not behind:
        return []
    if behind[0].label == "分" and _STAGE.fullmatch(behind[0].unit):
        first, many, stage = total.place + 2, int(behind[0].figure.value), behind[0].unit
    elif (said := _DIVIDED.match(behind[0].words)) is not None:
        first, many, stage = total.place + 1, int(chinese(said[1])[0]), said[2]
    else:
        return []
    parts = row.items[first : first + many]
    if any(i.kin(total) and _BESIDE.search(i.words) for i in row.items[first + many : first + many + 1]):
        return []  # 分三批下达，第一批200万元、…、第三批120万元，另20万元为工作经费
    alike = all(i.same_unit(total) and i.sentence == total.sentence and stage in i.words[-_NAME:] for i in parts)
    return [i.place for i in parts] if len(parts) == many > 1 and alike else []
