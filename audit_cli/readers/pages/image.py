"""Reads pages that are images, a photograph or a scan: their text is recognised (OCR)."""

from __future__ import annotations

import hashlib
from io import BytesIO
from typing import Any

from audit_cli.errors import Damaged, MissingExtra, TooLarge
from audit_cli.model import Document
from audit_cli.readers.limits import Limits, Options
from audit_cli.readers.pages.doubt import settled
from audit_cli.readers.pages.layout import laid_out
from audit_cli.readers.pages.recognition import has_engine, recognised
from audit_cli.readers.pages.remarks import Remarks


def read_image(path: str, data: bytes, options: Options | None = None) -> Document:
    """Return what the image *data* shows, each frame of it a page; raises Damaged, TooLarge or MissingExtra."""
    if not has_engine():
        raise MissingExtra(path, "OCR", "ocr")
    options = options or Options()
    remarks = Remarks(path, options.limits)
    sheets = []
    for number, frame in enumerate(_frames(path, data, remarks, options.limits), start=1):
        sheets.append(recognised(frame, number))
        remarks.recognised.append(number)
    laid = laid_out(sheets)
    text, doubtful = settled(laid.text)
    notes = (*laid.notes, *remarks.notes(laid.text))
    return Document(path, hashlib.sha256(data).hexdigest(), "image", text, laid.blocks, laid.sections, notes, doubtful)


def _frames(path: str, data: bytes, remarks: Remarks, limits: Limits) -> Any:
    """Yield the frames of the image as rows of pixels in three colours, dark on light."""
    import numpy
    from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

    try:
        with Image.open(BytesIO(data)) as image:
            remarks.pages(getattr(image, "n_frames", 1))
            for frame in ImageSequence.Iterator(image):
                if frame.width * frame.height > limits.pixels:
                    raise TooLarge(
                        f"{path}：图像有 {frame.width} × {frame.height} 个像素，超过上限，未读取",
                        f"{path}: {frame.width} by {frame.height} pixels, more than the limit; it was not read",
                    )
                yield numpy.array(ImageOps.exif_transpose(frame).convert("RGB"))
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError, Image.DecompressionBombError) as error:
        raise Damaged(
            f"{path}：不是有效的图像文件或已被截断，请重新扫描", f"{path}: not a sound image, or cut off; scan it again"
        ) from error
