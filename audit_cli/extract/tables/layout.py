"""Regions as lists of figures: which columns belong to one list, and where a second one begins."""

from __future__ import annotations

from collections.abc import Sequence

from audit_cli.expressions import expression
from audit_cli.extract.ledger.units import Unit
from audit_cli.extract.tables.contents import Content, contents_of, is_misplaced, kinds_of
from audit_cli.extract.tables.grid import Cell
from audit_cli.extract.tables.labels import rank_of
from audit_cli.extract.tables.list_rows import Frame, Row, rows_of
from audit_cli.extract.tables.regions import Region
from audit_cli.extract.tables.roles import POINTS, Column, Role, bare, is_attribute, role_of, unit_at_end
from audit_cli.extract.tables.trees import Line
from audit_cli.model import Figure
from audit_cli.value import Value

_SIDE = expression(r"项目|科目|分类|支出|收入|名称|编码|代码|资产|负债|内容|指标|来源|用途|类别|去向")
_IDLE = expression(
    r"备注|说明|原因|依据|负责|时间|日期|方式|性质|等次|评价|目标|联系|措施|情况|附件|签|规格|型号|名称|编码|项目|科目|单位|部门|内容|指标"
)
_LEVEL = expression(r"[一二三四]级(?:指标|目录)")
_WEIGHT = expression(r"[（(]\d{1,3}(?:\.\d)? ?分[）)]$")
_RATE_WORD = expression(r"率|幅|[%％]|百分")


class Side(Value, frozen=True):
    """One list of a region: its label columns, its numeral columns, its rows."""

    labels: tuple[int, ...]
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]

    def lines(self, usable: set[int], whole: int | None = None, of_all: bool = False) -> list[Line]:
        """Return the rows as lines of a hierarchy; *usable* are the columns whose figures can be added up.

        *whole* is the row that is a total though it is not called so, and *of_all* says that of all other rows.
        """
        return [
            Line(
                row.label,
                number,
                row.groups,
                row.head,
                row.indent,
                row.code,
                row.damaged or not usable.isdisjoint(row.cells),
                number == whole,
                number == whole and of_all,
            )
            for number, row in enumerate(self.rows)
        ]


def sides(region: Region, ledger: Sequence[Figure]) -> list[Side]:
    """Return the lists that stand side by side in *region*."""
    paths, contents = _header_texts(region), contents_of(region, ledger)
    if is_misplaced(paths, contents):
        paths = [() for _ in paths]
    kinds = kinds_of(paths, contents)
    groups = _split(kinds, paths)
    changes = _changes_beside_rates(paths)
    ends = [labels[0] for labels, _ in groups[1:]] + [region.width]
    found = []
    for number, (labels, amounts) in enumerate(groups):
        if amounts:
            columns = tuple(
                Column(c, paths[c], "change" if c in changes else _role(paths[c], contents[c]), _header_unit(paths[c]))
                for c in amounts
            )
            first = labels[0] if number else 0
            frame = Frame(tuple(labels), frozenset(amounts), first, ends[number], kinds)
            found.append(Side(frame.labels, columns, rows_of(region, frame, paths)))
    return _joined(found, paths)


def _header_texts(region: Region) -> list[tuple[str, ...]]:
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
    return bool(_SIDE.search(leaf)) and not is_attribute(leaf)


def _changes_beside_rates(paths: Sequence[tuple[str, ...]]) -> frozenset[int]:
    """Return the columns of a change as an amount: the rate of it has its own, as in 比上年增长 | 增长率."""
    growths = [c for c, path in enumerate(paths) if role_of(path) == "growth"]
    rates = [c for c in growths if _RATE_WORD.search(paths[c][-1])]
    return frozenset(growths).difference(rates) if rates else frozenset()


def _role(path: tuple[str, ...], content: Content) -> Role:
    """Return what a column holds: by its header, or where that does not say it by what its figures are."""
    role = role_of(path)
    return "rate" if role == "amount" and content.percents * 2 > content.figures else role


def _header_unit(path: tuple[str, ...]) -> Unit | None:
    for text in reversed(path):
        unit = POINTS if _WEIGHT.search(text) else unit_at_end(text)
        if unit is not None:
            return unit
    return None


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
