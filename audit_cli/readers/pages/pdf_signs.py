"""The signs of a PDF page in their places: those that are shown, as the characters they look like."""

from __future__ import annotations

import ctypes
import math
from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy
import pypdfium2.raw as pdfium
from numpy.typing import NDArray

from audit_cli.expressions import expression
from audit_cli.readers.pages import bulk
from audit_cli.readers.pages.drawn import Drawn
from audit_cli.readers.pages.forms import Box, Filled
from audit_cli.readers.pages.lines import SMALLEST
from audit_cli.readers.pages.remarks import Remarks
from audit_cli.readers.pages.sheet import SKEWED, Glyphs
from audit_cli.readers.pages.signs import UNKNOWN, is_plain, plain

Floats = NDArray[numpy.float64]
Flags = NDArray[numpy.bool_]

_BLANK = expression(r"[ \r\n]")
# what is printed where something is to be filled in
_LINES = frozenset(" _＿")


def signs_of(text: Any, box: Any, drawn: Drawn, form: Filled, remarks: Remarks) -> tuple[Glyphs, int]:
    """Return the signs that are shown on the page, and by how many right angles it must be turned to read them."""
    characters = _characters(text)
    remarks.characters(len(characters))
    kept = _kept(text, len(characters), drawn, remarks)
    shown = numpy.zeros(len(characters), numpy.bool_)
    shown[sorted(kept) if kept is not None else slice(None)] = True
    for i in _blanks(characters):
        if characters[i] != " " or pdfium.FPDFText_IsGenerated(text, i):
            shown[i] = False
    boxes = bulk.loose_boxes(text, len(characters))
    shown &= ~_filled_lines(characters, boxes, form.fields)
    characters = [*characters, *(tick.text for tick in form.ticks)] if form.ticks else characters
    shown = numpy.append(shown, numpy.ones(len(form.ticks), numpy.bool_))
    edges, inside, unseen = _upon(numpy.hstack([boxes, Glyphs.of(form.ticks).edges]), box)
    if (shown & ~inside).any():
        remarks.seen.add("outside")
    shown &= inside
    for i in numpy.flatnonzero(shown & unseen).tolist():
        if characters[i] != " ":
            remarks.seen.add("hidden")
            shown[i] = False
    if not is_plain("".join(characters)):
        characters = [plain(character) for character in characters]
    return Glyphs(characters, edges).only(shown), _quarters(text, kept) if drawn.turned else 0


def _blanks(characters: Sequence[str]) -> list[int]:
    """Return which characters are spaces or ends of lines."""
    if isinstance(characters, str):
        return [match.start() for match in _BLANK.finditer(characters)]
    return [i for i, sign in enumerate(characters) if not sign or _BLANK.match(sign)]


def _upon(boxes: Floats, page: Any) -> tuple[Floats, Flags, Flags]:
    """Return *boxes* counted from the upper left of *page*, and which of them are on it, and too small to be seen."""
    width, height = page.right - page.left, page.top - page.bottom
    # a broken matrix puts a sign at infinity
    with numpy.errstate(all="ignore"):
        edges = numpy.stack([boxes[0] - page.left, page.top - boxes[1], boxes[2] - page.left, page.top - boxes[3]])
        left, top, right, bottom = edges
        x, y = (left + right) / 2, (top + bottom) / 2
        inside = (x >= 0) & (x <= width) & (y >= 0) & (y <= height)
        return edges, inside, (bottom - top < SMALLEST) & (right - left < SMALLEST)


def _filled_lines(characters: Sequence[str], boxes: Floats, fields: Sequence[Box]) -> Flags:
    """Tell which signs only draw the line on which something was filled in."""
    found = numpy.zeros(len(characters), numpy.bool_)
    x, y = (boxes[0] + boxes[2]) / 2, (boxes[1] + boxes[3]) / 2
    for left, top, right, bottom in fields:
        found |= (x >= left) & (x <= right) & (y >= bottom) & (y <= top)
    for i in numpy.flatnonzero(found).tolist():
        found[i] = characters[i] in _LINES
    return found


def _characters(text: Any) -> Sequence[str]:
    """Return the characters of a page, one for each that pdfium counts."""
    count = pdfium.FPDFText_CountChars(text)
    if count <= 0:
        return ""
    buffer = (ctypes.c_ushort * (count + 1))()
    written = pdfium.FPDFText_GetText(text, 0, count, buffer)
    whole = bytes(buffer)[: 2 * (written - 1)].decode("utf-16-le", "replace")
    if len(whole) == count:
        return whole
    # characters beyond the basic plane, or none at all: one by one
    codes = [pdfium.FPDFText_GetUnicode(text, i) for i in range(count)]
    return [chr(code) if code < 0xD800 or 0xE000 <= code < 0x110000 else UNKNOWN for code in codes]


def _kept(text: Any, count: int, drawn: Drawn, remarks: Remarks) -> set[int] | None:
    """Return which signs count, None if all do: hidden ones only where nothing else is shown, skewed ones never."""
    if not drawn.hidden and not drawn.turned:
        return None
    kept = set(range(count))
    if drawn.hidden and drawn.shown:
        kept -= {i for i in kept if _is_hidden(text, i)}
        remarks.seen.add("hidden")
    elif drawn.hidden:
        remarks.seen.add("recognised")
    if drawn.turned:
        skewed = {i for i in kept if abs(_turn(text, i) - round(_turn(text, i))) > SKEWED}
        kept -= skewed
        if skewed:
            remarks.seen.add("skewed")
    return kept if len(kept) < count else None


def _is_hidden(text: Any, i: int) -> bool:
    item = pdfium.FPDFText_GetTextObject(text, i)
    return bool(item) and pdfium.FPDFTextObj_GetTextRenderMode(item) == pdfium.FPDF_TEXTRENDERMODE_INVISIBLE


def _turn(text: Any, i: int) -> float:
    """Return by how many right angles a sign is turned, clockwise."""
    return float(pdfium.FPDFText_GetCharAngle(text, i)) / (math.pi / 2)


def _quarters(text: Any, kept: set[int] | None) -> int:
    """Return by how many right angles the page must be turned for most of its text."""
    signs = range(pdfium.FPDFText_CountChars(text)) if kept is None else sorted(kept)
    turns = Counter(-round(_turn(text, i)) % 4 for i in signs if pdfium.FPDFText_GetTextObject(text, i))
    return turns.most_common(1)[0][0] if turns else 0
