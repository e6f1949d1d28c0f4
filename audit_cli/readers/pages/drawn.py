"""What a PDF page draws besides text: straight lines, images, and how its text is turned or hidden."""

from __future__ import annotations

import ctypes
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import numpy
import pypdfium2.raw as pdfium

from audit_cli.readers.pages import bulk
from audit_cli.readers.pages.strokes import SAME, THIN, Matrix, Point, Strokes, moved, product

_UPRIGHT = 1e-3
_ITALIC = 0.5  # how far slanted type leans
_DEEPEST = 8


class Drawn(Strokes):
    """The rules of a page in its own coordinates; *images* is the area of its images.

    Some of its text is *turned*, *hidden* or *shown*; not *complete* if there are more than *most* objects and lines.
    """

    def __init__(self, page: Any, most: int) -> None:
        super().__init__()
        self.images = 0.0
        self.turned = self.hidden = self.shown = False
        self._left = most
        self._floats = [ctypes.c_float() for _ in range(2)]
        self._objects(page, SAME, 0)

    @property
    def complete(self) -> bool:
        return self._left > 0

    def _objects(self, parent: Any, base: Matrix, depth: int) -> None:
        items, kinds = bulk.objects(parent, depth == 0, self._left)
        self._left -= len(items)
        of_kind: dict[int, list[int]] = defaultdict(list)
        for item, kind in zip(items, kinds, strict=True):
            of_kind[kind].append(item)
        self._texts(of_kind[pdfium.FPDF_PAGEOBJ_TEXT], base)
        self._paths(of_kind[pdfium.FPDF_PAGEOBJ_PATH], base)
        for left, bottom, right, top in bulk.bounds(of_kind[pdfium.FPDF_PAGEOBJ_IMAGE]).tolist():
            self.images += abs((right - left) * (top - bottom) * (base[0] * base[3] - base[1] * base[2]))
        forms = of_kind[pdfium.FPDF_PAGEOBJ_FORM] if depth < _DEEPEST else []
        for item, inner in zip(forms, _matrices(forms, base), strict=True):
            self._objects(bulk.handle_of(item), inner, depth + 1)

    def _texts(self, items: Sequence[int], base: Matrix) -> None:
        if not items:
            return
        own = bulk.matrices(items)
        a, b, c, d, *_ = own.T if base == SAME else numpy.array([product(tuple(m), base) for m in own.tolist()]).T
        if ((abs(b) > _UPRIGHT) | (abs(c) > _ITALIC * abs(d)) | (a < 0) | (d < 0)).any():
            self.turned = True
        modes = bulk.modes(items)
        if pdfium.FPDF_TEXTRENDERMODE_INVISIBLE in modes:
            self.hidden = True
        if modes - {pdfium.FPDF_TEXTRENDERMODE_INVISIBLE}:
            self.shown = True

    def _paths(self, items: Sequence[int], base: Matrix) -> None:
        others: list[int] = []
        for item, (left, bottom, right, top) in zip(items, bulk.bounds(items).tolist(), strict=True):
            if base == SAME and (right - left <= THIN or top - bottom <= THIN):
                # most lines of tables: no need to look at their points
                self.add_box(left, bottom, right, top)
            else:
                others.append(item)
        mode, stroked = ctypes.c_int(), ctypes.c_int()
        for address, matrix in zip(others, _matrices(others, base), strict=True):
            item = bulk.handle_of(address)
            pdfium.FPDFPath_GetDrawMode(item, mode, stroked)
            for points in self._subpaths(item, matrix):
                self.add_path(points, bool(stroked.value))

    def _subpaths(self, item: Any, matrix: Matrix) -> list[list[Point]]:
        x, y = self._floats
        paths: list[list[Point]] = []
        for i in range(pdfium.FPDFPath_CountSegments(item)):
            self._left -= 1
            if self._left <= 0:
                break
            segment = pdfium.FPDFPath_GetPathSegment(item, i)
            pdfium.FPDFPathSegment_GetPoint(segment, x, y)
            point = moved(matrix, x.value, y.value)
            if pdfium.FPDFPathSegment_GetType(segment) == pdfium.FPDF_SEGMENT_LINETO and paths:
                paths[-1].append(point)
            else:
                # a curve is no line, and what follows begins anew
                paths.append([point])
            if pdfium.FPDFPathSegment_GetClose(segment):
                paths[-1].append(paths[-1][0])
        return [points for points in paths if len(points) > 1]


def _matrices(items: Sequence[int], base: Matrix) -> list[Matrix]:
    """Return where each of *items* is placed if *base* places what they stand in."""
    own: list[Matrix] = list(map(tuple, bulk.matrices(items).tolist()))
    return own if base == SAME else [product(matrix, base) for matrix in own]
