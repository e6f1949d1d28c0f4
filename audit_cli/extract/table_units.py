"""Units that bare numerals of a table inherit: from the row label, the header, the caption, in this order."""

from __future__ import annotations

from decimal import Decimal

from audit_cli.extract.table_layout import Side
from audit_cli.extract.table_roles import PERCENT, POINTS, Column, is_counted, is_counted_row, unit_at_end
from audit_cli.extract.units import Unit
from audit_cli.model import Figure

_ONE = Decimal(1)
_CENT = Decimal("0.01")


def give_units(side: Side, caption: Unit | None, ledger: list[Figure]) -> None:
    """Rewrite the bare figures of *side* in *ledger* in the unit that they inherit; *caption* is the table's unit."""
    by_column = [(column.col, _column_unit(column, caption), column) for column in side.columns]
    for row in side.rows:
        own = unit_at_end(row.label)
        counted = own is None and is_counted_row(row.label)
        for index, unit, column in by_column:
            cell = row.cells.get(index)
            if cell is None:
                continue
            figure = ledger[cell.figure]
            if figure.unit or figure.type != "number":
                continue
            if own is not None and column.role in ("amount", "left", "change", "target"):
                unit = own
            elif counted and column.role in ("amount", "left", "change"):
                unit = None
            if unit is not None:
                ledger[cell.figure] = in_unit(figure, unit)


def _column_unit(column: Column, caption: Unit | None) -> Unit | None:
    if column.role in ("rate", "share", "growth"):
        return PERCENT
    if column.role in ("points", "score"):
        return POINTS
    if column.role in ("line", "code", "target"):
        return None
    if column.unit is not None:
        return column.unit
    if is_counted(column.leaf):
        return None
    return caption


def in_unit(figure: Figure, unit: Unit) -> Figure:
    """Return the bare *figure* in *unit*."""
    value, quantum = figure.value * unit.scale, figure.quantum * unit.scale
    exact = unit.type == "count" or (unit.type == "money" and unit.scale == _ONE and quantum == _CENT)
    return Figure(
        figure.start,
        figure.end,
        figure.text,
        unit.type,
        unit.unit,
        value,
        quantum,
        unit.scale,
        "",
        exact,
        figure.qualifier,
        figure.high,
        figure.block,
    )
