"""Tables aligned by spaces under a header of well-known names, which tell their columns where the gaps do not."""

from __future__ import annotations

from collections.abc import Sequence

from audit_cli.expressions import expression
from audit_cli.readers.text.cells import Piece, Row, Table, kinds_of
from audit_cli.readers.text.grid import build
from audit_cli.readers.text.header_tree import are_column_names
from audit_cli.readers.text.headers import Item, three_public_header, three_public_pairs
from audit_cli.readers.text.indicator_lines import columns_of, row_of_indicators
from audit_cli.readers.text.numbered_lines import table_of_numbered_lines
from audit_cli.readers.text.spaced_columns import are_apart, are_joined
from audit_cli.readers.text.spaced_lines import TextRow, words_of

_REMARK = expression(r"备注|说明|原因|措施")


def table_by_names(region: Sequence[TextRow], data: Sequence[int]) -> Table | None:
    """Return the table of fields joined by one gap under a header of well-known names.

    Rows may be shorter on the left, where a merged cell goes on from above.
    """
    rows = [region[k] for k in data]
    if not data[0] or not (are_joined(rows) or not are_apart(rows)):
        return None
    part = (lambda row: row.fields) if are_apart(rows) else words_of
    header = part(region[data[0] - 1])
    width = len(header)
    if width < 5 or not are_column_names([f.piece.text for f in header]):
        return None
    found = [Row(tuple(f.piece for f in header), region[data[0] - 1].number, region[data[0]].number)]
    if columns := columns_of([f.piece.text for f in header]):
        body = region[data[0] : data[-1] + 1]
        placed = [(row.number, row_of_indicators([f.piece for f in part(row)], columns)) for row in body]
        if all(pieces for _, pieces in placed):
            head = found[0]._replace(pieces=found[0].pieces[-columns.width :])
            return build([head, *(Row(pieces, number, number + 1) for number, pieces in placed if pieces)])
    remarks = _REMARK.search(header[-1].piece.text) is not None
    for row in region[data[0] : data[-1] + 1]:
        pieces = tuple(f.piece for f in part(row))
        if remarks and len(pieces) < width and row.fields[-1].kind == "n":
            pieces += (Piece(pieces[-1].end, pieces[-1].end, ""),)  # nothing is remarked in this row
        found.append(Row(pieces, row.number, row.number + 1, len(pieces) < width - 2))
    counts = [len(r.pieces) for r in found[1:]]
    if any(kinds_of(r)[:2] != "tt" for r in found if len(r.pieces) == width):
        return None
    if max(counts) > width or counts.count(width) < 2 or sum(c >= width - 2 for c in counts) * 4 < 3 * len(counts):
        return None
    return build(found)


def table_of_three_public(region: Sequence[TextRow], k: int) -> Table | None:
    """Return the statement of the three public expenses: one row of numerals under its well-known header."""
    numerals = [row for row in region[max(0, k - 1) : k + 1] if row.counts_columns or row is region[k]]
    k -= len(numerals) - 1
    for part in (words_of, lambda row: row.fields):
        labels = [Item(f.piece, above.number, "t") for above in region[max(0, k - 3) : k] for f in part(above)]
        width = len(numerals[-1].fields)
        header = three_public_header(labels, width)
        if not header:
            labels = [Item(f.piece, above.number, "t") for above in region[max(0, k - 5) : k] for f in part(above)]
            header = three_public_pairs(labels, width)
        if header:
            rows = [Row(tuple(i.piece for i in line), line[0].line, numerals[0].number) for line in header]
            body = [Row(tuple(f.piece for f in row.fields), row.number, row.number + 1) for row in numerals]
            return build([*rows, *body])
    return None


def table_of_two_sides(region: Sequence[TextRow], data: Sequence[int]) -> Table | None:
    """Return the statement whose lines are numbered on two sides, where some of them have fewer fields than others."""
    header = words_of(region[data[0] - 1])
    if len({len(region[k].fields) for k in data}) == 1 or [f.piece.text for f in header].count("行次") != 2:
        return None
    fields = [(row, field) for row in region[data[0] : data[-1] + 1] for field in row.fields]
    items = [Item(f.piece, region[data[0] - 1].number, "t") for f in header]
    items += [Item(f.piece, row.number, "t" if f.kind == "t" else "n") for row, f in fields]
    return table_of_numbered_lines(items)
