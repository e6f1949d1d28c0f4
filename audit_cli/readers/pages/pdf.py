"""Reads PDF files that hold text: the signs of each page in their places; pages that are images are said."""

from __future__ import annotations

import ctypes
import hashlib
import math
from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from typing import TYPE_CHECKING, Any

from audit_cli.errors import Damaged, Encrypted, MissingExtra
from audit_cli.model import Document
from audit_cli.readers.limits import Limits, Options
from audit_cli.readers.pages.boxes import Frame, boxes
from audit_cli.readers.pages.doubt import held_against, settled
from audit_cli.readers.pages.layout import laid_out
from audit_cli.readers.pages.lines import SMALLEST
from audit_cli.readers.pages.recognition import PIXELS, has_engine, recognised
from audit_cli.readers.pages.remarks import Remarks
from audit_cli.readers.pages.sheet import SKEWED, Glyph, Rule, Sheet, turned
from audit_cli.readers.pages.signs import UNKNOWN, is_plain, plain

if TYPE_CHECKING:
    from audit_cli.readers.pages.drawn import Drawn

_SCRIPT = b"/JavaScript"
_ENDS = frozenset(("\r", "\n", ""))


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
        reading = _Reading(file.raw, path, options.limits)
        sheets = {number: reading.sheet(number) for number in range(1, reading.count() + 1)}
        if options.recognise != "never" and has_engine():
            _recognise(file, sheets, reading, options)
        reading.document(data)
    laid = laid_out([sheet for sheet in sheets.values() if sheet is not None], options.origins)
    text, doubtful = settled(laid.text)
    notes = (*laid.notes, *reading.remarks.notes(laid.text))
    origins = tuple(boxes(text, laid.blocks, laid.signs, reading.frames)) if options.origins else ()
    digest = hashlib.sha256(data).hexdigest()
    return Document(path, digest, "pdf", text, laid.blocks, laid.sections, notes, doubtful, origins)


