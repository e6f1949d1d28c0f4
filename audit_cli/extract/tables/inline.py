"""Forms that write name and amount into one cell: 按收入性质分：2030.12 over 其中：一般公共预算：1325.68."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from audit_cli.extract.ledger.units import Unit
from audit_cli.extract.tables.grid import Cell, Grid
from audit_cli.extract.tables.labels import core_of, names_amount
from audit_cli.extract.tables.sums import Matrix, Sums
from audit_cli.extract.tables.trees import Line, row_tree
from audit_cli.extract.tables.units import in_unit
from audit_cli.extract.terms import Terms
from audit_cli.model import Fact, Figure

_LEAST = 2


def inline_amounts(
    grid: Grid, unit: Unit | None, ledger: list[Figure], terms: Terms, sums: Sums, facts: list[Fact]
) -> None:
    """Read each column of cells that hold a name and an amount as a list of its own, from the top."""
    columns: dict[int, list[Cell]] = defaultdict(list)
    for row in grid.rows:
        for cell in row:
            if cell.kind == "text" and cell.figure >= 0 and not cell.damaged and names_amount(cell.text):
                columns[cell.col].append(cell)
    for cells in columns.values():
        if len(cells) < _LEAST:
            continue
        for cell in cells:
            figure = ledger[cell.figure]
            if unit is not None and figure.type == "number":
                ledger[cell.figure] = in_unit(figure, unit)
        labels = [_label(cell, ledger) for cell in cells]
        figures = [ledger[cell.figure] for cell in cells]
        matrix = Matrix(tuple((figure,) for figure in figures), tuple(labels))
        sums.add(matrix, row_tree([Line(label, number) for number, label in enumerate(labels)]))
        facts += _facts(labels, figures, terms)


def _label(cell: Cell, ledger: Sequence[Figure]) -> str:
    printed = "".join(ledger[cell.figure].text.split())
    return cell.text.rpartition(printed)[0].rstrip("：:")


def _facts(labels: Sequence[str], figures: Sequence[Figure], terms: Terms) -> list[Fact]:
    named = ((terms.concept(core_of(label)), label, figure) for label, figure in zip(labels, figures, strict=True))
    return [Fact(figure, concept, True, label=label) for concept, label, figure in named if concept]
