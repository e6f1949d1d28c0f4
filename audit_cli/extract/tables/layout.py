"""Regions as lists of figures: which columns hold labels, which numerals, and where a second list begins."""

from __future__ import annotations

from collections.abc import Container, Sequence
from itertools import pairwise
from typing import NamedTuple

from audit_cli.expressions import expression
from audit_cli.extract.ledger.units import Unit
from audit_cli.extract.tables.grid import NIL, Cell
from audit_cli.extract.tables.labels import code_of, names_amount, rank_of
from audit_cli.extract.tables.regions import Region
from audit_cli.extract.tables.roles import POINTS, Column, Role, bare, role_of, unit_at_end
from audit_cli.extract.tables.trees import Line
from audit_cli.model import Figure
from audit_cli.value import Value

_SIDE = expression(r"项目|科目|分类|支出|收入|名称|编码|代码|资产|负债|内容|指标|来源|用途|类别|去向")
_ATTRIBUTE = expression(
    r"备注|说明|原因|依据|负责|责任|部门$|单位$|时间|日期|方式|性质|等次|等级|评价|标准|目标|联系|电话|地点|地址|状态|是否|措施|进展|情况|附件|签|人$|计量|规格|型号|供应商|文号|[甲乙丙]方|承包|承建|中标"
)
_IDLE = expression(
    r"备注|说明|原因|依据|负责|时间|日期|方式|性质|等次|评价|目标|联系|措施|情况|附件|签|规格|型号|名称|编码|项目|科目|单位|部门|内容|指标"
)
_LEVEL = expression(r"[一二三四]级(?:指标|目录)")
_LEVEL_MARK = expression(r"[（(]?[一二三四五六七八九十]{1,3}[）)、]?")
_WEIGHT = expression(r"[（(]\d{1,3}(?:\.\d)? ?分[）)]$")
_RATE_WORD = expression(r"率|幅|[%％]|百分")
_FEW_ROWS = 2
_MERGED_BLANKS = 2
_LARGE = expression(r"\d{4}|\d{1,3}[,，]\d{3}")
_PERIOD = expression(r"月份|年份|年度|月度|季度|时期")
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


class Side(NamedTuple):
    """One list of a region: its label columns, its numeral columns, its rows."""

    labels: tuple[int, ...]
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]

    def lines(self, usable: set[int]) -> list[Line]:
        """Return the rows as lines of a hierarchy; *usable* are the columns whose figures can be added up."""
        return [
            Line(
                row.label,
                number,
                row.groups,
                row.head,
                row.indent,
                row.code,
                row.damaged or any(col in usable for col in row.cells),
            )
            for number, row in enumerate(self.rows)
        ]


def header_texts(region: Region) -> list[tuple[str, ...]]:
    """Return for each column the texts above it, from the top, without repetition."""
    paths: list[list[str]] = [[] for _ in range(region.width)]
    last: list[Cell | None] = [None] * region.width
    for row in region.header:
        for cell in row:
            if cell.kind != "text":
                continue
            for col in range(cell.col, min(cell.col + cell.colspan, region.width)):
                if last[col] is not cell:
                    if not paths[col] or paths[col][-1] != cell.text:
                        paths[col].append(cell.text)
                    last[col] = cell
    return [tuple(path) for path in paths]


