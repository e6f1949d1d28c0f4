"""Forms that write name and amount into one cell, or side by side: 其中：一般公共预算：1325.68 over 其他资金：32.82."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from audit_cli.expressions import expression
from audit_cli.extract.ledger.units import Unit
from audit_cli.extract.tables.grid import Cell, Grid
from audit_cli.extract.tables.kinship import Kinship
from audit_cli.extract.tables.labels import core_of, is_of_which, names_amount
from audit_cli.extract.tables.matrix import Matrix
from audit_cli.extract.tables.pair_rows import BY_KIND, Pair, by_column, pair_rows
from audit_cli.extract.tables.sums import Sums
from audit_cli.extract.tables.trees import Line, row_tree
from audit_cli.extract.tables.units import in_unit
from audit_cli.extract.terms import Terms
from audit_cli.mistyped import mistyped
from audit_cli.model import Claim, Fact, Figure, Term
from audit_cli.quantity import ZERO, closes

_LEAST, _MOST = 2, 12
_FUNDS_NAME = "年度资金总额"
_FUNDS = expression(r"年度资金总额|资金总额|年度预算资金|部门(?:整体)?支出总额")


def inline_amounts(
    grid: Grid, above: Grid | None, unit: Unit | None, ledger: list[Figure], terms: Terms, sums: Sums, facts: list[Fact]
) -> Iterator[Claim]:
    """Read each column of cells that hold a name and an amount as a list of its own, from the top.

    Yield the list of a whole class without its total, 其中：基本支出：774.08 over 项目支出：532.41, or of what stands
    below 按支出性质分, as what one of the funds of the year, here or in the table *above*, consists of: which of them,
    closing must tell, so that only a slip of the pen is reviewed.
    """
    funds: list[Term] | None = None
    for cells in _columns(grid):
        if len(cells) < _LEAST:
            continue
        labels = [_label(name, amount, ledger) for name, amount in cells]
        whole = is_of_which(labels[0]) and terms.complete([terms.concept(core_of(label)) for label in labels])
        is_of_funds = whole or _is_classified(grid, cells[0][0])
        if is_of_funds and funds is None:
            funds = _funds(grid, ledger) or (_funds(above, ledger) if above is not None else [])
        inherited = unit or (_unit_of(funds) if is_of_funds and funds else None)
        for _, cell in cells:
            figure = ledger[cell.figure]
            if inherited is not None and figure.type == "number":
                ledger[cell.figure] = in_unit(figure, inherited)
        figures = [ledger[cell.figure] for _, cell in cells]
        matrix = Matrix(tuple((figure,) for figure in figures), tuple(labels))
        sums.add(matrix, row_tree([Line(label, number) for number, label in enumerate(labels)]))
        facts += _facts(labels, figures, terms)
        if is_of_funds and funds:
            parts = zip(figures, labels, strict=True)
            yield from _of_funds(funds, _outermost([Term(f, "part", label) for f, label in parts], sums.kinship))


def _columns(grid: Grid) -> Iterator[list[Pair]]:
    """Yield the names and amounts of each column, from the top; what holds both stands for itself twice."""
    columns: dict[int, list[Pair]] = defaultdict(list)
    for row in grid.rows:
        for cell in row:
            if cell.kind == "text" and cell.figure >= 0 and not cell.damaged and names_amount(cell.text):
                columns[cell.col].append((cell, cell))
    yield from columns.values()
    yield from by_column(pair_rows(grid.rows))


def _unit_of(funds: Sequence[Term]) -> Unit | None:
    money = next((total.figure for total in funds if total.figure.type == "money"), None)
    return Unit(money.type, money.unit, money.scale) if money is not None else None


def _is_classified(grid: Grid, first: Cell) -> bool:
    """Whether the list that begins with *first* stands right below a label that has no amount: 按收入性质分."""
    row = next((k for k, row in enumerate(grid.rows) if first in row), 0)
    above = [cell for cell in grid.rows[row - 1] if cell.text] if row else []
    # a copy may have put all of them into other columns
    astray = bool(above) and all(BY_KIND.match(cell.text) for cell in above)
    return astray or any(cell.col == first.col and BY_KIND.match(cell.text) for cell in above)


def _funds(grid: Grid, ledger: Sequence[Figure]) -> list[Term]:
    """Return the amounts in the row of the funds of the year."""
    return [
        Term(ledger[cell.figure], "total", row[0].text if row[0].kind == "text" else _FUNDS_NAME)
        for row in grid.rows
        if any(cell.kind == "text" and _FUNDS.match(cell.text) for cell in row[:2])
        for cell in row
        if cell.kind == "number"
    ]


def _outermost(parts: Sequence[Term], kinship: Kinship) -> list[Term]:
    """Return *parts* without those that are called parts of one before them: 其中：基本支出, 人员支出, 公用支出."""
    kept: list[Term] = []
    for part in parts:
        if not kept or not kinship.is_part(kept[-1].label, part.label):
            kept.append(part)
    return kept


def _of_funds(funds: Sequence[Term], parts: Sequence[Term]) -> Iterator[Claim]:
    """Yield the sum of *parts* that one of the funds of the year is, or would be but for a slip."""
    funds = [total for total in funds if total.figure.type == parts[0].figure.type][:_MOST]
    added = sum((part.figure.value for part in parts), ZERO)
    for total in funds:
        if closes(total.figure.quantity, (part.figure for part in parts)):
            yield Claim("sum", (total, *parts), "complete", basis="table:inline")
            return
    for total in funds:
        gap = total.figure.value - added
        if mistyped(total.figure, added) or any(mistyped(p.figure, p.figure.value + gap) for p in parts):
            yield Claim("sum", (total, *parts), "complete", asserted=False, basis="table:inline")
            return


def _label(cell: Cell, amount: Cell, ledger: Sequence[Figure]) -> str:
    if amount is not cell:
        return cell.text.rstrip("：:")
    printed = "".join(ledger[cell.figure].text.split())
    return cell.text.rpartition(printed)[0].rstrip("：:")


def _facts(labels: Sequence[str], figures: Sequence[Figure], terms: Terms) -> list[Fact]:
    named = ((terms.concept(core_of(label)), label, figure) for label, figure in zip(labels, figures, strict=True))
    return [Fact(figure, concept, True, label=label) for concept, label, figure in named if concept]
