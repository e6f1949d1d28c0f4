"""Opens zip packages (Word, Excel) within limits: nothing is unpacked that is too large, encrypted or cut off."""

from __future__ import annotations

import posixpath
import struct
import zipfile
import zlib
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple

from audit_cli.errors import Damaged, Encrypted, TooLarge, UnknownFormat
from audit_cli.readers.limits import Limits
from audit_cli.readers.unlocked import OLE, is_locked

if TYPE_CHECKING:
    from lxml.etree import _Element

_DOCTYPES = tuple("<!DOCTYPE".encode(code) for code in ("ascii", "utf-16-le", "utf-16-be"))
_XML = (".xml", ".rels")
RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
# the namespaces of Strict OOXML and the usual (Transitional) ones that mean the same
_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
    (b"http://purl.oclc.org/ooxml/spreadsheetml/main", b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"),
    (b"http://purl.oclc.org/ooxml/officeDocument/", b"http://schemas.openxmlformats.org/officeDocument/2006/"),
)  # fmt: skip
# what zipfile and zlib raise for bytes that are no sound package
UNSOUND = (
    zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, struct.error,
    EOFError, OSError, ValueError, OverflowError, RuntimeError, KeyError,
)  # fmt: skip


class Source(NamedTuple):
    """What the user calls the file, for the errors: its path and the program it belongs to."""

    path: str
    application: str

    def damaged(self) -> Damaged:
        """Return the error for a file that is cut off or is not what its name says."""
        return Damaged(
            f"{self.path}：不是有效的 {self.application} 文件或已被截断，请用 {self.application} 或 WPS 打开后重新保存",
            f"{self.path}: not a sound {self.application} file, or cut off; open it in {self.application} or WPS "
            "and save it anew",
        )

    def ambiguous(self) -> Damaged:
        """Return the error for a package that has two different parts of one name: programs would show either."""
        return Damaged(
            f"{self.path}：文件内有同名而内容不同的部分，不能确定以哪个为准，请用 {self.application} 打开后重新保存",
            f"{self.path}: two different parts have one name, and either may be shown; open it in {self.application} "
            "and save it anew",
        )

    def too_large(self) -> TooLarge:
        """Return the error for a package that unpacks to more than the limits allow."""
        return TooLarge(
            f"{self.path}：解压后过大，可能不是正常的 {self.application} 文件，未读取",
            f"{self.path}: unpacks to more than a {self.application} file should; it was not read",
        )

    def encrypted(self) -> Encrypted:
        return Encrypted(
            f"{self.path}：文件有密码，请去掉密码后另存", f"{self.path}: has a password; save a copy without it"
        )


class Package(NamedTuple):
    """An opened package and its entries by normalised name."""

    archive: zipfile.ZipFile
    entries: dict[str, zipfile.ZipInfo]
    source: Source


def open_package(data: bytes, source: Source, limits: Limits | None = None) -> Package:
    """Return the package in *data*; nothing is unpacked yet.

    Raises Encrypted, Damaged, or UnknownFormat for the old binary formats.
    """
    limits = limits or Limits()
    if is_locked(data):
        raise source.encrypted()
    if data.startswith(OLE):
        raise UnknownFormat(
            f"{source.path}：是旧版二进制文件，请用 {source.application} 或 WPS 另存为新版格式",
            f"{source.path}: an old binary file; save it in the current format of {source.application} or WPS",
        )
    try:
        archive = zipfile.ZipFile(BytesIO(data))
        infos = archive.infolist()
    except (*UNSOUND, NotImplementedError) as error:
        raise source.damaged() from error
    entries: dict[str, zipfile.ZipInfo] = {}
    for info in infos:
        other = entries.setdefault(_normal(info.filename), info)
        if (other.CRC, other.file_size) != (info.CRC, info.file_size) and info.filename.lower().endswith(_XML):
            raise source.ambiguous()
    # only XML is ever unpacked: photographs and embedded objects do not count
    read = [info for name, info in entries.items() if name.endswith(_XML)]
    if any(info.flag_bits & 0x1 for info in read):
        raise source.encrypted()
    for info in read:
        if info.file_size > limits.part or _is_bomb(info, limits):
            raise source.too_large()
    if sum(info.file_size for info in read) > limits.total:
        raise source.too_large()
    return Package(archive, entries, source)


def _normal(name: str) -> str:
    """Part names do not heed case; some writers use backslashes or a leading slash."""
    return name.replace("\\", "/").lstrip("/").lower()


