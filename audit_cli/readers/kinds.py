"""What kind of file this is: its content says so; only among texts does the name decide."""

from __future__ import annotations

import hashlib
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from importlib import import_module
from io import BytesIO
from itertools import chain
from pathlib import Path
from typing import NamedTuple, cast

from audit_cli.errors import Damaged, MissingExtra, UnknownFormat
from audit_cli.model import Document, Note
from audit_cli.readers.compound import open_compound
from audit_cli.readers.containers.members import Member, Wanted
from audit_cli.readers.foreign import foreign_file, foreign_package
from audit_cli.readers.limits import Options
from audit_cli.readers.markup.marks import markup_kind
from audit_cli.readers.unlocked import OLE, encrypted, is_locked

Reader = Callable[[str, bytes, Options], Document]
Converter = Callable[[str, bytes, Options], tuple[bytes, tuple[Note, ...]]]
Opener = Callable[[str, bytes, Options, Wanted], Iterator[Member]]

# the records of an old workbook without the cover that Excel puts around them
BIFF = (b"\x09\x08\x10\x00\x00\x06", b"\x09\x08\x08\x00\x00\x05")
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
_OFFICE = {
    ".docx": "Word", ".docm": "Word", ".doc": "Word", ".xlsx": "Excel", ".xlsm": "Excel", ".xls": "Excel",
    ".wps": "WPS", ".et": "WPS", ".odt": "LibreOffice", ".ods": "LibreOffice",
}  # fmt: skip


def _loaded(place: str) -> object:
    module, function = place.split(":")
    return getattr(import_module(f"audit_cli.readers.{module}"), function)


class Kind(NamedTuple):
    """A kind of file: its name in `Document.format`, where its reader is, and what its files are usually called.

    *converter*, if any, makes of it what the reader reads.
    """

    name: str
    reader: str
    suffixes: tuple[str, ...]
    converter: str = ""

    @property
    def is_text(self) -> bool:
        """Whether its files are plain text, which no mark tells apart from other text."""
        return self.reader.startswith(("text.", "workbook.separated:"))

    def load(self) -> Reader:
        """Return the reader; only now are its libraries imported."""
        reader = cast(Reader, _loaded(self.reader))
        return _behind(cast(Converter, _loaded(self.converter)), reader, self.name) if self.converter else reader


def _behind(convert: Converter, reader: Reader, name: str) -> Reader:
    """Return the reader of what *convert* makes of files of the kind *name*."""

    def read(path: str, data: bytes, options: Options) -> Document:
        converted, notes = convert(path, data, options)
        document = reader(path, converted, options)
        said = tuple(dict.fromkeys((*notes, *document.notes)))
        return document._replace(sha256=hashlib.sha256(data).hexdigest(), format=name, notes=said)

    return read


class Container(NamedTuple):
    """A kind of file that holds files: where its opener is, and what its files are usually called."""

    opener: str
    suffixes: tuple[str, ...]

    def load(self) -> Opener:
        """Return the function that yields the members that are wanted; only now are its libraries imported."""
        return cast(Opener, _loaded(self.opener))


