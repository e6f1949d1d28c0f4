"""Files of other kinds that may well be handed in and cannot be read: called by their name, with what to do."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from audit_cli.errors import UnknownFormat

_XML_FROM = 4096
_BEFORE_XML = b"\xef\xbb\xbf \r\n\t"


class Foreign(NamedTuple):
    """A kind of file by its name in both languages, and what its user can do."""

    zh: str
    en: str
    advice_zh: str
    advice_en: str

    def error(self, path: str) -> UnknownFormat:
        """Return the error for the file at *path*."""
        return UnknownFormat(
            f"{path}：是 {self.zh}，不能读取；{self.advice_zh}",
            f"{path}: {self.en}, which cannot be read; {self.advice_en}",
        )


def _saved_as(zh: str, en: str, program: str, suffix: str) -> Foreign:
    return Foreign(
        zh, en, f"请用 {program} 或 WPS 打开后另存为 {suffix}", f"open it in {program} and save it as {suffix}"
    )


_BEGINNINGS = {
    b"{\\rt": _saved_as("RTF 文件", "an RTF file", "Word", "docx"),
    b"Rar!": Foreign("RAR 压缩包", "a RAR archive", "请解压后审核，或改用 zip", "unpack it, or pack it as zip"),
}
# what office programs write as one file of XML, and web systems export under the names of their usual files
_NAMESPACES = {
    b"urn:schemas-microsoft-com:office:spreadsheet": _saved_as("Excel 2003 XML", "Excel 2003 XML", "Excel", "xlsx"),
    b"schemas.microsoft.com/office/word/2003/wordml": _saved_as("Word 2003 XML", "Word 2003 XML", "Word", "docx"),
    b"schemas.microsoft.com/office/2006/xmlPackage": _saved_as("Word XML", "Word XML", "Word", "docx"),
    b"urn:oasis:names:tc:opendocument:xmlns:office:1.0": _saved_as(
        "OpenDocument XML", "OpenDocument XML", "LibreOffice", "odt / ods"
    ),
}
_PARTS = {
    "xl/workbook.bin": _saved_as("xlsb（Excel 二进制工作簿）", "xlsb, a binary workbook", "Excel", "xlsx"),
    "ppt/presentation.xml": _saved_as("PowerPoint 演示文稿", "a presentation", "PowerPoint", "pdf"),
}
# how they are usually called, as far as they may be reports
OTHER_SUFFIXES = (".rtf", ".rar", ".xlsb")


def foreign_file(data: bytes) -> Foreign | None:
    """Return what *data* is by its beginning; None for anything else. Web pages may name the same namespaces."""
    for beginning, kind in _BEGINNINGS.items():
        if data.startswith(beginning):
            return kind
    head = data[:_XML_FROM].lstrip(_BEFORE_XML)
    if not head.startswith(b"<?xml") or b"<html" in head.lower():
        return None
    return next((kind for namespace, kind in _NAMESPACES.items() if namespace in head), None)


def foreign_package(names: Collection[str]) -> Foreign | None:
    """Return what a zip package with parts of these *names* is; None for anything else."""
    return next((kind for part, kind in _PARTS.items() if part in names), None)
