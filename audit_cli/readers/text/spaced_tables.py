"""Tables aligned by spaces, as a printout or ``pdftotext -layout`` gives them, and rows of a label and its numerals."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from audit_cli.expressions import expression
from audit_cli.readers.text.cells import BLANK, Cell, Line, Piece, Row, Table, is_caption, kinds_of
from audit_cli.readers.text.grid import MAX_COLUMNS, build
from audit_cli.readers.text.header_tree import are_column_names, header_tree
from audit_cli.readers.text.headers import Item, header_rows, three_public_header
from audit_cli.readers.text.indicator_lines import columns_of, row_of_indicators
from audit_cli.readers.text.numbered_lines import table_of_numbered_lines
from audit_cli.readers.text.spaced_columns import (
    are_aligned,
    are_apart,
    are_joined,
    places_of,
    spread,
    with_blank_columns,
)
from audit_cli.readers.text.spaced_lines import (
    COUNTER,
    TextRow,
    is_data,
    parts_of,
    region_from,
    word_count,
    words_in,
    words_of,
)
from audit_cli.readers.text.spaced_rows import rows_of

# a gap inside a line, or a numeral or a dash at its end that a space parts from what stands before it
_GAP = expression(
    r"[ \u3000](?:(?<=[^\s] )[ \u3000] *[^\s]|(?<=[^\s]\u3000) *[^\s]"
    r"|(?:[-−]?\d[\d,.]*[%％]?|[-—－–]{1,2})[ \u3000]*\r?$)",
    re.M,
)
_REMARK = expression(r"备注|说明|原因|措施")
# rows whose columns are known without a header: a label, perhaps with a code or number before it, and numerals
_SIMPLE = expression(r"n?tn+")


def has_gaps(text: str) -> bool:
    """Tell whether any line may hold columns."""
    return _GAP.search(text) is not None


def find_spaced_tables(lines: Sequence[Line]) -> list[Table]:
    """Return the tables whose columns are shown by spaces alone."""
    tables: list[Table] = []
    i, n = 0, len(lines)
    while i < n:
        if len(lines[i].text) < 3 or (
            " " not in lines[i].text.strip(BLANK) and "\u3000" not in lines[i].text.strip(BLANK)
        ):
            i += 1
            continue
        region, end = region_from(lines, i)
        last = end
        for part in parts_of(region):
            table = _table(part)
            if table:
                tables.append(table)
                last = table.last
        i = max(last, i + 1)
    return tables


def _table(region: list[TextRow]) -> Table | None:
    """Return the table that *region* is, None if its rows have no common shape."""
    data = [k for k, row in enumerate(region) if is_data(row) and not _counts_columns(row)]
    alone = len(data) == 1 and (_is_row_of_numerals(region, data[0]) or _is_named_row(region, data[0]))
    if len(data) < 2 and not alone:
        return None
    named_table = _table_of_three_public(region, data[0]) if alone else _table_by_names(region, data)
    if named_table:
        return named_table
    if data[0] and (numbered := _table_of_numbered_lines(region, data)):
        return numbered
    region, words = _by_words(region, data)
    shape = _shape(region, data)
    columns = len(shape)
    if not shape or columns > MAX_COLUMNS or ("t" not in shape and not alone):
        return None
    if columns == 2 and (len(data) < 3 or _is_contents(region, data)):
        return None
    template = [region[k] for k in data if _shape_of(region[k]) == shape]
    numerals = [len(region[k].fields) - region[k].kinds.count("t") for k in data]
    named = data[0] > 0 and word_count(region[data[0] - 1]) == columns
    if (
        not named
        and sum(n == shape.count("n") for n in numerals) * 3 < len(data)
        and not are_aligned(template, [region[k] for k in data])
    ):
        return None
    lines = _trimmed(_with_header_words(region, data[0], columns), data, columns)
    places = places_of(template, columns, [region[k] for k in data])
    aligned = not words and are_apart(template) and spread(template, columns, places.wide) <= 2
    if alone and not _suits(region[max(0, data[0] - 3) : data[0]], columns):
        return None
    if aligned and alone:
        aligned = _is_under(template[0], region[max(0, data[0] - 3) : data[0]], places.wide)
    elif aligned:
        aligned = are_aligned(template, [region[k] for k in data])
    if not aligned or are_joined([region[k] for k in data]):
        return _table_by_count(region, data, lines[-1].number, shape)
    places = with_blank_columns(places, lines, template)
    columns = len(places.columns)
    rows = rows_of(lines, places, {id(t) for t in template})
    if len(rows) < 2:
        return None
    table = build([r._replace(pieces=r.pieces[:columns]) for r in rows])
    # the rest of a label that stands below its row cannot be one span with it: it gets a column of its own
    rests = [Cell(p.start, p.end, r, columns) for r, row in enumerate(rows) for p in row.pieces[columns:]]
    return table._replace(cells=tuple(sorted((*table.cells, *rests)))) if rests else table


def _table_by_count(region: Sequence[TextRow], data: Sequence[int], last: int, shape: str) -> Table | None:
    """Return the table of rows that are not aligned: their numerals are counted, rows with fewer have lost cells."""
    width, numerals, first = len(shape), shape.count("n"), data[0]
    if first and COUNTER.match(region[first - 1].fields[0].piece.text):
        first -= 1
    above = region[max(0, first - 3) : first]
    words = [Item(w.piece, row.number, "t") for row in above for w in words_of(row)]
    uncoded = _without_codes(shape)
    totals = "t" + "".join(shape[k] for k in uncoded[1:])
    rows = [
        Row(tuple(i.piece for i in labels), labels[0].line, region[first].number)
        for labels in header_rows(words, width)
    ]
    if not rows and not _SIMPLE.fullmatch(shape):
        return None
    for row in region[first:]:
        if row.number > last:
            break
        pieces = tuple(f.piece for f in row.fields)
        count = sum(f.kind != "t" for f in row.fields)
        end = pieces[-1].end
        if count == 0:
            pieces += (Piece(end, end, ""),) * (width - len(pieces))
        if len(pieces) > width:
            pieces = (*pieces[: width - 1], Piece(pieces[width - 1].start, end, "?"))
        elif len(pieces) < width and _shape_of(row) == totals:
            pieces, count = _with_blanks(pieces, uncoded, width), numerals
        lost = len(row.fields) > width or 0 < count < numerals
        rows.append(Row(pieces, row.number, row.number + 1, lost))
    return build(rows) if len(rows) >= 2 else None


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


def _table_by_names(region: Sequence[TextRow], data: Sequence[int]) -> Table | None:
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


def _table_of_numbered_lines(region: Sequence[TextRow], data: Sequence[int]) -> Table | None:
    """Return the statement whose lines are numbered on two sides, where some of them have fewer fields than others."""
    header = words_of(region[data[0] - 1])
    if len({len(region[k].fields) for k in data}) == 1 or [f.piece.text for f in header].count("行次") != 2:
        return None
    fields = [(row, field) for row in region[data[0] : data[-1] + 1] for field in row.fields]
    items = [Item(f.piece, region[data[0] - 1].number, "t") for f in header]
    items += [Item(f.piece, row.number, "t" if f.kind == "t" else "n") for row, f in fields]
    return table_of_numbered_lines(items)


def _table_of_three_public(region: Sequence[TextRow], k: int) -> Table | None:
    """Return the statement of the three public expenses: one row of numerals under its well-known header."""
    numerals = [row for row in region[max(0, k - 1) : k + 1] if _counts_columns(row) or row is region[k]]
    k -= len(numerals) - 1
    for part in (words_of, lambda row: row.fields):
        labels = [Item(f.piece, above.number, "t") for above in region[max(0, k - 3) : k] for f in part(above)]
        header = three_public_header(labels, len(numerals[-1].fields))
        if header:
            rows = [Row(tuple(i.piece for i in line), region[k - 1].number, numerals[0].number) for line in header]
            body = [Row(tuple(f.piece for f in row.fields), row.number, row.number + 1) for row in numerals]
            return build([*rows, *body])
    return None


def _counts_columns(row: TextRow) -> bool:
    """Tell whether the line holds the numbers of the columns and nothing else: 1 2 3 4 5 6."""
    return len(row.fields) > 2 and all(f.piece.text == str(k) for k, f in enumerate(row.fields, 1))


def _is_row_of_numerals(region: Sequence[TextRow], k: int) -> bool:
    """Tell whether the line is the only row of a wide table: numerals without a label, under a header."""
    row = region[k]
    above = region[k - 1].kinds if not _counts_columns(region[k - 1]) else ""
    return k > 0 and len(row.fields) >= 5 and set(_shape_of(row)) == {"n"} and "n" not in above


def _is_named_row(region: Sequence[TextRow], k: int) -> bool:
    """Tell whether the line is the only row under as many names that only columns bear: 全年预算数, 分值, 得分."""
    above = region[k - 1].fields if k else ()
    return len(above) == len(region[k].fields) and are_column_names([f.piece.text for f in above])


def _suits(header: Sequence[TextRow], columns: int) -> bool:
    """Tell whether the labels of the header can be spread over the columns of the one row below."""
    rows = [[f.piece.text for f in row.fields] for row in header if len(row.fields) > 1]
    return bool(rows) and (len(rows[-1]) == columns or header_tree(rows, columns) is not None)


def _is_under(row: TextRow, header: Sequence[TextRow], wide: bool) -> bool:
    """Tell whether nearly all fields of the header begin or end where a numeral of *row* does."""
    edges = {e for f in row.fields for e in ((f.wide_left, f.wide_right) if wide else (f.left, f.right))}
    fields = [f for above in header for f in above.fields]
    shared = sum(bool(edges & {f.wide_left, f.wide_right} if wide else edges & {f.left, f.right}) for f in fields)
    return shared * 10 >= 8 * len(fields)


def _shape_of(row: TextRow) -> str:
    return row.kinds.replace("d", "n")


def _shape(region: Sequence[TextRow], data: Sequence[int]) -> str:
    """Return the shape of the complete rows: the longest with which the others agree in place, or else the usual."""
    shapes = Counter(_shape_of(region[k]) for k in data)
    rows = [region[k] for k in data]
    usual = max(shapes, key=lambda s: (shapes[s] * (len(s) - 1), len(s)))
    above = word_count(region[data[0] - 1]) if data[0] else 0
    for shape in sorted(shapes, key=len, reverse=True)[:4]:
        if len(shape) <= len(usual):
            break
        if len(shape) == above:
            return shape
        if are_aligned([r for r in rows if _shape_of(r) == shape], rows):
            return shape
    # where blanks are in every row but one, that one shows all columns
    is_shown = shapes[usual] >= 2 or len(rows) == 1
    return usual if is_shown or are_aligned([r for r in rows if _shape_of(r) == usual], rows) else ""


def _by_words(region: list[TextRow], data: Sequence[int]) -> tuple[list[TextRow], bool]:
    """Return *region* parted at every space, if the header and nearly all rows then have as many words."""
    first = data[0]
    counts = [word_count(region[k]) for k in data]
    if not first or word_count(region[first - 1]) != counts[0]:
        return region, False
    if counts[0] < 3 or sum(c == counts[0] for c in counts) * 5 < 4 * len(counts):
        return region, False
    if sum(len(region[k].fields) == counts[0] for k in data) * 5 >= 4 * len(data):
        return region, False
    return [row._replace(fields=words_of(row)) if word_count(row) == counts[0] else row for row in region], True


def _with_header_words(region: Sequence[TextRow], data: int, columns: int) -> Sequence[TextRow]:
    """Return *region* with the line above the numerals parted at single spaces where that gives all its columns."""
    if data == 0 or len(region[data - 1].fields) >= columns:
        return region
    above = region[data - 1]
    fields = [part for field in above.fields for part in words_in(field)]
    if len(fields) != columns:
        return region
    return [*region[: data - 1], above._replace(fields=tuple(fields)), *region[data:]]


def _is_contents(region: Sequence[TextRow], data: Sequence[int]) -> bool:
    """Tell whether the numerals are growing page numbers."""
    values = [region[k].fields[-1].piece.text for k in data]
    if not all(v.isdecimal() and len(v) <= 3 for v in values):
        return False
    numbers = [int(v) for v in values]
    return numbers == sorted(numbers)


def _trimmed(region: Sequence[TextRow], data: Sequence[int], columns: int) -> list[TextRow]:
    """Return the rows with their header: at most five lines above the first numerals, none of them a caption."""
    first = data[0]
    while first > 0 and data[0] - first < 5:
        above = region[first - 1]
        texts = [f.piece.text for f in above.fields]
        if (
            any(is_caption(t) for t in texts)
            or ("n" in above.kinds and not COUNTER.match(texts[0]))
            or len(above.fields) > columns + 3
        ):
            break
        if region[first].number - above.number > 2:
            break
        first -= 1
    while first < data[0] and len(region[first].fields) < 2 and not _has_header_below(region, first, data[0]):
        first += 1
    # a single field on top is a title above the table
    while first < data[0] and len(region[first].fields) < 2 and not _stands_inside(region, first):
        first += 1
    last = data[-1]
    while last + 1 < len(region) and region[last + 1].number - region[last].number == 1:
        below = region[last + 1]
        if len(below.fields) > 1 and "n" not in below.kinds and columns > 2 and len(below.fields) < columns - 1:
            break
        last += 1
    while last > data[-1] and len(region[last].fields) < 2:
        last -= 1
    return list(region[first : last + 1])


def _has_header_below(region: Sequence[TextRow], k: int, data: int) -> bool:
    return any(len(region[r].fields) > 1 for r in range(k + 1, data))


def _stands_inside(region: Sequence[TextRow], k: int) -> bool:
    """Tell whether the single field is set over some columns only, as a merged header is."""
    field = region[k].fields[0]
    right = max(f.wide_right for row in region for f in row.fields)
    left = min(f.wide_left for row in region for f in row.fields)
    centre = (field.wide_left + field.wide_right) / 2
    return field.wide_left > left + 4 and abs(centre - (left + right) / 2) > (right - left) / 10
