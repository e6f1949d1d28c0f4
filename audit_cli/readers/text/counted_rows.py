"""Tables whose columns do not stand under one another: how many numerals a row has tells which they are."""

from __future__ import annotations

from collections.abc import Sequence

from audit_cli.expressions import expression
from audit_cli.readers.text.cells import Piece, Row, Table
from audit_cli.readers.text.grid import build
from audit_cli.readers.text.headers import Item, header_rows
from audit_cli.readers.text.short_rows import placed_rows, with_labels, wrapped_labels
from audit_cli.readers.text.spaced_lines import CODE_PARTS, COUNTER, TextRow, words_of

# rows whose columns are known without a header: a label, perhaps with a code or number before it, and numerals
_SIMPLE = expression(r"n?tn+")


def table_by_count(region: Sequence[TextRow], data: Sequence[int], last: int, shape: str) -> Table | None:
    """Return the table of rows that are not aligned, up to line *last*; rows with fewer numerals have lost cells."""
    width, numerals, first = len(shape), shape.count("n"), data[0]
    if first and COUNTER.match(region[first - 1].fields[0].piece.text):
        first -= 1
    coded = not shape.startswith("nn")  # the code of a row is one column, whatever its header says of its parts
    above = [row for row in region[max(0, first - 4) : first] if not (coded and CODE_PARTS.issuperset(_texts(row)))][
        -3:
    ]
    words = [Item(w.piece, row.number, "t") for row in above for w in words_of(row)]
    uncoded = _without_codes(shape)
    totals = "t" + "".join(shape[k] for k in uncoded[1:])
    rows = [
        Row(tuple(i.piece for i in labels), labels[0].line, region[first].number)
        for labels in header_rows(words, width)
    ]
    if not rows and not _SIMPLE.fullmatch(shape):
        return None
    body = [row for row in region[first:] if row.number <= last]
    placed = placed_rows([region[k] for k in data], shape)
    around = wrapped_labels(body, placed)
    for row in body:
        if row.number in around.above or row.number in around.below:
            continue
        if row.number in placed:
            rows.append(Row(placed[row.number], row.number, row.number + 1))
            continue
        pieces = tuple(f.piece for f in row.fields)
        count = sum(f.kind != "t" for f in row.fields)
        end = pieces[-1].end
        if count == 0:
            pieces += (Piece(end, end, ""),) * (width - len(pieces))
        if len(pieces) > width:
            pieces = (*pieces[: width - 1], Piece(pieces[width - 1].start, end, "?"))
        elif len(pieces) < width and row.shape == totals:
            pieces, count = _with_blanks(pieces, uncoded, width), numerals
        lost = len(row.fields) > width or 0 < count < numerals
        rows.append(Row(pieces, row.number, row.number + 1, lost))
    return with_labels(build(rows), rows, around, width) if len(rows) >= 2 else None


def _texts(row: TextRow) -> list[str]:
    return [word.piece.text for word in words_of(row)]


def _without_codes(shape: str) -> tuple[int, ...]:
    """Return the columns that totals fill, which have no code: their first label stands in the column of the codes."""
    label = max(shape.find("t"), 0)
    return (0, *(k for k in range(label + 1, len(shape)) if not label or shape[k : k + 2] != "nt"))


def _with_blanks(pieces: Sequence[Piece], columns: Sequence[int], width: int) -> tuple[Piece, ...]:
    """Return a row of *width* pieces with *pieces* in their *columns*."""
    own = dict(zip(columns, pieces, strict=True))
    at, row = pieces[0].start, []
    for column in range(width):
        at = own[column].end if column in own else at
        row.append(own.get(column, Piece(at, at, "")))
    return tuple(row)
