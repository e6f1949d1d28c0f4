"""Tables aligned by spaces, as a printout or ``pdftotext -layout`` gives them, and rows of a label and its numerals."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from audit_cli.expressions import expression
from audit_cli.readers.text.cells import BLANK, Cell, Line, Table
from audit_cli.readers.text.coded_sides import table_of_coded_sides
from audit_cli.readers.text.counted_rows import table_by_count
from audit_cli.readers.text.grid import MAX_COLUMNS, build
from audit_cli.readers.text.header_tree import are_column_names, header_tree
from audit_cli.readers.text.known_headers import table_by_names, table_of_three_public, table_of_two_sides
from audit_cli.readers.text.spaced_columns import (
    Places,
    are_aligned,
    are_apart,
    are_joined,
    places_below,
    places_of,
    spread,
    with_blank_columns,
)
from audit_cli.readers.text.spaced_extent import trimmed
from audit_cli.readers.text.spaced_lines import (
    TextRow,
    fields_of,
    is_data,
    parts_of,
    region_from,
    word_count,
    words_in,
    words_of,
)
from audit_cli.readers.text.spaced_rows import rows_of
from audit_cli.readers.text.two_sides import table_of_pairs

# a gap inside a line, or a numeral or a dash at its end that a space parts from what stands before it
_GAP = expression(
    r"[ \u3000](?:(?<=[^\s] )[ \u3000] *[^\s]|(?<=[^\s]\u3000) *[^\s]"
    r"|(?:[-−]?\d[\d,.]*[%％]?|[-—－–]{1,2})[ \u3000]*\r?$)",
    re.M,
)
_FEWEST_NAMES = 4  # of a header below which no row has all cells

# a label over three pairs of columns that converters of PDF put on a line of its own
_OVER_VEHICLES = expression(r"公务用车购置(?:及|和|与)运行[一-鿿]{0,6}")


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
        if region and i and _OVER_VEHICLES.fullmatch(lines[i - 1].text.strip(BLANK)):
            region.insert(0, TextRow(i - 1, fields_of(lines[i - 1])))
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
    data = [k for k, row in enumerate(region) if is_data(row) and not row.counts_columns]
    alone = len(data) == 1 and (_is_row_of_numerals(region, data[0]) or _is_named_row(region, data[0]))
    if len(data) < 2 and not alone:
        return None
    known = table_of_three_public(region, data[0]) if alone else table_by_names(region, data)
    if known is None and data[0]:
        known = table_of_two_sides(region, data) or table_of_coded_sides(region, data) or table_of_pairs(region, data)
    if known is not None:
        return known
    region, words = _by_words(region, data)
    rows, header = [region[k] for k in data], region[max(0, data[0] - 3) : data[0]]
    if header and not words and len(header[-1].fields) > _FEWEST_NAMES and (below := places_below(header[-1], rows)):
        return _table_by_place(trimmed(region, data, len(below.columns)), below, ())
    shape = _shape(region, data)
    columns = len(shape)
    if not shape or columns > MAX_COLUMNS or ("t" not in shape and not alone):
        return None
    if columns == 2 and (len(data) < 3 or _is_contents(rows)):
        return None
    template = [row for row in rows if row.shape == shape]
    if not _is_common(shape, template, rows, header) or (alone and not _suits(header, columns)):
        return None
    lines = trimmed(_with_header_words(region, data[0], columns), data, columns)
    places = places_of(template, columns, rows)
    aligned = not words and are_apart(template) and spread(template, columns, places.wide) <= 2
    aligned = aligned and (_is_under(template[0], header, places.wide) if alone else are_aligned(template, rows))
    if aligned and not are_joined(rows):
        return _table_by_place(lines, with_blank_columns(places, lines, template), template)
    return table_by_count(region, data, lines[-1].number, shape)


def _table_by_place(lines: Sequence[TextRow], places: Places, template: Sequence[TextRow]) -> Table | None:
    """Return the table of lines whose fields stand in the columns *places*, as those of *template* do."""
    columns = len(places.columns)
    rows = rows_of(lines, places, {id(row) for row in template})
    if len(rows) < 2:
        return None
    table = build([r._replace(pieces=r.pieces[:columns]) for r in rows])
    # the rest of a label that stands below its row cannot be one span with it: it gets a column of its own
    rests = [Cell(p.start, p.end, r, columns) for r, row in enumerate(rows) for p in row.pieces[columns:]]
    if not rests:
        return table
    cells = sorted((*table.cells, *rests), key=lambda cell: (cell.start, cell.end, cell.row, cell.col))
    return table._replace(cells=tuple(cells))


def _is_common(shape: str, template: Sequence[TextRow], rows: Sequence[TextRow], header: Sequence[TextRow]) -> bool:
    """Tell whether *shape* is that of the table: by its header, by the numerals in its rows, or by where they stand."""
    if header and word_count(header[-1]) == len(shape):
        return True
    alike = sum(row.shape.count("n") == shape.count("n") for row in rows)
    return alike * 3 >= len(rows) or are_aligned(template, rows)


def _is_row_of_numerals(region: Sequence[TextRow], k: int) -> bool:
    """Tell whether the line is the only row of a wide table: numerals without a label, under a header."""
    row = region[k]
    above = region[k - 1].kinds if not region[k - 1].counts_columns else ""
    return k > 0 and len(row.fields) >= 5 and set(row.shape) == {"n"} and "n" not in above


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


def _shape(region: Sequence[TextRow], data: Sequence[int]) -> str:
    """Return the shape of the complete rows: the longest with which the others agree in place, or else the usual."""
    shapes = Counter(region[k].shape for k in data)
    rows = [region[k] for k in data]
    usual = max(shapes, key=lambda s: (shapes[s] * (len(s) - 1), len(s)))
    above = word_count(region[data[0] - 1]) if data[0] else 0
    for shape in sorted(shapes, key=len, reverse=True)[:4]:
        if len(shape) <= len(usual):
            break
        if len(shape) == above:
            return shape
        if are_aligned([r for r in rows if r.shape == shape], rows):
            return shape
    # where blanks are in every row but one, that one shows all columns
    is_shown = shapes[usual] >= 2 or len(rows) == 1
    return usual if is_shown or are_aligned([r for r in rows if r.shape == usual], rows) else ""


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


def _is_contents(rows: Sequence[TextRow]) -> bool:
    """Tell whether the numerals are growing page numbers."""
    values = [row.fields[-1].piece.text for row in rows]
    if not all(v.isdecimal() and len(v) <= 3 for v in values):
        return False
    numbers = [int(v) for v in values]
    return numbers == sorted(numbers)