KINDS = {
    kind.name: kind
    for kind in (
        Kind("docx", "word.docx:read_docx", (".docx", ".docm", ".dotx", ".dotm")),
        Kind("doc", "word.docx:read_docx", (".doc", ".dot", ".wps", ".wpt"), converter="word.doc:docx_of"),
        Kind("odt", "word.odt:read_odt", (".odt", ".ott")),
        Kind("xlsx", "workbook.xlsx:read_xlsx", (".xlsx", ".xlsm", ".xltx", ".xltm")),
        Kind("pdf", "pages.pdf:read_pdf", (".pdf",)),
        Kind("ofd", "pages.ofd:read_ofd", (".ofd",)),
        Kind("xls", "workbook.xls:read_xls", (".xls", ".xlt", ".et", ".ett")),
        Kind("ods", "workbook.ods:read_ods", (".ods", ".ots")),
        Kind("html", "markup.html:read_html", (".html", ".htm", ".xhtml")),
        Kind("mht", "markup.mht:read_mht", (".mht", ".mhtml")),
        Kind("csv", "workbook.separated:read_csv", (".csv", ".tsv")),
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
_OFD = "ofd.xml"
# what a package of OpenDocument says it is; templates say more
_MIMETYPE = "mimetype"
_MIMETYPES = {
    b"application/vnd.oasis.opendocument.text": "odt",
    b"application/vnd.oasis.opendocument.spreadsheet": "ods",
}
_LONGEST_MIMETYPE = 100
# the same of compound files
_STREAMS = {"worddocument": "doc", "workbook": "xls", "book": "xls"}
_TEXTS = tuple(name for name, kind in KINDS.items() if kind.is_text)
_TABBED = 4096
# what folders are searched for, where images are mostly photographs
_SEARCHED = [kind for kind in KINDS.values() if kind.name != "image"]
SUFFIXES = tuple(chain(*(kind.suffixes for kind in _SEARCHED), *(kind.suffixes for kind in CONTAINERS)))


def kind_of(path: str, data: bytes) -> Kind | Container:
    """Return the kind of the file *data*; raises UnknownFormat, Damaged or Encrypted if no reader is for it."""
    if data.startswith(ZIP):
        return _package(path, data)
    if data.startswith(OLE):
        return _compound(path, data)
    if data.startswith(BIFF):
        return KINDS["xls"]
    if data.startswith(_SEVEN_ZIP_MAGIC):
        return _SEVEN_ZIP
    if data.startswith(_GZIP) or data.startswith(_TAR_MAGIC, _TAR_MAGIC_AT):
        return _TAR
    head = data[:_PDF_FROM]
    if _PDF in head and (head.lstrip().startswith(_PDF) or path.lower().endswith(".pdf")):
        return KINDS["pdf"]
    if data.startswith(_IMAGES) and b"\x00" in data:
        return KINDS["image"]
    if other := foreign_file(data):
        raise other.error(path)
    # before mails and texts: a saved page has headers like a mail, and its name may be that of an office file
    if markup := markup_kind(Path(path).suffix.lower(), data):
        return KINDS[markup]
    if _FIRST_HEADER.match(data) and _MAIL_HEADER.search(data, 0, _HEADERS):
        return _MAIL
    return KINDS[_text(path, data)]


def suffix_note(path: str, kind: Kind) -> Note | None:
    """Return what must be said of a file that is not what its name says; None if it is."""
    suffix = Path(path).suffix.lower()
    if suffix in kind.suffixes or not suffix or (kind.name in _TEXTS and suffix not in _OFFICE):
        return None
    return Note("suffix", (suffix, kind.name))


def _package(path: str, data: bytes) -> Kind | Container:
    suffix = Path(path).suffix.lower()
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = set(archive.namelist())
            said = _mimetype(archive) if _MIMETYPE in names else b""
    except (zipfile.BadZipFile, zlib.error, ValueError, NotImplementedError, RuntimeError, EOFError, OSError):
        raise Damaged(
            f"{path}：文件已损坏或不完整，请重新获取，或用 Word、Excel 打开后另存",
            f"{path}: damaged or cut off; get it again, or open it in Word or Excel and save it anew",
        ) from None
    for part, name in _PARTS.items():
        if part in names:
            return KINDS[name]
    # its writers differ in case and in strokes
    if any(name.lower().lstrip("/\\") == _OFD for name in names):
        return KINDS["ofd"]
    for beginning, name in _MIMETYPES.items():
        if said.startswith(beginning):
            return KINDS[name]
    if other := foreign_package(names):
        raise other.error(path)
    if suffix in _OFFICE:
        raise _not_of(path, _OFFICE[suffix])
    return _ZIP


def _mimetype(archive: zipfile.ZipFile) -> bytes:
    info = archive.getinfo(_MIMETYPE)
    return archive.read(info) if info.file_size <= _LONGEST_MIMETYPE else b""


def _compound(path: str, data: bytes) -> Kind:
    try:
        names = open_compound(path, data, "xls" if Path(path).suffix.lower() in KINDS["xls"].suffixes else "doc").names
    except MissingExtra:
        if is_locked(data):
            raise encrypted(path) from None
        raise
    if "encryptedpackage" in names:
        raise encrypted(path)
    for stream, name in _STREAMS.items():
        if stream in names:
            return KINDS[name]
    raise UnknownFormat(
        f"{path}：不是 Word、Excel 或 WPS 文档，请另存为 docx 或 xlsx",
        f"{path}: not a document of Word, Excel or WPS; save it as docx or xlsx",
    )


def _text(path: str, data: bytes) -> str:
    """Return the kind of a file that has no mark of any other: a text, to go by its size and name."""
    if not data.strip():
        raise Damaged(
            f"{path}：文件是空的，请确认是否完整，或重新获取", f"{path}: the file is empty; check it, or get it again"
        )
    suffix = Path(path).suffix.lower()
    if _OFFICE.get(suffix) == "Excel" and _is_tabbed(data):
        return "csv"
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


def _is_tabbed(data: bytes) -> bool:
    """Whether most lines have tabs: what many programs export under the name of an Excel file."""
    lines = [line for line in data[:_TABBED].splitlines() if line.strip()]
    return b"\x00" not in data[:_TABBED] and 2 * sum(b"\t" in line for line in lines) > len(lines)
