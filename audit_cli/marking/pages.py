"""Writes highlights with remarks into a copy of a PDF file: behind its own bytes, all of which stay as they are."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from contextlib import closing
from io import BytesIO
from itertools import groupby
from typing import Any, NamedTuple

from audit_cli.errors import Damaged, Encrypted, MissingExtra
from audit_cli.marking.places import Places
from audit_cli.marking.remarks import Remark, Stamp
from audit_cli.model import Document, InBox
from audit_cli.readers.limits import Options

_OWN, _REFERENCE = (1.0, 0.8, 0.2), (1.0, 0.95, 0.6)
_PRINTED = 4
# how much of its height the place of two signs in one line may differ, and how far they may stand apart
_SAME_LINE, _APART = 0.5, 1.5
# what the library raises, besides its own errors, for what it cannot follow in a file
_UNSOUND = (ValueError, LookupError, TypeError, AttributeError, ArithmeticError, NotImplementedError, RecursionError)


class Rectangle(NamedTuple):
    """An upright stretch of a page, in its own coordinates."""

    left: float
    bottom: float
    right: float
    top: float

    def with_(self, other: Rectangle) -> Rectangle:
        """Return what covers both."""
        return Rectangle(
            min(self.left, other.left), min(self.bottom, other.bottom),
            max(self.right, other.right), max(self.top, other.top),
        )  # fmt: skip


def mark(data: bytes, document: Document, remarks: Sequence[Remark], stamp: Stamp, options: Options) -> bytes:
    """Return *data* with *remarks* as highlights behind it; raises MissingExtra, Encrypted or Damaged."""
    path = document.path
    try:
        from pypdf import PdfReader, PdfWriter
        from pypdf.errors import PyPdfError
    except ImportError:
        raise MissingExtra(path, "PDF", "annotate", ("标注", "marking")) from None
    # what it finds odd in a file is nothing for the user
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    places = Places(document.origins)
    try:
        if PdfReader(BytesIO(data)).is_encrypted:
            raise Encrypted(
                f"{path}：PDF 有密码或权限限制，不能写入批注，请另存为没有限制的文件",
                f"{path}: has a password or restrictions, so that nothing can be added; save a copy without",
            )
        writer = PdfWriter(BytesIO(data), incremental=True)
        for number, remark in enumerate(remarks, 1):
            boxes = [origin for origin in places.of(remark.start, remark.end) if isinstance(origin, InBox)]
            for page, signs in groupby(boxes, key=lambda box: box.page):
                highlight = _highlight(remark, _lines(signs), stamp, f"audit-{number}-{page}")
                writer.add_annotation(page - 1, highlight)
        target = BytesIO()
        writer.write(target)
    except (PyPdfError, *_UNSOUND) as error:
        raise _unsound(path) from error
    copy = target.getvalue()
    if _texts(copy) != _texts(data):
        raise _unsound(path)
    return copy


def _unsound(path: str) -> Damaged:
    return Damaged(
        f"{path}：PDF 的结构不合规范，不能写入批注，请重新导出",
        f"{path}: its structure is not sound, so that nothing can be added; export it anew",
    )


def _texts(data: bytes) -> list[str]:
    """Return what each page says: where a file is mended on opening, another one may come out of a longer file."""
    from pypdfium2 import PdfDocument, PdfiumError

    try:
        with closing(PdfDocument(data)) as file:
            return [page.get_textpage().get_text_range() for page in file]
    except PdfiumError:
        return []


def _lines(boxes: Iterable[InBox]) -> list[Rectangle]:
    """Return the stretches that signs one behind the other take up, one a line."""
    lines: list[Rectangle] = []
    last: Rectangle | None = None
    for box in boxes:
        sign = Rectangle(box.left, box.bottom, box.right, box.top)
        if last is not None and _are_side_by_side(last, sign):
            lines[-1] = lines[-1].with_(sign)
        else:
            lines.append(sign)
        last = sign
    return lines


def _are_side_by_side(sign: Rectangle, after: Rectangle) -> bool:
    """Tell whether two signs stand in one line, of whatever direction."""
    wide = min(sign.right, after.right) - max(sign.left, after.left)
    high = min(sign.top, after.top) - max(sign.bottom, after.bottom)
    width = min(sign.right - sign.left, after.right - after.left)
    height = min(sign.top - sign.bottom, after.top - after.bottom)
    return (high > _SAME_LINE * height and -wide < _APART * height) or (
        wide > _SAME_LINE * width and -high < _APART * width
    )


def _highlight(remark: Remark, lines: Sequence[Rectangle], stamp: Stamp, name: str) -> Any:
    """Return the annotation for what of *remark* stands on one page."""
    from pypdf.generic import ArrayObject, DictionaryObject, FloatObject, NameObject, NumberObject, TextStringObject

    around = lines[0]
    for line in lines[1:]:
        around = around.with_(line)
    corners = [at for a in lines for at in (a.left, a.top, a.right, a.top, a.left, a.bottom, a.right, a.bottom)]
    date = TextStringObject(f"D:{stamp.day.replace('-', '')}000000Z")
    colour = _OWN if remark.number else _REFERENCE
    return DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Annot"),
            NameObject("/Subtype"): NameObject("/Highlight"),
            NameObject("/Rect"): ArrayObject([FloatObject(round(at, 3)) for at in around]),
            NameObject("/QuadPoints"): ArrayObject([FloatObject(round(at, 3)) for at in corners]),
            NameObject("/C"): ArrayObject([FloatObject(part) for part in colour]),
            NameObject("/Contents"): TextStringObject("\n".join(remark.lines)),
            NameObject("/T"): TextStringObject(stamp.author),
            NameObject("/M"): date,
            NameObject("/CreationDate"): date,
            NameObject("/NM"): TextStringObject(name),
            NameObject("/F"): NumberObject(_PRINTED),
        }
    )
