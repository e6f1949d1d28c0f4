"""What every workbook is read into: sheets of shown cells by their place."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from audit_cli.expressions import expression

_ADDRESS = expression(r"\$?([A-Za-z]{1,3})\$?([1-9]\d{0,6})")
_ROWS = 1 << 20
_COLUMNS = 1 << 14


class Merge(NamedTuple):
    """Merged cells: first and last row and column, counted from 0."""

    top: int
    left: int
    bottom: int
    right: int

    def holds(self, at: tuple[int, int]) -> bool:
        """Whether the cell *at* (row, col) is one of them."""
        return self.top <= at[0] <= self.bottom and self.left <= at[1] <= self.right


class Sheet(NamedTuple):
    """What a worksheet shows: the text of each cell that has any, by (row, col) from 0.

    *uncalculated* are the cells with a formula that no program has worked out, *errors* those that show #REF! and such.
    *part* is what it is called in the package, if that is known; *boxes* are the paragraphs of its text boxes.
    *hidden_rows* and *hidden_columns* are how many of those that hold something are not shown.
    """

    cells: dict[tuple[int, int], str]
    merges: tuple[Merge, ...] = ()
    uncalculated: tuple[tuple[int, int], ...] = ()
    errors: tuple[tuple[int, int], ...] = ()
    name: str = ""
    hidden: bool = False
    part: str = ""
    boxes: tuple[str, ...] = ()
    hidden_rows: int = 0
    hidden_columns: int = 0

    def within(self, area: Merge) -> Sheet:
        """Return the sheet with no other cells than those in *area*."""
        return self._replace(
            cells={at: text for at, text in self.cells.items() if area.holds(at)},
            uncalculated=tuple(filter(area.holds, self.uncalculated)),
            errors=tuple(filter(area.holds, self.errors)),
        )


def count_within(numbers: Iterable[int], ranges: Sequence[tuple[int, int]]) -> int:
    """Return how many of *numbers* lie in any of *ranges*, ends included.

    >>> count_within([1, 5, 9], [(4, 6), (2, 5)])
    1
    """
    waiting = deque(sorted(set(numbers)))
    found = 0
    for low, high in sorted(ranges):
        while waiting and waiting[0] < low:
            waiting.popleft()
        while waiting and waiting[0] <= high:
            waiting.popleft()
            found += 1
    return found


def address(row: int, col: int) -> str:
    """Return the name of a cell.

    >>> address(2, 27)
    'AB3'
    """
    letters = ""
    col += 1
    while col:
        col, letter = divmod(col - 1, 26)
        letters = chr(65 + letter) + letters
    return f"{letters}{row + 1}"


def position(name: str) -> tuple[int, int] | None:
    """Return row and column of a cell's name; None if no sheet has such a cell."""
    match = _ADDRESS.fullmatch(name)
    if not match:
        return None
    col = 0
    for letter in match[1].upper():
        col = col * 26 + ord(letter) - 64
    row = int(match[2])
    return (row - 1, col - 1) if row <= _ROWS and col <= _COLUMNS else None


def tidy(text: str) -> str:
    """Return the text of a cell with \\n for its line ends and without tabs, which divide cells in canonical text."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ").strip("\n")
