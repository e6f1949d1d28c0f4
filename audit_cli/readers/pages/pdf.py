"""Reads PDF files that hold text: the signs of each page in their places; pages that are images are said."""

from __future__ import annotations

import ctypes
import hashlib
import math
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing
from typing import TYPE_CHECKING, Any

from audit_cli.errors import Damaged, Encrypted, MissingExtra, TooLarge
from audit_cli.model import Document
from audit_cli.readers.limits import Limits, Options
from audit_cli.readers.pages.layout import laid_out
from audit_cli.readers.pages.lines import SMALLEST
from audit_cli.readers.pages.sheet import Glyph, Rule, Sheet, turned
from audit_cli.readers.pages.signs import UNKNOWN, is_plain, plain

if TYPE_CHECKING:
    from audit_cli.readers.pages.drawn import Drawn

_FEW_SIGNS = 50  # on a page that is an image: its number, a stamp
_MOSTLY_IMAGE = 0.6
_SKEWED = 0.05
_ENDS = frozenset(("\r", "\n", ""))
_NOTES = {
    "hidden": "有不显示的文字，未计入",
    "outside": "有页面之外的文字，未计入",
    "skewed": "有斜排的文字（如水印），未计入",
    "recognised": "有的页是扫描图像，文字取自其中的识别层，没有与图像核对",
    "crowded": "有的页线条过多，表格线未看，表格按文字读取",
    "form": "有表单域或文字批注，其中的内容未读取",
    "attached": "有嵌入的文件，其中的内容未读取",
    "script": "有脚本（JavaScript），没有运行",
}


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
        reading = _Reading(path, file.raw, options.limits)
        sheets = [reading.sheet(number) for number in reading.pages()]
        reading.document()
    laid = laid_out([sheet for sheet in sheets if sheet is not None])
    unknown = laid.text.count(UNKNOWN)
    notes = (
        *laid.notes,
        *(note for key, note in _NOTES.items() if key in reading.seen),
        *((f"有 {unknown} 处字符无法识别，已用 {UNKNOWN} 代替",) if unknown else ()),
        *reading.unread(),
    )
    return Document(path, hashlib.sha256(data).hexdigest(), "pdf", laid.text, laid.blocks, laid.sections, notes)


def _refusal(path: str, has_password: bool, error: Any) -> Exception:
    import pypdfium2.raw as pdfium

    if error.err_code == pdfium.FPDF_ERR_PASSWORD and has_password:
        return Encrypted(f"{path}：密码不对，未读取", f"{path}: the password is wrong; it was not read")
    if error.err_code in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY):
        return Encrypted(f"{path}：文件有密码，请去掉密码后另存", f"{path}: has a password; save a copy without it")
    return Damaged(
        f"{path}：不是有效的 PDF 文件或已被截断，请重新获取，或重新导出",
        f"{path}: not a sound PDF file, or cut off; get it again, or export it anew",
    )


