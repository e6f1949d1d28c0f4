"""What an output says, whatever it is packed in."""

from __future__ import annotations

import zipfile
from io import BytesIO


def text_of(data: bytes) -> str:
    """Return the text of an output; of a package that of all its members."""
    if not data.startswith(b"PK"):
        return data.decode()
    with zipfile.ZipFile(BytesIO(data)) as package:
        return "\n".join(package.read(name).decode(errors="replace") for name in package.namelist())
