"""A sheet as text and blocks: the lines above each table, the table, and the lines below it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from audit_cli.expressions import expression
from audit_cli.model import Block
from audit_cli.readers.workbook.cells import Merge, Sheet

# cells that blank positions of one sheet may add up to; beyond, only cells with text are given
_GRID_LIMIT = 1_000_000
_NUMERIC = expression(r"[-+¥￥(（]?[\d,.，]+[%％)）]?")
# what stands in the line above a table: who, when, in which unit, which table
_ABOVE = expression(r"[：:]|^[（(]?(?:金额)?单位|^公开|^附[表件]|^表[\d一二三四五六七八九十]|^\d{4}年(?:度|\d{1,2}月)?")
_UNIT = expression(r"[（(]?(?:金额|计量|货币)?单位\s*[：:]\s*[亿万千百]*元")
_BELOW = expression(r"[（(]?(?:注|备注|附注|说明|填报说明|填表|填报|审核|制表|联系)")
_NOTE_LENGTH = 30


class Span(NamedTuple):
    """How many rows and columns a cell covers."""

    rows: int = 1
    columns: int = 1


class Writer:
    """The text and blocks that grow together."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.blocks: list[Block] = []
        self.tables = 0
        self._at = 0

    def line(self, text: str, block: Block) -> None:
        self._add(text, block)
        self._write("\n")

    def row(self, cells: Sequence[tuple[str, Block]]) -> None:
        for i, (text, block) in enumerate(cells):
            if i:
                self._write("\t")
            self._add(text, block)
        self._write("\n")

    def _add(self, text: str, block: Block) -> None:
        self.blocks.append(block._replace(start=self._at, end=self._at + len(text)))
        self._write(text)

    def _write(self, text: str) -> None:
        self.pieces.append(text)
        self._at += len(text)


class _Grid(NamedTuple):
    """What a sheet holds, by rows: columns with text, the spans of merged cells, and the positions that these hide."""

    cells: dict[tuple[int, int], str]
    rows: dict[int, list[int]]
    spans: dict[tuple[int, int], Span]
    covered: set[tuple[int, int]]
    blank_merges: set[int]

    def texts(self, row: int) -> list[str]:
        return [self.cells[row, col].strip() for col in self.rows[row]]


def _grid(sheet: Sheet) -> _Grid:
    spans = {(m.top, m.left): Span(m.bottom - m.top + 1, m.right - m.left + 1) for m in sheet.merges}
    covered = _covered(sheet.merges, sorted({row for row, _ in sheet.cells}), sorted({col for _, col in sheet.cells}))
    rows: dict[int, list[int]] = {}
    for row, col in sorted(sheet.cells):
        if (row, col) not in covered:
            rows.setdefault(row, []).append(col)
    # merged cells without text are fields to be filled in
    blank_merges = {row for row, col in spans if (row, col) not in sheet.cells}
    return _Grid(sheet.cells, rows, spans, covered, blank_merges)


def write_sheet(writer: Writer, sheet: Sheet) -> None:
    """Add what *sheet* shows; rows and columns of blocks are the positions in it, counted from 0."""
    grid = _grid(sheet)
    for part in _parts(grid):
        first, last = _table_range(grid, part)
        for i, row in enumerate(part):
            if not first <= i < last:
                for col in grid.rows[row]:
                    writer.line(grid.cells[row, col].strip(), Block("paragraph", 0, 0, row=row, col=col))
            elif i == first:
                _write_table(writer, grid, part[first:last])


def _write_table(writer: Writer, grid: _Grid, part: Sequence[int]) -> None:
    columns = sorted({col for row in part for col in grid.rows[row]})
    sparse = len(columns) * len(part) > _GRID_LIMIT
    number = writer.tables
    writer.tables += 1
    for row in part:
        cells: list[tuple[str, Block]] = []
        for col in grid.rows[row] if sparse else columns:
            if (row, col) not in grid.covered:
                span = grid.spans.get((row, col), Span())
                block = Block("cell", 0, 0, table=number, row=row, col=col, rowspan=span.rows, colspan=span.columns)
                cells.append((grid.cells.get((row, col), ""), block))
        writer.row(cells)


def _covered(merges: Sequence[Merge], rows: Sequence[int], cols: Sequence[int]) -> set[tuple[int, int]]:
    """Return the positions that merged cells hide, of those rows and columns that hold anything."""
    covered: set[tuple[int, int]] = set()
    left_to_do = _GRID_LIMIT
    for merge in merges:
        within_rows = rows[bisect_left(rows, merge.top) : bisect_right(rows, merge.bottom)]
        within_cols = cols[bisect_left(cols, merge.left) : bisect_right(cols, merge.right)]
        left_to_do -= len(within_rows) * len(within_cols)
        if left_to_do < 0:
            break
        covered.update(
            (row, col) for row in within_rows for col in within_cols if (row, col) != (merge.top, merge.left)
        )
    return covered


def _parts(grid: _Grid) -> Iterator[list[int]]:
    """Yield the rows of each table and the lines around it; behind an empty row a line of its own begins a new one."""
    part: list[int] = []
    for row in grid.rows:
        if part and row > part[-1] + 1 and not _reaches(grid, part[-1], row) and _is_above(grid, row):
            yield part
            part = []
        part.append(row)
    if part:
        yield part


def _reaches(grid: _Grid, above: int, row: int) -> bool:
    """Whether a merged cell of row *above* covers the rows before *row*."""
    return any(above + grid.spans.get((above, col), Span()).rows >= row for col in grid.rows[above])


def _is_above(grid: _Grid, row: int) -> bool:
    """Whether a row is a title or a line such as 单位：万元, and not part of a table."""
    texts = grid.texts(row)
    if any(_NUMERIC.fullmatch(text) for text in texts):
        return False
    if row in grid.blank_merges and not any(_UNIT.match(text) for text in texts):
        return False
    return len(texts) == 1 or (all(_ABOVE.search(text) for text in texts) and any(c in "".join(texts) for c in "：:"))


def _is_below(grid: _Grid, row: int) -> bool:
    """Whether a row is a remark or a line for signatures under a table."""
    texts = grid.texts(row)
    if row in grid.blank_merges:
        return False
    if len(texts) == 1:
        return bool(_BELOW.match(texts[0])) or len(texts[0]) > _NOTE_LENGTH
    return all("：" in text or ":" in text for text in texts)


def _table_range(grid: _Grid, part: Sequence[int]) -> tuple[int, int]:
    """Return where in *part* the table begins and ends; it is empty where all rows are lines of their own."""
    if all(len(grid.rows[row]) == 1 and row not in grid.blank_merges for row in part):
        return len(part), len(part)
    first, last = 0, len(part)
    while first < last and _is_above(grid, part[first]):
        first += 1
    while last > first and _is_below(grid, part[last - 1]):
        last -= 1
    return first, last
