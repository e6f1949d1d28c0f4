"""Rows with fewer figures than columns: what the codes before them and the sums tell of where the figures stand.

205 教育支出 90.00 60.00 30.00 and below it 20502 普通教育 60.00 60.00: a blank is not printed, and the rows that add up
to another tell whether it is the second column or the third. A label too long for its column stands around its row.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from audit_cli.expressions import expression
from audit_cli.readers.text.cells import TOTAL_ROW, Cell, Piece, Row, Table
from audit_cli.readers.text.header_choice import amount_of
from audit_cli.readers.text.reckoned_places import Group, Relation, groups_of_codes, reckoned
from audit_cli.readers.text.spaced_lines import Field, TextRow

_CODED = expression(r"ntn{3,}")
_CODE = expression(r"\d{3}(?:\d\d){0,2}")
_LEAD = 2  # columns before the figures: code and label
_FEWEST = 2  # figures of a row that are placed


class _Line(NamedTuple):
    """A row: its code and label, blank where there is none, and its figures."""

    lead: tuple[Piece, Piece]
    figures: tuple[Field, ...]
    code: str


def placed_rows(rows: Sequence[TextRow], shape: str) -> dict[int, tuple[Piece, ...]]:
    """Return the pieces of the rows that have fewer fields than *shape* but can be placed, by their line."""
    if _CODED.fullmatch(shape) is None or all(len(row.fields) == len(shape) for row in rows):
        return {}
    width = len(shape) - _LEAD
    lines = {row.number: line for row in rows if (line := _line(row)) is not None and len(line.figures) <= width}
    numbers = list(lines)
    amounts = [[amount_of(f.piece.text) for f in lines[number].figures] for number in numbers]
    if any(amount is None for row in amounts for amount in row):
        return {}
    totals = [k for k, number in enumerate(numbers) if not lines[number].code]
    codes = {k: lines[number].code for k, number in enumerate(numbers) if lines[number].code}
    if len(totals) > 1:
        return {}
    groups = [Group(*group) for group in groups_of_codes(codes, *(totals or [-1])).items() if group[0] >= 0]
    rest = Relation(0, tuple(range(1, width)))
    known = reckoned([[a for a in row if a] for row in amounts], width, [], [rest], groups)
    return {numbers[k]: _row(lines[numbers[k]], places, width) for k, places in known.items()}


def _line(row: TextRow) -> _Line | None:
    """Return a row that begins with a code, perhaps without its label, or with the word for a total."""
    first, *others = row.fields
    figures = tuple(f for f in others if f.kind != "t")
    code = "".join(first.piece.text.split())
    if _CODE.fullmatch(code) is not None:
        named = bool(others) and others[0].kind == "t"
        label = others[0].piece if named else Piece(first.piece.end, first.piece.end, "")
        lead = (first.piece, label)
        behind = others[1:] if named else others
    elif first.kind == "t" and TOTAL_ROW.fullmatch(first.piece.text) is not None:
        code, lead, behind = "", (first.piece, Piece(first.piece.end, first.piece.end, "")), others
    else:
        return None
    return _Line(lead, figures, code) if len(figures) == len(behind) >= _FEWEST else None


def _row(line: _Line, places: Sequence[int], width: int) -> tuple[Piece, ...]:
    """Return the pieces of a row of *width* columns behind its code and label."""
    own = dict(zip(places, line.figures, strict=True))
    at, pieces = line.lead[-1].end, list(line.lead)
    for column in range(width):
        pieces.append(own[column].piece if column in own else Piece(at, at, ""))
        at = pieces[-1].end
    return tuple(pieces)


class Around(NamedTuple):
    """The lines that hold the beginning and the rest of a label, each with the line of its row."""

    above: dict[int, TextRow]
    below: dict[int, TextRow]


def wrapped_labels(body: Sequence[TextRow], placed: Mapping[int, Sequence[Piece]]) -> Around:
    """Return the lines around rows of *body* that have no label between code and figures: 养老 / 20805 9.00 / 支出."""
    around = Around({}, {})
    bare = {row.number for row in body if row.number in placed and not placed[row.number][1].text}
    if not bare:
        return around
    text = {row.number: row for row in body if len(row.fields) == 1 and row.fields[0].kind == "t"}
    for number in sorted(bare):
        if number - 1 in text and number - 1 not in around.below:
            around.above[number - 1] = text[number - 1]
        if number + 1 in text and number + 2 not in bare:
            around.below[number + 1] = text[number + 1]
    return around


def with_labels(table: Table, rows: Sequence[Row], around: Around, width: int) -> Table:
    """Return *table* with the labels that stand *around* their rows, what is below in a column of its own."""
    if not around.above and not around.below:
        return table
    at = {row.first: k for k, row in enumerate(rows)}
    lines = {at[n + 1]: line.fields[0].piece for n, line in around.above.items() if n + 1 in at}
    cells = [c for c in table.cells if not (c.col == 1 and c.row in lines and c.start == c.end)]
    cells += [Cell(p.start, p.end, row, 1) for row, p in lines.items()]
    rests = {at[n - 1]: line.fields[0].piece for n, line in around.below.items() if n - 1 in at}
    cells += [Cell(p.start, p.end, row, width) for row, p in rests.items()]
    return table._replace(cells=tuple(sorted(cells, key=lambda cell: (cell.start, cell.end, cell.row, cell.col))))
