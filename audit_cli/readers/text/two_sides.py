"""Lists side by side under 项目 决算数 项目 决算数, one space between all cells: which side an entry is of.

一、财政拨款收入 900.27 一、教育支出 306.90, and below it 二、上级补助收入 二、卫生支出 16.24: an amount that is not
printed leaves two labels together, and the amount behind them is that of the second.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from audit_cli.expressions import expression
from audit_cli.readers.text.cells import Piece, Row, Table, kind_of, piece
from audit_cli.readers.text.grid import build
from audit_cli.readers.text.headers import Item, header_rows, row_of
from audit_cli.readers.text.spaced_columns import are_apart
from audit_cli.readers.text.spaced_lines import TextRow, words_of

_WIDTH, _SIDES = 4, 2
_NAMES = ("项目", "科目", "科目名称")
_AMOUNT = expression(r".*[数额]$")
_HEADER = 3  # lines above the first row
# where another label begins within a text, and where an amount runs into one
_NEXT = expression(
    r"[ \u3000]+(?=[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十\d]{1,2}[）)]"
    r"|\d{1,2}(?:[、．]|\.(?!\d))"
    r"|(?:本年)?(?:收入|支出)?[合总]\s*计|(?:年初|年末|上年|结转))|(?<=\d)(?=[一二三四五六七八九十]{1,3}、)"
)
_OF_SIDE = (expression(r"收入|补助|上缴(?!上级)|年初|上年"), expression(r"支出|年末|下年"))


class _Entry(NamedTuple):
    label: Piece
    amount: Piece | None


def table_of_pairs(region: Sequence[TextRow], data: Sequence[int]) -> Table | None:
    """Return the table of two lists of labels and amounts where some of the amounts are not printed."""
    names = [f.piece.text for f in words_of(region[data[0] - 1])]
    if len(names) != _WIDTH or names[:_SIDES] != names[_SIDES:] or names[0] not in _NAMES:
        return None
    rows = region[data[0] : data[-1] + 1]
    if not _AMOUNT.fullmatch(names[1]) or are_apart(rows) or len({row.shape for row in rows}) == 1:
        return None
    entries = [(row, list(_entries(row))) for row in rows]
    if not any(len(found) == _SIDES and all(e.amount for e in found) for _, found in entries):
        return None
    header = region[max(0, data[0] - _HEADER) : data[0]]
    words = [Item(word.piece, row.number, "t") for row in header for word in words_of(row)]
    above = [row_of(line) for line in header_rows(words, _WIDTH)]
    return build([*above, *_placed(entries)])


def _entries(row: TextRow) -> Iterator[_Entry]:
    """Yield the labels of a line, each with the amount right behind it; an amount without one has a blank label."""
    waiting: Piece | None = None
    for part, kind in _parts(row):
        if kind == "t":
            if waiting is not None:
                yield _Entry(waiting, None)
            waiting = part
        else:
            yield _Entry(waiting or Piece(part.start, part.start, ""), part)
            waiting = None
    if waiting is not None:
        yield _Entry(waiting, None)


def _parts(row: TextRow) -> Iterator[tuple[Piece, str]]:
    for field in row.fields:
        if field.kind != "t":
            yield field.piece, field.kind
            continue
        start = 0
        for gap in (*_NEXT.finditer(field.piece.text), None):
            text = field.piece.text[start : gap.start() if gap else None]
            at = field.piece.start + start
            label, _, last = text.rpartition(" ")
            if label and kind_of(last) == "n":  # an amount that runs into the next label
                yield piece(label, at), "t"
                yield piece(last, at + len(text) - len(last)), "n"
            elif text:
                yield piece(text, at), "t"
            start = gap.end() if gap else start


def _placed(lines: Sequence[tuple[TextRow, list[_Entry]]]) -> Iterator[Row]:
    """Yield the lines as rows; an amount alone in its line is that of the label above, which goes on below."""
    side: int | None = None  # of the last entry that stood alone
    held: tuple[TextRow, _Entry] | None = None
    for row, found in lines:
        alone = found[0] if len(found) == 1 else None
        if held is not None and alone is not None and not alone.label.text:
            above, entry = held
            yield _row(above, [entry._replace(amount=alone.amount)], side, row.number + 1)
            held = None
            continue
        if held is not None:
            yield _row(held[0], [held[1]], side)
            held = None
        if alone is None:
            yield _row(row, found, 0)
            continue
        side = _side_of(alone, side)
        if alone.amount is None:
            held = (row, alone)
        else:
            yield _row(row, found, side)
    if held is not None:
        yield _row(held[0], [held[1]], side)


def _row(row: TextRow, found: Sequence[_Entry], side: int | None, end: int = 0) -> Row:
    """Return a line as four cells, from *side* on; where that is not known an amount is lost."""
    lost = len(found) > _SIDES or (side is None and found[0].amount is not None)
    at, pieces = row.fields[0].piece.start, list[Piece]()
    for number in range(_SIDES):
        own = number - (side or 0)
        entry = found[own] if 0 <= own < len(found) else None
        for cell in (entry.label, entry.amount) if entry else (None, None):
            at = cell.end if cell else at
            pieces.append(cell or Piece(at, at, ""))
    return Row(tuple(pieces), row.number, end or row.number + 1, lost)


def _side_of(entry: _Entry, before: int | None) -> int | None:
    """Return the side that a label alone in its line is of by what it is called, else that of the one *before*."""
    sides = [number for number, words in enumerate(_OF_SIDE) if words.search(entry.label.text)]
    return sides[0] if len(sides) == 1 else before
