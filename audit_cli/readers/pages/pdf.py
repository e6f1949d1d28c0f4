"""Reads PDF files that hold text: the signs of each page in their places; pages that are images are said."""

from __future__ import annotations

import hashlib
import math
from contextlib import closing
from typing import Any

from audit_cli.errors import Damaged, Encrypted, MissingExtra
from audit_cli.model import Document
from audit_cli.readers.limits import Limits, Options
from audit_cli.readers.pages.boxes import Frame, boxes_of
from audit_cli.readers.pages.doubt import held_against, settled, sure_of
from audit_cli.readers.pages.exponents import with_exponents
from audit_cli.readers.pages.layout import laid_out
from audit_cli.readers.pages.recognition import PIXELS, has_engine, recognised
from audit_cli.readers.pages.remarks import Remarks, offer
from audit_cli.readers.pages.sheet import Rule, Sheet, turned
from audit_cli.readers.pages.struck import without_struck

_SCRIPT = b"/JavaScript"


def read_pdf(path: str, data: bytes, options: Options | None = None) -> Document:
    """Return the document in *data*; raises Damaged, Encrypted, TooLarge or MissingExtra.

    What stands outside the page, is not shown or stands askew is left out; scripts and embedded files are noted.
    """
    try:
        import pypdfium2
    except ImportError:
        raise MissingExtra(path, "PDF", "pdf") from None
    options = options or Options()
    try:
        file = pypdfium2.PdfDocument(data, password=options.password or None)
    except pypdfium2.PdfiumError as error:
        raise _refusal(path, bool(options.password), error) from None
    with closing(file):
        remarks = Remarks(path, options.limits, offer(options.recognise, has_engine()))
        reading = _Reading(file, path, options.limits, remarks)
        sheets = {number: reading.sheet(number) for number in range(1, reading.count() + 1)}
        if options.recognise != "never" and has_engine():
            _recognise(file, sheets, reading, options)
        reading.document(data)
    readable = [sheet for sheet in sheets.values() if sheet is not None]
    laid = laid_out(readable, options.origins)
    text, doubtful = settled(laid.text)
    notes = (*laid.notes, *remarks.notes(laid.text))
    sure = sure_of(laid.text, laid.blocks, remarks.recognised)
    digest = hashlib.sha256(data).hexdigest()
    document = Document(path, digest, "pdf", text, laid.blocks, laid.sections, notes, doubtful, recognised=sure)
    if not options.origins:
        return document
    boxes = {sheet.number: reading.frames[sheet.number].boxes(sheet) for sheet in readable}
    return document._replace(origins=tuple(boxes_of(text, laid.blocks, laid.signs, boxes)))


def _recognise(file: Any, sheets: dict[int, Sheet | None], reading: _Reading, options: Options) -> None:
    """Put what is recognised on pages that are images into *sheets*; hold others against it if all are asked for."""
    remarks = reading.remarks
    for number, sheet in sheets.items():
        if sheet is None or not (number in remarks.images or options.recognise == "all"):
            continue
        page = file[number - 1]
        shown = recognised(_image(page, options.limits), number, sheet.width)
        if number in remarks.images:
            remarks.recognised.append(number)
            sheets[number] = shown
            frame, scale = reading.frames[number], page.get_width() / shown.width
            reading.frames[number] = frame._replace(quarters=page.get_rotation() // 90, scale=scale)
        else:
            sheets[number], unlike = held_against(sheet, shown)
            if unlike:
                remarks.unlike[number] = unlike
    remarks.images.clear()


def _image(page: Any, limits: Limits) -> Any:
    """Return a page as rows of pixels; one of a wall's size is drawn coarser."""
    width, height = page.get_size()
    scale = min(PIXELS, math.sqrt(limits.pixels / (width * height)))
    return page.render(scale=scale).to_numpy()[:, :, :3].copy()


def _refusal(path: str, has_password: bool, error: Any) -> Exception:
    import pypdfium2.raw as pdfium

    if error.err_code == pdfium.FPDF_ERR_PASSWORD and has_password:
        return Encrypted(f"{path}：密码不对，不能打开", f"{path}: another password; it cannot be opened")
    if error.err_code in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY):
        return Encrypted(
            f"{path}：文件有密码，请用 --password 给出密码，或去掉密码后另存",
            f"{path}: has a password; give it with --password, or save a copy without",
        )
    return Damaged(
        f"{path}：不是有效的 PDF 文件或已被截断，请重新获取，或重新导出",
        f"{path}: not a sound PDF file, or cut off; get it again, or export it anew",
    )


class _Reading:
    """One pass over a file."""

    def __init__(self, file: Any, path: str, limits: Limits, remarks: Remarks) -> None:
        import pypdfium2.raw as pdfium

        from audit_cli.readers.pages.forms import open_forms

        self._forms = open_forms(file)
        self.remarks = remarks
        self.frames: dict[int, Frame] = {}
        self._seen = self.remarks.seen
        self._pdfium = pdfium
        self._path = path
        self._file = file.raw
        self._most = limits.drawn

    def count(self) -> int:
        """Return the number of pages; raises Damaged if there is none, TooLarge if there are too many."""
        count: int = self._pdfium.FPDF_GetPageCount(self._file)
        if count <= 0:
            raise Damaged(f"{self._path}：PDF 中没有页面，请重新导出", f"{self._path}: no page in it; export it anew")
        self.remarks.pages(count)
        return count

    def document(self, data: bytes) -> None:
        """Look for what the file holds besides its pages."""
        if self._pdfium.FPDFDoc_GetAttachmentCount(self._file) > 0:
            self._seen.add("attached")
        if self._pdfium.FPDFDoc_GetJavaScriptActionCount(self._file) > 0 or _SCRIPT in data:
            self._seen.add("script")

    def sheet(self, number: int) -> Sheet | None:
        """Return page *number*, None if it cannot be opened."""
        from audit_cli.readers.pages.drawn import Drawn
        from audit_cli.readers.pages.forms import Filled, filled
        from audit_cli.readers.pages.pdf_signs import signs_of

        page = self._pdfium.FPDF_LoadPage(self._file, number - 1)
        form = Filled(page)
        if page:
            form = filled(self._file, page, number - 1, self._forms, self._most)
            page = form.page
            self._seen |= {"form"} if form.ticks or form.fields else set()
            self._seen |= set() if form.whole else {"unfilled"}
        text = self._pdfium.FPDFText_LoadPage(page) if page else None
        if not page or not text:
            self.remarks.broken.append(number)
            return None
        try:
            box = self._pdfium.FS_RECTF()
            self._pdfium.FPDF_GetPageBoundingBox(page, box)
            width, height = box.right - box.left, box.top - box.bottom
            drawn = Drawn(page, self._most)
            glyphs, quarters = signs_of(text, box, drawn, form, self.remarks)
        finally:
            self._pdfium.FPDFText_ClosePage(text)
            self._pdfium.FPDF_ClosePage(page)
        across = [Rule(box.top - at, low - box.left, high - box.left) for at, low, high in drawn.across]
        down = [Rule(at - box.left, box.top - high, box.top - low) for at, low, high in drawn.down]
        sheet = Sheet(number, width, height, glyphs, across, down)
        self.frames[number] = Frame(box.left, box.top, quarters)
        upright = turned(self.remarks.page(sheet, drawn.images / max(width * height, 1.0), drawn.complete), quarters)
        return with_exponents(without_struck(upright, self.remarks))
