"""Percentage points: 完成率由90%提高到95%，提高5个百分点; 失业率3.4%，比目标4%低0.6个百分点.

The two rates before, in the order that 由…到…, 比 or their years give, have the points as their difference. Ticks and
fails.
"""

from __future__ import annotations

from collections.abc import Iterator

from audit_cli.expressions import expression
from audit_cli.extract.prose.compared import Compared, ordered
from audit_cli.extract.prose.comparison_words import FROM
from audit_cli.extract.prose.differences import difference, larger_first
from audit_cli.extract.prose.item import Item
from audit_cli.extract.prose.paragraph import Paragraph
from audit_cli.model import Claim

_COMPARED = expression(r"[比较](?!上年|去年|同期)")


def points(paragraph: Paragraph, result: Item) -> Iterator[Claim]:
    """Yield the difference of two rates of its sentence, or of two sentences that name their years."""
    before = paragraph.before(result.place, same_sentence=False)
    rates = [i for i in before if i.figure.type == "rate"]
    levels = [i for i in rates if i.role != "growth"]
    # 审结80件，增长2%；结案率93%，提高1.3个百分点: how fast something grew is no rate that another one rises from
    near = (rates if rates and rates[0].role == "growth" else levels)[:2]
    if len(near) < 2 or near[0].sentence != result.sentence:
        return
    second, first = near
    if FROM.search(first.lead[-12:] + first.label):
        sides: Compared | None = Compared(second, first)
    elif _COMPARED.match(second.label) and second.sentence == first.sentence and second.place == result.place - 1:
        sides = Compared(first, second)
    else:
        sides = ordered(first, second, result)
    if sides is not None and sides.base is not None:
        yield difference(result, *larger_first(result, sides.new, sides.base))
