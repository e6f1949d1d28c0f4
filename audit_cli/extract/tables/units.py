"""Units that bare numerals of a table inherit: from the row label, the header, the caption, in this order."""

from __future__ import annotations

from decimal import Decimal

from msgspec.structs import replace

from audit_cli.extract.ledger.units import Unit
from audit_cli.extract.tables.labels import depth_of, rank_of
from audit_cli.extract.tables.layout import Side
from audit_cli.extract.tables.roles import (
    PERCENT,
    POINTS,
    Column,
    is_counted,
    is_counted_row,
    is_money,
    is_rate_row,
    unit_at_end,
)
from audit_cli.model import Figure

_ONE = Decimal(1)
_CENT = Decimal("0.01")
_TENTH = Decimal("0.1")
_HALF = Decimal("0.5")
_HIGHEST_FRACTION = Decimal("1.5")
_FINEST_PERCENT = Decimal("0.001")
FRACTION = Unit("rate", "%", Decimal(100))


def give_units(side: Side, caption: Unit | None, ledger: list[Figure], borrowed: bool = False) -> None:
    """Rewrite the bare figures of *side* in *ledger* in the unit that they inherit; *caption* is the table's unit.

    A *borrowed* unit is that of the table right above; only what speaks of money takes it.
    """
    if caption is None or borrowed:
        stated = {column.unit for column in side.columns if column.unit is not None and column.unit.type == "money"}
        if len(stated) == 1:
            caption, borrowed = stated.pop(), False
    by_column = [
        (
            c.col,
            _column_unit(c, caption, side, ledger),
            c,
            _given(c, side, ledger) if c.role == "score" else frozenset(),
        )
        for c in side.columns
    ]
    printed = {column.unit.type for column in side.columns if column.unit is not None}
    things = caption is None and "count" in printed and "money" not in printed
    above: tuple[int, Unit] | None = None
    for number, row in enumerate(side.rows):
        own = unit_at_end(row.label)
        depth = depth_of(row.label)
        if own is not None and own.type == "count":
            above = depth, own
        elif above is not None and own is None and depth > above[0] > 0 and not is_money(row.label):
            own = above[1]
        elif above is not None and 0 < depth <= above[0]:
            above = None
        counted = own is None and is_counted_row(row.label)
        if own is None and is_rate_row(row.label):
            own = PERCENT
        money = not borrowed or is_money(row.label)
        for col, inherited, column, given in by_column:
            cell = row.cells.get(col)
            if cell is None:
                continue
            figure = ledger[cell.figure]
            if figure.unit or figure.type != "number":
                continue
            unit = inherited
            if column.role in ("amount", "left", "change", "target"):
                if own is not None:
                    unit = own
                elif unit is not None and unit is caption and (counted or not (money or is_money(column.header))):
                    unit = None
            if unit is not None:
                ledger[cell.figure] = in_unit(figure, unit, column.role == "points" or number in given)
            elif figure.quantum == _ONE and (counted or is_counted(column.leaf) or is_counted_header(column) or things):
                ledger[cell.figure] = figure._replace(exact=True)


def _column_unit(column: Column, caption: Unit | None, side: Side, ledger: list[Figure]) -> Unit | None:
    if column.role in ("rate", "share", "growth"):
        return FRACTION if "%" not in column.header and _are_fractions(column, side, ledger) else PERCENT
    if column.role in ("points", "score") or column.leaf == "扣分":
        return POINTS
    if column.role in ("line", "code", "target"):
        return None
    if column.unit is not None:
        return column.unit
    if is_counted(column.leaf) or is_counted_header(column):
        return caption if caption is not None and caption.type == "count" else None
    return caption


def _are_fractions(column: Column, side: Side, ledger: list[Figure]) -> bool:
    """Whether a column of rates is printed as 0.9837 rather than as 98.37."""
    figures = [ledger[row.cells[column.col].figure] for row in side.rows if column.col in row.cells]
    printed = [figure for figure in figures if figure.value]
    return (
        len(printed) > 0
        and all(not f.unit and abs(f.value) <= _HIGHEST_FRACTION for f in printed)
        and any(f.quantum <= _FINEST_PERCENT for f in printed)
    )


def _given(column: Column, side: Side, ledger: list[Figure]) -> frozenset[int]:
    """Return the rows whose score is given, in whole points or in half ones, and no result of a division.

    A total, of whatever name at the end, may be printed in whole points all the same, unless the whole column is.
    """
    scores = {k: ledger[row.cells[column.col].figure] for k, row in enumerate(side.rows) if column.col in row.cells}
    if all(score.quantum == _ONE for score in scores.values()):
        return frozenset(scores)
    halves = all(score.value % _HALF == 0 for score in scores.values() if score.quantum == _TENTH)
    parts = (k for k in list(scores)[:-1] if not rank_of(side.rows[k].label))
    return frozenset(k for k in parts if scores[k].quantum == _ONE or (halves and scores[k].quantum == _TENTH))


def is_counted_header(column: Column) -> bool:
    """Whether the headers above a column, if not the lowest, speak of people or things."""
    return not is_money(column.leaf) and is_counted(column.header)


def in_unit(figure: Figure, unit: Unit, exact: bool = False) -> Figure:
    """Return the bare *figure* in *unit*."""
    kind, scale = unit.type, unit.scale
    value, quantum, high = figure.value, figure.quantum, figure.high
    if scale != _ONE:
        value, quantum = value * scale, quantum * scale
        high = high * scale if high is not None else None
    elif kind == "money" and quantum == _CENT:
        exact = True
    exact = exact or kind == "count"
    return replace(
        figure,
        type=kind,
        unit=unit.unit,
        value=value,
        quantum=quantum,
        scale=scale,
        printed_unit="",
        exact=exact,
        high=high,
    )
