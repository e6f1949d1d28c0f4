"""The text of a document together with the blocks that its places stand in, and the lines of it that hold a word."""

from __future__ import annotations

from collections.abc import Iterator

from audit_cli.model import Block, Document


class Printed:
    """A text, and the block that a place of it stands in, found when it is asked for."""

    def __init__(self, document: Document) -> None:
        self.document, self.text = document, document.text

    def block_at(self, place: int) -> tuple[int, Block] | None:
        """Return number and block of *place*, None outside all of them."""
        number = self.document.block_at(place)
        if number < 0:
            return None
        block = self.document.blocks[number]
        return (number, block) if place < block.end else None


def lines_with(word: str, text: str) -> Iterator[tuple[int, int]]:
    """Yield where the lines of *text* begin and end that hold *word*: what needs it is looked for nowhere else."""
    at = text.find(word)
    while at >= 0:
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        yield text.rfind("\n", 0, at) + 1, end
        at = text.find(word, end)
