"""Looks into OLE compound files, in which doc, xls, wps and locked docx and xlsx come: what is in their directory."""

from __future__ import annotations

import struct
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple

from audit_cli.errors import Damaged, MissingExtra

if TYPE_CHECKING:
    from olefile import OleFileIO

# WPS writes a class id where the header must be zero; most programs refuse such a file
_CLASS_ID = slice(8, 24)
_SECTOR_SIZES = {9: 512, 12: 4096}
_MINI_SECTOR_SHIFT = 6
_ENTRIES_PER_SECTOR = 128
# what olefile raises for bytes that are no sound compound file
_UNSOUND = (OSError, ValueError, LookupError, TypeError, AttributeError, struct.error, OverflowError, RecursionError)


class Compound(NamedTuple):
    """An opened compound file and the streams and storages at its top, in lower case, as names do not heed case."""

    archive: OleFileIO
    names: dict[str, str]
    path: str

    def stream(self, name: str) -> bytes:
        """Return the bytes of the stream *name* (in lower case); raises Damaged."""
        try:
            return bytes(self.archive.openstream(self.names[name]).read())
        except _UNSOUND as error:
            raise _damaged(self.path) from error


def open_compound(path: str, data: bytes, extra: str) -> Compound:
    """Return what is in the compound file *data*; raises Damaged, or MissingExtra, which names *extra*."""
    try:
        import olefile
    except ImportError:
        raise MissingExtra(path, "doc、xls、wps", extra) from None
    if not _is_bounded(data):
        raise _damaged(path)
    try:
        archive = olefile.OleFileIO(BytesIO(data))
        names = {entry.name.lower(): entry.name for entry in archive.root.kids}
    except _UNSOUND as error:
        raise _damaged(path) from error
    return Compound(archive, names, path)


def without_class_id(data: bytes) -> bytes:
    """Return the file with a header as the format asks for."""
    return data[: _CLASS_ID.start] + bytes(16) + data[_CLASS_ID.stop :] if any(data[_CLASS_ID]) else data


def _is_bounded(data: bytes) -> bool:
    """Whether the header claims no more than the file can hold: its table of sectors must not be read for ever."""
    if len(data) < 512:
        return False
    shift, mini_shift = struct.unpack_from("<HH", data, 30)
    (tables,) = struct.unpack_from("<I", data, 44)
    if shift not in _SECTOR_SIZES or mini_shift != _MINI_SECTOR_SHIFT:
        return False
    sectors = len(data) // _SECTOR_SIZES[shift] + 1
    return bool(tables <= 2 * (sectors // _ENTRIES_PER_SECTOR + 1))


def _damaged(path: str) -> Damaged:
    return Damaged(
        f"{path}：文件已损坏或不完整，请重新获取，或用 Word、Excel、WPS 打开后另存为 docx、xlsx",
        f"{path}: damaged or cut off; get it again, or open it in Word, Excel or WPS and save it as docx or xlsx",
    )
