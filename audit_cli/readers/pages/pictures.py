"""Images that a page is made of, put where they stand: the page as it looks, to be recognised."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any, NamedTuple

from audit_cli.readers.limits import Limits
from audit_cli.readers.pages.recognition import PIXELS
from audit_cli.readers.pages.strokes import Matrix, moved


class Picture(NamedTuple):
    """An image by the number of its file; *matrix* puts its left, top, right and bottom, 0 or 1, on the page."""

    media: str
    matrix: Matrix


def composed(pictures: Iterable[tuple[Any, Matrix]], width: float, height: float, limits: Limits) -> Any:
    """Return a white page of this size in points with *pictures*, rows of pixels, on it; those later are above."""
    import numpy

    scale = min(PIXELS, math.sqrt(limits.pixels / (width * height)))
    across, down = max(round(width * scale), 1), max(round(height * scale), 1)
    page = numpy.full((down, across, 3), 255, numpy.uint8)
    for pixels, matrix in pictures:
        _put(page, pixels, matrix, scale)
    return page


def _put(page: Any, pixels: Any, matrix: Matrix, scale: float) -> None:
    import cv2
    import numpy

    corners = [moved(matrix, x, y) for x in (0.0, 1.0) for y in (0.0, 1.0)]
    xs, ys = [x * scale for x, _ in corners], [y * scale for _, y in corners]
    left, top, right, bottom = round(min(xs)), round(min(ys)), round(max(xs)), round(max(ys))
    down, across = page.shape[:2]
    # what stands beside the page, or is many times as large, is no scan of it
    if not (-across <= left < min(right, across) and right <= 2 * across):
        return
    if not (-down <= top < min(bottom, down) and bottom <= 2 * down):
        return
    quarters = round(math.atan2(matrix[1], matrix[0]) / (math.pi / 2)) % 4
    pixels = numpy.ascontiguousarray(numpy.rot90(pixels, -quarters))
    shrinks = pixels.shape[1] > right - left
    pixels = cv2.resize(
        pixels, (right - left, bottom - top), interpolation=cv2.INTER_AREA if shrinks else cv2.INTER_CUBIC
    )
    shown = page[max(top, 0) : bottom, max(left, 0) : right]
    shown[:] = pixels[max(-top, 0) :, max(-left, 0) :][: shown.shape[0], : shown.shape[1]]
