"""The rows and columns of tables, by the figures that stand in them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal

from audit_cli.model import Document, Fact, Figure

Line = tuple[str, int, int]  # row, column or table; table, number
Key = tuple[str, Decimal]


class TableLines:
    """The *lines* that a figure stands in, by unit and value, and the facts that stand in each line."""

    def __init__(self, facts: Sequence[Fact], document: Document) -> None:
        self.lines: dict[Key, list[Line]] = defaultdict(list)
        self.members: dict[Line, list[Fact]] = defaultdict(list)
        for cell in facts:
            block = document.blocks[cell.figure.block]
            if block.table is None or not cell.figure.value:
                continue
            for line in (
                ("row", block.table, block.row),
                ("column", block.table, block.col),
                ("table", block.table, 0),
            ):
                self.members[line].append(cell)
                self.lines[key_of(cell.figure)].append(line)


def key_of(figure: Figure) -> Key:
    """Return what figures that are printed alike have in common."""
    return figure.unit, abs(figure.value)
