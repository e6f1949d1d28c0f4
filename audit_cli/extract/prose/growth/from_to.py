"""From … to …: 由90万元增加到99万元，增长10%，净增9万元.

The two ends are base and new figure; the rates and changes beside them are growth and difference. Ticks and fails.
"""

from __future__ import annotations

from collections.abc import Iterator

from audit_cli.expressions import expression
from audit_cli.extract.prose.growth.candidates import is_of_one
from audit_cli.extract.prose.growth.differences import difference, growth, larger_first
from audit_cli.extract.prose.growth.words import FROM, residual
from audit_cli.extract.prose.item import SEMICOLON, Item
from audit_cli.extract.prose.paragraph import Paragraph
from audit_cli.model import Claim

_THAT_IS = ("，即", "，也就是", "（即", "（由", "（从", "，由", "，从")
_RESPECTIVELY = "分别"
_GAIN = expression(r"(?:净|年|共)?[增减][产收效员支幅]?")


def from_to(paragraph: Paragraph, new: Item, done: set[int]) -> Iterator[Claim]:
    """Yield the change to *new*; the places of the figures that say it join *done*."""
    items, k = paragraph.items, new.place
    base = items[k - 1] if k else None
    if base is None or not _is_from(base, new):
        return
    for item in (*items[k + 1 : k + 3], *items[max(k - 3, 0) : k - 1]):
        if item.sentence != new.sentence or item.place in done or _RESPECTIVELY in item.label:
            continue  # 收入由80万元增加到95万元，利润由5万元增加到8万元，分别增加15万元和3万元
        between = items[item.place + 1 : k + 1] if item.place < k else items[k + 1 : item.place + 1]
        if any(i.sep >= SEMICOLON or i.cue == "of_which" for i in between):
            continue  # 巩固率99.86%；设备值由1860元提高到2035元: a rate of something else
        if _is_its_rate(item, new):
            done.add(item.place)
            yield growth(item if item.role == "growth" else item._replace(falls=new.falls), new, base)
        elif (
            item.place == k - 2 and item.role == "change" and item.kin(new) and items[k - 1].words.startswith(_THAT_IS)
        ):
            done.add(item.place)
            yield difference(item, *larger_first(item, new, base))
        elif item.place > k:
            if not (item.role == "change" or _GAIN.fullmatch(item.label)) or not item.kin(new) or is_of_one(new, item):
                return
            done.add(item.place)
            yield difference(item, *larger_first(item, new, base))


def _is_from(base: Item, new: Item) -> bool:
    if not base.kin(new) or base.unit != new.unit or base.sentence != new.sentence:
        return False
    return bool(FROM.search(base.lead[-10:] + base.label))


def _is_its_rate(item: Item, new: Item) -> bool:
    if item.figure.type != "rate" or item.role not in ("growth", "rate"):
        return False
    return (item.place < new.place and item.role == "growth") or len(residual(item.label)) <= 1
