"""Packages: what an output says whatever it is packed in, and a package with other members."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from io import BytesIO


def text_of(data: bytes) -> str:
    """Return the text of an output; of a package that of all its members."""
    if not data.startswith(b"PK"):
        return data.decode()
    with zipfile.ZipFile(BytesIO(data)) as package:
        return "\n".join(package.read(name).decode(errors="replace") for name in package.namelist())


def rewritten(data: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    """Return a package each of whose members is what *change* makes of its name and content."""
    buffer = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
    return buffer.getvalue()
