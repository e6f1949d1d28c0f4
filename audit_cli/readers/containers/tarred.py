"""Tar archives, also packed by gzip. Only ordinary files are read; links and devices are nothing to audit."""

from __future__ import annotations

import tarfile
import zlib
from collections.abc import Iterator
from functools import partial
from io import BytesIO

from audit_cli.errors import TooLarge
from audit_cli.readers.containers.members import Member, Wanted, clean_name, damaged
from audit_cli.readers.limits import MEGABYTE, Options

_UNSOUND = (tarfile.TarError, zlib.error, EOFError, OSError, ValueError, OverflowError)


def tar_members(path: str, data: bytes, options: Options, is_wanted: Wanted) -> Iterator[Member]:
    """Yield the ordinary files of the archive *data* that are wanted.

    Raises Damaged, or TooLarge before too much is unpacked.
    """
    limit = options.limits.archive
    try:
        with tarfile.open(fileobj=BytesIO(data), mode="r|*", encoding="utf-8", errors="surrogateescape") as archive:
            while (info := archive.next()) is not None:
                # what is not asked for is unpacked as well, to get to what comes after it
                if info.offset_data + info.size > limit:
                    raise TooLarge(
                        f"{path}：解压后超过 {limit // MEGABYTE} MB，其余未读取",
                        f"{path}: unpacks to more than {limit // MEGABYTE} MB; the rest was not read",
                    )
                if info.isreg() and is_wanted(name := clean_name(_name(info.name))):
                    yield Member(name, info.size, partial(_read, archive, info, f"{path}/{name}"))
    except _UNSOUND as error:
        raise damaged(path) from error


def _name(name: str) -> str:
    raw = name.encode("utf-8", "surrogateescape")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("gb18030", "replace")


def _read(archive: tarfile.TarFile, info: tarfile.TarInfo, place: str) -> bytes:
    try:
        content = archive.extractfile(info)
        return b"" if content is None else content.read()
    except _UNSOUND as error:
        raise damaged(place) from error
