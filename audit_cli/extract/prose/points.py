"""Percentage points: 完成率由90%提高到95%，提高5个百分点.

The two rates before, in the order that 由…到… or their years give, have the points as their difference. Ticks and
fails.
"""

from __future__ import annotations

from collections.abc import Iterator

from audit_cli.extract.prose.compared import Compared, ordered
from audit_cli.extract.prose.comparison_words import FROM
from audit_cli.extract.prose.differences import difference, larger_first
from audit_cli.extract.prose.item import Item
from audit_cli.extract.prose.paragraph import Paragraph
from audit_cli.model import Claim


def points(paragraph: Paragraph, result: Item) -> Iterator[Claim]:
    """Yield the difference of two rates of its sentence, or of two sentences that name their years."""
    before = paragraph.before(result.place, same_sentence=False)
    near = [i for i in before if i.figure.type == "rate"][:2]
    if len(near) < 2 or near[0].sentence != result.sentence:
        return
    second, first = near
    if FROM.search(first.lead[-12:] + first.label):
        sides: Compared | None = Compared(second, first)
    else:
        sides = ordered(first, second, result)
    if sides is not None and sides.base is not None:
        yield difference(result, *larger_first(result, sides.new, sides.base))
