"""The row of funds in the head of a form: what was planned and spent, the rate of it, and the points for that."""

from __future__ import annotations

from collections.abc import Mapping

from audit_cli.expressions import expression
from audit_cli.extract.indicators.fields import Figures, place
from audit_cli.extract.indicators.rows import Cell, Row, width_of
from audit_cli.extract.indicators.words import FIELDS, FUND_TOTAL, FUNDS, column_role
from audit_cli.model import Document, Field, Figure
from audit_cli.value import Value

_IN_BRACKETS = expression(r"[（(][0-9]{1,2}分[）)×*xX]")
_EXECUTED = dict(FUNDS)["executed"]
# what the columns are called as fields of the form
_FIELDS = {"points": "execution_points", "score": "execution_score", "reason": "execution_reason"}
AMOUNTS = ("initial", "budget", "executed", "rate")
_LEAST = 2  # columns by which a row of funds is known
_LONGEST_LABEL = 24


class Funds(Value, frozen=True):
    """What the columns of a row of funds hold, each with the head that asks for it, and how wide the row of heads is.

    *points* are those that a head gives for the execution.
    """

    columns: Mapping[int, tuple[str, Figure]]
    width: int
    points: Field | None

    @property
    def scored(self) -> bool:
        """Whether points are given for the execution."""
        return any(role == "score" for role, _ in self.columns.values())

    def total_in(self, row: Row) -> list[tuple[str, Cell, Figure]] | None:
        """Return the fields that *row* fills, each with its head, if it is the first row of funds: their total."""
        if not any(cell.text and cell.text[0].isdigit() for cell in row):
            return None
        labels = [cell.text for cell in row if cell.text and not (cell.text[0].isdigit() or cell.text[-1].isdigit())]
        if labels and not any(FUND_TOTAL.search(label) for label in labels):
            return None
        # a copy may have lost the label at the side of the row, or of the head
        shift = width_of(row) - self.width
        if shift and not (shift == 1 and not row[0].text):
            return None
        cells = {cell.block.col - shift: cell for cell in row}
        held = ((_FIELDS.get(role, role), col, asked) for col, (role, asked) in self.columns.items())
        return [(name, cells[col], asked) for name, col, asked in held if col in cells]


def funds_headed_by(row: Row, document: Document, figures: Figures) -> Funds | None:
    """Return the funds that *row* heads, None if it heads none."""
    if not any(_EXECUTED.search(cell.text) for cell in row):
        return None
    columns: dict[int, tuple[str, Figure]] = {}
    held: set[str] = set()
    for cell in row:
        if not cell.text or len(cell.text) > _LONGEST_LABEL or column_role(cell.text) == "actual":
            continue
        role = next((role for role, pattern in FUNDS if pattern.search(cell.text)), "")
        if role and role not in held:
            held.add(role)
            columns[cell.block.col] = role, place(document, cell.number, cell.block.start, cell.block.end)
    if "executed" not in held or held.isdisjoint(("budget", "initial")) or len(held) <= _LEAST:
        return None
    return Funds(columns, width_of(row), _points_of_head(row, document, figures))


def _points_of_head(row: Row, document: Document, figures: Figures) -> Field | None:
    """Return the points that the head of the row of funds gives: 预算执行情况（20分）, 得分（20分×执行率）."""
    for cell in row:
        for figure in figures.get(cell.number, ()):
            if figure.unit == "分" and _IN_BRACKETS.match(document.text, figure.start - 1):
                return Field("filled", figure, figure, True)
    return None


def lists_projects(row: Row) -> bool:
    """Whether a row heads a table of projects, each with its budget: 项目名称, 全年预算数, 全年执行数."""
    named = any(FIELDS[0][1].match(cell.text) for cell in row)
    return named and sum(any(p.search(cell.text) for _, p in FUNDS) for cell in row) >= _LEAST
