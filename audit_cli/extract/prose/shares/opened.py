"""Shares of what a sentence begins with: 常住人口14万人。…常住人口中，男性8万人，占57%；女性6万人，占43%.

How many they are stands in another sentence or paragraph, under that name and with one value. It ticks and fails where
another share of the sentence is of the same; else it fails only by a slip.
"""

from __future__ import annotations

from audit_cli.expressions import expression
from audit_cli.extract.prose.item import Item
from audit_cli.extract.prose.paragraph import Paragraph
from audit_cli.extract.prose.quotients.pairs import Pair, fits, is_a_slip, quotient
from audit_cli.extract.prose.shares.names import share_names
from audit_cli.extract.prose.shares.wholes import Wholes, named
from audit_cli.extract.terms import Terms
from audit_cli.model import Claim

_OPENING = expression(r"(?:^|[。；;\n\s、．.])(?:在)?(?P<name>[一-鿿]{3,14})(?:\[\d{1,2}\]|[①-⑳])?中[，,：:]")
_MOST = 40  # items of the sentence before and behind


def share_of_what_opens(paragraph: Paragraph, rate: Item, part: Item, wholes: Wholes, terms: Terms) -> Claim | None:
    """Return the share of what is named at the beginning of the sentence, and counted elsewhere."""
    first = part
    for item in paragraph.items[max(part.place - _MOST, 0) : part.place]:
        if item.sentence == part.sentence:
            first = item
            break
    opening = _OPENING.search(first.words) if "中" in first.words else None
    if opening is None:
        return None
    name = opening["name"]
    concept = terms.concept(name)
    told = [*named(paragraph, part, name, concept), *wholes.elsewhere(paragraph, part, name, concept)]
    told = [i for i in told if i.figure.start < first.figure.start and i.same_unit(part)]
    if len({i.figure.value for i in told}) != 1 or told[-1].figure.value <= part.figure.value:
        return None
    pair = Pair(part, told[-1])
    if fits(rate, *pair):
        return quotient(rate, pair, "中")
    between = paragraph.items[first.place + 1 : part.place + 1]
    if paragraph.total_item(part) is not None or part.place != rate.place - 1 or any(i.cue for i in between):
        return None  # 高级职称300人，其中女性150人，占50%
    sure = any(_is_share_of(paragraph, i, rate, pair.whole) for i in paragraph.items[first.place : rate.place + _MOST])
    if not sure and not is_a_slip(rate, *pair):
        return None
    return quotient(rate, pair, "中", asserted=sure)


def _is_share_of(paragraph: Paragraph, other: Item, rate: Item, whole: Item) -> bool:
    """Whether another share of the sentence, told as *rate* is, is of the *whole*."""
    if other is rate or other.role != "share" or other.sentence != rate.sentence or other.label != rate.label:
        return False
    one = paragraph.items[other.place - 1]
    return one.same_unit(whole) and not share_names(other)[0] and fits(other, one, whole)