def _is_bomb(info: zipfile.ZipInfo, limits: Limits) -> bool:
    return info.file_size > limits.ratio_from and info.file_size > limits.ratio * max(info.compress_size, 1)


def entry_of(package: Package, name: str) -> zipfile.ZipInfo | None:
    """Return the entry of the part *name*, or None if the package has no such part."""
    return package.entries.get(_normal(name))


def read_part(package: Package, name: str) -> bytes | None:
    """Return the bytes of the part *name*, or None if the package has no such part."""
    info = entry_of(package, name)
    if info is None:
        return None
    if not _normal(name).endswith(_XML) or info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise package.source.damaged()
    try:
        # zipfile stops at the size that was declared, and checks the checksum
        data = package.archive.read(info)
    except UNSOUND as error:
        raise package.source.damaged() from error
    if b"http://purl.oclc.org/ooxml/" in data:
        for strict, usual in _STRICT:
            data = data.replace(strict, usual)
    return data


def read_media(package: Package, name: str, limits: Limits) -> bytes | None:
    """Return an image or the like, or None if the package has none of that name that can be unpacked within limits."""
    info = package.entries.get(_normal(name))
    if info is None or info.file_size > limits.part or info.flag_bits & 0x1 or _is_bomb(info, limits):
        return None
    try:
        return package.archive.read(info)
    except (*UNSOUND, NotImplementedError):
        return None


def checked_xml(package: Package, name: str) -> bytes | None:
    """Return the part *name* like `read_part`; Damaged if it declares a document type, which no office program does."""
    data = read_part(package, name)
    if data is not None and any(doctype in data for doctype in _DOCTYPES):
        raise package.source.damaged()
    return data


def read_xml(package: Package, name: str, skipped: tuple[bytes, bytes] | None = None) -> _Element | None:
    """Return the root of the part *name*, parsed without entities, network or great depth; None if there is none.

    Elements that begin and end with the bytes *skipped* are left out, to save time.
    """
    data = checked_xml(package, name)
    if data is None:
        return None
    return parsed_xml(data if skipped is None else _without(data, *skipped), package.source)


def parsed_xml(data: bytes, source: Source) -> _Element:
    """Return the root of *data*, parsed without entities, network or great depth; raises Damaged."""
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.LxmlError, ValueError) as error:
        raise source.damaged() from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise source.damaged()
    return root


def _without(data: bytes, start: bytes, end: bytes) -> bytes:
    pieces = []
    at = 0
    tag = start.split(b" ")[0] + b" "
    while (begin := data.find(start, at)) >= 0 and (stop := data.find(end, begin)) >= 0:
        if data.find(tag, begin + 1, stop) >= 0:
            # an element without an end of its own: the end found is another's
            break
        pieces.append(data[at:begin])
        at = stop + len(end)
    return b"".join([*pieces, data[at:]])


def related_parts(package: Package, source: str) -> dict[str, list[tuple[str, str]]]:
    """Return the parts that *source* ("" is the package) refers to: type (its last word) -> [(id, part name)]."""
    folder, base = posixpath.split(source)
    root = read_xml(package, posixpath.join(folder, "_rels", f"{base}.rels"))
    parts: dict[str, list[tuple[str, str]]] = {}
    for relation in () if root is None else root.iterchildren(RELATION):
        target = relation.get("Target", "")
        if relation.get("TargetMode") == "External" or not target:
            continue
        kind = relation.get("Type", "").rsplit("/", 1)[-1]
        name = posixpath.normpath(posixpath.join("/", folder, target.replace("\\", "/"))).lstrip("/")
        parts.setdefault(kind, []).append((relation.get("Id", ""), name))
    return parts


def main_part(package: Package, usual: str) -> str:
    """Return the name of the package's main document; UnknownFormat if it is not of the kind that *usual* names."""
    folder = usual.split("/", 1)[0] + "/"
    for _, name in related_parts(package, "").get("officeDocument", []):
        if name.lower().startswith(folder) and name.lower().endswith(_XML) and _normal(name) in package.entries:
            return name
    if usual in package.entries:
        return usual
    if "[content_types].xml" in package.entries and not any(n.endswith("workbook.bin") for n in package.entries):
        raise package.source.damaged()
    raise UnknownFormat(
        f"{package.source.path}：不是 {package.source.application} 文件（压缩包内没有 {usual}）",
        f"{package.source.path}: not a {package.source.application} file; there is no {usual} in it",
    )
