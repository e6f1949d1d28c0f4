"""Numbers of what something is told for each of: 8期, 36个班, 20个教学班, 教学班20个, 60所学校."""

from __future__ import annotations

from audit_cli.expressions import expression
from audit_cli.extract.ledger.units import OF_PLACES
from audit_cli.extract.prose.growth.words import residual
from audit_cli.extract.prose.item import Item

_OTHER_NOUN = ("民", "委", "级")  # 12个村民小组 are no villages
_GENERIC = expression(r"平均|全[国省市县区州乡镇村校院局]|每个?$|国内|人员|单位|部分")
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
    """Whether a figure is the number of *unit*, its measure word or the noun behind that."""
    if item.unit not in OF_PLACES:
        return item.unit == unit
    noun, _, behind = item.post.strip()[: _NOUN + 1].partition(unit)
    told = len(noun) < _NOUN and behind[:1] not in _OTHER_NOUN and unit in item.post.strip()[:_NOUN]
    return item.unit == unit or told or item.label.rstrip("共有为").endswith(unit)
