"""What a PDF page draws besides text: straight lines, images, and how its text is turned or hidden."""

from __future__ import annotations

import ctypes
from typing import Any

import pypdfium2.raw as pdfium

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
        self._matrix = pdfium.FS_MATRIX()
        self._floats = [ctypes.c_float() for _ in range(4)]
        self._objects(page, pdfium.FPDFPage_CountObjects, pdfium.FPDFPage_GetObject, SAME, 0)

    @property
    def complete(self) -> bool:
        return self._left > 0

    def _objects(self, parent: Any, count: Any, get: Any, base: Matrix, depth: int) -> None:
        for i in range(count(parent)):
            self._left -= 1
            if self._left <= 0:
                return
            item = get(parent, i)
            kind = pdfium.FPDFPageObj_GetType(item)
            if kind == pdfium.FPDF_PAGEOBJ_TEXT:
                self._text(item, base)
            elif kind == pdfium.FPDF_PAGEOBJ_PATH:
                self._path(item, base)
            elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
                left, bottom, right, top = self._bounds(item)
                self.images += abs((right - left) * (top - bottom) * (base[0] * base[3] - base[1] * base[2]))
            elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
                inner = product(self._matrix_of(item), base)
                self._objects(item, pdfium.FPDFFormObj_CountObjects, pdfium.FPDFFormObj_GetObject, inner, depth + 1)

    def _text(self, item: Any, base: Matrix) -> None:
        a, b, c, d, *_ = self._matrix_of(item) if base == SAME else product(self._matrix_of(item), base)
        if abs(b) > _UPRIGHT or abs(c) > _ITALIC * abs(d) or a < 0 or d < 0:
            self.turned = True
        if pdfium.FPDFTextObj_GetTextRenderMode(item) == pdfium.FPDF_TEXTRENDERMODE_INVISIBLE:
            self.hidden = True
        else:
            self.shown = True

    def _path(self, item: Any, base: Matrix) -> None:
        left, bottom, right, top = self._bounds(item)
        if base == SAME and (right - left <= THIN or top - bottom <= THIN):
            # most lines of tables: no need to look at their points
            self.add_box(left, bottom, right, top)
            return
        mode, stroked = ctypes.c_int(), ctypes.c_int()
        pdfium.FPDFPath_GetDrawMode(item, mode, stroked)
        for points in self._subpaths(item, product(self._matrix_of(item), base)):
            self.add_path(points, bool(stroked.value))

    def _subpaths(self, item: Any, matrix: Matrix) -> list[list[Point]]:
        x, y = self._floats[:2]
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

    def _bounds(self, item: Any) -> tuple[float, float, float, float]:
        left, bottom, right, top = self._floats
        if not pdfium.FPDFPageObj_GetBounds(item, left, bottom, right, top):
            return 0.0, 0.0, 0.0, 0.0
        return left.value, bottom.value, right.value, top.value

    def _matrix_of(self, item: Any) -> Matrix:
        m = self._matrix
        if not pdfium.FPDFPageObj_GetMatrix(item, m):
            return SAME
        return m.a, m.b, m.c, m.d, m.e, m.f
