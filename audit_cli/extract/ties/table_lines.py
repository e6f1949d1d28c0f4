"""The rows and columns of tables, by the figures that stand in them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal

from audit_cli.model import Document, Fact, Figure

Line = tuple[str, int, int]  # row, column or table; table, number
Key = tuple[str, Decimal]
_Length = tuple[str, Decimal, int]


class TableLines:
    """The *lines* that a figure stands in, by unit and value, and the facts that stand in each line."""

    def __init__(self, facts: Sequence[Fact], document: Document) -> None:
        self.lines: dict[Key, list[Line]] = defaultdict(list)
        self.members: dict[Line, list[Fact]] = defaultdict(list)
        self._as_long: dict[Line, dict[_Length, list[tuple[Key, Fact]]]] = {}
        for cell in facts:
            block = document.blocks[cell.figure.block]
            if block.table is None or not cell.figure.value:
                continue
            lines = ("row", block.table, block.row), ("column", block.table, block.col), ("table", block.table, 0)
            self.lines[key_of(cell.figure)] += lines
            for line in lines:
                self.members[line].append(cell)

    def as_long(self, line: Line, figure: Figure) -> Sequence[tuple[Key, Fact]]:
        """Return the facts of a line that have the unit of *figure* and as many digits before and behind the point."""
        if line not in self._as_long:
            found = self._as_long[line] = defaultdict(list)
            for cell in self.members[line]:
                found[_length(cell.figure)].append((key_of(cell.figure), cell))
        return self._as_long[line].get(_length(figure), ())


def _length(figure: Figure) -> _Length:
    return figure.unit, figure.quantum, figure.value.adjusted()


def key_of(figure: Figure) -> Key:
    """Return what figures that are printed alike have in common."""
    return figure.unit, abs(figure.value)
