"""Mails (eml): their attachments; what the mail itself says is no report."""

from __future__ import annotations

from collections.abc import Iterator
from email import policy
from email.errors import MessageError
from email.message import EmailMessage
from email.parser import BytesParser
from functools import partial

from audit_cli.readers.containers.members import Member, Wanted, clean_name, damaged
from audit_cli.readers.limits import Options


def mail_members(path: str, data: bytes, options: Options, is_wanted: Wanted) -> Iterator[Member]:
    """Yield the attachments of the mail *data* that are wanted, in and out of forwarded mails; raises Damaged."""
    try:
        message = BytesParser(policy=policy.default).parsebytes(data)
        for number, part in enumerate(message.walk()):
            if part.is_multipart() or not _is_attached(part):
                continue
            name = clean_name(_name(part) or f"附件{number}")
            if not is_wanted(name):
                continue
            content = part.get_payload(decode=True)
            content = content if isinstance(content, bytes) else b""
            yield Member(name, len(content), partial(bytes, content))
    except (MessageError, ValueError, LookupError, RecursionError, AttributeError, IndexError) as error:
        # the library's own parser of headers fails with the last four on headers that are none
        raise damaged(path) from error


def _is_attached(part: EmailMessage) -> bool:
    return part.get_content_disposition() == "attachment" or bool(part.get_filename())


def _name(part: EmailMessage) -> str:
    """Return the name of an attachment; some programs write its bytes in GBK without saying so."""
    name = part.get_filename() or ""
    raw = name.encode("utf-8", "surrogateescape")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("gb18030", "replace")
