"""Reads spreadsheets of LibreOffice and of others that write ods."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING

from audit_cli.model import Document
from audit_cli.readers.limits import Limits, Options, too_many_cells
from audit_cli.readers.odf import CONTENT, OFFICE, PARAGRAPH, STYLE, TABLE, Line, TextStyles, open_odf, repeated
from audit_cli.readers.package import Package, checked_xml
from audit_cli.readers.workbook.cells import Merge, Sheet, count_within, tidy
from audit_cli.readers.workbook.document import workbook_document
from audit_cli.readers.workbook.number_format import GENERAL, shown_number

if TYPE_CHECKING:
    from lxml.etree import _Element

_TABLE = f"{TABLE}table"
_ROW = f"{TABLE}table-row"
_COLUMN = f"{TABLE}table-column"
_VISIBILITY = f"{TABLE}visibility"
_UNSEEN = ("collapse", "filter")
_CELLS = frozenset([f"{TABLE}table-cell", f"{TABLE}covered-table-cell"])
_STYLE = f"{STYLE}style"
_SPREADSHEET = f"{OFFICE}spreadsheet"
_TYPE = f"{OFFICE}value-type"
_SHOWN_TYPE = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}value-type"
_ERRORS = ("#REF!", "#DIV/0!", "#VALUE!", "#NAME?", "#N/A", "#NUM!", "#NULL!", "Err:")
# a copy of another file's sheet, kept for formulas that refer to it
_COPY = "'file:"


def read_ods(path: str, data: bytes, options: Options | None = None) -> Document:
    """Return the workbook in *data*; raises Damaged, Encrypted or TooLarge."""
    limits = (options or Options()).limits
    package = open_odf(path, data, limits)
    return workbook_document(path, data, "ods", _sheets(package, limits), limits)


def _sheets(package: Package, limits: Limits) -> Iterator[Sheet]:
    """Yield the sheets in the order of their tabs; raises Damaged or TooLarge."""
    from lxml import etree

    data = checked_xml(package, CONTENT)
    if data is None:
        raise package.source.damaged()
    hidden: set[str] = set()
    styles = TextStyles(set(), set(), set())
    sheet: _Cells | None = None
    is_spreadsheet = False
    try:
        for event, element in etree.iterparse(
            BytesIO(data), events=("start", "end"), tag=(_STYLE, _TABLE, _COLUMN, _ROW, _SPREADSHEET),
            resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True,
            remove_pis=True,
        ):  # fmt: skip
            tag = element.tag
            is_spreadsheet = is_spreadsheet or tag == _SPREADSHEET
            if event == "end" and tag == _STYLE:
                styles.add(element)
                if any(child.get(f"{TABLE}display") == "false" for child in element):
                    hidden.add(element.get(f"{STYLE}name", ""))
            elif tag == _TABLE and _is_inside(element, _SPREADSHEET):
                if event == "start":
                    sheet = _Cells(package.source.path, limits, styles)
                elif sheet is not None:
                    name = element.get(f"{TABLE}name", "")
                    if not name.startswith(_COPY):
                        yield sheet.done(name, element.get(f"{TABLE}style-name") in hidden)
                    sheet = None
                    element.clear()
            elif event == "end" and tag == _COLUMN and sheet is not None and not _is_nested(element):
                sheet.add_column(element)
            elif event == "end" and tag == _ROW and sheet is not None and not _is_nested(element):
                sheet.add_row(element)
                # row by row, each dropped when it is read: a sheet may be large
                element.clear()
    except (etree.LxmlError, ValueError) as error:
        raise package.source.damaged() from error
    if not is_spreadsheet:
        raise package.source.damaged()


def _is_inside(element: _Element, tag: str) -> bool:
    parent = element.getparent()
    return parent is not None and parent.tag == tag


def _is_nested(row: _Element) -> bool:
    """Whether a row belongs to a table in a cell, a drawing or a remark."""
    table = next(row.iterancestors(_TABLE), None)
    return table is None or not _is_inside(table, _SPREADSHEET)


class _Cells:
    """The cells of one sheet while its rows are read."""

    def __init__(self, path: str, limits: Limits, styles: TextStyles) -> None:
        self._path = path
        # in a workbook what is struck out counts, as in xlsx
        self._styles = TextStyles(set(), set(), styles.raised)
        self._limits = limits
        self._row = 0
        self._cells: dict[tuple[int, int], str] = {}
        self._merges: list[Merge] = []
        self._uncalculated: list[tuple[int, int]] = []
        self._errors: list[tuple[int, int]] = []
        self._column = 0
        self._hidden_rows: list[tuple[int, int]] = []
        self._hidden_columns: list[tuple[int, int]] = []

    def done(self, name: str, hidden: bool) -> Sheet:
        lists = (tuple(self._merges), tuple(self._uncalculated), tuple(self._errors))
        rows = count_within((row for row, _ in self._cells), self._hidden_rows)
        columns = count_within((col for _, col in self._cells), self._hidden_columns)
        return Sheet(self._cells, *lists, name, hidden)._replace(hidden_rows=rows, hidden_columns=columns)

    def add_column(self, element: _Element) -> None:
        """Take a column, as often as it is repeated, into account."""
        columns = range(self._column, self._column + repeated(element, "number-columns-repeated"))
        if element.get(_VISIBILITY) in _UNSEEN:
            self._hidden_columns.append((columns.start, columns.stop - 1))
        self._column = columns.stop

    def add_row(self, element: _Element) -> None:
        """Add a row as often as it is repeated; raises TooLarge."""
        rows = range(self._row, self._row + repeated(element, "number-rows-repeated"))
        if element.get(_VISIBILITY) in _UNSEEN:
            self._hidden_rows.append((rows.start, rows.stop - 1))
        col = 0
        for cell in element:
            if cell.tag not in _CELLS:
                continue
            columns = range(col, col + repeated(cell, "number-columns-repeated"))
            self._add(cell, rows, columns)
            col = columns.stop
        self._row = rows.stop

    def _add(self, cell: _Element, rows: range, columns: range) -> None:
        text = _shown(cell, self._styles)
        bottom, right = repeated(cell, "number-rows-spanned") - 1, repeated(cell, "number-columns-spanned") - 1
        is_uncalculated = not text and _is_uncalculated(cell)
        if not text.strip() and not is_uncalculated and not bottom and not right:
            return
        found = len(self._cells) + len(self._merges) + len(self._uncalculated)
        if found + len(rows) * len(columns) > self._limits.cells:
            raise too_many_cells(self._path, self._limits)
        is_error = cell.get(_SHOWN_TYPE) == "error" or (_has_formula(cell) and text.startswith(_ERRORS))
        for at in ((row, col) for row in rows for col in columns):
            if text.strip():
                self._cells[at] = text
            if is_uncalculated:
                self._uncalculated.append(at)
            if is_error:
                self._errors.append(at)
            if bottom or right:
                self._merges.append(Merge(*at, at[0] + bottom, at[1] + right))


def _shown(cell: _Element, styles: TextStyles) -> str:
    """Return what the cell shows; programs that write no text beside the value mean the value."""
    paragraphs = [Line(child, styles).text for child in cell if child.tag == PARAGRAPH]
    kind = cell.get(_TYPE, "")
    if paragraphs:
        text = tidy("\n".join(paragraphs))
        # number formats put blanks around numbers
        return text if kind == "string" else text.strip()
    if kind == "string":
        return tidy(cell.get(f"{OFFICE}string-value", ""))
    if kind == "boolean":
        return cell.get(f"{OFFICE}boolean-value", "").upper()
    if kind in ("date", "time"):
        return cell.get(f"{OFFICE}{kind}-value", "")
    value = cell.get(f"{OFFICE}value", "")
    try:
        return shown_number(value, "0.00%" if kind == "percentage" else GENERAL) if value else ""
    except ArithmeticError:
        return value


def _has_formula(cell: _Element) -> bool:
    return cell.get(f"{TABLE}formula") is not None


def _is_uncalculated(cell: _Element) -> bool:
    return _has_formula(cell) and not cell.get(_TYPE) and not any(child.tag == PARAGRAPH for child in cell)
