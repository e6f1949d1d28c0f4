"""The text of a document together with the blocks that its places stand in, and the lines of it that hold a word."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property

from audit_cli.model import Block, Document


class Printed:
    """A text, and the block that a place of it stands in, found when it is asked for."""

    def __init__(self, document: Document) -> None:
        self.document, self.text = document, document.text

    @cached_property
    def _order(self) -> list[tuple[int, int]]:
        return sorted([(block.start, number) for number, block in enumerate(self.document.blocks)])

    def block_at(self, place: int) -> tuple[int, Block] | None:
        """Return number and block of *place*, None outside all of them."""
        k = bisect_right(self._order, (place, len(self._order))) - 1
        if k < 0:
            return None
        number = self._order[k][1]
        block = self.document.blocks[number]
        return (number, block) if block.start <= place < block.end else None


def lines_with(word: str, text: str) -> Iterator[tuple[int, int]]:
    """Yield where the lines of *text* begin and end that hold *word*: what needs it is looked for nowhere else."""
    at = text.find(word)
    while at >= 0:
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        yield text.rfind("\n", 0, at) + 1, end
        at = text.find(word, end)
