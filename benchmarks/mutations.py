"""Ways to spoil a file: what disks, mails, converters and people who mean harm do to it. Each from a seed."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Callable
from random import Random

Mutation = Callable[[Random, bytes], bytes]

_TAG = re.compile(rb"<[^<>]{1,200}>")
_ATTRIBUTE = re.compile(rb'="[^"<>]{0,40}"')
_CLAUSE_END = re.compile(r"(?<=[，；：。、\n])")
_NUMBERS = (b"-1", b"0", b"1e309", b"99999999999999999999", b"NaN", b"", b"2147483648", b"\xe4\xb8\x80")
_INSERTED = (
    "\x00", "\u202e", "\u200b", "\ufeff", "\ufffd", "（" * 3000, "其中" * 2000, "9" * 4000, "1," * 2000, "\t" * 5000,
    "\n" * 5000, "合计" * 2000, "=cmd|' /C calc'!A0", "<script>alert(1)</script>", "\x1b[31m", "[bold]", "万元" * 2000,
    "1.2.3.4.5", "一" * 3000, "①②③", "|" * 4000, "、" * 4000, "-" * 4000, "年" * 500, "%" * 500, " " * 20000,
)  # fmt: skip


def flipped(draw: Random, data: bytes) -> bytes:
    """Flip a few bits."""
    changed = bytearray(data)
    for _ in range(draw.choice((1, 3, 20, 200))):
        changed[draw.randrange(len(changed))] ^= 1 << draw.randrange(8)
    return bytes(changed)


def cut(draw: Random, data: bytes) -> bytes:
    """Leave out the end."""
    return data[: draw.randrange(len(data))]


def overwritten(draw: Random, data: bytes) -> bytes:
    """Put zeros, ones or noise in the place of a block."""
    start, length = draw.randrange(len(data)), draw.choice((1, 16, 512, 4096))
    block = draw.choice((bytes(length), b"\xff" * length, draw.randbytes(length)))
    return data[:start] + block + data[start + length :]


def rearranged(draw: Random, data: bytes) -> bytes:
    """Leave out, repeat or exchange blocks."""
    a, b, c = sorted(draw.randrange(len(data)) for _ in range(3))
    return draw.choice((data[:a] + data[b:], data[:b] + data[a:], data[:a] + data[b:c] + data[a:b] + data[c:]))


def inserted(draw: Random, data: bytes) -> bytes:
    """Put text that nobody would write between two lines or characters."""
    text = data.decode("utf-8", "replace")
    for _ in range(draw.choice((1, 2, 10))):
        at = draw.randrange(len(text) + 1)
        text = text[:at] + draw.choice(_INSERTED) + text[at:]
    return text.encode("utf-8", "replace")


def shuffled(draw: Random, data: bytes) -> bytes:
    """Make paragraphs of clauses that were never written together: each can be read, and no two belong together."""
    clauses = [each for each in _CLAUSE_END.split(data.decode("utf-8", "replace")) if each.strip()]
    if not clauses:
        return data
    paragraphs = ("".join(draw.choices(clauses, k=draw.randint(1, 6))) for _ in range(2 * len(clauses)))
    return "\n\n".join(paragraphs).encode()


def parts(draw: Random, data: bytes) -> bytes:
    """Spoil the parts of a zip package and pack it again, so that the reader gets to see them."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        contents = [(info.filename, archive.read(info)) for info in archive.infolist()]
    for _ in range(draw.choice((1, 1, 3))):
        at, other = (draw.randrange(len(contents)) for _ in range(2))
        name, content = contents[at]
        match draw.randrange(6):
            case 0:
                contents[at], contents[other] = (name, contents[other][1]), (contents[other][0], content)
            case 1:
                contents.append((name, contents[other][1]))
            case 2 if len(contents) > 1:
                del contents[at]
            case _:
                contents[at] = name, _markup(draw, content)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in contents:
            with warnings.catch_warnings(action="ignore"):
                # that two parts have one name is what is meant
                archive.writestr(zipfile.ZipInfo(name), content)
    return packed.getvalue()


def _markup(draw: Random, data: bytes) -> bytes:
    """Leave out, repeat or exchange tags, and give attributes values they cannot have."""
    for _ in range(draw.choice((1, 5, 40))):
        if found := _some(draw, _ATTRIBUTE if draw.random() < 0.4 else _TAG, data):
            start, end = found.span()
            own = found.group()
            new = (
                b'="' + draw.choice(_NUMBERS) + b'"' if own.startswith(b"=") else draw.choice((b"", own * 2, own * 300))
            )
            data = data[:start] + new + data[end:]
    return data if draw.random() < 0.8 else inserted(draw, data)


def _some(draw: Random, pattern: re.Pattern[bytes], data: bytes) -> re.Match[bytes] | None:
    return pattern.search(data, draw.randrange(max(len(data), 1)))


def mutations_of(data: bytes) -> tuple[Mutation, ...]:
    """Return the ways to spoil *data*."""
    everywhere = (flipped, cut, overwritten, rearranged)
    if data.startswith(b"PK\x03\x04"):
        return (*everywhere, parts, parts, parts, parts, parts, parts)
    return (*everywhere, inserted, inserted, shuffled, shuffled)
