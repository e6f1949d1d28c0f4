"""Documents that a Word file holds within itself: those brought in whole (altChunk), and objects of Word and Excel."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from io import BytesIO
from typing import TYPE_CHECKING

from audit_cli.errors import ReadError
from audit_cli.model import Document
from audit_cli.readers.kinds import ZIP, Kind, kind_of
from audit_cli.readers.limits import Limits, Options
from audit_cli.readers.package import Package, read_media
from audit_cli.readers.word.numbering import W

if TYPE_CHECKING:
    from lxml.etree import _Element

CHUNK = f"{W}altChunk"
OBJECT = "{urn:schemas-microsoft-com:office:office}OLEObject"
# what Word sets as text of the document, and the objects whose picture on the page shows what is in them
_READABLE = {CHUNK: frozenset(("docx", "html", "mht", "txt")), OBJECT: frozenset(("docx", "xlsx"))}
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_MOST = 100
# a byte of markup costs as much time as this many of a package
_MARKUP = 8


Reader = Callable[[str, bytes, Options, "Insertions"], Document]


class Insertions:
    """What one file may still bring in, all of it together, at any depth."""

    def __init__(self, limits: Limits) -> None:
        self._options = Options(limits, recognise="never", shown=True)
        self._bytes = limits.total
        self._count = _MOST
        self._depth = limits.depth

    def document(
        self, element: _Element, package: Package, names: dict[str, str], read_word: Reader
    ) -> Document | None:
        """Return the document that *element* stands for, each once; None if it is none that can be read in its place.

        *names* are the parts of *package* by relation, *read_word* is the reader of Word files.
        """
        name = "" if is_icon(element) else names.pop(element.get(_ID, ""), "")
        if not name or not self._count or not self._depth:
            return None
        data = read_media(package, name, self._options.limits)
        if data is None:
            return None
        path = f"{package.source.path}/{name}"
        self._count -= 1
        self._depth -= 1
        try:
            kind = kind_of(path, data)
            self._bytes -= _unpacked(data) if data.startswith(ZIP) else _MARKUP * len(data)
            if self._bytes < 0 or not isinstance(kind, Kind) or kind.name not in _READABLE[element.tag]:
                return None
            is_word = kind.name == "docx"
            return read_word(path, data, self._options, self) if is_word else kind.load()(path, data, self._options)
        except ReadError:
            return None
        finally:
            self._depth += 1


def is_icon(element: _Element) -> bool:
    """Whether the page shows nothing of an object but an icon: then it is an attachment, a file of its own."""
    return element.tag == OBJECT and element.get("DrawAspect") == "Icon"


def _unpacked(data: bytes) -> int:
    """Return how much a package unpacks to."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return sum(info.file_size for info in archive.infolist())
