"""What kind of file this is: its content says so; only among texts does the name decide."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from importlib import import_module
from io import BytesIO
from pathlib import Path
from typing import NamedTuple, cast

from audit_cli.errors import Damaged, Encrypted, UnknownFormat
from audit_cli.model import Document
from audit_cli.readers.limits import Options

Reader = Callable[[str, bytes, Options], Document]

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_PDF = b"%PDF-"
_PDF_FROM = 1024  # bytes of something else that may stand before
# names in an OLE directory are UTF-16
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_FOREIGN = {
    b"{\\rt": "RTF",
    b"\x89PNG": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"Rar!": "RAR",
    b"7z\xbc\xaf": "7z",
}
_OFFICE = {".docx": "Word", ".docm": "Word", ".doc": "Word", ".xlsx": "Excel", ".xlsm": "Excel", ".xls": "Excel"}


class Kind(NamedTuple):
    """A kind of file: its name in `Document.format`, where its reader is, and what its files are usually called."""

    name: str
    reader: str
    suffixes: tuple[str, ...]

    def load(self) -> Reader:
        """Return the reader; only now are its libraries imported."""
        module, function = self.reader.split(":")
        return cast(Reader, getattr(import_module(f"audit_cli.readers.{module}"), function))


KINDS = {
    kind.name: kind
    for kind in (
        Kind("docx", "word.docx:read_docx", (".docx", ".docm")),
        Kind("xlsx", "workbook.xlsx:read_xlsx", (".xlsx", ".xlsm")),
        Kind("pdf", "pages.pdf:read_pdf", (".pdf",)),
        Kind("md", "text.txt:read_txt", (".md", ".markdown")),
        Kind("txt", "text.txt:read_txt", (".txt", ".text")),
    )
}
# a part that every package of a kind has
_PARTS = {"word/document.xml": "docx", "xl/workbook.xml": "xlsx"}
_TEXTS = tuple(name for name, kind in KINDS.items() if kind.reader.startswith("text."))
# what folders are searched for, and what may hold a report, too, but cannot be read
SUFFIXES = tuple(suffix for kind in KINDS.values() for suffix in kind.suffixes)
OTHER_SUFFIXES = (".doc", ".xls", ".wps", ".et", ".ofd", ".rtf", ".odt", ".ods")


def kind_of(path: str, data: bytes) -> Kind:
    """Return the kind of the file *data*; raises UnknownFormat, Damaged or Encrypted if no reader is for it."""
    if data.startswith(ZIP):
        return KINDS[_package(path, data)]
    if data.startswith(OLE):
        return KINDS[_compound(path, data)]
    if _PDF in data[:_PDF_FROM] and (data.lstrip().startswith(_PDF) or path.lower().endswith(".pdf")):
        return KINDS["pdf"]
    for magic, name in _FOREIGN.items():
        if data.startswith(magic):
            raise UnknownFormat(
                f"{path}：是{name}文件，不能读取，请另存为 docx、xlsx 或 txt",
                f"{path}: a {name} file, which cannot be read; save it as docx, xlsx or txt",
            )
    return KINDS[_text(path, data)]


def suffix_note(path: str, kind: Kind) -> str:
    """Return what must be said of a file that is not what its name says; "" if it is."""
    suffix = Path(path).suffix.lower()
    if suffix in kind.suffixes or not suffix or kind.name in _TEXTS:
        return ""
    return f"扩展名是 {suffix}，内容却是 {kind.name}，已按内容读取"


def _package(path: str, data: bytes) -> str:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, UnicodeDecodeError):
        raise Damaged(
            f"{path}：文件已损坏或不完整，请重新获取，或用 Word、Excel 打开后另存",
            f"{path}: damaged or cut off; get it again, or open it in Word or Excel and save it anew",
        ) from None
    for part, name in _PARTS.items():
        if part in names:
            return name
    raise UnknownFormat(
        f"{path}：压缩包里没有 Word 或 Excel 文档，请解压后指定其中的文件",
        f"{path}: a zip archive that is no Word or Excel document; unpack it and name the files",
    )


def _compound(path: str, data: bytes) -> str:
    if _ENCRYPTED in data:
        raise Encrypted(
            f"{path}：文件有密码保护，请去掉密码后另存",
            f"{path}: protected by a password; remove the password and save it again",
        )
    raise UnknownFormat(
        f"{path}：是旧版 Office 格式（doc、xls、wps），请另存为 docx 或 xlsx",
        f"{path}: an old Office format (doc, xls, wps); save it as docx or xlsx",
    )


def _text(path: str, data: bytes) -> str:
    """Return the kind of a file that has no mark of any other: a text, to go by its size and name."""
    if not data.strip():
        raise Damaged(
            f"{path}：文件是空的，请确认是否完整，或重新获取", f"{path}: the file is empty; check it, or get it again"
        )
    suffix = Path(path).suffix.lower()
    if suffix in _OFFICE:
        raise Damaged(
            f"{path}：内容不是 {_OFFICE[suffix]} 文档，请用 {_OFFICE[suffix]} 重新保存；本是纯文本的，改名为 .txt",
            f"{path}: not what {_OFFICE[suffix]} writes; save it anew there, or, if plain text, rename it to .txt",
        )
    for name in _TEXTS:
        if suffix in KINDS[name].suffixes:
            return name
    if suffix and b"\x00" not in data:
        raise UnknownFormat(
            f"{path}：不认识扩展名 {suffix}，请另存为 docx、xlsx 或 txt；本是纯文本的，改名为 .txt",
            f"{path}: unknown extension {suffix}; save it as docx, xlsx or txt, or, if plain text, rename it to .txt",
        )
    return "txt"
