"""Statements of two sides whose lines are numbered: what the numbers of the lines tell where blank cells were lost.

项目 行次 金额 项目 行次 金额 stands over 收入 on the left and 支出 on the right; the numbers run on down each side, so
that a line without an amount is known from the number of the next.
"""

from __future__ import annotations

from collections.abc import Sequence

from audit_cli.expressions import expression
from audit_cli.readers.text.cells import Piece, Row, Table
from audit_cli.readers.text.grid import build
from audit_cli.readers.text.headers import Item

NUMBER_OF_LINE = "行次"
_COUNTER = expression(r"栏\s*次 \d")
_WIDTH = 6
_SIDE = 3
_FEWEST = 4  # lines of each side


def table_of_numbered_lines(items: Sequence[Item]) -> Table | None:
    """Return the statement that *items* are, cell by cell, None if its lines are not numbered throughout."""
    texts = [item.piece.text for item in items]
    if texts.count(NUMBER_OF_LINE) != 2:
        return None
    start = texts.index(NUMBER_OF_LINE) - 1
    header = items[start : start + _WIDTH]
    if start < 0 or [k for k, item in enumerate(header) if item.piece.text == NUMBER_OF_LINE] != [1, 1 + _SIDE]:
        return None
    first = start + _WIDTH
    while _COUNTER.fullmatch(" ".join(texts[first : first + 2])):
        first += 2
    lines = _lines(items[first:])
    if lines is None or len(lines) < _FEWEST:
        return None
    top = [Row(tuple(i.piece for i in header), header[0].line, header[-1].line + 1)]
    return build([*top, *map(_row, lines)])


def _lines(items: Sequence[Item]) -> list[list[list[Item | None]]] | None:
    """Return the lines, each one or two sides of label, number and amount, None if a number goes back.

    Numbers are left out where lines are; the right side goes on from the last line of the left one.
    """
    lines: list[list[list[Item | None]]] = []
    left, right, middle = 1, 0, 0
    k = 0
    while k < len(items):
        label = items[k] if items[k].kind == "t" else None
        k += label is not None
        number = items[k].piece.text if k < len(items) else ""
        if not number.isdecimal() or len(number) > 2:
            return lines if label is not None and left > _FEWEST else None
        if int(number) == left:
            left += 1
            lines.append([])
        elif lines and len(lines[-1]) == 1 and int(number) >= (right or _FEWEST + 1):
            right, middle = int(number) + 1, middle or int(number)
        elif label is not None and left < int(number) < middle:
            left = int(number) + 1
            lines.append([])
        else:
            return None
        entry = [label, items[k], None]
        k += 1
        if k < len(items) and items[k].kind != "t" and not _is_next(items[k], left, right):
            entry[2] = items[k]
            k += 1
        lines[-1].append(entry)
    return lines


def _is_next(item: Item, left: int, right: int) -> bool:
    """Tell whether a numeral is the number of the next line, whose label is blank, and no amount."""
    return item.piece.text in (str(left), str(right))


def _row(line: Sequence[Sequence[Item | None]]) -> Row:
    """Return a line as six cells, blank where nothing was printed."""
    known = [item for side in line for item in side if item is not None]
    cells: list[Item | None] = [cell for side in line for cell in side]
    cells += [None] * (_WIDTH - len(cells))
    pieces: list[Piece] = []
    at = known[0].piece.start
    for item in cells:
        at = item.piece.end if item is not None else at
        pieces.append(item.piece if item is not None else Piece(at, at, ""))
    return Row(tuple(pieces), known[0].line, known[-1].line + 1)


__all__ = ["NUMBER_OF_LINE", "table_of_numbered_lines"]
