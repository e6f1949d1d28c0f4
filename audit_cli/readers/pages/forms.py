"""What was filled into a PDF page: fields of forms and typewritten annotations become part of the page."""

from __future__ import annotations

from typing import Any, NamedTuple

import pypdfium2.raw as pdfium
from pypdfium2.version import PDFIUM_INFO

from audit_cli.readers.pages.sheet import Glyph

_NO_FIELD = 0
_TICKS = (pdfium.FPDF_FORMFIELD_CHECKBOX, pdfium.FPDF_FORMFIELD_RADIOBUTTON)
_TEXTS = (pdfium.FPDF_FORMFIELD_TEXTFIELD, pdfium.FPDF_FORMFIELD_COMBOBOX, pdfium.FPDF_FORMFIELD_LISTBOX)
_TICKED, _EMPTY = "☑", "□"
_NOTHING = 2  # bytes: a text's end


Box = tuple[float, float, float, float]


class Filled(NamedTuple):
    """A page with what was filled in; *ticks* are its boxes, in its own coordinates, from the lower left.

    *fields* is where else something was filled in; not *whole* if some of it is not shown.
    """

    page: Any
    ticks: tuple[Glyph, ...] = ()
    fields: tuple[Box, ...] = ()
    whole: bool = True


def open_forms(file: Any) -> Any:
    """Prepare the forms of *file*, so that fields without an appearance get one; return them, None if it has none.

    Not if the library could run scripts, which fields may have.
    """
    if "V8" not in PDFIUM_INFO.flags:
        file.init_forms()
    return file.formenv.raw if file.formenv else None


def filled(document: Any, page: Any, number: int, forms: Any, most: int) -> Filled:
    """Return *page*, or what it becomes with its fields and typewritten annotations printed on it.

    What else is put on the page, such as comments, stamps and signatures, is left out.
    """
    count = min(pdfium.FPDFPage_GetAnnotCount(page), most)
    if not count:
        return Filled(page)
    if forms is not None:
        pdfium.FORM_OnAfterLoadPage(page, forms)
    ticks: list[Glyph] = []
    fields: list[Box] = []
    whole = True
    for i in reversed(range(count)):
        annotation = pdfium.FPDFPage_GetAnnot(page, i)
        keeps = False
        if annotation:
            box = _box(annotation)
            field = _field(annotation, forms)
            if field in _TICKS:
                ticks.append(Glyph(_TICKED if pdfium.FPDFAnnot_IsChecked(forms, annotation) else _EMPTY, *box))
            elif field in _TEXTS:
                keeps = _has_appearance(annotation)
                whole = whole and keeps
                fields += [box] if keeps else []
            pdfium.FPDFPage_CloseAnnot(annotation)
        if not keeps:
            pdfium.FPDFPage_RemoveAnnot(page, i)
    if forms is not None:
        pdfium.FORM_OnBeforeClosePage(page, forms)
    if fields:
        whole = pdfium.FPDFPage_Flatten(page, pdfium.FLAT_NORMALDISPLAY) != pdfium.FLATTEN_FAIL and whole
        pdfium.FPDF_ClosePage(page)
        page = pdfium.FPDF_LoadPage(document, number)
    return Filled(page, tuple(ticks), tuple(fields), whole)


def _field(annotation: Any, forms: Any) -> int:
    """Return what kind of field *annotation* is, if something is shown in it; what is typed on a page is one, too."""
    kind = pdfium.FPDFAnnot_GetSubtype(annotation)
    if pdfium.FPDFAnnot_GetFlags(annotation) & (pdfium.FPDF_ANNOT_FLAG_HIDDEN | pdfium.FPDF_ANNOT_FLAG_NOVIEW):
        return _NO_FIELD
    if kind == pdfium.FPDF_ANNOT_FREETEXT or (kind == pdfium.FPDF_ANNOT_WIDGET and forms is None):
        key = b"V" if kind == pdfium.FPDF_ANNOT_WIDGET else b"Contents"
        return _TEXTS[0] if pdfium.FPDFAnnot_GetStringValue(annotation, key, None, 0) > _NOTHING else _NO_FIELD
    if kind != pdfium.FPDF_ANNOT_WIDGET:
        return _NO_FIELD
    field = int(pdfium.FPDFAnnot_GetFormFieldType(forms, annotation))
    if field in _TEXTS and pdfium.FPDFAnnot_GetFormFieldValue(forms, annotation, None, 0) <= _NOTHING:
        return _NO_FIELD
    return field


def _has_appearance(annotation: Any) -> bool:
    length: int = pdfium.FPDFAnnot_GetAP(annotation, pdfium.FPDF_ANNOT_APPEARANCEMODE_NORMAL, None, 0)
    return length > _NOTHING


def _box(annotation: Any) -> Box:
    """Return left, top, right and bottom."""
    box = pdfium.FS_RECTF()
    pdfium.FPDFAnnot_GetRect(annotation, box)
    return box.left, box.top, box.right, box.bottom
