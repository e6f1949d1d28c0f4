"""Reads Excel workbooks: every sheet is a heading, the lines above a table, the table, and the lines below it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence

from audit_cli.model import Block, Document
from audit_cli.readers.dangers import dangers
from audit_cli.readers.limits import Options
from audit_cli.readers.outline import with_sections
from audit_cli.readers.package import Source, main_part, open_package, read_xml, related_parts
from audit_cli.readers.workbook.layout import Writer, write_sheet
from audit_cli.readers.workbook.sheet import S, Sheet, address, read_look, read_sheet

_RELATION_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_NAMED_CELLS = 5


def read_xlsx(path: str, data: bytes, options: Options | None = None) -> Document:
    """Return the workbook in *data*; raises Damaged, Encrypted or UnknownFormat.

    Rows and columns of blocks are the positions in the sheet, counted from 0.
    """
    source = Source(path, "Excel")
    package = open_package(data, source, (options or Options()).limits)
    main = main_part(package, "xl/workbook.xml")
    root = read_xml(package, main)
    if root is None or root.tag != f"{S}workbook":
        raise source.damaged()
    related = related_parts(package, main)
    parts = dict(related.get("worksheet", []))
    properties = root.find(f"{S}workbookPr")
    date_1904 = properties is not None and properties.get("date1904", "0") in ("1", "true")
    look = read_look(package, _first(related, "sharedStrings"), _first(related, "styles"), date_1904)
    writer = Writer()
    notes: list[str] = []
    for element in root.iterfind(f"{S}sheets/{S}sheet"):
        part = parts.get(element.get(_RELATION_ID, ""))
        if part is None:
            continue
        name = element.get("name", "")
        sheet = read_sheet(package, part, look)
        notes.extend(_notes(name, sheet, element.get("state", "visible") != "visible"))
        if sheet.cells:
            writer.line(name, Block("heading", 0, 0, level=1))
            write_sheet(writer, sheet)
    notes.extend(dangers(package))
    text = "".join(writer.pieces)
    blocks, sections = with_sections(text, writer.blocks)
    return Document(path, hashlib.sha256(data).hexdigest(), "xlsx", text, blocks, sections, tuple(notes))


def _first(related: dict[str, list[tuple[str, str]]], kind: str) -> str | None:
    return related[kind][0][1] if kind in related else None


def _notes(name: str, sheet: Sheet, hidden: bool) -> Iterator[str]:
    if hidden and sheet.cells:
        yield f"工作表“{name}”是隐藏的，已一并读取"
    if sheet.uncalculated:
        yield (
            f"工作表“{name}”的 {_named(sheet.uncalculated)} 有公式但没有计算结果，按空白读取；"
            "请用 Excel 或 WPS 打开并保存后再审"
        )
    if sheet.errors:
        yield f"工作表“{name}”的 {_named(sheet.errors)} 显示为错误值（如 #REF!），不能核对"


def _named(cells: Sequence[tuple[int, int]]) -> str:
    names = "、".join(address(*at) for at in cells[:_NAMED_CELLS])
    return names if len(cells) <= _NAMED_CELLS else f"{names} 等 {len(cells)} 个单元格"
