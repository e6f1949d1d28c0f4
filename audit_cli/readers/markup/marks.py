"""How a web page or a web archive is known by its beginning, whatever its file is called."""

from __future__ import annotations

import codecs
import re

_HEAD = 4096
_PAGE = re.compile(rb"<!doctype\s+html|<html[\s>]", re.IGNORECASE)
# parts of a page without its frame, as web systems hand them out under the name of an Excel file
_PART = re.compile(rb"<(?:head|body|meta|table|style|div|p)[\s>]", re.IGNORECASE)
_NEVER_MARKUP = (".doc", ".docx", ".wps", ".xls", ".xlsx", ".et")
_PAGES = (".html", ".htm", ".xhtml")
_RELATED = re.compile(rb"^content-type:\s*multipart/related", re.IGNORECASE | re.MULTILINE)
# a mail was sent to somebody; a saved page was not
_MAIL = re.compile(rb"^(?:to|cc|received|delivered-to|return-path|x-mailer):", re.IGNORECASE | re.MULTILINE)


def markup_kind(suffix: str, data: bytes) -> str:
    """Return html or mht for a file *data* whose name ends with *suffix*; "" if it is neither."""
    head = _head(data)
    if not head:
        return ""
    if _is_archive(head):
        return "mht"
    is_page = head.startswith(b"<") and _PAGE.search(head) is not None
    is_part = suffix in _NEVER_MARKUP and _PART.match(head) is not None
    return "html" if is_page or is_part or suffix in _PAGES else ""


def _is_archive(head: bytes) -> bool:
    """Whether it is a page with its pictures in one file, as Word and browsers save it."""
    fields = re.split(rb"\r?\n\r?\n", head, maxsplit=1)[0]
    return b"mime-version:" in fields.lower() and _RELATED.search(fields) is not None and not _MAIL.search(fields)


def _head(data: bytes) -> bytes:
    """Return the beginning as bytes of ASCII, whichever Unicode encoding it has."""
    head = data[:_HEAD]
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        head = head[2:].replace(b"\x00", b"")
    return head.removeprefix(codecs.BOM_UTF8).lstrip()
