"""Numbers of what something is told for each of: 8期, 36个班, 20个教学班, 教学班20个, 60所学校."""

from __future__ import annotations

from audit_cli.extract.ledger.units import OF_PLACES
from audit_cli.extract.prose.item import Item

_OTHER_NOUN = ("民", "委", "级")  # 12个村民小组 are no villages
_NOUN = 3  # characters behind a number that say what it counts


def is_number_of(item: Item, unit: str) -> bool:
    """Whether a figure is the number of *unit*, its measure word or the noun behind that."""
    if item.unit not in OF_PLACES:
        return item.unit == unit
    noun, _, behind = item.post.strip()[: _NOUN + 1].partition(unit)
    told = len(noun) < _NOUN and behind[:1] not in _OTHER_NOUN and unit in item.post.strip()[:_NOUN]
    return item.unit == unit or told or item.label.rstrip("共有为").endswith(unit)