def sides(region: Region, ledger: Sequence[Figure]) -> list[Side]:
    """Return the lists that stand side by side in *region*."""
    paths = header_texts(region)
    numbers = [0] * region.width
    texts = [0] * region.width
    named = [0] * region.width
    percents = [0] * region.width
    figures = [0] * region.width
    values: list[list[tuple[int, str]]] = [[] for _ in range(region.width)]
    headed = {cell.col: cell.colspan for row in region.header for cell in row if cell.kind == "text"}
    for number, row in enumerate(region.body):
        for at, cell in enumerate(row):
            if cell.kind == "number" or cell.text.isdecimal():
                numbers[cell.col] += 1
                values[cell.col].append((number, cell.text))
            elif cell.kind == "text":
                texts[cell.col] += 1
                # what reaches over columns with headers of their own names nothing in the first of them
                wide = cell.colspan > headed.get(cell.col, cell.colspan) or _goes_on(row, at, headed)
                named[cell.col] += wide or names_amount(cell.text)
            if cell.kind == "number":
                figures[cell.col] += 1
                percents[cell.col] += ledger[cell.figure].unit == "%"
    if _is_misplaced(paths, percents, values):
        paths = [() for _ in paths]
    # under a column of amounts, names with their amounts are a list of their own, not its labels
    texts = [t - n if numbers[c] and paths[c] else t for c, (t, n) in enumerate(zip(texts, named, strict=True))]
    kinds = [_column_kind(paths[c], numbers[c], texts[c], values[c]) for c in range(region.width)]
    if values[0] and all(map(_is_class, [text for _, text in values[0]])) and kinds[1:].count("number") > 1:
        kinds[0] = "label"
    groups = _split(kinds, paths)
    amounts_of_change = _changes_beside_rates(paths)
    found = []
    for number, (labels, amounts) in enumerate(groups):
        columns = tuple(
            Column(
                c,
                paths[c],
                "change" if c in amounts_of_change else _role(paths[c], percents[c] * 2 > figures[c]),
                _header_unit(paths[c]),
            )
            for c in amounts
        )
        last = groups[number + 1][0][0] if number + 1 < len(groups) else region.width
        first = labels[0] if number else 0
        if columns:
            found.append(Side(tuple(labels), columns, _rows(region, labels, set(amounts), (first, last), kinds, paths)))
    return _joined(found, paths)


def _goes_on(row: Sequence[Cell], at: int, headed: Container[int]) -> bool:
    """Whether the cell *at* seems merged with those behind it, printed as blanks below headers of their own."""
    after = row[at + 1 : at + 1 + _MERGED_BLANKS]
    return len(after) == _MERGED_BLANKS and all(cell.kind == "blank" and cell.col in headed for cell in after)


def _is_misplaced(
    paths: Sequence[tuple[str, ...]], percents: Sequence[int], values: Sequence[Sequence[tuple[int, str]]]
) -> bool:
    """Whether a header that lost cells stands over other columns: amounts under 执行率, rates elsewhere."""
    for c, path in enumerate(paths):
        if role_of(path) != "rate" or percents[c] or len(values[c]) < _FEW_ROWS:
            continue
        if sum(_LARGE.match(text) is not None for _, text in values[c]) * 2 > len(values[c]):
            return True
        elsewhere = (k for k, other in enumerate(paths) if role_of(other) in ("amount", "points", "score", "line"))
        if any(percents[k] * 2 > len(values[k]) for k in elsewhere):
            return True
    return False


def _changes_beside_rates(paths: Sequence[tuple[str, ...]]) -> frozenset[int]:
    """Return the columns of a change as an amount: the rate of it has its own, as in 比上年增长 | 增长率."""
    growths = [c for c, path in enumerate(paths) if role_of(path) == "growth"]
    rates = [c for c in growths if _RATE_WORD.search(paths[c][-1])]
    return frozenset(growths).difference(rates) if rates else frozenset()


def _role(path: tuple[str, ...], mostly_percent: bool) -> Role:
    """Return what a column holds: by its header, or where that does not say it by what its figures are."""
    role = role_of(path)
    return "rate" if mostly_percent and role == "amount" else role


def _joined(found: list[Side], paths: Sequence[tuple[str, ...]]) -> list[Side]:
    """Put a list that is broken over two halves together again: same headers, and only the later half has totals."""
    out: list[Side] = []
    for side in found:
        last = out[-1] if out else None
        if last is None or not _continues(last, side, paths):
            out.append(side)
            continue
        place = {new.col: old.col for new, old in zip(side.columns, last.columns, strict=True)}
        rows = tuple(
            row._replace(cells={place[col]: cell for col, cell in row.cells.items() if col in place})
            for row in side.rows
        )
        out[-1] = last._replace(rows=last.rows + rows)
    return out


