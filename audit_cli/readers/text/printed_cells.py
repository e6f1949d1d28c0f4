"""Cells that the width of their column has broken, in lines of a page that spaces align: ``pdftotext -layout``.

A cell goes on in the next line of its column if it was full: the next word would not have fitted.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from audit_cli.expressions import expression
from audit_cli.readers.text.cells import kind_of
from audit_cli.readers.text.printed_columns import DRIFT, spans_of
from audit_cli.readers.text.printed_fields import DIGIT, FAR, MEASURED, SIGN, Field, Span, width_of
from audit_cli.readers.text.wrapped_lines import MARK, TOKEN
from audit_cli.value import Value

_DIGITS = expression(r"[-−]?[\d,.]+[%％]?")
_CENTS = expression(r"[-−]?(?:\d{1,3}(?:,\d{3})+|\d+)\.\d{2}")
_FEWEST_RESTS = 3  # figures of a line that go on from the line above
_POINT = expression(r"[.,]")
_NUMERAL = expression(r"[-−]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d{1,4})?[%％]?")
_UNIT = expression(r"[万亿]?(?:[元人户亩次个项家辆里米吨件处座所羽株万]|人次|公里|平方米|方米)(?:/[一-鿿]{1,2})?|%")
_COUNTED = expression(r"\d[ ]?[十百千万亿]?[人平公方]?$")
_BEGINS = expression(r"[≥≤＞＜>=<]|其中[:：]|(?:小计|总分)$|" + MARK.pattern)
# the label of a total row, and what a total is one of: 本年收入 / 合计
_IN_ALL = expression(r"[合总]计")
_OF = expression(r"[入出费额年度项数]$")
_BRACKET = expression(r"[（(][^（()）]{1,6}(?:[)）]|$)")
# labels that nothing follows, unless it is one of these
_CLOSED = expression(
    r"(?:项目|单位|部门|机构)(?:名称|编码|代码)|(?:主管|实施|填报|使用|项目)(?:部门|单位)|[一二三]级指标"
    r"|[一-鿿]{2,5}[量效本益度]指标|绩效指标|评分(?:说明|标准|依据)|备注|(?:年度)?指标值|(?:实际)?完成值|分值|得分|预期目标|(?:全年)?实际完成情况"
)
_LAST = expression(r"[值数率额量标度]|[%％]")  # of a name or a rate; no cell holds nothing else
_CLAUSE = expression(r"[，；]")
# names of columns, which go on however much room there is
_NAMED = (
    "偏差原因分析及改进措施", "偏差原因及改进措施", "未完成原因分析及改进措施", "年度指标值", "实际完成值",
    "年初预算数", "全年预算数", "全年执行数", "自评得分",
)  # fmt: skip
_ADDED = expression(r"[（(及和与]|值$")


class CellOfPage(Value, frozen=True):
    """The fields of one cell from top to bottom, its first and last column, and whether more may follow: *full*."""

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
    cells = (c._replace(full=c.fields[-1].width + SIGN > room.of(c)) for c in (*done, *open_))
    return sorted(cells, key=lambda cell: (cell.first, cell.span))


def _are_rests(above: Sequence[Field], below: Sequence[Field]) -> bool:
    """Tell whether the figures of a line are the last digits of those above: all of these lack decimals."""
    figures = [f for f in below if _DIGITS.fullmatch(f.text)]
    if len(figures) < _FEWEST_RESTS:
        return False
    begun = [next((a for a in above if a.left < f.right and f.left < a.right), None) for f in figures]
    return all(
        a is not None
        and not _CENTS.fullmatch(a.text)
        and _CENTS.fullmatch(a.text + f.text)
        and len(f.text) < len(a.text)
        for a, f in zip(begun, figures, strict=True)
    )


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
    right = any(above.right <= f.left and f.right <= above.beside for f in row)
    return not above.is_alone and len(below) == 1 and left and right


class _Room:
    """How much fits in a line of each cell: what the fullest line in its columns holds.

    What is followed by a gap over the next column may be merged with it, and tells nothing of its own column.
    """

    def __init__(self, rows: Sequence[Sequence[Field]], spans: Sequence[Sequence[Span]], width: int) -> None:
        self.rests = {below[0].line for above, below in pairwise(rows) if _are_rests(above, below)}
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
        return span[0] != span[1] or field.width > self._widest[span[0]] + DIGIT

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
            return FAR
        alike = [
            f for f in self._merged if f.beside <= top.beside + DRIFT and f.left < top.right and top.left < f.right
        ]
        return max(f.width for f in alike)


def _goes_on(cell: CellOfPage, field: Field, span: Span, room: _Room) -> bool:
    """Tell whether *field* is the next line of *cell*."""
    above = cell.fields[-1]
    if not 0 < field.line - above.line <= 2 or not _below(cell, field, span):
        return False
    if _LAST.fullmatch(field.text):
        return kind_of(above.text) == "t" or field.text in "%％"
    if sum(map(cell.text.count, "（(")) > sum(map(cell.text.count, "）)")):
        return True
    if _BRACKET.match(field.text):
        return kind_of(above.text) == "t"
    if any(name.startswith(cell.text + field.text) for name in _NAMED):
        return True
    if field.width > room.of(cell) + DIGIT or (MEASURED.fullmatch(above.text) and MEASURED.fullmatch(field.text)):
        return False
    if field.line in room.rests and _DIGITS.fullmatch(field.text):
        return _CENTS.fullmatch(above.text + field.text) is not None
    if _DIGITS.fullmatch(above.text) and _DIGITS.fullmatch(field.text):
        whole = _NUMERAL.fullmatch(above.text + field.text)
        if whole is None or len(field.text) >= len(above.text) or not _POINT.search(above.text):
            return False
        return _NUMERAL.fullmatch(above.text) is None or above.most + 2 * DIGIT > room.of(cell)
    token = TOKEN.match(field.text)
    if token is None or _BEGINS.match(field.text) or (_IN_ALL.fullmatch(field.text) and not _OF.search(above.text)):
        return False
    if _COUNTED.search(above.text) and _UNIT.fullmatch(field.text):
        return True
    if above.text[-1] in ".," and field.text[0].isdigit():
        return True
    if room.is_remark(cell) and _CLAUSE.search(cell.text) and kind_of(above.text) == "t":
        return True
    if kind_of(above.text) in "nd" or kind_of(field.text) in "nd":
        return False
    if (_CLOSED.fullmatch(cell.text) or _CLOSED.fullmatch(above.text)) and not _ADDED.match(field.text):
        return False
    if room.is_remark(cell):
        return True
    need = min(width_of(token[0]), 2 * SIGN)
    return above.most + need > room.of(cell)


def _below(cell: CellOfPage, field: Field, span: Span) -> bool:
    """Tell whether *field* stands in the columns of *cell*, and no farther to either side."""
    if cell.span[0] != cell.span[1]:
        return cell.left - DRIFT <= field.left and field.right <= cell.right + DRIFT
    if _LAST.fullmatch(field.text):
        return field.left <= cell.right + 1 and cell.left <= field.right + 1
    if span != cell.span and not (abs(field.left - cell.left) <= 1 and cell.fields[-1].is_alone != field.is_alone):
        return False
    return field.left < cell.right and cell.left < field.right
