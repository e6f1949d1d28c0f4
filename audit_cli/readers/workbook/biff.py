"""The records of an old Excel workbook that say which formulas no program has worked out, and whether it is locked."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import NamedTuple

_BEGIN = frozenset([0x0809, 0x0409, 0x0209, 0x0009])
_END = 0x000A
_LOCKED = 0x002F
_SHEET = 0x0085
_FORMULA = frozenset([0x0006, 0x0206, 0x0406])
# where a result that is no number begins with its kind, and the kind of an empty text
_NO_NUMBER = b"\xff\xff"
_EMPTY_TEXT = 3
_CALCULATE_ON_LOAD = 2


class Formulas(NamedTuple):
    """Whether the workbook asks for a password, and the cells of each sheet whose formula has no result."""

    locked: bool
    uncalculated: tuple[tuple[tuple[int, int], ...], ...]


def read_formulas(stream: bytes) -> Formulas:
    """Return what the records of *stream* (Workbook) tell.

    Writers that do not calculate store 0 and ask for calculation on opening, or store an empty text. As IF may give
    an empty text, too, that counts only where no formula of the workbook has any other result.
    """
    begins: list[int] = []
    for code, body in _records(stream, 0):
        if code == _LOCKED:
            return Formulas(True, ())
        # worksheets are those of type 0
        if code == _SHEET and len(body) >= 6 and body[5] == 0:
            begins.append(int.from_bytes(body[:4], "little"))
    zeros: list[list[tuple[int, int]]] = []
    empty: list[list[tuple[int, int]]] = []
    any_result = False
    for begin in begins:
        zeros.append([])
        empty.append([])
        for code, body in _records(stream, begin):
            if code not in _FORMULA or len(body) < 16:
                continue
            row, col, _, result, flags = struct.unpack_from("<HHH8sH", body)
            if result[6:] == _NO_NUMBER and result[0] == _EMPTY_TEXT:
                empty[-1].append((row, col))
            elif result == bytes(8) and flags & _CALCULATE_ON_LOAD:
                zeros[-1].append((row, col))
            else:
                any_result = True
    pairs = zip(zeros, empty, strict=True)
    return Formulas(False, tuple(tuple(z if any_result else sorted(z + e)) for z, e in pairs))


def _records(stream: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """Yield the records of the part that begins at *at*, with those of the charts in it, up to its end."""
    depth = 0
    while at + 4 <= len(stream):
        code, length = struct.unpack_from("<HH", stream, at)
        yield code, stream[at + 4 : at + 4 + length]
        at += 4 + length
        if code in _BEGIN:
            depth += 1
        elif code == _END:
            depth -= 1
            if depth <= 0:
                return
