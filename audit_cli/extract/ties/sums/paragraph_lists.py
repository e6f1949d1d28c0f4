"""Parts that take a paragraph each: 项目支出860万元，共3个项目。 and then three paragraphs, 农田建设项目支出420万元，….

A paragraph that ends with a total and the number of its parts is followed by as many that begin with an amount called
alike. It ticks where they add up, and is to be reviewed where they do not.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from audit_cli.expressions import expression
from audit_cli.extract.ledger.units import OF_ANYTHING
from audit_cli.extract.prose.item import COMMA, Item
from audit_cli.extract.prose.labels import clean_label
from audit_cli.extract.prose.paragraph import Paragraph
from audit_cli.model import Claim, Term
from audit_cli.quantity import agrees, sum_verdict

_MOST = 20  # paragraphs of a list
_GAP = 3  # blocks from one to the next, which may have a heading
_ENDING = 2  # characters that the labels of the parts share
_MEASURE = expression(r"预算|决算|计划|追加|上年|去年")
_SHORTEST = 5  # characters that name a part


def paragraph_lists(paragraphs: Sequence[Paragraph]) -> Iterator[Claim]:
    for k, paragraph in enumerate(paragraphs):
        announced = _announced(paragraph)
        if announced is None:
            continue
        total, number = announced
        parts = _parts(paragraphs[k + 1 : k + 2 + number], paragraph.block, total)
        if len(parts) != number:
            continue
        closes = agrees(sum_verdict(total.figure.quantity, [i.figure.quantity for i in parts]))
        terms = (Term(i.figure, "part", clean_label(i.label)) for i in parts)
        head = Term(total.figure, "total", paragraph.label(total))
        yield Claim("sum", (head, *terms), "open", asserted=closes, basis="分段列举")


def _announced(paragraph: Paragraph) -> tuple[Item, int] | None:
    """Return the total and the number of parts that a paragraph ends with."""
    if len(paragraph.items) < 2:
        return None
    total, count = paragraph.items[-2:]
    beside = count.sentence == total.sentence and count.sep <= COMMA and count.depth == total.depth == 0
    number = count.figure
    counts = (
        number.type == "count" and number.unit in OF_ANYTHING and not number.approximate and 2 <= number.value <= _MOST
    )
    if not (beside and counts and total.figure.type == "money") or total.figure.approximate:
        return None
    return (total, int(number.value)) if total.role in ("plain", "used") and count.role == "plain" else None


def _parts(paragraphs: Sequence[Paragraph], block: int, total: Item) -> list[Item]:
    """Return the amounts that the paragraphs right behind *block* begin with, as long as they are called alike."""
    parts: list[Item] = []
    for paragraph in paragraphs:
        first = paragraph.items[0]
        ending = clean_label(first.label)[-_ENDING:]
        alike = not parts or ending == clean_label(parts[0].label)[-_ENDING:]
        if _MEASURE.findall(first.label) != _MEASURE.findall(total.label):
            break
        if paragraph.block - block > _GAP or first.lead or first.figure.approximate or not alike:
            break
        if first.figure.type != "money" or first.role != total.role or len(clean_label(first.label)) < _SHORTEST:
            break
        parts.append(first)
        block = paragraph.block
    return parts