def _recognise(file: Any, sheets: dict[int, Sheet | None], reading: _Reading, options: Options) -> None:
    """Put what is recognised on pages that are images into *sheets*; hold others against it if all are asked for."""
    remarks = reading.remarks
    for number, sheet in sheets.items():
        if sheet is None or not (number in remarks.images or options.recognise == "all"):
            continue
        shown = recognised(_image(file[number - 1], options.limits), number, sheet.width)
        if number in remarks.images:
            remarks.recognised.append(number)
            sheets[number] = shown
            page = file[number - 1]
            reading.frames[number] = reading.frames[number]._replace(
                width=shown.width, height=shown.height, quarters=page.get_rotation() // 90,
                scale=page.get_size()[0] / shown.width,
            )  # fmt: skip
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

    def __init__(self, file: Any, path: str, limits: Limits) -> None:
        import pypdfium2.raw as pdfium

        self.remarks = Remarks(path, limits, recognisable=True)
        self.frames: dict[int, Frame] = {}
        self._seen = self.remarks.seen
        self._pdfium = pdfium
        self._path = path
        self._file = file
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

        page = self._pdfium.FPDF_LoadPage(self._file, number - 1)
        text = self._pdfium.FPDFText_LoadPage(page) if page else None
        if not page or not text:
            self.remarks.broken.append(number)
            return None
        try:
            box = self._pdfium.FS_RECTF()
            self._pdfium.FPDF_GetPageBoundingBox(page, box)
            width, height = box.right - box.left, box.top - box.bottom
            drawn = Drawn(page, self._most)
            glyphs, quarters = self._glyphs(text, box, drawn)
            self._annotations(page)
        finally:
            self._pdfium.FPDFText_ClosePage(text)
            self._pdfium.FPDF_ClosePage(page)
        across = [Rule(box.top - at, low - box.left, high - box.left) for at, low, high in drawn.across]
        down = [Rule(at - box.left, box.top - high, box.top - low) for at, low, high in drawn.down]
        sheet = Sheet(number, width, height, glyphs, across, down)
        sheet = turned(self.remarks.page(sheet, drawn.images / max(width * height, 1.0), drawn.complete), quarters)
        self.frames[number] = Frame(box.left, box.top, sheet.width, sheet.height, quarters)
        return sheet

    def _glyphs(self, text: Any, box: Any, drawn: Drawn) -> tuple[list[Glyph], int]:
        """Return the signs that are shown on the page, and by how many right angles it must be turned to read them."""
        characters = self._text(text)
        self.remarks.characters(len(characters))
        kept = self._kept(text, len(characters), drawn)
        if not is_plain("".join(characters)):
            characters = [plain(character) for character in characters]
        rect = self._pdfium.FS_RECTF()
        reference = ctypes.byref(rect)
        loose_box = self._pdfium.FPDFText_GetLooseCharBox
        left, top = box.left, box.top
        width, height = box.right - left, top - box.bottom
        glyphs: list[Glyph] = []
        for i, sign in enumerate(characters):
            if sign in _ENDS or (sign == " " and self._pdfium.FPDFText_IsGenerated(text, i)):
                continue
            if kept is not None and i not in kept:
                continue
            loose_box(text, i, reference)
            x0, y0, x1, y1 = rect.left - left, top - rect.top, rect.right - left, top - rect.bottom
            if not (0 <= x0 + x1 <= 2 * width and 0 <= y0 + y1 <= 2 * height):
                self._seen.add("outside")
            elif y1 - y0 < SMALLEST and x1 - x0 < SMALLEST and sign != " ":
                self._seen.add("hidden")
            else:
                glyphs.append(Glyph(sign, x0, y0, x1, y1))
        return glyphs, self._quarters(text, kept) if drawn.turned else 0

    def _text(self, text: Any) -> Sequence[str]:
        """Return the characters of a page, one for each that pdfium counts."""
        count = self._pdfium.FPDFText_CountChars(text)
        if count <= 0:
            return ""
        buffer = (ctypes.c_ushort * (count + 1))()
        written = self._pdfium.FPDFText_GetText(text, 0, count, buffer)
        whole = bytes(buffer)[: 2 * (written - 1)].decode("utf-16-le", "replace")
        if len(whole) == count:
            return whole
        # characters beyond the basic plane, or none at all: one by one
        codes = [self._pdfium.FPDFText_GetUnicode(text, i) for i in range(count)]
        return [chr(code) if code < 0xD800 or 0xE000 <= code < 0x110000 else UNKNOWN for code in codes]

    def _kept(self, text: Any, count: int, drawn: Drawn) -> set[int] | None:
        """Return which signs count, None if all do: hidden ones only where nothing else is shown, skewed ones never."""
        kept = set(range(count))
        if drawn.hidden and drawn.shown:
            kept -= {i for i in kept if self._is_hidden(text, i)}
            self._seen.add("hidden")
        elif drawn.hidden:
            self._seen.add("recognised")
        if drawn.turned:
            skewed = {i for i in kept if abs(self._turn(text, i) - round(self._turn(text, i))) > SKEWED}
            kept -= skewed
            if skewed:
                self._seen.add("skewed")
        return kept if len(kept) < count else None

    def _is_hidden(self, text: Any, i: int) -> bool:
        item = self._pdfium.FPDFText_GetTextObject(text, i)
        return bool(item) and self._pdfium.FPDFTextObj_GetTextRenderMode(item) == (
            self._pdfium.FPDF_TEXTRENDERMODE_INVISIBLE
        )

    def _turn(self, text: Any, i: int) -> float:
        """Return by how many right angles a sign is turned, clockwise."""
        return float(self._pdfium.FPDFText_GetCharAngle(text, i)) / (math.pi / 2)

    def _quarters(self, text: Any, kept: set[int] | None) -> int:
        """Return by how many right angles the page must be turned for most of its text."""
        signs = range(self._pdfium.FPDFText_CountChars(text)) if kept is None else sorted(kept)
        turns = Counter(-round(self._turn(text, i)) % 4 for i in signs if self._pdfium.FPDFText_GetTextObject(text, i))
        return turns.most_common(1)[0][0] if turns else 0

    def _annotations(self, page: Any) -> None:
        """Note text that stands in form fields or free text annotations."""
        pdfium = self._pdfium
        keys = {pdfium.FPDF_ANNOT_WIDGET: b"V", pdfium.FPDF_ANNOT_FREETEXT: b"Contents"}
        for i in range(min(pdfium.FPDFPage_GetAnnotCount(page), self._most)):
            annotation = pdfium.FPDFPage_GetAnnot(page, i)
            if not annotation:
                continue
            key = keys.get(pdfium.FPDFAnnot_GetSubtype(annotation))
            # the length counts two bytes for the end
            if key is not None and pdfium.FPDFAnnot_GetStringValue(annotation, key, None, 0) > 2:
                self._seen.add("form")
            pdfium.FPDFPage_CloseAnnot(annotation)
