"""Ranges: 最高97.3分，最低83.5分，两者相差13.8分.

What two figures side by side differ by. Ticks and fails.
"""

from __future__ import annotations

from collections.abc import Iterator

from audit_cli.expressions import expression
from audit_cli.extract.prose.growth.differences import difference
from audit_cli.extract.prose.item import COMMA
from audit_cli.extract.prose.paragraph import Paragraph
from audit_cli.model import Claim

_DIFFER = expression(r"^(?:两者|二者|两数|两项|前后)?(?:相差|之差|差距)(?:为|是|达)?$")


def ranges(paragraph: Paragraph) -> Iterator[Claim]:
    """Yield the differences of the two figures right before them."""
    for gap in paragraph.items[2:] if "差" in paragraph.words else ():
        if not _DIFFER.match(gap.label) or gap.figure.approximate:
            continue
        first, second = paragraph.items[gap.place - 2 : gap.place]
        beside = first.sentence == second.sentence == gap.sentence and second.sep <= COMMA and gap.sep <= COMMA
        if (
            beside
            and first.unit == second.unit == gap.unit
            and not (first.figure.approximate or second.figure.approximate)
        ):
            larger, smaller = sorted((first, second), key=lambda i: i.figure.value, reverse=True)
            yield difference(gap, larger, smaller)
