"""Reads old Excel workbooks (xls, and et of WPS)."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from typing import TYPE_CHECKING

from audit_cli.errors import Damaged, MissingExtra
from audit_cli.model import Document
from audit_cli.readers.compound import open_compound
from audit_cli.readers.limits import Options
from audit_cli.readers.unlocked import OLE, encrypted, unlocked
from audit_cli.readers.workbook.biff import read_formulas
from audit_cli.readers.workbook.cells import Merge, Sheet, tidy
from audit_cli.readers.workbook.layout import workbook_document
from audit_cli.readers.workbook.number_format import BUILT_IN, GENERAL, shown_number, shown_text

if TYPE_CHECKING:
    from xlrd.book import Book
    from xlrd.sheet import Sheet as XlrdSheet

_STREAMS = ("workbook", "book")
_MACROS = "_vba_project_cur"
# storages of embedded objects are called MBD and eight digits
_OBJECT = "mbd"
# what xlrd raises, besides its own errors, for bytes that are no sound workbook
_UNSOUND = (
    ValueError, LookupError, TypeError, AttributeError, ArithmeticError, AssertionError, NotImplementedError,
    struct.error, RecursionError, MemoryError, EOFError,
)  # fmt: skip


def read_xls(path: str, data: bytes, options: Options | None = None) -> Document:
    """Return the workbook in *data*; raises Damaged, Encrypted, TooLarge or MissingExtra."""
    try:
        import xlrd
        from xlrd.compdoc import CompDocError
    except ImportError:
        raise MissingExtra(path, "xls、et", "xls") from None
    options = options or Options()
    stream, notes = _stream(path, data)
    formulas = read_formulas(stream)
    if formulas.locked:
        if not options.password:
            raise encrypted(path)
        stream, notes = _stream(path, unlocked(path, data, options.password))
        formulas = read_formulas(stream)
    try:
        book = xlrd.open_workbook(
            file_contents=stream, formatting_info=True, on_demand=True, ragged_rows=True, logfile=io.StringIO()
        )
        return workbook_document(path, data, "xls", _sheets(book, formulas.uncalculated), options.limits, notes)
    except (xlrd.XLRDError, CompDocError, *_UNSOUND) as error:
        raise Damaged(
            f"{path}：不是有效的 Excel 文件或已被截断，请用 Excel 或 WPS 打开后另存为 xlsx",
            f"{path}: not a sound Excel file, or cut off; open it in Excel or WPS and save it as xlsx",
        ) from error


def _stream(path: str, data: bytes) -> tuple[bytes, list[str]]:
    """Return the records of the workbook, and what must be said of what lies beside them."""
    if not data.startswith(OLE):
        # some programs write the records without the cover
        return data, []
    compound = open_compound(path, data, "xls")
    notes = ["含宏，未运行"] if _MACROS in compound.names else []
    if any(name.startswith(_OBJECT) for name in compound.names):
        notes.append("含嵌入对象，其中的内容未读取")
    return compound.stream(next(name for name in _STREAMS if name in compound.names)), notes


def _sheets(book: Book, uncalculated: tuple[tuple[tuple[int, int], ...], ...]) -> Iterator[Sheet]:
    """Yield the sheets in the order of their tabs."""
    formats = _formats(book)
    for index in range(book.nsheets):
        sheet = book.sheet_by_index(index)
        blank = uncalculated[index] if index < len(uncalculated) else ()
        cells, errors = _cells(sheet, formats, book.datemode == 1, frozenset(blank))
        merges = tuple(Merge(top, left, bottom - 1, right - 1) for top, bottom, left, right in sheet.merged_cells)
        yield Sheet(cells, merges, blank, errors, sheet.name, sheet.visibility != 0)
        book.unload_sheet(index)


def _formats(book: Book) -> list[str]:
    """Return the number format of each cell style; those built in are shown as in China unless the file says more."""
    stated = {form.format_key for form in book.format_list}
    codes = {key: form.format_str for key, form in book.format_map.items() if key in stated or key not in BUILT_IN}
    return [codes.get(xf.format_key, BUILT_IN.get(xf.format_key, GENERAL)) for xf in book.xf_list]


def _cells(
    sheet: XlrdSheet, formats: list[str], date_1904: bool, blank: frozenset[tuple[int, int]]
) -> tuple[dict[tuple[int, int], str], tuple[tuple[int, int], ...]]:
    """Return the text of each cell that shows any, and where errors are shown."""
    from xlrd import XL_CELL_BOOLEAN, XL_CELL_DATE, XL_CELL_ERROR, XL_CELL_NUMBER, XL_CELL_TEXT, error_text_from_code

    cells: dict[tuple[int, int], str] = {}
    errors: list[tuple[int, int]] = []
    for row in range(sheet.nrows):
        for col, (kind, value) in enumerate(zip(sheet.row_types(row), sheet.row_values(row), strict=True)):
            if (row, col) in blank or kind not in (
                XL_CELL_TEXT, XL_CELL_NUMBER, XL_CELL_DATE, XL_CELL_BOOLEAN, XL_CELL_ERROR
            ):  # fmt: skip
                continue
            style = sheet.cell_xf_index(row, col)
            code = formats[style] if style < len(formats) else GENERAL
            if kind == XL_CELL_TEXT:
                text = shown_text(tidy(value), code)
            elif kind == XL_CELL_BOOLEAN:
                text = "TRUE" if value else "FALSE"
            elif kind == XL_CELL_ERROR:
                text = error_text_from_code.get(value, "#N/A")
                errors.append((row, col))
            else:
                text = shown_number(repr(value), code, date_1904)
            if text.strip():
                cells[row, col] = text
    return cells, tuple(errors)
