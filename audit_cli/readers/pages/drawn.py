"""What a PDF page draws besides text: straight lines, images, and how its text is turned or hidden."""

from __future__ import annotations

import ctypes
from itertools import pairwise
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from audit_cli.readers.pages.sheet import Rule

THIN = 3.0  # points: a rectangle that is no thicker is a line
LEAST = 3.0  # points: what is shorter is a dot
_STRAIGHT = 0.5
_UPRIGHT = 1e-3
_DEEPEST = 8

Matrix = tuple[float, float, float, float, float, float]
Point = tuple[float, float]
_SAME: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class Drawn(NamedTuple):
    """The rules of a page in its own coordinates, its images' share of the page, and what its text is like."""

    across: list[Rule]
    down: list[Rule]
    images: float
    turned: bool
    hidden: bool
    shown: bool
    complete: bool


def drawn(page: Any, area: float, most: int) -> Drawn:
    """Return what *page*, of *area* square points, draws; not *complete* if that is more than *most* objects."""
    walk = _Walk(most)
    walk.objects(page, pdfium.FPDFPage_CountObjects, pdfium.FPDFPage_GetObject, _SAME, 0)
    return Drawn(
        walk.across, walk.down, walk.images / area if area else 0.0, walk.turned, walk.hidden, walk.shown, walk.left > 0
    )


class _Walk:
    def __init__(self, most: int) -> None:
        self.across: list[Rule] = []
        self.down: list[Rule] = []
        self.images = 0.0
        self.turned = self.hidden = self.shown = False
        self.left = most
        self._matrix = pdfium.FS_MATRIX()
        self._floats = [ctypes.c_float() for _ in range(4)]

    def objects(self, parent: Any, count: Any, get: Any, base: Matrix, depth: int) -> None:
        for i in range(count(parent)):
            self.left -= 1
            if self.left <= 0:
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
                inner = _product(self._matrix_of(item), base)
                self.objects(item, pdfium.FPDFFormObj_CountObjects, pdfium.FPDFFormObj_GetObject, inner, depth + 1)

    def _text(self, item: Any, base: Matrix) -> None:
        a, b, c, d, *_ = self._matrix_of(item) if base == _SAME else _product(self._matrix_of(item), base)
        if abs(b) > _UPRIGHT or abs(c) > _UPRIGHT * abs(d) + abs(d) / 2 or a < 0 or d < 0:
            self.turned = True
        if pdfium.FPDFTextObj_GetTextRenderMode(item) == pdfium.FPDF_TEXTRENDERMODE_INVISIBLE:
            self.hidden = True
        else:
            self.shown = True

    def _path(self, item: Any, base: Matrix) -> None:
        left, bottom, right, top = self._bounds(item)
        if base == _SAME and (right - left <= THIN or top - bottom <= THIN):
            # most lines of tables: no need to look at their points
            self._rectangle(left, bottom, right, top)
            return
        for points in self._subpaths(item, base):
            xs, ys = [x for x, _ in points], [y for _, y in points]
            if max(xs) - min(xs) <= THIN or max(ys) - min(ys) <= THIN:
                self._rectangle(min(xs), min(ys), max(xs), max(ys))
            elif self._is_stroked(item):
                for (x0, y0), (x1, y1) in pairwise(points):
                    if abs(x1 - x0) < _STRAIGHT or abs(y1 - y0) < _STRAIGHT:
                        self._rectangle(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))

    def _rectangle(self, left: float, bottom: float, right: float, top: float) -> None:
        """Add a thin rectangle as a rule."""
        if right - left > max(top - bottom, LEAST):
            self.across.append(Rule((top + bottom) / 2, left, right))
        elif top - bottom > LEAST:
            self.down.append(Rule((left + right) / 2, bottom, top))

    def _subpaths(self, item: Any, base: Matrix) -> list[list[Point]]:
        matrix = _product(self._matrix_of(item), base)
        x, y = self._floats[:2]
        paths: list[list[Point]] = []
        for i in range(pdfium.FPDFPath_CountSegments(item)):
            self.left -= 1
            if self.left <= 0:
                break
            segment = pdfium.FPDFPath_GetPathSegment(item, i)
            kind = pdfium.FPDFPathSegment_GetType(segment)
            pdfium.FPDFPathSegment_GetPoint(segment, x, y)
            a, b, c, d, e, f = matrix
            point = (a * x.value + c * y.value + e, b * x.value + d * y.value + f)
            if kind != pdfium.FPDF_SEGMENT_LINETO or not paths:
                # a curve is no line, and what follows begins anew
                paths.append([point])
            else:
                paths[-1].append(point)
            if pdfium.FPDFPathSegment_GetClose(segment):
                paths[-1].append(paths[-1][0])
        return [points for points in paths if len(points) > 1]

    def _is_stroked(self, item: Any) -> bool:
        mode, stroked = ctypes.c_int(), ctypes.c_int()
        pdfium.FPDFPath_GetDrawMode(item, mode, stroked)
        return bool(stroked.value)

    def _bounds(self, item: Any) -> tuple[float, float, float, float]:
        left, bottom, right, top = self._floats
        if not pdfium.FPDFPageObj_GetBounds(item, left, bottom, right, top):
            return 0.0, 0.0, 0.0, 0.0
        return left.value, bottom.value, right.value, top.value

    def _matrix_of(self, item: Any) -> Matrix:
        m = self._matrix
        if not pdfium.FPDFPageObj_GetMatrix(item, m):
            return _SAME
        return m.a, m.b, m.c, m.d, m.e, m.f


def _product(m: Matrix, n: Matrix) -> Matrix:
    """Return the matrix that does *m* and then *n*."""
    return (
        m[0] * n[0] + m[1] * n[2], m[0] * n[1] + m[1] * n[3],
        m[2] * n[0] + m[3] * n[2], m[2] * n[1] + m[3] * n[3],
        m[4] * n[0] + m[5] * n[2] + n[4], m[4] * n[1] + m[5] * n[3] + n[5],
    )  # fmt: skip