def _continues(last: Side, side: Side, paths: Sequence[tuple[str, ...]]) -> bool:
    if [c.path for c in last.columns] != [c.path for c in side.columns]:
        return False
    if [paths[c] for c in last.labels] != [paths[c] for c in side.labels]:
        return False
    if not any(row.code for row in side.rows):
        return False
    return not any(rank_of(row.label) and row.cells for row in last.rows)


def _label_left_of(row: Sequence[Cell], first: int, names: Sequence[int], current: dict[int, Cell]) -> dict[int, Cell]:
    """Return the label of a half that stands, in this row, in a cell reaching over from the half before."""
    for cell in reversed(row):
        if cell.col < first and cell.kind != "blank":
            if cell.kind == "text" and rank_of(cell.text) and names:
                current.clear()
                return {names[-1]: cell}
            return {}
    return {}


def _header_unit(path: tuple[str, ...]) -> Unit | None:
    for text in reversed(path):
        unit = POINTS if _WEIGHT.search(text) else unit_at_end(text)
        if unit is not None:
            return unit
    return None


def _column_kind(path: tuple[str, ...], numbers: int, texts: int, values: Sequence[tuple[int, str]]) -> str:
    role = role_of(path)
    if role == "line":
        return "label" if texts > numbers and _PERIOD.match(path[-1]) else "line"
    if role == "code":
        return "code" if numbers or texts else "empty"
    if len(values) >= (5 if path else 3) and numbers > texts and _counts_up(values):
        return "line"
    if role == "target" and texts > numbers:
        return "other"
    if len(values) > 2 and numbers > texts and _are_codes([text for _, text in values]):
        return "code"
    if not numbers:
        return "label" if texts else "empty"
    if role in ("points", "score", "rate", "share", "growth", "change"):
        return "number"
    return "number" if numbers * 2 >= texts or role == "target" else "label"


def _is_class(text: str) -> bool:
    """Whether a numeral names a class of people or things: 80-89周岁, 1月."""
    return not text[-1].isdigit() and text[-1] not in "%％元"


def _are_codes(texts: Sequence[str]) -> bool:
    """Whether numerals are codes of classes: 3, 5 or 7 digits, and longer ones begin with shorter ones."""
    if not all(text.isdecimal() and len(text) in (3, 5, 7) for text in texts):
        return False
    return any(b != a and b.startswith(a) for a, b in pairwise(texts))


def _counts_up(values: Sequence[tuple[int, str]]) -> bool:
    """Whether the numerals of a column only count its rows."""
    if not all(text.isdecimal() and len(text) < 4 for _, text in values):
        return False
    return len({int(text) - row for row, text in values}) == 1


def _split(kinds: Sequence[str], paths: Sequence[tuple[str, ...]]) -> list[tuple[list[int], list[int]]]:
    """Return label and numeral columns of each list: a column of names after numerals begins the next list."""
    groups: list[tuple[list[int], list[int]]] = [([], [])]
    blanks: list[int] = []
    for col, kind in enumerate(kinds):
        labels, amounts = groups[-1]
        if kind == "number":
            amounts += [*blanks, col]
            blanks = []
        elif kind == "empty":
            if (
                (labels or amounts)
                and paths[col]
                and role_of(paths[col]) == "amount"
                and not _IDLE.search(paths[col][-1])
            ):
                blanks.append(col)
        elif kind in ("label", "code"):
            if not amounts or any(_LEVEL.search(text) for text in paths[col]):
                labels.append(col)
            elif any(k == "number" for k in kinds[col + 1 :]) and _begins_side(paths[col], groups, paths):
                groups.append(([col], []))
                blanks = []
    if groups[-1][1]:
        groups[-1][1].extend(blanks)
    return groups


