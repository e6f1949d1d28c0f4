"""Numbers of what something is told for each of: 8期, 36个班, 20个教学班, 教学班20个, 60所学校, 3辆 of 车均."""

from __future__ import annotations

from audit_cli.expressions import expression
from audit_cli.extract.ledger.units import OF_PLACES
from audit_cli.extract.prose.growth.words import residual
from audit_cli.extract.prose.item import Item

# the words for one kind of thing, whichever of them it is counted in
PERSONS = frozenset("人名位生")
_KINDS = (PERSONS, frozenset("车辆台"), frozenset("户家"), frozenset("天日"))
# those who came each time are counted, too
_TOLD_AS = {"人次": ("人",), "次": ("人次", "批次")}
_SESSIONS = frozenset({"场次", "期次", "班次", "批次"})
_OTHER_NOUN = ("民", "委", "级")  # 12个村民小组 are no villages
_GENERIC = expression(r"平均|全[国省市县区州乡镇村校院局]|每个?$|国内|人员|单位|部分")
_POSTS, _STAFF = "岗位", expression(r"教师|教职|教工|职工|医|师生")  # no pupils
_HAN = expression(r"[一-鿿]+")
_NAME = 2  # characters that name a thing
_NOUN = 3  # characters behind a number that say what it counts


def is_of_a_part(average: Item, over: int, told: str) -> bool:
    """Whether the words before what an average is *over*, at that place of its label, name a thing of their own.

    支出73.8万元，其中外出培训人均1330元; 出动消防车2272辆次，火灾扑救平均每起4辆次. *told* is what stands before.
    """
    name = _GENERIC.sub("", residual(average.label[:over]))
    long_enough = len(name) >= (_NAME if average.cue == "of_which" else _NAME + 1)
    return long_enough and _HAN.fullmatch(name) is not None and name[:_NAME] not in told


def is_number_of(item: Item, unit: str) -> bool:
    """Whether a figure is the number of *unit*: its measure word, one for the same kind, or the noun behind that."""
    if item.unit == unit or item.unit.removeprefix("个") == unit.removeprefix("个") != "":
        return True
    if any(item.unit in kind and unit in kind for kind in _KINDS):
        return True
    if item.unit in _SESSIONS and item.unit.startswith(unit):
        return True  # 活动24场次，平均每场500份
    if (
        (unit in PERSONS or unit == _POSTS[0])
        and item.unit == "个"
        and (_POSTS in item.label or item.post.startswith(_POSTS))
    ):
        return True  # 每人每月800元，公益性岗位350个
    if item.unit not in OF_PLACES:
        return False
    noun, _, behind = item.post.strip()[: _NOUN + 1].partition(unit)
    told = len(noun) < _NOUN and behind[:1] not in _OTHER_NOUN and unit in item.post.strip()[:_NOUN]
    return told or item.label.rstrip("共有为").endswith(unit)


def is_averaged_over(item: Item, unit: str) -> bool:
    """Whether an average for each *unit* may be over what a figure counts: 632人次 for 人均, 20批次 for 次均."""
    if unit == "生" and _STAFF.search(item.label):
        return False
    if item.unit.removesuffix("次") == unit or item.unit in _TOLD_AS.get(unit, ()):
        return True
    if item.unit == "" and item.label.endswith((unit, *_TOLD_AS.get(unit, ()))):
        return True  # 门诊人次9.8万
    return is_number_of(item, unit)
