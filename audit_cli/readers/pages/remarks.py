"""What must be said of a file with pages besides its text: what was left out, and what could not be read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from audit_cli.errors import TooLarge
from audit_cli.readers.limits import Limits, Pages
from audit_cli.readers.pages.doubt import settled
from audit_cli.readers.pages.sheet import Sheet
from audit_cli.readers.pages.signs import UNKNOWN

Seen = Literal["hidden", "outside", "skewed", "recognised", "crowded", "form", "unfilled", "attached", "script"]

FEW_SIGNS = 50  # on a page that is an image: its number, a stamp
MOSTLY_IMAGE = 0.6  # of the page's area
_NOTES: dict[Seen, str] = {
    "hidden": "有不显示的文字，未计入",
    "outside": "有页面之外的文字，未计入",
    "skewed": "有斜排的文字（如水印），未计入",
    "recognised": "有的页是扫描图像，文字取自其中的识别层，没有与图像核对",
    "crowded": "有的页线条过多，表格线未看，表格按文字读取",
    "form": "有表单域或打字的批注，所填的内容计入正文",
    "unfilled": "有表单域或打字的批注，其中的内容未读取",
    "attached": "有嵌入的文件，其中的内容未读取",
    "script": "有脚本（JavaScript），没有运行",
}


def offer(recognise: Pages, has_engine: bool) -> str:
    """Return how pages that are images could be read, other than by another file; "" if they could not."""
    if not has_engine:
        return "，或安装识别组件（pip install 'audit-cli[ocr]'）"
    return "，或不用 --ocr never 重新运行" if recognise == "never" else ""


class Remarks:
    """What is seen on the way through a file: *seen* for the file, the others by page; *unlike* how many.

    *offer* says how else pages could be read that are images.
    """

    def __init__(self, path: str, limits: Limits, offer: str = "") -> None:
        self.seen: set[Seen] = set()
        self.broken: list[int] = []
        self.images: list[int] = []
        self.recognised: list[int] = []
        self.unlike: dict[int, int] = {}
        self._offer = offer
        self._path = path
        self._limits = limits
        self._characters = 0

    def pages(self, count: int) -> None:
        """Raise TooLarge if no report has so many pages."""
        if count > self._limits.pages:
            raise TooLarge(
                f"{self._path}：有 {count} 页，超过 {self._limits.pages} 页的上限，未读取",
                f"{self._path}: {count} pages, more than the limit of {self._limits.pages}; it was not read",
            )

    def characters(self, count: int) -> None:
        """Count the characters of a page; raise TooLarge if no report has so many."""
        self._characters += count
        if self._characters > self._limits.text:
            raise TooLarge(
                f"{self._path}：文字超过 {self._limits.text} 个字符的上限，未读取",
                f"{self._path}: more than the limit of {self._limits.text} characters; it was not read",
            )

    def page(self, sheet: Sheet, images: float, complete: bool) -> Sheet:
        """Return *sheet*, without rules unless they are *complete*; *images* is the share of it that is images."""
        if images > (MOSTLY_IMAGE if sheet.glyphs else 0) and len(sheet.glyphs) < FEW_SIGNS:
            self.images.append(sheet.number)
        if complete:
            return sheet
        self.seen.add("crowded")
        return sheet._replace(across=[], down=[])

    def notes(self, text: str) -> Iterator[str]:
        """Yield what to say of a file whose text is *text*; first what is left out, last what is unread."""
        yield from (note for key, note in _NOTES.items() if key in self.seen)
        if unknown := text.count(UNKNOWN):
            yield f"有 {unknown} 处字符无法识别，已用 {UNKNOWN} 代替"
        if self.broken:
            yield f"第 {_numbers(self.broken)} 页已损坏，其中的文字未读取"
        if self.recognised:
            doubts = len(settled(text)[1])
            doubted = f"，其中 {doubts} 处数字两次识别不一致或把握不大，与之有关的不符只列为无法核对" if doubts else ""
            yield f"第 {_numbers(self.recognised)} 页是图像，文字由识别（OCR）得到{doubted}"
        for page, numbers in self.unlike.items():
            yield f"第 {page} 页的文字层有 {numbers} 处数字与页面所显示的不一致，与之有关的不符只列为无法核对"
        if self.images:
            pages = _numbers(self.images)
            yield f"第 {pages} 页是图像，没有文字层，请另附能复制文字的文件{self._offer}；图像中的文字未读取"


def _numbers(pages: Sequence[int]) -> str:
    """Return page numbers as a person writes them: 1-3、5."""
    ranges: list[list[int]] = []
    for page in pages:
        if ranges and page == ranges[-1][1] + 1:
            ranges[-1][1] = page
        else:
            ranges.append([page, page])
    return "、".join(f"{first}" if first == last else f"{first}-{last}" for first, last in ranges)
