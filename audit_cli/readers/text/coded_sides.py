"""Lists of economic codes side by side: 30101 基本工资 90.00 30201 办公费 9.00, and which side an entry alone is of.

A blank amount is not printed, nor is a label that stands around its line; the code tells where an entry begins.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from audit_cli.expressions import expression
from audit_cli.readers.text.cells import Piece, Row, Table
from audit_cli.readers.text.grid import build
from audit_cli.readers.text.spaced_lines import CODE_PARTS, Field, TextRow, words_of

_CODE = expression(r"3\d\d(?:\d\d)?")
_TOTAL = expression(r".{0,8}合\s*计")
_COLUMNS = (expression(r"编码|代码"), expression(r"名称"), expression(r"[数额]$|^(?:预算|决算|金额)"))
_SIDE = len(_COLUMNS)
_FEWEST = 3  # lines with an entry on each side
_MOST_SIDES = 3
_HEADER = 4  # lines above the first
_OF_PEOPLE = ("301", "303")  # the classes of the first side; all others are of what a unit runs on


class _Entry(NamedTuple):
    """A code, its label and its amount, blank where they are not printed."""

    code: str
    pieces: tuple[Piece, Piece, Piece]


def table_of_coded_sides(region: Sequence[TextRow], data: Sequence[int]) -> Table | None:
    """Return the table of two or three lists of codes in lines that differ in what they leave out."""
    lines = [(row, _entries(row)) for row in region[data[0] : data[-1] + 1] if row.kinds.count("n")]
    sides = max(len(entries) for _, entries in lines)
    full = [entries for _, entries in lines if len(entries) == sides]
    if not 1 < sides <= _MOST_SIDES or len(full) < _FEWEST or len({row.shape for row, _ in lines}) == 1:
        return None
    if any(not entries for _, entries in lines) or not all(entries[0].code for entries in full[:_FEWEST]):
        return None
    classes: dict[str, int] = {}
    for entries in full:
        for side, entry in enumerate(entries):
            classes.setdefault(entry.code[:3], side)
    rows = [_header(region[max(0, data[0] - _HEADER) : data[0]], sides)]
    rows += [_row(row, entries, classes, sides) for row, entries in lines]
    return build([row for row in rows if row is not None])


def _entries(row: TextRow) -> list[_Entry]:
    """Return the entries of a line, each of which begins with a code or is a total; none if there is anything else."""
    found: list[_Entry] = []
    fields = list(row.fields)
    while fields:
        first = fields.pop(0)
        code = "".join(first.piece.text.split())
        blank = Piece(first.piece.end, first.piece.end, "")
        if first.kind == "n" and _CODE.fullmatch(code):
            label = fields.pop(0).piece if fields and fields[0].kind == "t" else blank
            amount = fields.pop(0).piece if _is_amount(fields) else Piece(label.end, label.end, "")
            found.append(_Entry(code, (first.piece, label, amount)))
        elif first.kind == "t" and _TOTAL.fullmatch(first.piece.text) and _is_amount(fields):
            found.append(
                _Entry(
                    "",
                    (blank._replace(start=first.piece.start, end=first.piece.start), first.piece, fields.pop(0).piece),
                )
            )
        else:
            return []
    return found


def _is_amount(fields: Sequence[Field]) -> bool:
    return bool(fields) and fields[0].kind != "t" and not _CODE.fullmatch("".join(fields[0].piece.text.split()))


def _row(row: TextRow, entries: Sequence[_Entry], classes: dict[str, int], sides: int) -> Row:
    """Return a line as cells, each entry on its side: in turn, or where other entries of its class stand."""
    places: dict[int, _Entry] = {}
    for number, entry in enumerate(entries):
        side = classes.get(entry.code[:3], 0 if entry.code[:3] in _OF_PEOPLE else sides - 1)
        places[number if len(entries) == sides or not entry.code else side] = entry
    at, pieces = row.fields[0].piece.start, list[Piece]()
    for side in range(sides):
        own = places[side].pieces if side in places else (Piece(at, at, ""),) * _SIDE
        pieces += own
        at = own[-1].end
    return Row(tuple(pieces), row.number, row.number + 1, len(places) < len(entries))


def _header(above: Sequence[TextRow], sides: int) -> Row | None:
    """Return the header, whatever the order of its words: so many for codes, labels and amounts each."""
    rows = [row for row in above if not CODE_PARTS.issuperset([w.piece.text for w in words_of(row)])]
    words = [w.piece for row in rows for w in words_of(row)]
    columns = [[w for w in words if column.search(w.text)][-sides:] for column in _COLUMNS]
    if any(len(found) < sides for found in columns[1:]):
        return None
    start = columns[1][0].start
    blank = Piece(start, start, "")
    codes = columns[0] if len(columns[0]) == sides else [blank] * sides
    pieces = [piece for side in range(sides) for piece in (codes[side], columns[1][side], columns[2][side])]
    return Row(tuple(pieces), rows[0].number, above[-1].number + 1)
