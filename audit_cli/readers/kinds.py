"""What kind of file this is: its content says so; only among texts does the name decide."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterator
from importlib import import_module
from io import BytesIO
from itertools import chain
from pathlib import Path
from typing import NamedTuple, cast

from audit_cli.errors import Damaged, Encrypted, UnknownFormat
from audit_cli.model import Document
from audit_cli.readers.containers.members import Member
from audit_cli.readers.limits import Options
from audit_cli.readers.unlocked import OLE, is_locked

Reader = Callable[[str, bytes, Options], Document]
Opener = Callable[[str, bytes, Options], Iterator[Member]]

ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_PDF = b"%PDF-"
_PDF_FROM = 1024  # bytes of something else that may stand before
_SEVEN_ZIP_MAGIC = b"7z\xbc\xaf\x27\x1c"
_GZIP = b"\x1f\x8b"
_TAR_MAGIC, _TAR_MAGIC_AT = b"ustar", 257
# a mail begins with its headers, and one of them says that it may have attachments
_FIRST_HEADER = re.compile(rb"\s{0,9}[A-Z][\w-]{1,40}:[ \t]")
_MAIL_HEADER = re.compile(rb"^MIME-Version:", re.MULTILINE | re.IGNORECASE)
_HEADERS = 8192
_IMAGES = (b"\x89PNG", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*", b"BM")
_FOREIGN = {
    b"{\\rt": "RTF",
    b"Rar!": "RAR",
}
_OFFICE = {".docx": "Word", ".docm": "Word", ".doc": "Word", ".xlsx": "Excel", ".xlsm": "Excel", ".xls": "Excel"}


def _loaded(place: str) -> object:
    module, function = place.split(":")
    return getattr(import_module(f"audit_cli.readers.{module}"), function)


class Kind(NamedTuple):
    """A kind of file: its name in `Document.format`, where its reader is, and what its files are usually called."""

    name: str
    reader: str
    suffixes: tuple[str, ...]

    @property
    def is_text(self) -> bool:
        """Whether its files are plain text, which no mark tells apart from other text."""
        return self.reader.startswith("text.")

    def load(self) -> Reader:
        """Return the reader; only now are its libraries imported."""
        return cast(Reader, _loaded(self.reader))


class Container(NamedTuple):
    """A kind of file that holds files: where its opener is, and what its files are usually called."""

    opener: str
    suffixes: tuple[str, ...]

    def load(self) -> Opener:
        """Return the function that yields its members; only now are its libraries imported."""
        return cast(Opener, _loaded(self.opener))


KINDS = {
    kind.name: kind
    for kind in (
        Kind("docx", "word.docx:read_docx", (".docx", ".docm")),
        Kind("xlsx", "workbook.xlsx:read_xlsx", (".xlsx", ".xlsm")),
        Kind("pdf", "pages.pdf:read_pdf", (".pdf",)),
        Kind("image", "pages.image:read_image", (".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp")),
        Kind("md", "text.txt:read_txt", (".md", ".markdown")),
        Kind("txt", "text.txt:read_txt", (".txt", ".text")),
    )
}
_ZIP = Container("containers.zipped:zip_members", (".zip",))
_TAR = Container("containers.tarred:tar_members", (".tar.gz", ".tgz", ".tar"))
_SEVEN_ZIP = Container("containers.sevenzip:sevenzip_members", (".7z",))
_MAIL = Container("containers.mail:mail_members", (".eml",))
CONTAINERS = (_ZIP, _TAR, _SEVEN_ZIP, _MAIL)
# a part that every package of a kind has
_PARTS = {"word/document.xml": "docx", "xl/workbook.xml": "xlsx"}
_TEXTS = tuple(name for name, kind in KINDS.items() if kind.is_text)
# what folders are searched for, where images are mostly photographs; and what may be a report, too, but cannot be read
_SEARCHED = [kind for kind in KINDS.values() if kind.name != "image"]
SUFFIXES = tuple(chain(*(kind.suffixes for kind in _SEARCHED), *(kind.suffixes for kind in CONTAINERS)))
OTHER_SUFFIXES = (".doc", ".xls", ".wps", ".et", ".ofd", ".rtf", ".odt", ".ods")


def kind_of(path: str, data: bytes) -> Kind | Container:
    """Return the kind of the file *data*; raises UnknownFormat, Damaged or Encrypted if no reader is for it."""
    if data.startswith(ZIP):
        return _package(path, data)
    if data.startswith(OLE):
        return _compound(path, data)
    if data.startswith(_SEVEN_ZIP_MAGIC):
        return _SEVEN_ZIP
    if data.startswith(_GZIP) or data[_TAR_MAGIC_AT:].startswith(_TAR_MAGIC):
        return _TAR
    if _PDF in data[:_PDF_FROM] and (data.lstrip().startswith(_PDF) or path.lower().endswith(".pdf")):
        return KINDS["pdf"]
    if data.startswith(_IMAGES) and b"\x00" in data:
        return KINDS["image"]
    for magic, name in _FOREIGN.items():
        if data.startswith(magic):
            raise UnknownFormat(
                f"{path}：是{name}文件，不能读取，请另存为 docx、xlsx 或 txt",
                f"{path}: a {name} file, which cannot be read; save it as docx, xlsx or txt",
            )
    if _FIRST_HEADER.match(data) and _MAIL_HEADER.search(data, 0, _HEADERS):
        return _MAIL
    return KINDS[_text(path, data)]


def suffix_note(path: str, kind: Kind) -> str:
    """Return what must be said of a file that is not what its name says; "" if it is."""
    suffix = Path(path).suffix.lower()
    if suffix in kind.suffixes or not suffix or kind.name in _TEXTS:
        return ""
    return f"扩展名是 {suffix}，内容却是 {kind.name}，已按内容读取"


def _package(path: str, data: bytes) -> Kind | Container:
    suffix = Path(path).suffix.lower()
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
            return KINDS[name]
    if suffix in _OFFICE:
        raise _not_of(path, _OFFICE[suffix])
    return _ZIP


def _compound(path: str, data: bytes) -> Kind:
    if is_locked(data):
        raise Encrypted(
            f"{path}：文件有密码保护，请用 --password 给出密码，或去掉密码后另存",
            f"{path}: protected by a password; give it with --password, or save a copy without",
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
        raise _not_of(path, _OFFICE[suffix])
    for name in _TEXTS:
        if suffix in KINDS[name].suffixes:
            return name
    if suffix and b"\x00" not in data:
        raise UnknownFormat(
            f"{path}：不认识扩展名 {suffix}，请另存为 docx、xlsx 或 txt；本是纯文本的，改名为 .txt",
            f"{path}: unknown extension {suffix}; save it as docx, xlsx or txt, or, if plain text, rename it to .txt",
        )
    return "txt"


def _not_of(path: str, application: str) -> Damaged:
    return Damaged(
        f"{path}：内容不是 {application} 文档，请用 {application} 重新保存；本是纯文本的，改名为 .txt",
        f"{path}: not what {application} writes; save it anew there, or, if plain text, rename it to .txt",
    )
