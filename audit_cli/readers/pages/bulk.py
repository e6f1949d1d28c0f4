"""What pdfium knows of many signs or objects, asked for all of them at once: a call for each takes most of the time.

The functions are the ones of the library, called with plain addresses, so that no object is made for a call.
"""

from __future__ import annotations

import ctypes
from collections import deque
from collections.abc import Sequence
from itertools import repeat
from typing import Any

import numpy
import pypdfium2.raw as pdfium
from numpy.typing import NDArray

_INT, _ADDRESS = ctypes.c_int, ctypes.c_void_p


def _plainly(function: Any, result: Any, *arguments: Any) -> Any:
    return ctypes.PYFUNCTYPE(result, *arguments)(ctypes.cast(function, _ADDRESS).value or 0)


_loose_box = _plainly(pdfium.FPDFText_GetLooseCharBox, _INT, _ADDRESS, _INT, _ADDRESS)
_page_object = _plainly(pdfium.FPDFPage_GetObject, _ADDRESS, _ADDRESS, _INT)
_form_object = _plainly(pdfium.FPDFFormObj_GetObject, _ADDRESS, _ADDRESS, ctypes.c_ulong)
_type = _plainly(pdfium.FPDFPageObj_GetType, _INT, _ADDRESS)
_mode = _plainly(pdfium.FPDFTextObj_GetTextRenderMode, _INT, _ADDRESS)
_matrix = _plainly(pdfium.FPDFPageObj_GetMatrix, _INT, _ADDRESS, _ADDRESS)
_bounds = _plainly(pdfium.FPDFPageObj_GetBounds, _INT, _ADDRESS, *[_ADDRESS] * 4)


def loose_boxes(text: Any, count: int) -> NDArray[numpy.float64]:
    """Return left, top, right and bottom of the type of the signs of a page, counted from its lower left."""
    boxes = numpy.zeros((count, 4), numpy.float32)
    _each(_loose_box, repeat(_address(text)), range(count), _places(boxes))
    return boxes.T.astype(numpy.float64)


def objects(parent: Any, is_page: bool, most: int) -> tuple[list[int], list[int]]:
    """Return the addresses and the types of the objects of a page or form, *most* of them."""
    count = pdfium.FPDFPage_CountObjects(parent) if is_page else pdfium.FPDFFormObj_CountObjects(parent)
    get = _page_object if is_page else _form_object
    found = list(map(get, repeat(_address(parent)), range(max(min(count, most), 0))))
    return found, list(map(_type, found))


def matrices(items: Sequence[int]) -> NDArray[numpy.float64]:
    """Return the six numbers that place each of *items*."""
    found = numpy.tile(numpy.array([1, 0, 0, 1, 0, 0], numpy.float32), (len(items), 1))
    _each(_matrix, items, _places(found))
    return found.astype(numpy.float64)


def bounds(items: Sequence[int]) -> NDArray[numpy.float64]:
    """Return left, bottom, right and top of each of *items*."""
    found = numpy.zeros((len(items), 4), numpy.float32)
    rows = _places(found)
    edges = [range(rows.start + at, rows.stop + at, rows.step) for at in range(0, rows.step, rows.step // 4)]
    _each(_bounds, items, *edges)
    return found.astype(numpy.float64)


def modes(items: Sequence[int]) -> set[int]:
    """Return in which ways the text objects *items* are drawn."""
    return set(map(_mode, items))


def handle_of(item: int) -> Any:
    """Return an object as the library's own functions take it."""
    return ctypes.cast(item, pdfium.FPDF_PAGEOBJECT)


def _address(handle: Any) -> int | None:
    return ctypes.cast(handle, _ADDRESS).value


def _places(rows: NDArray[numpy.float32]) -> range:
    """Return the address of each row."""
    start, step = rows.ctypes.data, rows.itemsize * rows.shape[1]
    return range(start, start + len(rows) * step, step)


def _each(function: Any, *arguments: Any) -> None:
    deque(map(function, *arguments), 0)
