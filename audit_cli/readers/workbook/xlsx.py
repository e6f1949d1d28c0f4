"""Reads Excel workbooks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from audit_cli.model import Document, Note
from audit_cli.readers.dangers import dangers
from audit_cli.readers.limits import Limits, Options
from audit_cli.readers.package import Package, Source, main_part, open_package, read_xml, related_parts
from audit_cli.readers.workbook.cells import Sheet
from audit_cli.readers.workbook.document import workbook_document
from audit_cli.readers.workbook.sheet import S, area_of, read_look, read_sheet

if TYPE_CHECKING:
    from lxml.etree import _Element

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_BOX = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}txBody"
_OBJECTS = "xl/embeddings/"
_RELATION_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def read_xlsx(path: str, data: bytes, options: Options | None = None) -> Document:
    """Return the workbook in *data*, or what an object of it shows; raises Damaged, Encrypted or UnknownFormat."""
    source = Source(path, "Excel")
    options = options or Options()
    package = open_package(data, source, options.limits)
    main = main_part(package, "xl/workbook.xml")
    root = read_xml(package, main)
    if root is None or root.tag != f"{S}workbook":
        raise source.damaged()
    front = _front(root) if options.shown else None
    sheets = _sheets(package, root, related_parts(package, main), options.limits, front)
    if options.shown:
        sheets = _in_frame(root, sheets)
    notes = tuple(dangers(package))
    if any(name.startswith(_OBJECTS) for name in package.entries):
        notes = (Note("embedded"), *notes)
    return workbook_document(path, data, "xlsx", sheets, options.limits, notes, options.origins)


def _sheets(
    package: Package, root: _Element, related: dict[str, list[tuple[str, str]]], limits: Limits, only: int | None
) -> Iterator[Sheet]:
    """Yield the sheets in the order of their tabs, or the *only* one that is asked for, by its number."""
    parts = dict(related.get("worksheet", []))
    properties = root.find(f"{S}workbookPr")
    date_1904 = properties is not None and properties.get("date1904", "0") in ("1", "true")
    look = read_look(package, _first(related, "sharedStrings"), _first(related, "styles"), date_1904)
    for number, element in enumerate(root.iterfind(f"{S}sheets/{S}sheet")):
        if only is not None and number != only:
            continue
        part = parts.get(element.get(_RELATION_ID, ""))
        if part is not None:
            hidden = element.get("state", "visible") != "visible"
            sheet = read_sheet(package, part, look, limits)
            boxes = tuple(_boxes(package, part))
            yield sheet._replace(name=element.get("name", ""), hidden=hidden, part=part, boxes=boxes)


def _front(root: _Element) -> int:
    """Return the number of the sheet that was in front when the workbook was saved."""
    view = root.find(f"{S}bookViews/{S}workbookView")
    number = "" if view is None else view.get("activeTab", "")
    return int(number) if number.isascii() and number.isdigit() and len(number) < 5 else 0


def _in_frame(root: _Element, sheets: Iterable[Sheet]) -> Iterator[Sheet]:
    """Yield *sheets* with the cells alone that the picture of the workbook in another document shows."""
    frame = root.find(f"{S}oleSize")
    area = None if frame is None else area_of(frame.get("ref", ""))
    for sheet in sheets:
        yield (sheet if area is None else sheet.within(area))._replace(name="")


def _boxes(package: Package, part: str) -> Iterator[str]:
    """Yield the paragraphs of the text boxes that lie on a sheet."""
    for _, name in related_parts(package, part).get("drawing", []):
        root = read_xml(package, name)
        for body in () if root is None else root.iter(_BOX):
            for paragraph in body.iter(f"{_A}p"):
                text = "".join(one.text or "" for one in paragraph.iter(f"{_A}t")).strip()
                if text:
                    yield " ".join(text.split("\n"))


def _first(related: dict[str, list[tuple[str, str]]], kind: str) -> str | None:
    return related[kind][0][1] if kind in related else None
