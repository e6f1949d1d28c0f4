"""The cells of an Excel worksheet as they are shown: values under their number formats, by sheet position."""

from __future__ import annotations

import re
from collections.abc import Sequence
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple

from audit_cli.expressions import expression
from audit_cli.readers.limits import Limits, too_many_cells
from audit_cli.readers.package import Package, checked_xml, read_xml
from audit_cli.readers.raised import raised
from audit_cli.readers.workbook.cells import Merge, Sheet, count_within, position, tidy
from audit_cli.readers.workbook.number_format import BUILT_IN, GENERAL, shown_number, shown_text

if TYPE_CHECKING:
    from lxml.etree import _Element

S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_ROW = f"{S}row"
_COLUMN = f"{S}col"
_CELL = f"{S}c"
_MERGE = f"{S}mergeCell"
_PHONETIC = f"{S}rPh"
_TEXT = f"{S}t"
_PLACED = f"{S}rPr/{S}vertAlign"
_ESCAPED = expression(r"_x([0-9A-Fa-f]{4})_")


class Look(NamedTuple):
    """What the cells of all sheets share: their strings, the number format of each style, the date system."""

    strings: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    date_1904: bool = False


def read_strings(root: _Element | None) -> tuple[str, ...]:
    """Return the shared strings."""
    return () if root is None else tuple(_rich_text(item) for item in root.iterchildren(f"{S}si"))


def read_formats(root: _Element | None) -> tuple[str, ...]:
    """Return the number format of each cell style."""
    if root is None:
        return ()
    codes = dict(BUILT_IN)
    for element in root.iterfind(f"{S}numFmts/{S}numFmt"):
        codes[_index(element.get("numFmtId"))] = element.get("formatCode", GENERAL)
    return tuple(codes.get(_index(xf.get("numFmtId")), GENERAL) for xf in root.iterfind(f"{S}cellXfs/{S}xf"))


def read_sheet(package: Package, part: str, look: Look, limits: Limits) -> Sheet:
    """Return the cells of a worksheet; raises Damaged, or TooLarge as soon as it is."""
    from lxml import etree

    data = checked_xml(package, part)
    if data is None:
        raise package.source.damaged()
    cells: dict[tuple[int, int], str] = {}
    merges: list[Merge] = []
    uncalculated: list[tuple[int, int]] = []
    errors: list[tuple[int, int]] = []
    hidden_rows: list[tuple[int, int]] = []
    hidden_columns: list[tuple[int, int]] = []
    row = -1
    try:
        # row by row, each dropped when it is read: a sheet may be large
        for _, element in etree.iterparse(
            BytesIO(data), tag=(_COLUMN, _ROW, _MERGE), resolve_entities=False, no_network=True, load_dtd=False,
            huge_tree=False, remove_comments=True, remove_pis=True,
        ):  # fmt: skip
            if element.tag == _MERGE:
                merge = area_of(element.get("ref", ""))
                if merge is not None:
                    merges.append(merge)
                continue
            is_hidden = element.get("hidden") in ("1", "true")
            if element.tag == _COLUMN:
                hidden_columns += (
                    [(_index(element.get("min")) - 1, _index(element.get("max")) - 1)] if is_hidden else []
                )
                continue
            row = _index(element.get("r"), row + 2) - 1
            hidden_rows += [(row, row)] if is_hidden else []
            col = -1
            for cell in element.iterchildren(_CELL):
                at = position(cell.get("r", "")) or (row, col + 1)
                row, col = at
                text = _shown(cell, look)
                if text.strip():
                    cells[at] = text
                    if len(cells) > limits.cells:
                        raise too_many_cells(package.source.path, limits)
                if cell.get("t") == "e":
                    errors.append(at)
                if _is_uncalculated(cell):
                    uncalculated.append(at)
            element.clear()
    except (etree.LxmlError, ValueError) as error:
        raise package.source.damaged() from error
    rows = count_within((row for row, _ in cells), hidden_rows) if hidden_rows else 0
    columns = count_within((col for _, col in cells), hidden_columns) if hidden_columns else 0
    sheet = Sheet(cells, tuple(merges), tuple(uncalculated), tuple(errors))
    return sheet._replace(hidden_rows=rows, hidden_columns=columns)


def read_look(package: Package, strings: str | None, styles: str | None, date_1904: bool) -> Look:
    """Return what all sheets share, from the parts of these names."""
    return Look(
        read_strings(read_xml(package, strings) if strings else None),
        read_formats(read_xml(package, styles) if styles else None),
        date_1904,
    )


def _shown(cell: _Element, look: Look) -> str:
    kind = cell.get("t", "n")
    style = _index(cell.get("s"))
    code = look.formats[style] if style < len(look.formats) else GENERAL
    if kind == "inlineStr":
        inline = cell.find(f"{S}is")
        return "" if inline is None else shown_text(_rich_text(inline), code)
    stored = cell.findtext(f"{S}v") or ""
    if not stored:
        return ""
    if kind == "s":
        index = _index(stored, len(look.strings))
        return shown_text(look.strings[index], code) if index < len(look.strings) else ""
    if kind == "str":
        return shown_text(_unescaped(stored), code)
    if kind == "b":
        return "FALSE" if stored in ("0", "false") else "TRUE"
    if kind != "n":
        return stored
    try:
        return shown_number(stored, code, look.date_1904)
    except ArithmeticError:
        return stored


def _is_uncalculated(cell: _Element) -> bool:
    return cell.find(f"{S}f") is not None and cell.get("t") not in ("str", "e") and not cell.findtext(f"{S}v")


def _rich_text(item: _Element) -> str:
    """Return the text of a string with its runs, without the reading aids for East Asian names."""
    pieces: list[str] = []
    for child in item:
        if child.tag == _TEXT:
            pieces.append(child.text or "")
        elif child.tag != _PHONETIC:
            text = "".join(text.text or "" for text in child.iterchildren(_TEXT))
            placed = child.find(_PLACED) if pieces else None
            pieces.append(raised(text) if placed is not None and placed.get("val") == "superscript" else text)
    return _unescaped("".join(pieces))


def _unescaped(text: str) -> str:
    if "_x" in text:
        text = _ESCAPED.sub(_character, text)
    return tidy(text)


def _character(match: re.Match[str]) -> str:
    code = int(match[1], 16)
    return match[0] if 0xD800 <= code < 0xE000 or not code else chr(code)


def area_of(reference: str) -> Merge | None:
    """Return the cells from one corner to the other, such as A1:C3; None for anything else."""
    corners: Sequence[tuple[int, int] | None] = [position(name) for name in reference.split(":")]
    if len(corners) != 2 or corners[0] is None or corners[1] is None:
        return None
    (top, left), (bottom, right) = corners[0], corners[1]
    return Merge(top, left, bottom, right) if top <= bottom and left <= right else None


def _index(text: str | None, default: int = 0) -> int:
    if text is None or not text.isascii() or not text.isdigit() or len(text) > 9:
        return default
    return int(text)
