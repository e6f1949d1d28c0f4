"""Zip archives, also as Windows packs them with Chinese names in GBK."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterator
from functools import partial
from io import BytesIO

from audit_cli.errors import TooLarge, UnknownFormat
from audit_cli.readers.containers.members import Member, Wanted, clean_name, damaged, encrypted
from audit_cli.readers.limits import Options

_UTF8_FLAG, _ENCRYPTED_FLAG = 0x800, 0x1
_UNSOUND = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError, OverflowError)


def zip_members(path: str, data: bytes, options: Options, is_wanted: Wanted) -> Iterator[Member]:
    """Yield the files of the archive *data* that are wanted; raises Damaged."""
    try:
        archive = zipfile.ZipFile(BytesIO(data))
    except (*_UNSOUND, NotImplementedError) as error:
        raise damaged(path) from error
    for info in archive.infolist():
        if not info.is_dir() and is_wanted(name := clean_name(_name(info))):
            yield Member(name, info.file_size, partial(_read, archive, info, f"{path}/{name}", options))


def _name(info: zipfile.ZipInfo) -> str:
    """Return the name of a member; without the flag for UTF-8 it stands in the encoding of the packer's system."""
    if info.flag_bits & _UTF8_FLAG:
        return info.filename
    # zipfile decodes it as cp437, which loses nothing
    raw = info.filename.encode("cp437", "replace")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("gb18030", "replace")


def _read(archive: zipfile.ZipFile, info: zipfile.ZipInfo, place: str, options: Options) -> bytes:
    limits = options.limits
    if info.file_size > limits.ratio_from and info.file_size > limits.ratio * max(info.compress_size, 1):
        raise TooLarge(f"{place}：解压后过大，未读取", f"{place}: unpacks to too much; it was not read")
    if info.flag_bits & _ENCRYPTED_FLAG and not options.password:
        raise encrypted(place)
    try:
        # zipfile stops at the size that was declared, and checks the checksum
        return archive.read(info, options.password.encode() or None)
    except NotImplementedError as error:
        raise UnknownFormat(
            f"{place}：压缩方法不能读取，请解压后审核", f"{place}: packed in a way that cannot be read; unpack it"
        ) from error
    except RuntimeError as error:
        # what zipfile raises for a wrong password
        raise encrypted(place) from error
    except _UNSOUND as error:
        raise damaged(place) from error
