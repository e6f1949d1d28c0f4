"""Writes notes into a copy of an Excel workbook: at the cells of the figures, beside the notes that are there."""

from __future__ import annotations

from collections.abc import Sequence

from audit_cli.expressions import expression
from audit_cli.marking.markup import Markup
from audit_cli.marking.note_shapes import shapes_in
from audit_cli.marking.notes import noted
from audit_cli.marking.packed import Draft
from audit_cli.marking.places import Places
from audit_cli.marking.remarks import Remark, Stamp
from audit_cli.model import Document, InCell
from audit_cli.readers.limits import Options
from audit_cli.readers.package import Source, open_package, related_parts

_OFFICE, _STRICT_OFFICE = (
    "http://schemas.openxmlformats.org/officeDocument/2006/",
    "http://purl.oclc.org/ooxml/officeDocument/",
)
_SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_STRICT_SHEET = "http://purl.oclc.org/ooxml/spreadsheetml/main"
_NOTES = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_SHAPES = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_LEGACY = "legacyDrawing"
_ID = expression(r"""\s[\w.-]+:id\s*=\s*["']([^"']+)["']""")
# what comes behind the drawing of notes in a worksheet
_BEHIND = frozenset(
    ("legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems", "tableParts", "extLst",
     "AlternateContent")
)  # fmt: skip
# of a note; what is longer is cut
_LONGEST = 30_000

Notes = dict[tuple[int, int], str]


def mark(data: bytes, document: Document, remarks: Sequence[Remark], stamp: Stamp, options: Options) -> bytes:
    """Return *data* with *remarks* as notes, one a cell; nothing else is changed."""
    package = open_package(data, Source(document.path, "Excel"), options.limits)
    draft = Draft(package, options.limits)
    for part, notes in _by_sheet(document, remarks).items():
        _annotate(draft, part, notes, stamp)
    return draft.packed()


def _by_sheet(document: Document, remarks: Sequence[Remark]) -> dict[str, Notes]:
    """Return what is said of each cell, by sheet; what is said twice is said once."""
    places = Places(document.origins)
    said: dict[str, dict[tuple[int, int], dict[str, None]]] = {}
    for remark in remarks:
        for origin in places.of(remark.start, remark.end)[:1]:
            if isinstance(origin, InCell):
                cell = said.setdefault(origin.part, {}).setdefault((origin.row, origin.col), {})
                cell.setdefault("\n".join(remark.lines))
    return {
        part: {cell: "\n\n".join(texts)[:_LONGEST] for cell, texts in sorted(cells.items())}
        for part, cells in said.items()
    }


def _annotate(draft: Draft, part: str, notes: Notes, stamp: Stamp) -> None:
    """Write *notes* for the worksheet *part*; raises Damaged."""
    related = {kind: parts[0][1] for kind, parts in related_parts(draft.package, part).items()}
    sheet = draft.markup(part)
    strict = _STRICT_SHEET in sheet.text
    relations = f"{_STRICT_OFFICE if strict else _OFFICE}relationships"
    namespace = _STRICT_SHEET if strict else _SHEET
    comments = related.get("comments")
    try:
        text, new = noted(draft.markup(comments) if comments else None, notes, stamp.author, namespace)
    except KeyError as error:
        raise draft.package.source.damaged() from error
    if comments is None:
        comments = draft.new_name("xl/comments{}.xml")
        draft.relate(part, f"{relations}/comments", comments)
        draft.declare({comments: _NOTES})
    draft.put(comments, text)
    drawing = _drawing_of(draft, part, sheet)
    if drawing is None:
        drawing = draft.new_name("xl/drawings/vmlDrawing{}.vml")
        number = draft.relate(part, f"{relations}/vmlDrawing", drawing)
        draft.declare({drawing: _SHAPES})
        element = f'<{_LEGACY} xmlns="{namespace}" xmlns:r="{relations}" r:id="{number}"/>'
        behind = [child for child in sheet.children(0) if sheet.local_name(child) in _BEHIND]
        edit = sheet.before(behind[0], element) if behind else sheet.appended(element)
        draft.put(part, sheet.edited([edit]))
    draft.put(drawing, shapes_in(draft.source(drawing), {cell: notes[cell] for cell in new}))


def _drawing_of(draft: Draft, part: str, sheet: Markup) -> str | None:
    """Return the part that holds the boxes of a sheet's notes, None if it has none; raises Damaged."""
    for child in sheet.children(0):
        if sheet.local_name(child) == _LEGACY:
            number = _ID.search(sheet.start_tag(child))
            names = {key: name for parts in related_parts(draft.package, part).values() for key, name in parts}
            name = names.get(number[1], "") if number else ""
            if draft.source(name) is None:
                raise draft.package.source.damaged()
            return name
    return None
