"""What a change led to, told behind it: 比上年增加128万元，达到315万元，增长68.4%."""

from __future__ import annotations

from audit_cli.expressions import expression
from audit_cli.extract.prose.growth.candidates import COMPARABLE
from audit_cli.extract.prose.growth.differences import closes, larger_first
from audit_cli.extract.prose.growth.sides import Compared
from audit_cli.extract.prose.growth.words import PRIOR
from audit_cli.extract.prose.item import COMMA, SEMICOLON, Item
from audit_cli.extract.prose.paragraph import Paragraph

_REACHED = expression(r"(?:达到?|为|至)(?:了|[\s：:])*$")
# what a change led to, without a subject of its own
_LEVEL = expression(
    r"(?:其?[现已共]|总[数量额]|总人数|总规模|规模|[全本当]年|年[末底]|(?:19|20)\d\d\s*年[度底末]?)*"
    r"(?:达到?|(?:增加?|增长|提高|提升|上升|上涨|升|减少?|下降|降低?|压减|压缩|回落|扩大)[到至为])[了约近]?"
)


def level_reached(paragraph: Paragraph, change: Item) -> Item | None:
    """Return the figure that a change led to, told right behind it: 比上年增加128万元，达到315万元，增长68.4%."""
    if change.each:
        return None
    for item in paragraph.behind(change.place):
        beside = item.sentence == change.sentence and item.sep <= COMMA and item.group == change.group
        if beside and item.kin(change) and item.role in COMPARABLE and _LEVEL.fullmatch(item.label):
            return item
    return None


def base_of_level(change: Item, level: Item, found: list[Item]) -> Item | None:
    """Return the base before a change and the level behind it: 上年为187万元，增加128万元，达到315万元."""
    base = found[0] if found and found[0].sentence == change.sentence else None
    if base is None or base.unit != level.unit:
        return None
    told = base.role == "base" or PRIOR.search(base.label)  # 较年初45人增加4人，达到49人
    return base if told or closes(change, *larger_first(change, level, base)) else None


def new_behind(paragraph: Paragraph, change: Item, base: Item | None) -> Compared | None:
    """Return the new figure where it follows its change: 比上年增加128万元，增长69%，2023年达到315万元."""
    for item in paragraph.items[change.place + 1 : change.place + 4]:
        if item.sentence != change.sentence or item.sep >= SEMICOLON or item.cue == "of_which":
            return None
        if not item.is_amount or item.role not in COMPARABLE:
            continue
        if base is not None and not item.kin(base):
            return None
        if (item.kin(change) or not change.is_amount) and _REACHED.search(item.label):
            return Compared(item, base)
    return None
