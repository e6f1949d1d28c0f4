"""A paragraph ready for the grammar: its items, their concepts, and which total each part belongs to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from audit_cli.extract.prose.item import Item
from audit_cli.extract.prose.row import Row
from audit_cli.model import FigureType
from audit_cli.value import Value


class Paragraph(Value, frozen=True):
    """The items of one block; *concepts* and *labels* run beside them; *total_of* maps a part to its total.

    *steps* maps a step of a chain to what it leads to. *marked* says that it holds a list by lines. *words* is all the
    text between its figures, *types* what they are, *told* those of formulas.
    """

    block: int
    items: Sequence[Item]
    labels: Sequence[str]
    concepts: Sequence[str]
    total_of: dict[int, int]
    steps: dict[int, int]
    marked: bool
    words: str
    types: frozenset[FigureType]
    told: set[int]

    def total_item(self, part: Item) -> Item | None:
        """Return the total that *part* belongs to."""
        total = self.total_of.get(part.place)
        return None if total is None else self.items[total]

    def label(self, item: Item) -> str:
        return self.labels[item.place]

    def behind(self, place: int) -> Sequence[Item]:
        """Return the item right behind *place*, if there is one."""
        return self.items[place + 1 : place + 2]

    def before(self, k: int, same_sentence: bool = True) -> Iterator[Item]:
        """Yield the items before *k*, nearest first, of its sentence, or also of the last one before that has any."""
        reach = here = self.items[k].sentence
        for j in range(k - 1, -1, -1):
            sentence = self.items[j].sentence
            if sentence < reach:
                if same_sentence or reach < here or here - sentence > 2:
                    return
                reach = sentence
            yield self.items[j]


def paragraph_of(block: int, row: Row) -> Paragraph:
    """Return the paragraph in *block* whose breakdowns *row* knows."""
    marked = any(i.mark for i in row.items)
    return Paragraph(
        block, row.items, row.labels, row.concepts, row.total_of, row.steps, marked, row.words, row.types, row.told
    )
