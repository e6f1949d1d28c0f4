"""Self-evaluation forms as tables: head, funds, goal and result, indicators, total row.

A form may be cut into several tables, and its head may stand in lines before them; it ends with its total row, or where
the head of another form begins.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from operator import attrgetter
from typing import Any

from audit_cli.expressions import expression
from audit_cli.extract.explanations import tells_of_execution
from audit_cli.extract.indicators.fields import Figures, field, place
from audit_cli.extract.indicators.funds import AMOUNTS, Funds, funds_headed_by, lists_projects
from audit_cli.extract.indicators.reasons import (
    ToldOfIndicators,
    ToldOfSpending,
    is_of_execution,
    tells_a_reason,
    with_reason,
)
from audit_cli.extract.indicators.rows import Cell, Columns, Levels, Row, columns_of, indicator_of, width_of
from audit_cli.extract.indicators.words import (
    ANY_FIELD,
    END,
    FIELDS,
    GRAND,
    REASONS,
    SUBTOTAL,
    class_level,
    heads_indicators,
)
from audit_cli.model import Document, Field, Figure, Form, Indicator

_OF_A_FORM = (
    *AMOUNTS,
    *("execution_points", "execution_score", "execution_reason"),
    *("goal", "result", "total_points", "total_score"),
)
_NOTE = expression(r"注|说明|备注")
_VALUE = expression(r"[ \u3000]*[^ \u3000]+(?: [^ \u3000]+)*")
_COLON = expression(r"[：:]|(?<=\S)[ \u3000]{2,}(?=\S)")
_COLUMN = attrgetter("block.col")
_LONGEST_LABEL = 24


def read_forms(document: Document, figures: Figures) -> list[Form]:
    """Return the self-evaluation forms of *document*."""
    blocks = document.blocks
    if not any(block.table is not None and heads_indicators(document.text_of(block)) for block in blocks):
        return []
    reader = _Forms(document, figures)
    at, total = 0, len(blocks)
    while at < total:
        if blocks[at].table is None:
            reader.line(at)
            at += 1
            continue
        end = at
        while end < total and blocks[end].table == blocks[at].table:
            end += 1
        reader.table(list(_rows(document, at, end)))
        at = end
    reader.close()
    return reader.forms


def _rows(document: Document, start: int, end: int) -> Iterator[Row]:
    rows: dict[int, list[Cell]] = {}
    for number in range(start, end):
        block = document.blocks[number]
        text = "".join(document.text[block.start : block.end].split())
        rows.setdefault(block.row, []).append(Cell(number, block, text))
    for row in sorted(rows):
        yield sorted(rows[row], key=_COLUMN)


class _Forms:
    """What has been read of the form that is open, and the forms that are closed."""

    def __init__(self, document: Document, figures: Figures) -> None:
        self.document, self.figures = document, figures
        self.forms: list[Form] = []
        self.told_of_spending = ToldOfSpending(document)
        self.told_of_indicators = ToldOfIndicators(document)
        self._begin()

    def _begin(self) -> None:
        self.head: dict[str, Field] = {}
        self.asked: list[Field] = []
        self.funds: Funds | None = None
        self.goals: dict[int, tuple[str, Figure]] = {}
        self.columns: Columns | None = None
        self.levels = Levels()
        self.found: list[Indicator] = []
        self.told: Field | None = None
        self.rate_name = ""
        self.damaged = self.whole = self.ended = False
        self.width = 0
        self.last = -1  # block of a table

    def close(self) -> None:
        """End the form that is open; without indicators it is none."""
        if self.columns is not None and self.found:
            self._explain()
            form = Form(
                self.head.get("project", Field()).printed, self.columns.place, tuple(self.found),
                asked=tuple(self.asked), rate_name=self.rate_name, reason=self.columns.heads.get("reason"),
                whole=self.whole and not self.damaged, graded="standard" in self.columns.heads,
            )  # fmt: skip
            known: dict[str, Any] = {name: self.head[name] for name in _OF_A_FORM if name in self.head}
            self.forms.append(form._replace(**known))
        self._begin()

    def _explain(self) -> None:
        """Enter the reasons that stand below the form where it has no column for them."""
        if (told := self.told) is not None:
            self.found = [with_reason(indicator, told) for indicator in self.found]
            if is_of_execution(told):
                self.head.setdefault("execution_reason", told)
        self.found = [self.told_of_indicators.explained(indicator) for indicator in self.found]
        if "execution_reason" not in self.head:
            project = self.head.get("project", Field()).printed
            if (reason := self.told_of_spending.reason(project, self.last)) is not None:
                self.head["execution_reason"] = reason

    def line(self, number: int) -> None:
        """Take in a line outside all tables: 项目名称：…, or 项目名称 with its value on the next line."""
        block = self.document.blocks[number]
        text = self.document.text[block.start : block.end]
        colon = _COLON.search(text, 0, _LONGEST_LABEL)
        if colon is None:
            if len(text) <= _LONGEST_LABEL:
                self._label_line(number, "".join(text.split()))
            return
        label = "".join(text[: colon.start()].split())
        if self.found and REASONS.match(label):
            self._tell(field(self.document, number, block.start + colon.end(), block.end, self.figures, None))
            return
        if self.found and _NOTE.fullmatch(label) and tells_of_execution(text[colon.end() :]):
            said = field(self.document, number, block.start + colon.end(), block.end, self.figures, None)
            self.head.setdefault("execution_reason", said)
            return
        name = next((name for name, pattern in FIELDS[:3] if pattern.match(label)), "")
        if name:
            asked = place(self.document, number, block.start, block.start + colon.start())
            # what stands behind a gap is another field
            end = block.start + found.end() if (found := _VALUE.match(text, colon.end())) else block.end
            self._put(name, field(self.document, number, block.start + colon.end(), end, self.figures, asked))

    def _label_line(self, number: int, label: str) -> None:
        """Take in a line that is a label, and the value on the line below it."""
        name = next((name for name, pattern in FIELDS[:3] if pattern.match(label)), "")
        told = bool(self.found) and not name and REASONS.match(label) is not None
        if not (name or told) or number + 1 >= len(self.document.blocks):
            return
        block, below = self.document.blocks[number], self.document.blocks[number + 1]
        if below.table is not None or ANY_FIELD.match("".join(self.document.text_of(below).split())):
            return
        asked = place(self.document, number, block.start, block.end)
        value = field(self.document, number + 1, below.start, below.end, self.figures, asked)
        if told:
            self._tell(value)
        else:
            self._put(name, value)

    def table(self, rows: Sequence[Row]) -> None:
        """Take in a table row by row."""
        self.funds, self.goals = None, {}
        self.last = rows[-1][-1].number
        width = max(map(width_of, rows))
        shifted = self.columns.without_side(rows[0]) if self.columns is not None and not self.found else None
        if shifted is not None and width == self.width - 1:
            self.columns = shifted
        elif not self._goes_on(rows, width):
            self.ended = True
        for row in rows:
            columns = columns_of(row, self.document)
            if columns is not None and "target" not in columns.heads and self._funds(row) is not None:
                columns = None  # 指标 | 全年预算数 | 全年执行数 | 分值: of the funds
            if self.found and columns is None and self._takes_reasons(row):
                self.ended = True
            elif columns is not None:
                if self.ended and self.found:
                    self.close()
                self.columns, self.levels, self.funds, self.goals = columns, Levels(), None, {}
                self.ended, self.width = False, width
            elif self.columns is not None and not self.ended and not self._heads(row):
                self._indicator(row)
            else:
                self._head(row)

    def _takes_reasons(self, row: Row) -> bool:
        """Take in a row below the indicators that says why some were missed."""
        filled = [cell for cell in row if cell.text]
        if len(filled) != 2 or not REASONS.match(filled[0].text):
            return False
        self._tell(self._field(filled[1], None))
        return True

    def _tell(self, told: Field) -> None:
        """Take in what stands behind the label of reasons below the indicators."""
        if tells_a_reason(told):
            self.told = told

    def _goes_on(self, rows: Sequence[Row], width: int) -> bool:
        """Whether a table without a head of its own may be the rest of the form that is open."""
        return width == self.width and any(class_level(cell.text) for row in rows for cell in row)

    def _heads(self, row: Row) -> bool:
        """Whether a row belongs to the head of another form."""
        return any(FIELDS[0][1].match(cell.text) for cell in row) or self._funds(row) is not None

    def _indicator(self, row: Row) -> None:
        assert self.columns is not None
        first = next((cell for cell in row if cell.text), None)
        if first is None:
            return
        damaged = any(cell.block.damaged for cell in row)
        if END.match(first.text):
            self.ended = True
            return
        if GRAND.match(first.text):
            self.whole = self.ended = True
            for role in ("points", "score"):
                cell = self.columns.cell(row, role)
                if cell is not None and not damaged:
                    self.head[f"total_{role}"] = self._field(cell, None)
            return
        if SUBTOTAL.match(first.text):
            return
        self.damaged = self.damaged or damaged
        project = self.head.get("project", Field()).printed
        made = indicator_of(row, self.columns, self.levels, self.document, self.figures, project)
        if made is not None:
            self.found.append(made)

    def _head(self, row: Row) -> None:
        if lists_projects(row):
            self.funds = None
            return
        if (funds := self._funds(row)) is not None:
            if self.columns is not None:
                self.close()
            self.funds = funds
            return
        if self.funds is not None and self._take_funds(self.funds, row):
            return
        if self.goals:
            for cell in row:
                if cell.block.col in self.goals and (cell.text or len(row) > 1):
                    name, asked = self.goals[cell.block.col]
                    self._put(name, self._field(cell, asked))
            self.goals = {}
            return
        self._pairs(row)

    def _pairs(self, row: Row) -> None:
        """Take in labels with their values beside them, behind their colon, or below them."""
        goals: dict[int, tuple[str, Figure]] = {}
        for k, cell in enumerate(row):
            label, colon, rest = cell.text[:40].partition("：")
            if not ANY_FIELD.match(label):
                continue
            name = next(name for name, pattern in FIELDS if pattern.match(label))
            if name in ("goal", "result"):
                if colon and rest:
                    start = self.document.text.index("：", cell.block.start) + 1
                    self._put(name, field(self.document, cell.number, start, cell.block.end, self.figures, None))
                elif name == "goal" and _is_told_beside(row, k):
                    self._put(name, self._field(row[k + 1], None))
                else:
                    # a label to the left of both may be called like one of them
                    goals = {col: goal for col, goal in goals.items() if goal[0] != name}
                    goals[cell.block.col] = name, place(self.document, cell.number, cell.block.start, cell.block.end)
            elif k + 1 < len(row) and not cell.block.damaged:
                asked = place(self.document, cell.number, cell.block.start, cell.block.end)
                self._put(name, self._field(_beside(row, k), asked))
        if len(goals) > 1:
            self.goals = goals

    def _put(self, name: str, value: Field) -> None:
        if (self.ended and self.found) or (name == "project" and (self.columns is not None or "project" in self.head)):
            self.close()
        self.head[name] = value
        self.asked.append(value)

    def _funds(self, row: Row) -> Funds | None:
        return funds_headed_by(row, self.document, self.figures)

    def _take_funds(self, funds: Funds, row: Row) -> bool:
        """Take in the row of funds that is their total, where the head of the form still asks for it."""
        # a table of projects before the form is none that is scored
        if "budget" in self.head and not (funds.scored and "execution_score" not in self.head):
            return False
        if (total := funds.total_in(row)) is None:
            return False
        for name in AMOUNTS:
            self.head.pop(name, None)
        if funds.points is not None:
            self.head["execution_points"] = funds.points
        for name, cell, asked in total:
            self.head[name] = self._field(cell, asked)
            if name == "rate":
                self.rate_name = "".join(asked.text.split())
        return True

    def _field(self, cell: Cell, asked: Figure | None) -> Field:
        found = field(self.document, cell.number, cell.block.start, cell.block.end, self.figures, asked)
        return found._replace(state="lost") if cell.block.damaged else found


def _is_told_beside(row: Row, k: int) -> bool:
    """Whether all that a row has beside the label *k* is a text."""
    others = [cell for cell in row if cell.text and cell is not row[k]]
    return bool(others) and others == list(row[k + 1 : k + 2]) and len(others[0].text) > _LONGEST_LABEL


def _beside(row: Row, k: int) -> Cell:
    """Return the cell of the value of the label *k*: the next one that is filled, unless that is a label."""
    filled = next((cell for cell in row[k + 1 :] if cell.text), row[k + 1])
    return row[k + 1] if ANY_FIELD.match(filled.text) else filled
