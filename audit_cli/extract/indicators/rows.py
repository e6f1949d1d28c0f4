"""Rows of a self-evaluation form: its columns by their heads, the classes that rows stand in, one indicator a row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from audit_cli.expressions import expression
from audit_cli.extract.indicators.fields import Figures, field, in_unit, place
from audit_cli.extract.indicators.words import LEVELS, ColumnRole, aim_of, class_level, column_role, group_of, own_name
from audit_cli.extract.ledger.units import UNITS
from audit_cli.model import Block, Document, Field, Figure, Indicator
from audit_cli.value import Value

_VALUES: tuple[ColumnRole, ...] = ("target", "actual", "points", "score")
_OF_EXECUTION = "预算执行率"
_UNIT = expression(r"[（(]([^（）()0-9]{1,6})[)）]$")
# a row that is not used says so in the column of names
_STRUCK_OUT = expression(r"(?:本项目)?(?:无|暂无|不适用|不涉及|未设置?|未设定)(?:该|此)?(?:项|类)?(?:指标)?|[/／—－-]+")
_TEXT_FORMATS = frozenset({"txt", "md"})


class Cell(Value, frozen=True):
    """A cell of a row: the number of its block, the block itself, and its text without white space."""

    number: int
    block: Block
    text: str


Row = Sequence[Cell]


def width_of(row: Row) -> int:
    """Return how many columns a row reaches over."""
    return max([cell.block.col + cell.block.colspan for cell in row])


class Columns(Value, frozen=True):
    """The columns of a form: what each holds, the place of each head, that of the indicators, the first of values."""

    roles: Mapping[int, ColumnRole]
    heads: Mapping[str, Figure]
    place: Figure
    first: int

    def cell(self, row: Row, role: str) -> Cell | None:
        """Return the cell of *row* in the column *role*: the first that is filled, else the first."""
        cells = [cell for cell in row if self.roles.get(cell.block.col) == role]
        return next((cell for cell in cells if cell.text), cells[0] if cells else None)

    def without_side(self, row: Row) -> Columns | None:
        """Return the columns as they stand in a copy whose rows have lost the label at the side of the form.

        That they have is sure where the row begins with a class of the first level, and its head stands second.
        """
        if self.roles.get(1) != "level1" or self.roles.get(0) == "level1" or class_level(row[0].text) != 1:
            return None
        roles = {col - 1: role for col, role in self.roles.items() if col > 0}
        return self._replace(roles=roles, first=self.first - 1)


def columns_of(row: Row, document: Document) -> Columns | None:
    """Return the columns that *row* heads, None if it does not head indicators."""
    roles: dict[int, ColumnRole] = {}
    heads: dict[str, Figure] = {}
    for cell in row:
        role = column_role(cell.text)
        # what stands left of the indicators heads the whole form
        if not role or not (heads or role in LEVELS):
            continue
        if role in LEVELS:
            # 一级指标, 权重, 二级指标, 权重, 三级指标, 权重: what stands left of a level is the level's before it;
            # 绩效指标 may stand before all levels, at the side of the form
            left = {*_VALUES, "name"} if role == "name" else {*_VALUES}
            roles = {col: other for col, other in roles.items() if other not in left}
            heads = {other: head for other, head in heads.items() if other not in left}
        for col in range(cell.block.col, cell.block.col + cell.block.colspan):
            roles.setdefault(col, role)
        heads.setdefault(role, place(document, cell.number, cell.block.start, cell.block.end))
    named = [role for role in ("name", "level2", "level1") if role in heads]
    known = set(heads)
    if not named or not (
        {"target", "actual"} <= known
        or {"points", "score"} <= known
        or {"target", "points"} <= known
        or {"target", *LEVELS} <= known
    ):
        return None
    return Columns(roles, heads, heads[named[0]], min(col for col, role in roles.items() if role in _VALUES))


class Levels:
    """The classes that the last row stood in; after a damaged row nobody knows."""

    def __init__(self) -> None:
        self.level1 = self.level2 = ""
        self.label: Figure | None = None

    def take(self, level: int, text: str, label: Figure) -> None:
        """Enter a class; one of the first level leaves that of the second."""
        self.level1, self.level2 = (text, "") if level == 1 else (self.level1, text)
        self.label = label

    def forget(self) -> None:
        """Leave all classes."""
        self.level1 = self.level2 = ""
        self.label = None


def _unit_of(name: str) -> str:
    """Return the unit that an indicator is named with, "" if none: 养护里程（公里）."""
    found = _UNIT.search(name)
    return found[1] if found is not None and (found[1] in UNITS or "/" in found[1]) else ""


def indicator_of(
    row: Row, columns: Columns, levels: Levels, document: Document, figures: Figures, project: str
) -> Indicator | None:
    """Return the indicator of a row, None if there is none; *levels* remembers the classes from above."""
    damaged = any(cell.block.damaged for cell in row)
    if damaged:
        levels.forget()
    cell, entered = _name(row, columns, levels, document)
    fields: dict[str, Field] = {role: _value(row, columns, role, document, figures) for role in (*_VALUES, "reason")}
    if damaged:
        fields = {role: value._replace(state="lost") for role, value in fields.items()}
    name = _called(cell, entered, columns, levels, fields, document)
    if name is None:
        return None
    unit, sign = columns.cell(row, "unit"), columns.cell(row, "sign")
    if unit is not None:
        fields |= {role: in_unit(fields[role], unit.text) for role in ("target", "actual")}
    if damaged:
        name = name._replace(state="lost")
    elif document.format in _TEXT_FORMATS and _shared(fields):
        fields |= {role: fields[role]._replace(state="lost") for role in ("points", "score")}
    words = own_name(cell.text) if cell is not None else ""
    if _OF_EXECUTION in words and fields["target"].state == "blank":
        fields["target"] = Field()  # what is to be reached is the budget
    level1, level2, label = levels.level1, levels.level2, levels.label
    if not {"target", "actual", "level1", "level2"} & set(columns.heads):
        levels.forget()  # a list of names with their points: 预算执行 heads no rows below it
    group = group_of(level1, level2)
    # 成本指标 is a class of the first level too
    inferred = bool(level1) and group not in ("", "cost") and not group_of(level1, "")
    return Indicator(
        project, level1, level2, name, **fields,
        group=group or group_of("", words if "执行率" in words else ""),
        inferred=inferred,
        aim=aim_of(sign.text if sign else "", fields["target"].printed, words, level2),
        class_label=label, unit=unit.text if unit else _unit_of(words),
        unnamed=_unnamed(row, columns, fields, document) if cell is None else None,
    )  # fmt: skip


def _name(row: Row, columns: Columns, levels: Levels, document: Document) -> tuple[Cell | None, bool]:
    """Return the cell that names the indicator, and whether the row enters a class of its own."""
    layered = bool({"level1", "level2"} & set(columns.heads))
    name, entered = None, False
    for cell in row:
        if cell.block.col >= columns.first or not cell.text:
            continue
        role, level = columns.roles.get(cell.block.col, ""), class_level(cell.text)
        if role in ("level1", "level2"):
            # a cell that was displaced is known by its words only; 成本指标 is of the level of its column
            level = level or (0 if cell.block.damaged else 1 if role == "level1" else 2)
            if role == "level1" and level == 2 and _has_class(row, columns):
                level = 1
        elif role == "name" and (layered or not level):
            name, level = cell, 0
        if not level and name is None and _reaches(cell, row, columns):
            # one label over all levels, such as that of the execution of the budget, stands in none of their classes
            levels.forget()
            name = cell
        if level:
            levels.take(level, cell.text, place(document, cell.number, cell.block.start, cell.block.end))
            entered = True
    return name, entered


def _reaches(cell: Cell, row: Row, columns: Columns) -> bool:
    """Whether a cell reaches from the side of the form, or from its first level, to the values: nothing is between."""
    names = [col for col, role in columns.roles.items() if role in LEVELS]
    if len(names) < len(LEVELS) or cell.block.col > min(names):
        return False
    between = [c for c in row if cell.block.col < c.block.col < columns.first]
    wide = cell.block.col + cell.block.colspan > max(names)
    return wide or (len(between) >= len(LEVELS) - 1 and not any(c.text for c in between))


def _has_class(row: Row, columns: Columns) -> bool:
    """Whether a class of the second level stands in the column for it."""
    cell = columns.cell(row, "level2")
    return cell is not None and class_level(cell.text) == 2


def _called(
    cell: Cell | None,
    entered: bool,
    columns: Columns,
    levels: Levels,
    fields: Mapping[str, Field],
    document: Document,
) -> Field | None:
    """Return the name of an indicator; that of its class where it has no other, None where the row is no indicator."""
    if cell is not None:
        if _STRUCK_OUT.fullmatch(cell.text) and not any(
            fields[role].printed.strip("0") for role in ("points", "score")
        ):
            return None
        found = place(document, cell.number, cell.block.start, cell.block.end)
        if own_name(cell.text):
            return Field("filled", found)
        return Field("blank", found)
    if levels.label is None or any(f.state == "lost" for f in fields.values()):
        return None
    compared = [fields[role] for role in ("target", "actual") if role in columns.heads]
    if any(f.printed for f in compared or fields.values()):
        return Field("filled", levels.label)
    # a class with points and no more heads the rows below it
    return Field("blank", levels.label) if entered and not any(f.printed for f in fields.values()) else None


def _unnamed(row: Row, columns: Columns, fields: Mapping[str, Field], document: Document) -> Figure | None:
    """Return the head of the column of names if its cell is blank in a row of values, and no merged cell covers it."""
    own = next((cell for cell in row if columns.roles.get(cell.block.col) == "name"), None)
    if own is None or own.text or own.block.rowspan > 1 or not set(columns.heads) >= LEVELS:
        return None
    of_class = columns.cell(row, "level2")
    # plain text does not show that a blank cell goes on from above, but where a class begins none does
    sure = document.format not in _TEXT_FORMATS or (of_class is not None and bool(of_class.text))
    return columns.heads["name"] if sure and fields["target"].printed and fields["actual"].printed else None


def _shared(fields: Mapping[str, Field]) -> bool:
    """Whether a row has its values but no points: those of several rows may have stood in one cell."""
    filled = fields["target"].printed or fields["actual"].printed
    return bool(filled) and fields["points"].state == fields["score"].state == "blank"


def _value(row: Row, columns: Columns, role: str, document: Document, figures: Figures) -> Field:
    cell = columns.cell(row, role)
    if cell is None:
        return Field()
    return field(document, cell.number, cell.block.start, cell.block.end, figures, columns.heads[role])
