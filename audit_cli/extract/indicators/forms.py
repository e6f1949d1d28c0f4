"""Self-evaluation forms as tables: head, funds, goal and result, indicators, total row.

A form may be cut into several tables, and its head may stand in lines before them; it ends with its total row, or where
the head of another form begins.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from operator import attrgetter
from typing import Any

from audit_cli.expressions import expression
from audit_cli.extract.explanations import tells_of_spending
from audit_cli.extract.indicators.fields import Figures, field, place
from audit_cli.extract.indicators.rows import Cell, Columns, Levels, Row, columns_of, indicator_of
from audit_cli.extract.indicators.words import (
    ANY_FIELD,
    END,
    FIELDS,
    FUND_TOTAL,
    FUNDS,
    GRAND,
    REASONS,
    SUBTOTAL,
    class_level,
    column_role,
    heads_indicators,
)
from audit_cli.model import Document, Field, Figure, Form, Indicator

_OF_A_FORM = (
    "initial", "budget", "executed", "rate", "execution_points", "execution_score", "execution_reason", "goal",
    "result", "total_points", "total_score",
)  # fmt: skip
_NOTE = expression(r"注|说明|备注")
_VALUE = expression(r"[ \u3000]*[^ \u3000]+(?: [^ \u3000]+)*")
_COLON = expression(r"[：:]|(?<=\S)[ \u3000]{2,}(?=\S)")
_IN_BRACKETS = expression(r"[（(][0-9]{1,2}分[）)×*xX]")
# 执行率偏低，原因是…
_WHY_SO_LITTLE = expression(
    r"(?:执行率|执行进度|(?:支出|支付)进度|预算执行)[^。\n]{0,48}(?:原因|由于|因(?![此素公而])|受[^，。；\n]{1,12}影响)"
)
_COLUMN = attrgetter("block.col")
_LEAST_FUNDS = 2
_NOTES_BELOW = 3  # paragraphs below a form that may be notes to it
_EXECUTED = dict(FUNDS)["executed"]
_LONGEST_LABEL = 24
# the shortest words that tell a reason, and those of the execution
_LEAST_WORDS = 6
_OF_EXECUTION = expression(r"执行|支付|拨付|结转|资金")


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
        self.of_execution = [
            (place(document, number, *found.span()), "".join(document.text_of(block).split()))
            for number, block in enumerate(document.blocks)
            if block.table is None and (found := _WHY_SO_LITTLE.search(document.text, block.start, block.end))
        ]
        self._begin()

    def _begin(self) -> None:
        self.head: dict[str, Field] = {}
        self.asked: list[Field] = []
        self.funds: dict[int, tuple[str, Figure]] = {}
        self.goals: dict[int, tuple[str, Figure]] = {}
        self.columns: Columns | None = None
        self.levels = Levels()
        self.found: list[Indicator] = []
        self.told: Field | None = None
        self.rate_name = ""
        self.funds_points: Field | None = None
        self.damaged = self.whole = self.ended = False
        self.width = self.funds_width = 0
        self.last = -_NOTES_BELOW  # the last block of a table

    def close(self) -> None:
        """End the form that is open; without indicators it is none."""
        if self.columns is not None and self.found:
            if self.told is not None:
                self._explain(self.told)
            if "execution_reason" not in self.head and (told := self._told_of_execution()) is not None:
                self.head["execution_reason"] = told
            form = Form(
                self.head.get("project", Field()).printed, self.columns.place, tuple(self.found),
                asked=tuple(self.asked), rate_name=self.rate_name, reason=self.columns.heads.get("reason"),
                whole=self.whole and not self.damaged, graded="standard" in self.columns.heads,
            )  # fmt: skip
            known: dict[str, Any] = {name: self.head[name] for name in _OF_A_FORM if name in self.head}
            self.forms.append(form._replace(**known))
        self._begin()

    def _explain(self, told: Field) -> None:
        """Enter the reasons below the form where it has no column for them."""
        only_execution = "执行率" in told.printed
        self.found = [
            i._replace(reason=told)
            if i.reason.state == "absent" and (not only_execution or _names(told.printed, i.name.printed))
            else i
            for i in self.found
        ]
        if _OF_EXECUTION.search(told.printed):
            self.head.setdefault("execution_reason", told)

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
            self.told = self._filled(
                field(self.document, number, block.start + colon.end(), block.end, self.figures, None)
            )
            return
        if self.found and _NOTE.fullmatch(label) and tells_of_spending(text[colon.end() :]):
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
            self.told = self._filled(value)
        else:
            self._put(name, value)

    def table(self, rows: Sequence[Row]) -> None:
        """Take in a table row by row."""
        self.funds, self.goals = {}, {}
        self.last = rows[-1][-1].number
        width = max(map(_width, rows))
        shifted = self.columns.without_side(rows[0]) if self.columns is not None and not self.found else None
        if shifted is not None and width == self.width - 1:
            self.columns = shifted
        elif not self._goes_on(rows, width):
            self.ended = True
        for row in rows:
            columns = columns_of(row, self.document)
            if columns is not None and "target" not in columns.heads and _funds(row, self.document):
                columns = None  # 指标 | 全年预算数 | 全年执行数 | 分值: of the funds
            if self.found and columns is None and self._takes_reasons(row):
                self.ended = True
            elif columns is not None:
                if self.ended and self.found:
                    self.close()
                self.columns, self.levels, self.funds, self.goals = columns, Levels(), {}, {}
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
        self.told = self._filled(self._field(filled[1], None))
        return True

    def _filled(self, told: Field) -> Field | None:
        """Return what tells a reason, not 无."""
        return told if told.state == "filled" and len(told.printed) >= _LEAST_WORDS else self.told

    def _goes_on(self, rows: Sequence[Row], width: int) -> bool:
        """Whether a table without a head of its own may be the rest of the form that is open."""
        return width == self.width and any(class_level(cell.text) for row in rows for cell in row)

    def _heads(self, row: Row) -> bool:
        """Whether a row belongs to the head of another form."""
        return any(FIELDS[0][1].match(cell.text) for cell in row) or bool(_funds(row, self.document))

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
        if _lists_projects(row):
            self.funds = {}
            return
        funds = _funds(row, self.document)
        if funds:
            if self.columns is not None:
                self.close()
            self.funds, self.funds_width = funds, _width(row)
            self.funds_points = self._points_of_head(row)
            return
        if self.funds and self._asks_for_funds() and self._take_funds(row):
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
                else:
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

    def _asks_for_funds(self) -> bool:
        """Whether the row of funds is still to come: a table of projects before the form is none that is scored."""
        scored = any(role == "score" for role, _ in self.funds.values())
        return "budget" not in self.head or (scored and "execution_score" not in self.head)

    def _told_of_execution(self) -> Field | None:
        """Return why so little was paid, as a paragraph says that names the project, or is right below the form."""
        name = self.head.get("project", Field()).printed
        below = range(self.last + 1, self.last + 1 + _NOTES_BELOW)
        told = next((f for f, words in self.of_execution if (name and name in words) or f.block in below), None)
        return Field("filled", told) if told is not None else None

    def _take_funds(self, row: Row) -> bool:
        """Take in the first row of funds, which is their total."""
        if not any(cell.text and cell.text[0].isdigit() for cell in row):
            return False
        labels = [cell.text for cell in row if cell.text and not (cell.text[0].isdigit() or cell.text[-1].isdigit())]
        if labels and not any(FUND_TOTAL.search(label) for label in labels):
            return False
        # a copy may have lost the label at the side of the row, or of the head
        shift = _width(row) - self.funds_width
        if shift and not (shift == 1 and not row[0].text):
            return False
        names = {"points": "execution_points", "score": "execution_score", "reason": "execution_reason"}
        for role, _ in FUNDS:
            self.head.pop(role, None)
        if self.funds_points is not None:
            self.head["execution_points"] = self.funds_points
        for cell in row:
            if cell.block.col - shift in self.funds:
                role, asked = self.funds[cell.block.col - shift]
                self.head[names.get(role, role)] = self._field(cell, asked)
                if role == "rate":
                    self.rate_name = "".join(asked.text.split())
        return True

    def _points_of_head(self, row: Row) -> Field | None:
        """Return the points that the head of the row of funds gives: 预算执行情况（20分）, 得分（20分×执行率）."""
        for cell in row:
            for figure in self.figures.get(cell.number, ()):
                if figure.unit == "分" and _IN_BRACKETS.match(self.document.text, figure.start - 1):
                    return Field("filled", figure, figure, True)
        return None

    def _field(self, cell: Cell, asked: Figure | None) -> Field:
        found = field(self.document, cell.number, cell.block.start, cell.block.end, self.figures, asked)
        return found._replace(state="lost") if cell.block.damaged else found


def _names(words: str, name: str) -> bool:
    """Whether *words* speak of an indicator: three characters of its *name* in a row, or all of it."""
    return any(name[at : at + 3] in words for at in range(max(1, len(name) - 2))) if name else False


def _beside(row: Row, k: int) -> Cell:
    """Return the cell of the value of the label *k*: the next one that is filled, unless that is a label."""
    filled = next((cell for cell in row[k + 1 :] if cell.text), row[k + 1])
    return row[k + 1] if ANY_FIELD.match(filled.text) else filled


def _width(row: Row) -> int:
    return max([cell.block.col + cell.block.colspan for cell in row])


def _lists_projects(row: Row) -> bool:
    """Whether a row heads a table of projects, each with its budget: 项目名称, 全年预算数, 全年执行数."""
    named = any(FIELDS[0][1].match(cell.text) for cell in row)
    return named and sum(any(p.search(cell.text) for _, p in FUNDS) for cell in row) >= _LEAST_FUNDS


def _funds(row: Row, document: Document) -> dict[int, tuple[str, Figure]]:
    """Return what the columns of a row of funds hold, with their heads; nothing if the row heads no funds."""
    if not any(_EXECUTED.search(cell.text) for cell in row):
        return {}
    roles: dict[int, tuple[str, Figure]] = {}
    held: set[str] = set()
    for cell in row:
        if not cell.text or len(cell.text) > _LONGEST_LABEL or column_role(cell.text) == "actual":
            continue
        role = next((role for role, pattern in FUNDS if pattern.search(cell.text)), "")
        if role and role not in held:
            held.add(role)
            roles[cell.block.col] = role, place(document, cell.number, cell.block.start, cell.block.end)
    return roles if "executed" in held and len(held & {"budget", "initial"}) and len(held) > _LEAST_FUNDS else {}
