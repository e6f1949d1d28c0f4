"""The rows and columns of tables, by the figures that stand in them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import cached_property

from audit_cli.model import Block, Document, Fact, Figure

Line = tuple[str, int, int]  # row, column or table; table, number
Key = tuple[str, Decimal]
_Length = tuple[str, Decimal, int]


class TableLines:
    """The *cells* of tables; the *lines* that a figure stands in, by unit and value; the facts in each line."""

    def __init__(self, facts: Sequence[Fact], document: Document) -> None:
        blocks = document.blocks
        beside = ((cell, blocks[cell.figure.block]) for cell in facts if cell.figure.value)
        self.cells = [(cell, block.table, block) for cell, block in beside if block.table is not None]
        self._as_long: dict[Line, dict[_Length, list[tuple[Key, Fact]]]] = {}

    @cached_property
    def lines(self) -> Mapping[Key, list[Line]]:
        lines: dict[Key, list[Line]] = defaultdict(list)
        for cell, table, block in self.cells:
            lines[key_of(cell.figure)] += _lines_of(table, block)
        return lines

    @cached_property
    def members(self) -> Mapping[Line, list[Fact]]:
        members: dict[Line, list[Fact]] = defaultdict(list)
        for cell, table, block in self.cells:
            for line in _lines_of(table, block):
                members[line].append(cell)
        return members

    def as_long(self, line: Line, figure: Figure) -> Sequence[tuple[Key, Fact]]:
        """Return the facts of a line that have the unit of *figure* and as many digits before and behind the point."""
        if line not in self._as_long:
            found = self._as_long[line] = defaultdict(list)
            for cell in self.members[line]:
                found[_length(cell.figure)].append((key_of(cell.figure), cell))
        return self._as_long[line].get(_length(figure), ())


def _lines_of(table: int, block: Block) -> tuple[Line, Line, Line]:
    return ("row", table, block.row), ("column", table, block.col), ("table", table, 0)


def _length(figure: Figure) -> _Length:
    return figure.unit, figure.quantum, figure.value.adjusted()


def key_of(figure: Figure) -> Key:
    """Return what figures that are printed alike have in common."""
    return figure.unit, abs(figure.value)
