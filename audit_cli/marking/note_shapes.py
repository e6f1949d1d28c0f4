"""The boxes in which a workbook shows its notes, in the old drawing language that Excel still wants."""

from __future__ import annotations

import re
from collections.abc import Mapping

_NAMESPACES = (
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel"'
)
_TYPE = "_x0000_t202"
_BOX_TYPE = (
    f'<v:shapetype {_NAMESPACES} id="{_TYPE}" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
_SHAPE = re.compile(rb"_x0000_s(\d{1,9})")
_FIRST = 1024  # Excel counts the shapes of its first drawing from here
_WIDE, _LINE, _MOST_ROWS = 5, 28, 40
_LAST_ROW, _LAST_COLUMN = (1 << 20) - 1, (1 << 14) - 1


def shapes_in(drawing: bytes | None, notes: Mapping[tuple[int, int], str]) -> bytes:
    """Return *drawing*, a new one if there is none, with a hidden box for the note of each cell."""
    drawing = drawing or f"<xml {_NAMESPACES}></xml>".encode()
    number = max([_FIRST, *(int(found) for found in _SHAPE.findall(drawing))])
    pieces = [] if _TYPE.encode() in drawing else [_BOX_TYPE]
    pieces += [_box(number + i, *cell, text) for i, (cell, text) in enumerate(notes.items(), 1)]
    # other writers leave elements open in it, so that no parser is asked
    end = drawing.rfind(b"</xml")
    end = len(drawing) if end < 0 else end
    return drawing[:end] + "".join(pieces).encode() + drawing[end:]


def _box(number: int, row: int, col: int, text: str) -> str:
    rows = min(sum(1 + len(line) // _LINE for line in text.split("\n")) + 1, _MOST_ROWS)
    left, top = min(col + 1, _LAST_COLUMN - _WIDE), min(max(row - 1, 0), _LAST_ROW - rows)
    anchor = f"{left}, 15, {top}, 2, {left + _WIDE}, 15, {top + rows}, 4"
    return (
        f'<v:shape {_NAMESPACES} id="_x0000_s{number}" type="#{_TYPE}" '
        'style="position:absolute;z-index:1;visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto">'
        '<v:fill color2="#ffffe1"/><v:shadow color="black" obscured="t"/><v:path o:connecttype="none"/>'
        '<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>'
        '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>'
        f"<x:Anchor>{anchor}</x:Anchor><x:AutoFill>False</x:AutoFill>"
        f"<x:Row>{row}</x:Row><x:Column>{col}</x:Column></x:ClientData></v:shape>"
    )
