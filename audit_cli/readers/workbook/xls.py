"""Reads old Excel workbooks (xls, and et of WPS)."""

from __future__ import annotations

import io
import re
import struct
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from audit_cli.errors import Damaged, MissingExtra
from audit_cli.model import Document, Note
from audit_cli.readers.compound import open_compound
from audit_cli.readers.limits import Options
from audit_cli.readers.raised import raised
from audit_cli.readers.unlocked import OLE, encrypted, unlocked
from audit_cli.readers.workbook.biff import read_formulas
from audit_cli.readers.workbook.cells import Merge, Sheet, tidy
from audit_cli.readers.workbook.document import workbook_document
from audit_cli.readers.workbook.number_format import BUILT_IN, GENERAL, shown_number, shown_text

if TYPE_CHECKING:
    from xlrd.book import Book
    from xlrd.sheet import Sheet as XlrdSheet

_STREAMS = ("workbook", "book")
_MACROS = "_vba_project_cur"
# storages of embedded objects are called MBD and eight digits
_OBJECT = "mbd"
_UNSOUND = (
    ValueError, LookupError, TypeError, AttributeError, ArithmeticError, AssertionError, NotImplementedError,
    struct.error, RecursionError, MemoryError, EOFError,
)  # fmt: skip


# the kinds of cells that show something, as xlrd numbers them; 0 and 6 are empty
_TEXT, _BOOLEAN, _ERROR = 1, 4, 5
_SUPERSCRIPT = 1
_FILLED = re.compile(rb"[\x01-\x05]")


def read_xls(path: str, data: bytes, options: Options | None = None) -> Document:
    """Return the workbook in *data*; raises Damaged, Encrypted, TooLarge or MissingExtra."""
    try:
        import xlrd
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
    with _sound(path):
        book = xlrd.open_workbook(
            file_contents=stream, formatting_info=True, on_demand=True, ragged_rows=True, logfile=io.StringIO()
        )
    return workbook_document(path, data, "xls", _sheets(path, book, formulas.uncalculated), options.limits, notes)


@contextmanager
def _sound(path: str) -> Iterator[None]:
    """Turn what xlrd raises for bytes that are no sound workbook into Damaged."""
    import xlrd

    try:
        yield
    except (xlrd.XLRDError, *_UNSOUND) as error:
        raise Damaged(
            f"{path}：不是有效的 Excel 文件或已被截断，请用 Excel 或 WPS 打开后另存为 xlsx",
            f"{path}: not a sound Excel file, or cut off; open it in Excel or WPS and save it as xlsx",
        ) from error


def _stream(path: str, data: bytes) -> tuple[bytes, list[Note]]:
    """Return the records of the workbook, and what must be said of what lies beside them."""
    if not data.startswith(OLE):
        # some programs write the records without the cover
        return data, []
    compound = open_compound(path, data, "xls")
    notes = [Note("macro")] if _MACROS in compound.names else []
    if any(name.startswith(_OBJECT) for name in compound.names):
        notes.append(Note("embedded"))
    return compound.stream(next(name for name in _STREAMS if name in compound.names)), notes


def _sheets(path: str, book: Book, uncalculated: tuple[tuple[tuple[int, int], ...], ...]) -> Iterator[Sheet]:
    """Yield the sheets in the order of their tabs."""
    formats = _formats(book)
    for index in range(book.nsheets):
        with _sound(path):
            sheet = book.sheet_by_index(index)
        blank = uncalculated[index] if index < len(uncalculated) else ()
        above = frozenset(i for i, font in enumerate(book.font_list) if font.escapement == _SUPERSCRIPT)
        cells, errors = _cells(sheet, formats, book.datemode == 1, frozenset(blank), above)
        merges = tuple(
            Merge(top, left, bottom - 1, right - 1)
            for top, bottom, left, right in sheet.merged_cells
            if top < bottom and left < right
        )
        rows = sum(1 for row in {row for row, _ in cells} if row in sheet.rowinfo_map and sheet.rowinfo_map[row].hidden)
        columns = {col for _, col in cells}
        hidden = sum(1 for col in columns if col in sheet.colinfo_map and sheet.colinfo_map[col].hidden)
        read = Sheet(cells, merges, blank, errors, sheet.name, sheet.visibility != 0)
        yield read._replace(hidden_rows=rows, hidden_columns=hidden)
        book.unload_sheet(index)


def _formats(book: Book) -> list[str]:
    """Return the number format of each cell style; those built in are shown as in China unless the file says more."""
    stated = {form.format_key for form in book.format_list}
    codes = {key: form.format_str for key, form in book.format_map.items() if key in stated or key not in BUILT_IN}
    return [codes.get(xf.format_key, BUILT_IN.get(xf.format_key, GENERAL)) for xf in book.xf_list]


def _cells(
    sheet: XlrdSheet, formats: list[str], date_1904: bool, blank: frozenset[tuple[int, int]], above: frozenset[int]
) -> tuple[dict[tuple[int, int], str], tuple[tuple[int, int], ...]]:
    """Return the text of each cell that shows any, and where errors are shown; fonts *above* raise what they set."""
    cells: dict[tuple[int, int], str] = {}
    errors: list[tuple[int, int]] = []
    for row in range(sheet.nrows):
        # a sheet may have millions of cells that only have a border
        for filled in _FILLED.finditer(sheet.row_types(row).tobytes()):
            col = filled.start()
            if (row, col) in blank:
                continue
            style = sheet.cell_xf_index(row, col)
            code = formats[style] if style < len(formats) else GENERAL
            value = sheet.cell_value(row, col)
            if above and filled[0][0] == _TEXT and (runs := sheet.rich_text_runlist_map.get((row, col))):
                value = _with_raised(value, runs, above)
            text = _shown(filled[0][0], value, code, date_1904)
            if text.strip():
                cells[row, col] = text
            if filled[0][0] == _ERROR:
                errors.append((row, col))
    return cells, tuple(errors)


def _with_raised(text: str, runs: Sequence[tuple[int, int]], above: frozenset[int]) -> str:
    """Return *text* with what stands above the line as such; each of *runs* says where a font begins, and which."""
    ends = [*(begin for begin, _ in runs[1:]), len(text)]
    pieces = [text[: runs[0][0]]]
    for (begin, font), end in zip(runs, ends, strict=True):
        piece = text[begin:end]
        pieces.append(raised(piece) if begin and font in above else piece)
    return "".join(pieces)


def _shown(kind: int, value: Any, code: str, date_1904: bool) -> str:
    if kind == _TEXT:
        return shown_text(tidy(value), code)
    if kind == _BOOLEAN:
        return "TRUE" if value else "FALSE"
    if kind == _ERROR:
        from xlrd import error_text_from_code

        return str(error_text_from_code.get(value, "#N/A"))
    return shown_number(repr(value), code, date_1904)
