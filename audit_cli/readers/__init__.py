"""Readers: one module a format, from file to Document. What a file is, its content says, not its name."""

from __future__ import annotations

from collections.abc import Iterator

from audit_cli.errors import ReadError, TooLarge, UnknownFormat
from audit_cli.model import Document
from audit_cli.readers.files import Budget, File, Found, Unread, existing, file_bytes, files_in, not_found
from audit_cli.readers.invisible import visible
from audit_cli.readers.kinds import suffix_note
from audit_cli.readers.limits import MEGABYTE, Limits, Options

_MOST_NAMED = 5


def read(path: str, options: Options | None = None) -> Document:
    """Read the one document at *path*; raises a ReadError that says what to do if that is impossible.

    A path may go on inside an archive: 送审.zip/自评报告.docx.
    """
    options = options or Options()
    return document_of(find(path, options), options)


def find(path: str, options: Options) -> Found:
    """Return the one file at *path*, opened with its password but not yet read; raises like `read`."""
    outer = existing(path)
    return found_in(File(outer, file_bytes(outer, options.limits.file)), path, options)


def found_in(outer: File, path: str, options: Options) -> Found:
    """Return the one file at *path* in *outer*, or *outer* itself, not yet read; raises like `read`."""
    inside = list(files_in(outer, options, Budget(options.limits), only="" if path == outer.path else path))
    if len(inside) > 1:
        names = "、".join(file.path for file in inside[:_MOST_NAMED])
        raise UnknownFormat(
            f"{path}：其中有 {len(inside)} 个文件，请指定一个，如 {names}",
            f"{path}: {len(inside)} files are in it; name one, such as {names}",
        )
    if not inside:
        raise not_found(path)
    if isinstance(inside[0], Unread):
        raise inside[0].error
    return inside[0]


def read_all(path: str, options: Options | None = None) -> Iterator[Document | Unread]:
    """Yield the document at *path*, or all documents in it if it is an archive or a mail; never raises a ReadError.

    A path may go on inside an archive, as for `read`.
    """
    options = options or Options()
    place = existing(path)
    try:
        outer = File(place, file_bytes(place, options.limits.file))
    except ReadError as error:
        yield Unread(path, error)
    else:
        yield from all_in(outer, path, options)


def all_in(outer: File, path: str, options: Options) -> Iterator[Document | Unread]:
    """Yield what `read_all` does for *path*, which is *outer* or goes on in it."""
    found = False
    for document in documents_in(outer, options, only="" if path == outer.path else path):
        found = True
        yield document
    if not found:
        yield Unread(path, not_found(path))


def documents_in(outer: File, options: Options, only: str = "") -> Iterator[Document | Unread]:
    """Yield the document that *outer* is, or all documents in it, or *only* one; never raises a ReadError."""
    try:
        for file in files_in(outer, options, Budget(options.limits), only):
            if isinstance(file, Unread):
                yield file
                continue
            try:
                yield document_of(file, options)
            except ReadError as error:
                yield Unread(file.path, error)
    except ReadError as error:
        yield Unread(outer.path, error)


def read_data(path: str, data: bytes, options: Options | None = None) -> Document:
    """Read the one document in the file *data* that is called *path*; raises like `read`."""
    options = options or Options()
    return document_of(found_in(File(path, data), path, options), options)


def document_of(file: Found, options: Options) -> Document:
    """Return the document that *file* holds; raises a ReadError."""
    path, data, kind, _ = file
    if kind.is_text:
        _check_length(path, len(data), options.limits)
    document = kind.load()(path, data, options)
    _check_length(path, len(document.text), options.limits)
    note = suffix_note(path, kind)
    return visible(document._replace(notes=(note, *document.notes)) if note else document)


def _check_length(path: str, length: int, limits: Limits) -> None:
    """Raise TooLarge if a text of *length* characters, or bytes where these are not known yet, is no report."""
    if length > limits.text:
        most = f"{limits.text // MEGABYTE} MB"
        raise TooLarge(f"{path}：文字超过 {most} 的上限，未读取", f"{path}: more than {most} of text; it was not read")
