"""The marked copy: the user's own file, with a remark at each figure that something is said of, and nothing else new.

Where a figure stands in the file the reader says that read it: `Document.origins`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module
from typing import cast

from audit_cli.marking.remarks import Remark, Stamp
from audit_cli.model import Document
from audit_cli.readers.limits import Options

AUTHOR = "审核"
# by format the module that writes into it
MARKERS = {"docx": "word", "xlsx": "workbook", "pdf": "pages"}


Mark = Callable[[bytes, Document, Sequence[Remark], Stamp, Options], bytes]


def marked_copy(data: bytes, document: Document, remarks: Sequence[Remark], day: str, options: Options) -> bytes:
    """Return *data*, the file that *document* was read from with its origins, with *remarks*; raises a ReadError."""
    mark = cast("Mark", import_module(f"audit_cli.marking.{MARKERS[document.format]}").mark)
    return mark(data, document, remarks, Stamp(AUTHOR, day), options)
