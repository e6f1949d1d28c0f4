"""Reads pages that are images, a photograph or a scan: their text is recognised (OCR)."""

from __future__ import annotations

import hashlib

from audit_cli.errors import MissingExtra, UnknownFormat
from audit_cli.model import Document
from audit_cli.readers.limits import Options
from audit_cli.readers.pages.doubt import settled, sure_of
from audit_cli.readers.pages.frames import frames
from audit_cli.readers.pages.layout import laid_out
from audit_cli.readers.pages.recognition import has_engine, recognised
from audit_cli.readers.pages.remarks import Remarks


def read_image(path: str, data: bytes, options: Options | None = None) -> Document:
    """Return what the image *data* shows, each frame of it a page.

    Raises Damaged, TooLarge, MissingExtra, or UnknownFormat if nothing is to be recognised.
    """
    options = options or Options()
    if options.recognise == "never":
        raise UnknownFormat(
            f"{path}：是图像，按 --ocr never 未识别、未读取；请不用 --ocr never 重新运行，或另附能复制文字的文件",
            f"{path}: an image, not read because of --ocr never; run again without it, or add a file with text",
        )
    if not has_engine():
        raise MissingExtra(path, "OCR", "ocr")
    remarks = Remarks(path, options.limits)
    sheets = []
    for number, frame in enumerate(frames(path, data, remarks, options.limits), start=1):
        sheets.append(recognised(frame, number))
        remarks.recognised.append(number)
    laid = laid_out(sheets)
    text, doubtful = settled(laid.text)
    notes = (*laid.notes, *remarks.notes(laid.text))
    sure = sure_of(laid.text, laid.blocks, remarks.recognised)
    sha256 = hashlib.sha256(data).hexdigest()
    return Document(path, sha256, "image", text, laid.blocks, laid.sections, notes, doubtful, recognised=sure)
