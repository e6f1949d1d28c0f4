"""The rows of a list in a table: what each is called, the groups it stands in, its code and its numerals."""

from __future__ import annotations

from collections.abc import Sequence

from audit_cli.expressions import expression
from audit_cli.extract.tables.contents import is_class
from audit_cli.extract.tables.grid import NIL, Cell
from audit_cli.extract.tables.labels import code_of, rank_of
from audit_cli.extract.tables.regions import Region
from audit_cli.extract.tables.roles import is_attribute
from audit_cli.value import Value

_LEVEL_MARK = expression(r"[（(]?[一二三四五六七八九十]{1,3}[）)、]?")
_POINTS = expression(r"(?:标准)?分值|满分|权重|(?:自评|实际)?得分|评分")
_NAME = expression(r"名称|项目|科目|内容|指标|支出|收入|分类|类别|机构|单位|资产")


class Row(Value, frozen=True):
    """A row of one list: its label, the groups it stands in, and its cells by column; *nil* are those with a dash."""

    label: str
    groups: tuple[Cell, ...]
    head: Cell | None
    indent: int
    code: str
    cells: dict[int, Cell]
    damaged: bool
    number: int
    nil: frozenset[int] = frozenset()


class Frame(Value, frozen=True):
    """The columns of one list: those of its labels and of its numerals, from its *first* to before its *end*.

    *kinds* says what each column of the region holds.
    """

    labels: tuple[int, ...]
    amounts: frozenset[int]
    first: int
    end: int
    kinds: Sequence[str]

    def first_amount(self) -> int:
        return min(self.amounts, default=len(self.kinds))


def rows_of(region: Region, frame: Frame, paths: Sequence[tuple[str, ...]]) -> tuple[Row, ...]:
    """Return the rows of a list of *region*; *paths* are the headers of its columns."""
    names = [c for c in frame.labels if frame.kinds[c] == "label"]
    main = _main_column(names, paths)
    counters = {c for c, kind in enumerate(frame.kinds) if kind == "line"}
    levels = {c.col for row in region.body for c in row if c.col in counters and _LEVEL_MARK.fullmatch(c.text)}
    current: dict[int, Cell] = {}
    rows: list[Row] = []
    for number, row in enumerate(region.body):
        here, cells, code = _parted(row, frame)
        if not here and not cells:
            continue
        if not here and frame.first > 0:
            here = _label_left_of(row, frame.first, names, current)
        head, groups = _labels(here, current, names, main)
        label = head.text if head else groups[-1].text if groups else ""
        if label and levels and not rank_of(label):
            label = _numbered(label, [cell.text for cell in row if cell.col in levels])
        if not label and not cells:
            continue
        code = "" if rank_of(label) else code or code_of(label)
        indent = head.indent if head else 0
        damaged = any(cell.damaged for cell in row)
        nil = frozenset([cell.col for cell in row if cell.kind == "blank" and cell.text in NIL])
        rows.append(Row(label, groups, head, indent, code, cells, damaged, number, nil))
    return tuple(rows)


def _parted(row: Sequence[Cell], frame: Frame) -> tuple[dict[int, Cell], dict[int, Cell], str]:
    """Return the labels, the numerals and the code that a list has in *row*."""
    labels: dict[int, Cell] = {}
    amounts: dict[int, Cell] = {}
    code = ""
    first_amount = frame.first_amount()
    named = False
    for cell in row:
        col, is_number = cell.col, cell.kind == "number"
        if cell.kind == "text" and col in frame.amounts:
            named = _POINTS.fullmatch(cell.text) is not None
        if is_number and named:
            continue  # 执行率 | 96.5% | 得分 | 9.65: the name beside it says what it is, and not the header
        if is_number and _strayed(cell, row, frame):
            amounts[first_amount] = cell
        elif not frame.first <= col < frame.end:
            continue
        elif col in frame.amounts:
            if is_number:
                amounts[col] = cell
        elif (cell.kind == "text" or _names_class(cell, frame)) and (col < first_amount or col in frame.labels):
            kind = frame.kinds[col]
            if kind == "code" and (code_of(cell.text) or (cell.text.isdecimal() and len(cell.text) < 4)):
                code += code_of(cell.text) or cell.text
            elif kind != "line" or cell.colspan > 1 or rank_of(cell.text):
                labels[col] = cell
        elif is_number and frame.kinds[col] == "code" and cell.text.isdecimal():
            code += cell.text
    return labels, amounts, code


def _names_class(cell: Cell, frame: Frame) -> bool:
    """Whether a numeral is the label of its row: 80-89周岁 in the first column."""
    return cell.kind == "number" and not cell.col and frame.kinds[0] == "label" and is_class(cell.text)


def _strayed(cell: Cell, row: Sequence[Cell], frame: Frame) -> bool:
    """Whether an amount right behind the total's label of this list slipped into the label columns of the next."""
    if frame.kinds[cell.col] not in ("label", "code") or "." not in cell.text:
        return False
    if any(other.col in frame.amounts and other.kind == "number" for other in row):
        return False
    before = [other for other in row if other.col < cell.col and other.kind != "blank"]
    return bool(before) and frame.first <= before[-1].col < frame.end and bool(rank_of(before[-1].text))


def _label_left_of(row: Sequence[Cell], first: int, names: Sequence[int], current: dict[int, Cell]) -> dict[int, Cell]:
    """Return the label of a half that stands, in this row, in a cell reaching over from the half before."""
    for cell in reversed(row):
        if cell.col < first and cell.kind != "blank":
            if cell.kind == "text" and rank_of(cell.text) and names:
                current.clear()
                return {names[-1]: cell}
            return {}
    return {}


def _numbered(label: str, marks: Sequence[str]) -> str:
    """Return *label* with the number that stands in a column of its own: 一 | 收入, （一） | 拨款, 1 | 财政拨款."""
    mark = "".join(marks)
    return label if not mark else mark + label if mark[-1] in "）)、.．" else f"{mark}、{label}"


def _main_column(names: Sequence[int], paths: Sequence[tuple[str, ...]]) -> int:
    """Return the column that names a row: the last one before the numerals that is no mere attribute."""
    for col in reversed(names):
        leaf = paths[col][-1] if paths[col] else ""
        if not is_attribute(leaf) or (_NAME.search(leaf) and len(names) == 1):
            return col
    return names[-1] if names else -1


def _labels(
    here: dict[int, Cell], current: dict[int, Cell], names: Sequence[int], main: int
) -> tuple[Cell | None, tuple[Cell, ...]]:
    """Return the label of a row, the groups it stands in and its indent; *current* remembers groups from above."""
    if not here:
        if current and names and main in names:
            groups = tuple(current[c] for c in names if c < main and c in current)
            return None, groups
        return None, ()
    outer = [c for c in names if c < main]
    if main not in here:
        last = max((c for c in here if c <= main), default=min(here))
        for c in list(current):
            if c >= last:
                del current[c]
        cell = here[last]
        if outer and last in outer and last + cell.colspan <= main:
            current[last] = cell
        groups = tuple(current[c] for c in outer if c in current and c < last)
        return cell, groups if not rank_of(cell.text) else ()
    for c in outer:
        if c in here:
            for deeper in [d for d in current if d >= c]:
                del current[deeper]
            current[c] = here[c]
    cell = here[main]
    groups = tuple(current[c] for c in outer if c in current)
    return cell, groups
