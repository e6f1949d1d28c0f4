"""Images as rows of pixels, whatever file they stand in."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from audit_cli.errors import Damaged, TooLarge
from audit_cli.readers.limits import Limits
from audit_cli.readers.pages.remarks import Remarks


def frames(path: str, data: bytes, remarks: Remarks, limits: Limits) -> Iterator[Any]:
    """Yield the frames of the image *data* in three colours, dark on light; raises Damaged or TooLarge."""
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
