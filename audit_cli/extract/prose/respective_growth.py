"""Rates of growth given one for each: 受理案件90件，审结80件，比上年分别上升12.5%和6.7%.

Each rate belongs to the amount in the same place of those before; what they grew from stands elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from audit_cli.extract.prose.comparison_words import words_of
from audit_cli.extract.prose.item import Item
from audit_cli.extract.prose.paragraph import Paragraph
from audit_cli.extract.prose.respective_rates import series_of

_EACH = "分别"
_REACH = 12  # items before the rates among which the amounts stand


def growth_series(paragraph: Paragraph, first: Item) -> list[Item]:
    """Return the rates that begin at *first*, one of growth, and are meant for one amount each, [] if they are none."""
    if first.figure.type != "rate" or _EACH not in words_of(first):
        return []
    return [rate._replace(role="growth", falls=first.falls) for rate in series_of(paragraph.items, first.place)]


def grown(paragraph: Paragraph, rates: Sequence[Item]) -> Iterator[tuple[Item, Item]]:
    """Yield each rate with the amount that grew by it, if there are as many before as there are rates."""
    first = rates[0]
    before = paragraph.items[max(first.place - _REACH, 0) : first.place]
    amounts = [i for i in before if i.is_amount and i.role in ("plain", "used") and i.depth == first.depth]
    amounts = [i for i in amounts if i.sentence == first.sentence]
    if len(amounts) == len(rates):
        yield from zip(rates, amounts, strict=True)
