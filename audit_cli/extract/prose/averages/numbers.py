"""Numbers of what something is told for each of: 8期, 36个班, 20个教学班, 教学班20个, 60所学校, 3辆 of 车均."""

from __future__ import annotations

from audit_cli.extract.ledger.units import OF_PLACES
from audit_cli.extract.prose.item import Item

# the words for one kind of thing, whichever of them it is counted in
_KINDS = (frozenset("人名位生"), frozenset("车辆台"), frozenset("户家"), frozenset("天日"))
# those who came each time are counted, too
_TOLD_AS = {"人次": ("人",), "次": ("人次", "批次")}
_OTHER_NOUN = ("民", "委", "级")  # 12个村民小组 are no villages
_NOUN = 3  # characters behind a number that say what it counts


def is_number_of(item: Item, unit: str) -> bool:
    """Whether a figure is the number of *unit*: its measure word, one for the same kind, or the noun behind that."""
    if item.unit == unit or item.unit.removeprefix("个") == unit.removeprefix("个") != "":
        return True
    if any(item.unit in kind and unit in kind for kind in _KINDS):
        return True
    if item.unit not in OF_PLACES:
        return False
    noun, _, behind = item.post.strip()[: _NOUN + 1].partition(unit)
    told = len(noun) < _NOUN and behind[:1] not in _OTHER_NOUN and unit in item.post.strip()[:_NOUN]
    return told or item.label.rstrip("共有为").endswith(unit)


def is_averaged_over(item: Item, unit: str) -> bool:
    """Whether an average for each *unit* may be over what a figure counts: 632人次 for 人均, 20批次 for 次均."""
    if item.unit.removesuffix("次") == unit or item.unit in _TOLD_AS.get(unit, ()):
        return True
    return is_number_of(item, unit)
