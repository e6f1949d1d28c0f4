"""7z archives, through py7zr."""

from __future__ import annotations

import lzma
import struct
from collections.abc import Iterator
from io import BytesIO

from audit_cli.errors import MissingExtra, TooLarge, UnknownFormat
from audit_cli.readers.containers.members import Member, Wanted, clean_name, damaged, encrypted
from audit_cli.readers.limits import MEGABYTE, Options

_UNSOUND = (
    lzma.LZMAError, struct.error, EOFError, OSError, ValueError, OverflowError,
    KeyError, IndexError, TypeError, AttributeError, AssertionError, MemoryError, RuntimeError,
)  # fmt: skip


def sevenzip_members(path: str, data: bytes, options: Options, is_wanted: Wanted) -> Iterator[Member]:
    """Yield the files of the archive *data* that are wanted.

    Its files are packed together, so those are unpacked at once, within the limit for one package.
    Raises Damaged, Encrypted, TooLarge, UnknownFormat, or MissingExtra.
    """
    try:
        import py7zr
        from py7zr.exceptions import ArchiveError, PasswordRequired, UnsupportedCompressionMethodError
        from py7zr.io import BytesIOFactory
    except ModuleNotFoundError as error:
        raise MissingExtra(path, "7z", "sevenzip") from error
    limit = options.limits.total
    try:
        with py7zr.SevenZipFile(BytesIO(data), password=options.password or None) as archive:
            listed = [info for info in archive.list() if info.is_file and is_wanted(clean_name(info.filename))]
            if sum(info.uncompressed for info in listed) > limit:
                raise TooLarge(
                    f"{path}：解压后超过 {limit // MEGABYTE} MB，未读取",
                    f"{path}: unpacks to more than {limit // MEGABYTE} MB; it was not read",
                )
            unpacked = BytesIOFactory(limit)
            archive.extract(targets=[info.filename for info in listed], factory=unpacked)
    except PasswordRequired as error:
        raise encrypted(path) from error
    except UnsupportedCompressionMethodError as error:
        raise UnknownFormat(
            f"{path}：压缩方法不能读取，请解压后审核", f"{path}: packed in a way that cannot be read; unpack it"
        ) from error
    except (ArchiveError, *_UNSOUND) as error:
        raise (encrypted(path) if options.password else damaged(path)) from error
    for info in listed:
        content = unpacked.products.get(info.filename)
        if content is not None:
            yield Member(clean_name(info.filename), info.uncompressed, content.read)
