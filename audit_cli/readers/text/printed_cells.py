"""Cells that the width of their column has broken, in lines of a page that spaces align: ``pdftotext -layout``.

Where columns stand is told by all lines of the table together. A cell goes on in the next line of its column if it was
full: the next word would not have fitted.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

from audit_cli.expressions import expression
from audit_cli.readers.text.cells import Line, Piece, kind_of
from audit_cli.readers.text.wrapped_lines import MARK, TOKEN
from audit_cli.value import Value

Span = tuple[int, int]

_FIELD = expression(r"\S+(?:[ ]\S+)*")
_WORD = expression(r"\S+")
_DIGITS = expression(r"[-−]?[\d,.]+[%％]?")
_POINT = expression(r"[.,]")
_NUMERAL = expression(r"[-−]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d{1,4})?[%％]?")
_HALF = expression(r"[0-9A-Za-z%()<>=≥≤~+-]")
_LABELLED = expression(r"[^，。；！？ ]{1,8}[ ][-−]?\d[\d,]*(?:\.\d+)?%?")
_UNIT = expression(r"[万亿]?(?:[元人户亩次个项家辆里米吨件处座所羽株万]|人次|公里|平方米|方米)|%")
_COUNTED = expression(r"\d[ ]?[十百千万亿]?[人平公方]?$")
_CLAUSE = expression(r"[，。；！？]")
_BEGINS = expression(r"[≥≤＞＜>=<]|其中[:：]|" + MARK.pattern)
_BRACKET = expression(r"[（(][^（()）]{1,6}(?:[)）]|$)")
_MEASURED = expression(r"[≥≤=<>]{0,2}\d[\d.,]*[ ]?(?![年月日])[一-鿿/]{1,5}")
# labels that nothing follows, unless it is one of these
_CLOSED = expression(
    r"(?:项目|单位|部门|机构)(?:名称|编码|代码)|(?:主管|实施|填报|使用|项目)(?:部门|单位)|[一二三]级指标|[一-鿿]{2,5}[量效本益度]指标"
)
_ADDED = expression(r"[（(及和与]|值$")
_DRIFT = 3  # signs by which the same column may stand elsewhere in another row
_FAR = 10_000
_OFTEN = 3  # lines
_SIGN, _DIGIT = 4, 2  # how wide they are


class Field(Value, frozen=True):
    """What stands together in line *line*; *before* is where the field before it ends, *beside* where the next begins."""

    piece: Piece
    line: int
    left: int
    right: int
    before: int = 0
    beside: int = _FAR

    @property
    def is_alone(self) -> bool:
        return not self.before and self.beside == _FAR

    @property
    def text(self) -> str:
        return self.piece.text

    @property
    def width(self) -> int:
        return _width(self.text)

    @property
    def most(self) -> int:
        """How wide this may be in another type, in which points are as wide as digits."""
        return self.width + sum(map(self.text.count, ".,/: ")) + 2 * sum(map(self.text.count, "≥≤%"))


class CellOfPage(Value, frozen=True):
    """The fields of one cell, from top to bottom, and the columns (first, last) it stands in; *full* if more may follow."""

    fields: tuple[Field, ...]
    span: Span
    full: bool = False

    @property
    def first(self) -> int:
        return self.fields[0].line

    @property
    def last(self) -> int:
        return self.fields[-1].line

    @property
    def left(self) -> int:
        return min(f.left for f in self.fields)

    @property
    def right(self) -> int:
        return max(f.right for f in self.fields)

    @property
    def middle(self) -> int:
        """Twice the place in the middle between its edges."""
        return self.left + self.right

    @property
    def text(self) -> str:
        parts = [self.fields[0].text]
        for above, below in pairwise(self.fields):
            words = above.text[-1].isascii() and below.text[0].isascii()
            parts.append(" " if words and above.text[-1].isalpha() and below.text[0].isalpha() else "")
            parts.append(below.text)
        return "".join(parts)


def _width(text: str) -> int:
    """Return how wide *text* is in print, in quarters of a Chinese character; spaces are where the converter put them."""
    narrow = sum(map(text.count, "., /:"))
    return 4 * len(text) - 3 * narrow - text.count(" ") - 2 * len(_HALF.findall(text))


def fields_in(line: Line, number: int) -> list[Field]:
    """Return what wide gaps part; numerals side by side, and a dash behind one, also where one space parts them."""
    found: list[Span] = []
    for match in _FIELD.finditer(line.text):
        words = [(match.start() + w.start(), match.start() + w.end()) for w in _WORD.finditer(match[0])]
        found.append(words[0])
        for left, right in words[1:]:
            before, word = line.text[slice(*found[-1])], line.text[left:right]
            if kind_of(word) in "nd" and (kind_of(before.rpartition(" ")[2]) in "nd" or _MEASURED.fullmatch(before)):
                found.append((left, right))
            else:
                found[-1] = (found[-1][0], right)
    return _as_fields(line, number, found) if found else []


def with_figures(rows: Sequence[Sequence[Field]], lines: Sequence[Line]) -> list[list[Field]]:
    """Return *rows* with figures parted from the labels before them where they stand under one another: 执法 648.20."""
    ends = {(f.line, f.left): f.right - len(f.text.rpartition(" ")[2]) for row in rows for f in row if _LABELLED.fullmatch(f.text)}
    places = [place for place in ends.values() if sum(abs(place - other) <= 2 for other in ends.values()) >= _OFTEN]
    out = []
    for row in rows:
        spans: list[Span] = []
        for f in row:
            place = ends.get((f.line, f.left))
            spans += [(f.left, place - 1), (place, f.right)] if place in places and place else [(f.left, f.right)]
        out.append(_as_fields(lines[row[0].line], row[0].line, spans) if len(spans) > len(row) else list(row))
    return out


def _as_fields(line: Line, number: int, spans: Sequence[Span]) -> list[Field]:
    besides = [left for left, _ in spans[1:]] + [_FAR]
    before = [0] + [right for _, right in spans[:-1]]
    return [
        Field(Piece(line.start + a, line.start + b, line.text[a:b]), number, a, b, *around)
        for (a, b), *around in zip(spans, before, besides, strict=True)
    ]


def columns_of(rows: Sequence[Sequence[Field]]) -> list[Span]:
    """Return from where to where each column reaches; what reaches over several is merged over them."""
    found: list[Span] = []
    for field in sorted((f for row in rows for f in row), key=lambda f: f.right - f.left):
        over = [k for k, (left, right) in enumerate(found) if field.left < right and left < field.right]
        if not over:
            found.append((field.left, field.right))
            found.sort()
        elif len(over) == 1:
            left, right = found[over[0]]
            found[over[0]] = (min(left, field.left), max(right, field.right))
    return _without_drift(found, rows)


def _without_drift(found: Sequence[Span], rows: Sequence[Sequence[Field]]) -> list[Span]:
    """Return the columns with those joined that no line fills both of, and that are close to each other."""
    filled = [{_nearest(f, found) for f in row} for row in rows]
    merged: list[Span] = []
    members: list[set[int]] = []
    for k, span in enumerate(found):
        near = merged and span[0] - merged[-1][1] <= 2 * _DRIFT
        if near and not any(k in row and row & members[-1] for row in filled):
            merged[-1] = (merged[-1][0], span[1])
            members[-1].add(k)
        else:
            merged.append(span)
            members.append({k})
    return merged


def _nearest(field: Field | CellOfPage, columns: Sequence[Span]) -> int:
    """Return the column that *field* has most in common with, or else stands nearest to."""
    return max(range(len(columns)), key=lambda k: min(field.right, columns[k][1]) - max(field.left, columns[k][0]))


def parted(row: Sequence[Field], line: Line, columns: Sequence[Span]) -> list[Field]:
    """Return the fields of a line, parted at single spaces where a column begins: 年度资金 1680.00."""
    spans: list[Span] = []
    for field in row:
        free = [c for c in columns if not any(f is not field and f.left < c[1] and c[0] < f.right for f in row)]
        spans += _parted(field, free) if " " in field.text else [(field.left, field.right)]
    return _as_fields(line, row[0].line, spans) if len(spans) > len(row) else list(row)


def _parted(field: Field, columns: Sequence[Span]) -> list[Span]:
    """Return the parts of *field* in *columns* side by side: what follows a figure belongs to it."""
    words = [(field.left + w.start(), field.left + w.end(), w[0]) for w in _WORD.finditer(field.text)]
    parts = [words[0][:2]]
    if _CLAUSE.search(field.text):
        return [(field.left, field.right)]
    for (_, _, before), (left, right, word) in pairwise(words):
        is_name = kind_of(word) == "t" and min(len(before), len(word)) > 1
        own = next((k for k, (a, b) in enumerate(columns) if abs(a - left) <= _DRIFT and parts[-1][1] <= b), 0)
        begins = own and columns[own - 1][0] - _DRIFT <= parts[-1][0] < columns[own][0] - 1
        if begins and (is_name or kind_of(word) in "nd") and (kind_of(word) in "nd" or not before[-1].isdigit()):
            parts.append((left, right))
        else:
            parts[-1] = (parts[-1][0], right)
    return parts


def span_of(left: int, right: int, columns: Sequence[Span]) -> Span:
    """Return the first and last of the columns that lie between two places, the nearest one if none does."""
    over = [k for k, (a, b) in enumerate(columns) if left < b and a < right]
    if over:
        return over[0], over[-1]
    k = bisect_left(columns, (left, right))
    near = min((c for c in (k - 1, k) if 0 <= c < len(columns)), key=lambda c: abs(columns[c][0] - left))
    return near, near


def spans_of(row: Sequence[Field | CellOfPage], columns: Sequence[Span]) -> tuple[list[Span], int]:
    """Return the columns of each field of a line, no two in the same, and how far from them they stand in all."""
    spans = [_span(field, columns) for field in row]
    if all(a[1] < b[0] for a, b in pairwise(spans)):
        return spans, 0
    # the best places for the fields so far whose last is column c
    best: dict[int, tuple[int, tuple[int, ...]]] = {-1: (0, ())}
    for n, field in enumerate(row):
        after: dict[int, tuple[int, tuple[int, ...]]] = {}
        for last, (cost, places) in best.items():
            for c in range(last + 1, len(columns) - (len(row) - n - 1)):
                new = cost + max(columns[c][0] - field.right, field.left - columns[c][1], -1) + 1
                if c not in after or new < after[c][0]:
                    after[c] = (new, (*places, c))
        best = after
    if not best:
        return spans, _FAR
    cost, places = min(best.values())
    return [(c, c) for c in places], cost


def _span(field: Field | CellOfPage, columns: Sequence[Span]) -> Span:
    if kind_of(field.text) in "nd":
        # no figure is merged over columns
        nearest = _nearest(field, columns)
        return nearest, nearest
    return span_of(field.left, field.right, columns)


def cells_of(rows: Sequence[Sequence[Field]], columns: Sequence[Span]) -> list[CellOfPage]:
    """Return the cells that the fields make up."""
    spans = [spans_of(row, columns)[0] for row in rows]
    room = _Room(rows, spans, len(columns))
    done: list[CellOfPage] = []
    open_: list[CellOfPage] = []
    for row, places in zip(rows, spans, strict=True):
        free = [cell for cell in open_ if not _stands_over(cell, row)]
        for field, span in zip(row, places, strict=True):
            above = next((cell for cell in free if _goes_on(cell, field, span, room)), None)
            if above is None:
                cell = CellOfPage((field,), span)
                done += [o for o in open_ if _is_under(cell, o)]
                open_ = [o for o in open_ if not _is_under(cell, o)]
                free = [o for o in free if not _is_under(cell, o)]
            else:
                # beside others a field shows best which column it stands in
                alone = all(f.is_alone for f in above.fields)
                cell = above._replace(fields=(*above.fields, field), span=span if alone else above.span)
                open_.remove(above)
                free.remove(above)
            open_.append(cell)
    cells = (c._replace(full=c.fields[-1].width + _SIGN > room.of(c)) for c in (*done, *open_))
    return sorted(cells, key=lambda cell: (cell.first, cell.span))


def _is_under(cell: CellOfPage, above: CellOfPage) -> bool:
    return cell.left < above.right and above.left < cell.right


def _stands_over(cell: CellOfPage, row: Sequence[Field]) -> bool:
    """Tell whether *cell* is a header over several names in *row*: below itself, or to both sides of it."""
    above = cell.fields[-1]
    if any(kind_of(f.text) != "t" for f in row):
        return False
    below = [f for f in row if f.left < above.right and above.left < f.right]
    if len(below) > 1:
        return all(above.left - 1 <= f.left for f in below)
    left = any(above.before <= f.left and f.right <= above.left for f in row)
    return not above.is_alone and len(below) == 1 and left and any(above.right <= f.left and f.right <= above.beside for f in row)


class _Room:
    """How much fits in a line of each cell: what the fullest line in its columns holds.

    What is followed by a gap over the next column may be merged with it, and tells nothing of its own column.
    """

    def __init__(self, rows: Sequence[Sequence[Field]], spans: Sequence[Sequence[Span]], width: int) -> None:
        self._last = width - 1
        self._edge = max(f.right for row in rows for f in row)
        self._widest = [0] * width
        for row, places in zip(rows, spans, strict=True):
            after = [first for first, _ in places[1:]] + [width]
            for field, (first, last), beside in zip(row, places, after, strict=True):
                if first == last and beside == first + 1:
                    self._widest[first] = max(self._widest[first], field.width)
        self._merged = [
            f
            for row, places in zip(rows, spans, strict=True)
            for f, span in zip(row, places, strict=True)
            if self._is_merged(f, span)
        ]

    def _is_merged(self, field: Field, span: Span) -> bool:
        return span[0] != span[1] or field.width > self._widest[span[0]] + _DIGIT

    def is_remark(self, cell: CellOfPage) -> bool:
        """Tell whether *cell* stands in the last column and holds words, which go on as long as lines follow."""
        return cell.span[0] == self._last and not cell.text.isascii()

    def of(self, cell: CellOfPage) -> int:
        """Return how wide a line of *cell* may be."""
        top = cell.fields[0]
        if not self._is_merged(top, cell.span):
            return self._widest[cell.span[0]]
        long, end = top.right - top.left, min(top.beside, self._edge)
        if 2 * long < min(end - top.left, long + 2 * min(top.left - top.before, end - top.right)):
            return _FAR
        alike = [f for f in self._merged if f.beside <= top.beside + _DRIFT and f.left < top.right and top.left < f.right]
        return max(f.width for f in alike)


def _goes_on(cell: CellOfPage, field: Field, span: Span, room: _Room) -> bool:
    """Tell whether *field* is the next line of *cell*."""
    above = cell.fields[-1]
    if not 0 < field.line - above.line <= 2 or not _below(cell, field, span):
        return False
    if sum(map(cell.text.count, "（(")) > sum(map(cell.text.count, "）)")):
        return True
    if _BRACKET.match(field.text):
        return kind_of(above.text) == "t"
    if field.width > room.of(cell) + _DIGIT:
        return False
    if _DIGITS.fullmatch(above.text) and _DIGITS.fullmatch(field.text):
        whole = _NUMERAL.fullmatch(above.text + field.text)
        if whole is None or len(field.text) >= len(above.text) or not _POINT.search(above.text):
            return False
        return _NUMERAL.fullmatch(above.text) is None or above.most + 2 * _DIGIT > room.of(cell)
    token = TOKEN.match(field.text)
    if token is None or _BEGINS.match(field.text):
        return False
    if _COUNTED.search(above.text) and _UNIT.fullmatch(field.text):
        return True
    if above.text[-1] in ".," and field.text[0].isdigit():
        return True
    if kind_of(above.text) in "nd" or kind_of(field.text) in "nd":
        return False
    if (_CLOSED.fullmatch(cell.text) or _CLOSED.fullmatch(above.text)) and not _ADDED.match(field.text):
        return False
    if room.is_remark(cell):
        return True
    need = min(_width(token[0]), 2 * _SIGN)
    return above.most + need > room.of(cell)


def _below(cell: CellOfPage, field: Field, span: Span) -> bool:
    """Tell whether *field* stands in the columns of *cell*, and no farther to either side."""
    if cell.span[0] != cell.span[1]:
        return cell.left - _DRIFT <= field.left and field.right <= cell.right + _DRIFT
    if span != cell.span and not (abs(field.left - cell.left) <= 1 and cell.fields[-1].is_alone != field.is_alone):
        return False
    return field.left < cell.right and cell.left < field.right
