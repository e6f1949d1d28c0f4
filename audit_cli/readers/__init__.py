"""Readers: one module a format, from file to Document. What a file is, its content says, not its name."""

from __future__ import annotations

from pathlib import Path

from audit_cli.errors import NoPermission, NotFound, ReadError, TooLarge, UnknownFormat
from audit_cli.model import Document
from audit_cli.readers.kinds import kind_of, suffix_note
from audit_cli.readers.limits import MEGABYTE, Options


def read(path: str, options: Options | None = None) -> Document:
    """Read the file at *path*; raises a ReadError that says what to do if that is impossible."""
    options = options or Options()
    return read_data(path, _bytes(path, options.limits.file), options)


def read_data(path: str, data: bytes, options: Options | None = None) -> Document:
    """Read the file *data* that is called *path*."""
    kind = kind_of(path, data)
    document = kind.load()(path, data, options or Options())
    note = suffix_note(path, kind)
    return document._replace(notes=(note, *document.notes)) if note else document


def _bytes(path: str, limit: int) -> bytes:
    try:
        size = Path(path).stat().st_size
        if size > limit:
            raise TooLarge(
                f"{path}：文件有 {size // MEGABYTE} MB，超过 {limit // MEGABYTE} MB 的上限，未读取",
                f"{path}: {size // MEGABYTE} MB, more than the limit of {limit // MEGABYTE} MB; it was not read",
            )
        return Path(path).read_bytes()
    except FileNotFoundError:
        raise NotFound(f"{path}：没有这个文件，请检查路径", f"{path}: no such file; check the path") from None
    except PermissionError:
        raise NoPermission(
            f"{path}：没有读取权限，请检查文件权限", f"{path}: no permission to read it; check its permissions"
        ) from None
    except IsADirectoryError:
        raise UnknownFormat(f"{path}：是文件夹，请指定其中的文件", f"{path}: a folder; name the files in it") from None
    except (OSError, ValueError) as error:
        raise ReadError(
            f"{path}：无法打开，请检查路径（{error}）", f"{path}: cannot be opened; check the path ({error})"
        ) from None
