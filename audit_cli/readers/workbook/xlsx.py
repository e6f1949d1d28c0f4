"""Reads Excel workbooks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from audit_cli.model import Document
from audit_cli.readers.dangers import dangers
from audit_cli.readers.limits import Limits, Options
from audit_cli.readers.package import Package, Source, main_part, open_package, read_xml, related_parts
from audit_cli.readers.workbook.cells import Sheet
from audit_cli.readers.workbook.document import workbook_document
from audit_cli.readers.workbook.sheet import S, read_look, read_sheet

if TYPE_CHECKING:
    from lxml.etree import _Element

_RELATION_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def read_xlsx(path: str, data: bytes, options: Options | None = None) -> Document:
    """Return the workbook in *data*; raises Damaged, Encrypted or UnknownFormat."""
    source = Source(path, "Excel")
    limits = (options or Options()).limits
    package = open_package(data, source, limits)
    main = main_part(package, "xl/workbook.xml")
    root = read_xml(package, main)
    if root is None or root.tag != f"{S}workbook":
        raise source.damaged()
    sheets = _sheets(package, root, related_parts(package, main), limits)
    return workbook_document(path, data, "xlsx", sheets, limits, tuple(dangers(package)))


def _sheets(
    package: Package, root: _Element, related: dict[str, list[tuple[str, str]]], limits: Limits
) -> Iterator[Sheet]:
    """Yield the sheets in the order of their tabs."""
    parts = dict(related.get("worksheet", []))
    properties = root.find(f"{S}workbookPr")
    date_1904 = properties is not None and properties.get("date1904", "0") in ("1", "true")
    look = read_look(package, _first(related, "sharedStrings"), _first(related, "styles"), date_1904)
    for element in root.iterfind(f"{S}sheets/{S}sheet"):
        part = parts.get(element.get(_RELATION_ID, ""))
        if part is not None:
            hidden = element.get("state", "visible") != "visible"
            yield read_sheet(package, part, look, limits)._replace(name=element.get("name", ""), hidden=hidden)


def _first(related: dict[str, list[tuple[str, str]]], kind: str) -> str | None:
    return related[kind][0][1] if kind in related else None