def _begins_side(
    path: tuple[str, ...], groups: list[tuple[list[int], list[int]]], paths: Sequence[tuple[str, ...]]
) -> bool:
    leaf = bare(path[-1]) if path else ""
    if not leaf:
        return True
    if any(paths[col] and bare(paths[col][-1]) == leaf for labels, _ in groups for col in labels):
        return True
    return bool(_SIDE.search(leaf)) and not _ATTRIBUTE.search(leaf)


def _rows(
    region: Region,
    labels: Sequence[int],
    amounts: set[int],
    extent: tuple[int, int],
    kinds: Sequence[str],
    paths: Sequence[tuple[str, ...]],
) -> tuple[Row, ...]:
    names = [c for c in labels if kinds[c] == "label"]
    line_columns = {c for c, kind in enumerate(kinds) if kind == "line"}
    levels = {c.col for row in region.body for c in row if c.col in line_columns and _LEVEL_MARK.fullmatch(c.text)}
    first_amount = min(amounts, default=region.width)
    main = _main_column(names, paths)
    current: dict[int, Cell] = {}
    rows: list[Row] = []
    for number, row in enumerate(region.body):
        here: dict[int, Cell] = {}
        code, cells, damaged = "", {}, False
        nil = frozenset([cell.col for cell in row if cell.kind == "blank" and cell.text in NIL])
        for cell in row:
            damaged = damaged or cell.damaged
            if cell.kind == "number" and _strayed(cell, row, amounts, kinds, extent):
                cells[first_amount] = cell
                continue
            if not extent[0] <= cell.col < extent[1]:
                continue
            if cell.col in amounts:
                if cell.kind == "number":
                    cells[cell.col] = cell
            elif (
                cell.kind == "text"
                or (cell.kind == "number" and not cell.col and kinds[0] == "label" and _is_class(cell.text))
            ) and (cell.col < first_amount or cell.col in labels):
                if kinds[cell.col] == "code" and (code_of(cell.text) or (cell.text.isdecimal() and len(cell.text) < 4)):
                    code += code_of(cell.text) or cell.text
                elif cell.col in line_columns and cell.colspan == 1 and not rank_of(cell.text):
                    continue
                else:
                    here[cell.col] = cell
            elif cell.kind == "number" and kinds[cell.col] == "code" and cell.text.isdecimal():
                code += cell.text
        if not here and not cells:
            continue
        if not here and extent[0] > 0:
            here = _label_left_of(row, extent[0], names, current)
        head, groups = _labels(here, current, names, main)
        label = head.text if head else groups[-1].text if groups else ""
        if label and levels and not rank_of(label):
            label = _numbered(label, [cell.text for cell in row if cell.col in levels])
        code = code or code_of(label)
        if not label and not cells:
            continue
        indent = head.indent if head else 0
        rows.append(Row(label, groups, head, indent, code if not rank_of(label) else "", cells, damaged, number, nil))
    return tuple(rows)


def _numbered(label: str, marks: Sequence[str]) -> str:
    """Return *label* with the number that stands in a column of its own: 一 | 收入, （一） | 拨款, 1 | 财政拨款."""
    mark = "".join(marks)
    return label if not mark else mark + label if mark[-1] in "）)、.．" else f"{mark}、{label}"


def _strayed(cell: Cell, row: Sequence[Cell], amounts: set[int], kinds: Sequence[str], extent: tuple[int, int]) -> bool:
    """Whether an amount right behind the total's label of this list slipped into the label columns of the next."""
    if kinds[cell.col] not in ("label", "code") or "." not in cell.text:
        return False
    if any(other.col in amounts and other.kind == "number" for other in row):
        return False
    before = [other for other in row if other.col < cell.col and other.kind != "blank"]
    return bool(before) and extent[0] <= before[-1].col < extent[1] and bool(rank_of(before[-1].text))


def _main_column(names: Sequence[int], paths: Sequence[tuple[str, ...]]) -> int:
    """Return the column that names a row: the last one before the numerals that is no mere attribute."""
    for col in reversed(names):
        leaf = paths[col][-1] if paths[col] else ""
        if not _ATTRIBUTE.search(leaf) or (_NAME.search(leaf) and len(names) == 1):
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
