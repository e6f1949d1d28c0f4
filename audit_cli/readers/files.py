"""Gets the bytes of a file, and of the files in it if it is an archive or a mail, within limits."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from audit_cli.errors import NoPermission, NotFound, ReadError, TooLarge, UnknownFormat
from audit_cli.readers.containers.members import is_hidden
from audit_cli.readers.kinds import SUFFIXES, Container, Kind, kind_of
from audit_cli.readers.limits import MEGABYTE, Limits, Options
from audit_cli.readers.unlocked import is_locked, unlocked


class File(NamedTuple):
    """What stands in a file, of whatever kind."""

    path: str
    data: bytes


class Found(NamedTuple):
    """A file that is no container, and its kind; whether a password opened it."""

    path: str
    data: bytes
    kind: Kind
    was_locked: bool = False


class Unread(NamedTuple):
    """A file that could not be read, and why."""

    path: str
    error: ReadError


class Budget:
    """What archives within one file may still unpack to, together."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._bytes = limits.archive
        self._members = limits.members

    def spend(self, path: str, size: int) -> None:
        """Take one file of *size* bytes into account; raises TooLarge if it is one too many."""
        self._bytes -= size
        self._members -= 1
        if self._bytes < 0:
            most = f"{self._limits.archive // MEGABYTE} MB"
            raise TooLarge(
                f"{path}：解压后超过 {most}，其余未读取", f"{path}: unpacks to more than {most}; the rest was not read"
            )
        if self._members < 0:
            most = str(self._limits.members)
            raise TooLarge(
                f"{path}：文件多于 {most} 个，其余未读取", f"{path}: more than {most} files; the rest were not read"
            )


def files_in(file: File, options: Options, budget: Budget, only: str = "", depth: int = 0) -> Iterator[Found | Unread]:
    """Yield *file*, or the files that may be reports in it, at any depth; *only* the one of this path, if it is given.

    What is wrong with one of them does not stop the rest; raises a ReadError if *file* cannot be opened to its end.
    """
    path, data = file
    locked = bool(options.password) and is_locked(data)
    if locked:
        data = unlocked(path, data, options.password)
    kind = kind_of(path, data)
    if not isinstance(kind, Container):
        yield Found(path, data, kind, locked)
        return
    limits = options.limits
    if depth == limits.depth:
        raise TooLarge(
            f"{path}：压缩包套了 {depth} 层以上，未读取", f"{path}: more than {depth} archives deep; it was not read"
        )

    def is_wanted(name: str) -> bool:
        place = f"{path}/{name}"
        if only:
            return only == place or only.startswith(f"{place}/")
        return not is_hidden(name) and name.lower().endswith(SUFFIXES)

    is_empty = True
    for member in kind.load()(path, data, options, is_wanted):
        is_empty = False
        place = f"{path}/{member.name}"
        budget.spend(path, member.size)
        try:
            if member.size > limits.part:
                raise TooLarge(
                    f"{place}：有 {member.size // MEGABYTE} MB，未读取",
                    f"{place}: {member.size // MEGABYTE} MB; not read",
                )
            yield from files_in(File(place, member.read()), options, budget, only, depth + 1)
        except ReadError as error:
            yield Unread(place, error)
    if is_empty and not only:
        raise UnknownFormat(
            f"{path}：其中没有可以读取的文件（{'、'.join(SUFFIXES)}）",
            f"{path}: there is no file in it that can be read",
        )


def existing(path: str) -> str:
    """Return *path* or, if it goes on inside a file, the path of that file."""
    for place in (path, *map(str, Path(path).parents)):
        if Path(place).is_file():
            return place
    return path


def not_found(path: str) -> NotFound:
    """Return the error for a path where there is no file."""
    return NotFound(f"{path}：没有这个文件，请检查路径", f"{path}: no such file; check the path")


def too_large(path: str, size: int, limit: int) -> TooLarge:
    """Return the error for a file of more than *limit* bytes."""
    return TooLarge(
        f"{path}：文件有 {size // MEGABYTE} MB，超过 {limit // MEGABYTE} MB 的上限，未读取",
        f"{path}: {size // MEGABYTE} MB, more than the limit of {limit // MEGABYTE} MB; it was not read",
    )


def file_bytes(path: str, limit: int) -> bytes:
    """Return what stands in the file at *path*, of at most *limit* bytes; raises a ReadError."""
    try:
        size = Path(path).stat().st_size
        if size > limit:
            raise too_large(path, size, limit)
        return Path(path).read_bytes()
    except FileNotFoundError:
        raise not_found(path) from None
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
