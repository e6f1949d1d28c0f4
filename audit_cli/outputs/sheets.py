"""Sheets of a workbook to be printed and worked with: a header that stays, filters, and cells that obey nobody."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from audit_cli.outputs.columns import width
from audit_cli.outputs.harmless import harmless
from audit_cli.outputs.recalculation import exact_in_a_cell

_A3, _A4, _MANY_COLUMNS = 8, 9, 16
# no number format shows more
_MOST_DECIMALS = 30
_FONT = "宋体"
_LAST_ROW = 1_048_575
_MOST_LINKS = 65_000
# a cell of Excel holds 32,767 characters
_LONGEST = 32_000
_HEADER_HEIGHT = 30
# in points; no row is higher than the last
_LINE_HEIGHT, _LEAST_HEIGHT, _MOST_HEIGHT = Decimal("13.5"), Decimal(15), Decimal(400)


class Column(NamedTuple):
    """A column of a sheet; a *blank* one is for the auditor to fill in."""

    zh: str
    en: str
    width: int
    blank: bool = False


class Number(NamedTuple):
    """A number that shows so many decimals; *printed* shows it instead where no cell can hold it."""

    value: Decimal
    decimals: int = 0
    printed: str = ""


class Formula(NamedTuple):
    """A formula and its value; its text is ours alone, nothing of a report stands in it."""

    text: str
    value: Decimal
    decimals: int = 0


class Link(NamedTuple):
    """A text that leads to a place of the same workbook."""

    place: str
    text: str


Cell = str | int | Number | Formula | Link | None


def decimals(printed: str) -> int:
    """Return how many decimals a number is printed with.

    >>> decimals("1,020.50"), decimals("12")
    (2, 0)
    """
    return len(printed.partition(".")[2])


class Styles:
    """The formats of a workbook, each made once."""

    def __init__(self, book: Any) -> None:
        self.book = book
        self.made: dict[tuple[tuple[str, object], ...], Any] = {}

    def of(self, **wanted: object) -> Any:
        """Return the format that has what is *wanted*."""
        key = tuple(sorted(wanted.items()))
        if key not in self.made:
            self.made[key] = self.book.add_format({"font_name": _FONT, "font_size": 10, "valign": "top", **wanted})
        return self.made[key]

    def number(self, places: int, **wanted: object) -> Any:
        shown = "." + "0" * min(places, _MOST_DECIMALS) if places else ""
        return self.of(num_format=f"#,##0{shown}", **wanted)


class Sheet:
    """One sheet: rows are added from the top, and those that no sheet can hold are counted."""

    def __init__(self, book: Any, styles: Styles, name: str, columns: Sequence[Column], lang: str) -> None:
        self.name, self.columns, self.styles = name, columns, styles
        self.paper = book.add_worksheet(name)
        self.row = 0
        self.left_out = 0
        self.links = 0
        self.paper.freeze_panes(1, 0)
        self.paper.repeat_rows(0)
        self.paper.set_landscape()
        broad = len(columns) > _MANY_COLUMNS
        self.paper.set_paper(_A3 if broad else _A4)
        self.paper.fit_to_pages(2 if broad else 1, 0)
        self.paper.repeat_columns(0, 1)
        self.paper.set_footer("&L&A&R&P / &N")
        self.paper.set_row(0, _HEADER_HEIGHT)
        for at, column in enumerate(columns):
            self.paper.set_column(at, at, column.width)
            head = styles.of(
                bold=True, text_wrap=True, border=1, bg_color="#FFF2CC" if column.blank else "#D9E1F2", valign="vcenter"
            )
            self.paper.write_string(0, at, column.zh if lang == "zh" else column.en, head)

    def add(self, *cells: Cell, **style: object) -> int:
        """Write a row and return its number as a spreadsheet counts, 0 if there is no room for it."""
        if self.row >= _LAST_ROW:
            self.left_out += 1
            return 0
        self.row += 1
        self.paper.set_row(self.row, float(self._height(cells)))
        for at, cell in enumerate(cells):
            self._write(self.row, at, cell, style)
        for at in range(len(cells), len(self.columns)):
            self.paper.write_blank(self.row, at, None, self.styles.of(text_wrap=True, border=4, **style))
        return self.row + 1

    def finish(self) -> None:
        """Let the rows be filtered."""
        self.paper.autofilter(0, 0, max(self.row, 1), len(self.columns) - 1)

    def _height(self, cells: Sequence[Cell]) -> Decimal:
        """Return how high a row must be to show its texts: not every program finds that out when it opens a file."""
        lines = 1
        for cell, column in zip(cells, self.columns, strict=False):
            if isinstance(cell, str):
                # a wide character that does not fit leaves a column empty
                parts = cell[:_LONGEST].split("\n")
                lines = max(lines, sum(1 + (width(part) - 1) // (column.width - 1) for part in parts))
        return min(max(lines * _LINE_HEIGHT, _LEAST_HEIGHT), _MOST_HEIGHT)

    def _write(self, row: int, at: int, cell: Cell, style: dict[str, object]) -> None:
        style = {"border": 4, **style}
        match cell:
            case None:
                self.paper.write_blank(row, at, None, self.styles.of(**style))
            case Link(place, text) if self.links < _MOST_LINKS:
                self.links += 1
                blue = self.styles.of(font_color="#0563C1", underline=1, **style)
                self.paper.write_url(row, at, f"internal:{place}", blue, harmless(text))
            case Link(_, text):
                self._write_text(row, at, text, style)
            case Formula(text, value, places):
                self.paper.write_formula(row, at, text, self.styles.number(places, **style), float(value))
            case Number(value, places, printed):
                if exact_in_a_cell(value):
                    self.paper.write_number(row, at, float(value), self.styles.number(places, **style))
                else:
                    self._write_text(row, at, printed or format(value, "f"), {"align": "right", **style})
            case int():
                self.paper.write_number(row, at, cell, self.styles.number(0, **style))
            case str():
                self._write_text(row, at, cell, {"text_wrap": True, **style})

    def _write_text(self, row: int, at: int, text: str, style: dict[str, object]) -> None:
        shown = harmless(text)
        shown = shown if len(shown) <= _LONGEST else shown[:_LONGEST] + "…"
        self.paper.write_string(row, at, shown, self.styles.of(**style))