class _Reading:
    """One pass over a file; *seen* are the keys of what must be said of it."""

    def __init__(self, path: str, file: Any, limits: Limits) -> None:
        import pypdfium2.raw as pdfium

        self.seen: set[str] = set()
        self._pdfium = pdfium
        self._path = path
        self._file = file
        self._limits = limits
        self._characters = 0
        self._images: list[int] = []
        self._broken: list[int] = []

    def pages(self) -> range:
        """Return the numbers of the pages."""
        count = self._pdfium.FPDF_GetPageCount(self._file)
        if count <= 0:
            raise Damaged(f"{self._path}：PDF 中没有页面，请重新导出", f"{self._path}: no page in it; export it anew")
        if count > self._limits.pages:
            raise TooLarge(
                f"{self._path}：有 {count} 页，超过 {self._limits.pages} 页的上限，未读取",
                f"{self._path}: {count} pages, more than the limit of {self._limits.pages}; it was not read",
            )
        return range(1, count + 1)

    def unread(self) -> Iterator[str]:
        """Yield what to say of pages whose text was not read."""
        if self._broken:
            yield f"第 {_numbers(self._broken)} 页已损坏，其中的文字未读取"
        if self._images:
            yield f"第 {_numbers(self._images)} 页是图像，没有文字层，请另附能复制文字的文件；图像中的文字未读取"

    def document(self) -> None:
        """Look for what the file holds besides its pages."""
        if self._pdfium.FPDFDoc_GetAttachmentCount(self._file) > 0:
            self.seen.add("attached")
        if self._pdfium.FPDFDoc_GetJavaScriptActionCount(self._file) > 0:
            self.seen.add("script")

    def sheet(self, number: int) -> Sheet | None:
        """Return page *number*, None if it cannot be opened."""
        from audit_cli.readers.pages.drawn import drawn

        page = self._pdfium.FPDF_LoadPage(self._file, number - 1)
        text = self._pdfium.FPDFText_LoadPage(page) if page else None
        if not page or not text:
            self._broken.append(number)
            return None
        try:
            box = self._pdfium.FS_RECTF()
            self._pdfium.FPDF_GetPageBoundingBox(page, box)
            width, height = box.right - box.left, box.top - box.bottom
            found = drawn(page, width * height, self._limits.drawn)
            glyphs, quarters = self._glyphs(text, box, found)
            if not found.complete:
                self.seen.add("crowded")
            if found.images > (_MOSTLY_IMAGE if glyphs else 0) and len(glyphs) < _FEW_SIGNS:
                self._images.append(number)
            self._annotations(page)
        finally:
            self._pdfium.FPDFText_ClosePage(text)
            self._pdfium.FPDF_ClosePage(page)
        across = [Rule(box.top - at, low - box.left, high - box.left) for at, low, high in found.across]
        down = [Rule(at - box.left, box.top - high, box.top - low) for at, low, high in found.down]
        if not found.complete:
            across, down = [], []
        return turned(Sheet(number, width, height, glyphs, across, down), quarters)

    def _glyphs(self, text: Any, box: Any, found: Drawn) -> tuple[list[Glyph], int]:
        """Return the signs that are shown on the page, and by how many right angles it must be turned to read them."""
        characters = self._text(text)
        self._characters += len(characters)
        if self._characters > self._limits.text:
            raise TooLarge(
                f"{self._path}：文字超过 {self._limits.text} 个字符的上限，未读取",
                f"{self._path}: more than the limit of {self._limits.text} characters; it was not read",
            )
        kept = self._kept(text, len(characters), found)
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
                self.seen.add("outside")
            elif y1 - y0 < SMALLEST and x1 - x0 < SMALLEST and sign != " ":
                self.seen.add("hidden")
            else:
                glyphs.append(Glyph(sign, x0, y0, x1, y1))
        return glyphs, self._quarters(text, kept) if found.turned else 0

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

    def _kept(self, text: Any, count: int, found: Drawn) -> set[int] | None:
        """Return which signs count, None if all do: hidden ones only where nothing else is shown, skewed ones never."""
        kept = set(range(count))
        if found.hidden and found.shown:
            hidden = {i for i in kept if self._is_hidden(text, i)}
            kept -= hidden
            self.seen.add("hidden")
        elif found.hidden:
            self.seen.add("recognised")
        if found.turned:
            skewed = {i for i in kept if self._is_skewed(text, i)}
            kept -= skewed
            self.seen |= {"skewed"} if skewed else set()
        return kept if len(kept) < count else None

    def _is_hidden(self, text: Any, i: int) -> bool:
        item = self._pdfium.FPDFText_GetTextObject(text, i)
        return bool(item) and self._pdfium.FPDFTextObj_GetTextRenderMode(item) == (
            self._pdfium.FPDF_TEXTRENDERMODE_INVISIBLE
        )

    def _is_skewed(self, text: Any, i: int) -> bool:
        quarters = self._pdfium.FPDFText_GetCharAngle(text, i) / (math.pi / 2)
        return bool(abs(quarters - round(quarters)) > _SKEWED)

    def _quarters(self, text: Any, kept: set[int] | None) -> int:
        """Return by how many right angles most of the text is turned."""
        signs = range(self._pdfium.FPDFText_CountChars(text)) if kept is None else sorted(kept)
        angles = [
            self._pdfium.FPDFText_GetCharAngle(text, i)
            for i in signs
            if chr(self._pdfium.FPDFText_GetUnicode(text, i)).strip()
        ]
        turns = Counter(round(-angle / (math.pi / 2)) % 4 for angle in angles)
        return turns.most_common(1)[0][0] if turns else 0

    def _annotations(self, page: Any) -> None:
        """Note text that stands in form fields or free text annotations."""
        pdfium = self._pdfium
        keys = {pdfium.FPDF_ANNOT_WIDGET: b"V", pdfium.FPDF_ANNOT_FREETEXT: b"Contents"}
        for i in range(min(pdfium.FPDFPage_GetAnnotCount(page), self._limits.drawn)):
            annotation = pdfium.FPDFPage_GetAnnot(page, i)
            if not annotation:
                continue
            key = keys.get(pdfium.FPDFAnnot_GetSubtype(annotation))
            # the length counts two bytes for the end
            if key is not None and pdfium.FPDFAnnot_GetStringValue(annotation, key, None, 0) > 2:
                self.seen.add("form")
            pdfium.FPDFPage_CloseAnnot(annotation)


def _numbers(pages: Sequence[int]) -> str:
    """Return page numbers as a person writes them: 1-3、5."""
    ranges: list[list[int]] = []
    for page in pages:
        if ranges and page == ranges[-1][1] + 1:
            ranges[-1][1] = page
        else:
            ranges.append([page, page])
    return "、".join(f"{first}" if first == last else f"{first}-{last}" for first, last in ranges)
