"""Indicators of a self-evaluation form that lost their columns: what is merged downwards at the left is printed once.

Each row ends with its points and its score, perhaps with a remark behind them, so these show where rows end if every
cell is a line; how many cells stand before them shows which of the levels at the left the row has.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from audit_cli.expressions import expression
from audit_cli.readers.text.cells import BLANK, Line, Piece, Row, Table, piece
from audit_cli.readers.text.grid import build

_LEVEL = expression(r"[一二三四]级指标|绩效指标|指标名称|指标内容")
_TARGET = expression(
    r"(?:(?:年度|年初|全年|预期|计划|目标|实际|自评)?(?:指标值|目标值|绩效目标|完成值|完成情况|完成指标值|实现值)|完成率|完成程度|得分率)"
    r"(?:[（(][^（()）]{1,10}[）)])?"
)
_POINTS = expression(r"(?:指标|标准)?(?:分值|权重)(?:[（(][^（()）]{1,10}[）)])?")
_SCORE = expression(r"(?:自评|评价|实际)?得分(?:[（(][^（()）]{1,10}[）)])?")
_REMARK = expression(r"(?:未完成|偏差|扣分|失分).{0,20}|备注|(?:原因|情况)?说明|改进措施")
_NAMES = (("l", _LEVEL), ("t", _TARGET), ("p", _POINTS), ("s", _SCORE), ("r", _REMARK))
# a level above the indicator itself; a remark may end so too, but is a sentence
_ABOVE = expression(
    r"(?:[^，。；、,;]{1,12}指标|(?:社会|经济|生态|环境)效[益果]|可持续影响|(?:服务对象|社会公众|群众)?满意度|(?:数量|质量|时效|成本|产出|效益))"
    r"\s*(?:[（(]\d{1,3}(?:\.\d)?分?[）)])?"
)
# the rest of a label that was broken: 产出指标 over （50分）, 社会效益 over 指标
_REST = expression(r"[（(]\d{1,3}(?:\.\d)?分?[）)]|指标")
_WORDS = expression(r"[一-鿿]{2,12}")
_SIGNED = expression(r"[≥≤≧≦⩾⩽＞＜>=<＝]|不[低少高大多小]于|不超过")
_VALUE = expression(r"(?:[≥≤≧≦⩾⩽＞＜>=<＝]|不[低少高大多小]于|不超过)*\s*\d")
_PLAIN = expression(r"\d{1,3}(?:\.\d{1,3})?分?")
_TOTAL = expression(r"总\s*分|(?:得分)?[合总]\s*计|综合得分")
_ORDER = expression(r"l{1,4}t{1,4}psr?")
_LONGEST = 300
_PAIR = 2  # a target and a result


class Columns(NamedTuple):
    """The columns of a header: so many levels, then targets and results, points and score, perhaps a remark."""

    levels: int
    targets: int
    remark: bool

    @property
    def points(self) -> int:
        return self.levels + self.targets

    @property
    def width(self) -> int:
        return self.points + 2 + self.remark


def find_indicator_lines(lines: Sequence[Line]) -> list[Table]:
    """Return the tables of indicators whose cells stand on a line each; three rows of them at least."""
    cells = _unbroken((piece(text, start), n) for n, (start, text) in enumerate(lines) if text.strip(BLANK))
    tables: list[Table] = []
    at = 0
    while at < len(cells):
        if not _LEVEL.fullmatch(cells[at][0].text):
            at += 1
            continue
        end = _header_end(cells, at)
        columns = columns_of([cell.text for cell, _ in cells[at:end]])
        rows = _rows(cells, end, columns) if columns else []
        if columns and len(rows) > 2:
            header = tuple(cell for cell, _ in cells[end - columns.width : end])
            tables.append(build([Row(header, cells[at][1], cells[end - 1][1] + 1), *rows]))
            last = rows[-1].last
            while at < len(cells) and cells[at][1] < last:
                at += 1
        else:
            at = max(end, at + 1)
    return tables


def _unbroken(cells: Iterable[tuple[Piece, int]]) -> list[tuple[Piece, int]]:
    """Return *cells* with the rest of a label that stands on the line below it joined to it."""
    whole: list[tuple[Piece, int]] = []
    for cell, number in cells:
        if whole and _REST.fullmatch(cell.text) and whole[-1][1] == number - 1:
            before, line = whole[-1]
            if _WORDS.fullmatch(before.text):
                whole[-1] = Piece(before.start, cell.end, f"{before.text}\n{cell.text}"), line
                continue
        whole.append((cell, number))
    return whole


def _header_end(cells: Sequence[tuple[Piece, int]], at: int) -> int:
    while at < len(cells) and any(name.fullmatch(cells[at][0].text) for _, name in _NAMES):
        at += 1
    return at


def columns_of(header: Sequence[str]) -> Columns | None:
    """Return what the columns of *header* hold, None if they are others or stand in another order."""
    if len(header) > 1 and header[0] == "绩效指标" and _LEVEL.fullmatch(header[1]):
        header = header[1:]  # merged downwards beside all rows
    kinds = "".join(next((kind for kind, name in _NAMES if name.fullmatch(label)), "?") for label in header)
    if not _ORDER.fullmatch(kinds):
        return None
    return Columns(kinds.count("l"), kinds.count("t"), kinds.endswith("r"))


def row_of_indicators(cells: Sequence[Piece], columns: Columns) -> tuple[Piece, ...] | None:
    """Return *cells* of one line in their columns, None if it is unclear which they are in."""
    end = next((k for k in range(len(cells), 1, -1) if _are_points([c.text for c in cells[k - 2 : k]])), 0)
    before, behind = cells[: end - 2], cells[end:]
    if not end or (behind and not columns.remark):
        return None
    parted = _parted(before, columns, has_row_above=False)
    if parted is None:
        return None
    own = dict(zip(parted[1], before, strict=True))
    own |= dict(enumerate(cells[end - 2 : end], start=columns.points))
    if behind:
        own[columns.width - 1] = Piece(behind[0].start, behind[-1].end, " ".join(cell.text for cell in behind))
    return _filled(own, columns.width)


def _rows(cells: Sequence[tuple[Piece, int]], at: int, columns: Columns) -> list[Row]:
    """Return the rows from *at* on, up to the total or to what is none."""
    rows: list[Row] = []
    begin = at
    while at + 1 < len(cells) and at - begin <= columns.width and len(cells[at][0].text) <= _LONGEST:
        if not _is_pair(cells, at):
            at += 1
            continue
        before = [cell for cell, _ in cells[begin:at]]
        parted = _parted(before, columns, has_row_above=bool(rows))
        if parted is None:
            break
        remark, places = parted
        if remark:
            rows[-1] = _with_remark(rows[-1], before[0], cells[begin][1])
            begin += 1
        own = dict(zip(places, before[remark:], strict=True))
        own |= {columns.points: cells[at][0], columns.points + 1: cells[at + 1][0]}
        rows.append(Row(_filled(own, columns.width), cells[begin][1], cells[at + 1][1] + 1))
        at += 2
        begin = at
        if _is_total(before):
            break
    return rows


def _is_pair(cells: Sequence[tuple[Piece, int]], at: int) -> bool:
    """Tell whether points and a score stand at *at*: the last two of the plain numerals there."""
    follows = at + 2 < len(cells) and _PLAIN.fullmatch(cells[at + 2][0].text)
    return not follows and _are_points([cell.text for cell, _ in cells[at : at + 2]])


def _are_points(texts: Sequence[str]) -> bool:
    return all(_PLAIN.fullmatch(text) for text in texts)


def _is_total(before: Sequence[Piece]) -> bool:
    return bool(before) and _TOTAL.fullmatch(before[-1].text) is not None


def _parted(before: Sequence[Piece], columns: Columns, has_row_above: bool) -> tuple[bool, tuple[int, ...]] | None:
    """Return whether *before* begins with the remark of the row above, and the columns of the others; None if unclear.

    A level above the indicator itself is called ...指标, or all levels are there.
    """
    if _is_total(before):
        return (len(before) == 2, (0,)) if len(before) <= 1 + (columns.remark and has_row_above) else None
    if _lacks_result(before, columns):
        end = before[-1].end
        parted = _parted([*before, Piece(end, end, "")], columns, has_row_above)
        return parted and (parted[0], parted[1][:-1])
    labels = [cell.text for cell in before[: len(before) - columns.targets]]
    if not labels or len(labels) > columns.levels + columns.remark:
        return None
    named = [_ABOVE.fullmatch(label) is not None for label in labels[:-1]]
    first = named.index(True) if True in named else len(named)
    if columns.levels > 1 and not any(named) and len(labels) >= columns.levels and len(labels) > 2:
        first = len(labels) - columns.levels
    if not columns.remark:
        first = 0  # nothing but names can stand before the target
    if first > (columns.remark and has_row_above):
        return None
    levels = len(labels) - first
    if levels > columns.levels:
        return None
    return first == 1, tuple(range(columns.levels - levels, columns.points))


def _lacks_result(before: Sequence[Piece], columns: Columns) -> bool:
    """Tell whether a name and a target end *before*, and no result: it was blank."""
    if columns.targets != _PAIR or len(before) < _PAIR:
        return False
    *above, name, target = [cell.text for cell in before]
    if _VALUE.match(name) or _ABOVE.fullmatch(name) or not _VALUE.match(target):
        return False
    return not above or _SIGNED.match(target) is not None or _ABOVE.fullmatch(above[-1]) is not None


def _filled(own: dict[int, Piece], width: int) -> tuple[Piece, ...]:
    """Return *width* pieces, blank but for *own*."""
    at = min(each.start for each in own.values())
    pieces = []
    for column in range(width):
        pieces.append(own.get(column) or Piece(at, at, ""))
        at = pieces[-1].end
    return tuple(pieces)


def _with_remark(row: Row, remark: Piece, line: int) -> Row:
    return row._replace(pieces=(*row.pieces[:-1], remark), last=line + 1)
