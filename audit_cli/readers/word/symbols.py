"""Signs that Word shows by a symbol font or puts together from two: boxes, ticks, circled numbers, ≥ and ≤."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from audit_cli.expressions import expression
from audit_cli.readers.raised import raised
from audit_cli.readers.word.numbering import W

if TYPE_CHECKING:
    from lxml.etree import _Element

_CIRCLED = dict(zip(range(0x81, 0x8B), "①②③④⑤⑥⑦⑧⑨⑩", strict=True)) | dict(
    zip(range(0x8C, 0x96), "❶❷❸❹❺❻❼❽❾❿", strict=True)
)
_FONTS: dict[str, dict[int, str]] = {
    "wingdings": {
        0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "□", 0xA8: "□", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
    } | _CIRCLED,
    "wingdings 2": {
        0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0x2A: "□", 0x30: "□", 0xA3: "□",
    },
    "symbol": {
        0xA3: "≤", 0xB0: "°", 0xB1: "±", 0xB3: "≥", 0xB4: "×", 0xB7: "•", 0xB8: "÷", 0xB9: "≠", 0xBB: "≈", 0xE5: "∑",
        0x3C: "<", 0x3E: ">", 0x3D: "=", 0x2B: "+", 0x2D: "-", 0x25: "%",
    },
}  # fmt: skip
_FONT_NAMES = (f"{W}ascii", f"{W}hAnsi")
# two signs printed over one another: { eq \\o\\ac(○,1) }
_OVERPRINTED = expression(
    r"\s*eq\s*\\o\s*(?:\\a[clr]\s*)?\(\s*([○◯〇□])\s*[,，;；]\s*([^\s()]{1,2})\s*\)\s*", re.IGNORECASE
)
# a sign above the line: { eq \\s\\up5(2) }
_LIFTED = expression(r"\s*eq\s*\\s\s*\\up\s*\d{0,3}\s*\(([^()]{1,10})\)\s*", re.IGNORECASE)
_IN_BOXES = {"√": "☑", "✓": "☑", "×": "☒", "✗": "☒"}


def has_symbol_fonts(root: _Element) -> bool:
    """Whether any text of a part is set in a symbol font."""
    return any(symbol_font(fonts) for fonts in root.iter(f"{W}rFonts"))


def symbol_font(fonts: _Element | None) -> str:
    """Return the symbol font that *fonts*, of the properties of a run, name; "" if there is none."""
    for name in _FONT_NAMES if fonts is not None else ():
        font = (fonts.get(name) or "").lower() if fonts is not None else ""
        if font in _FONTS:
            return font
    return ""


def shown_in(font: str, text: str) -> str:
    """Return *text* as symbol *font* shows it, sign by sign; what it shows of others is not known."""
    signs = _FONTS[font]
    return "".join([signs.get(ord(sign) & 0xFF, sign) if _is_in_font(ord(sign)) else sign for sign in text])


def _is_in_font(code: int) -> bool:
    # symbol fonts are mapped to F000-F0FF
    return code <= 0xFF or 0xF000 <= code <= 0xF0FF


def symbol(element: _Element) -> str:
    """Return the sign that a w:sym shows."""
    try:
        code = int(element.get(f"{W}char", ""), 16)
    except ValueError:
        return ""
    if not (0x20 <= code < 0xD800 or 0xE000 <= code < 0x110000):
        return ""
    font = element.get(f"{W}font", "").lower()
    return shown_in(font, chr(code)) if font in _FONTS else chr(code)


def overprinted(instruction: str) -> str:
    """Return what a field shows that prints one sign in another, or above the line; "" for other fields."""
    if lifted := _LIFTED.fullmatch(instruction):
        return raised(lifted[1])
    match = _OVERPRINTED.fullmatch(instruction)
    if match is None:
        return ""
    around, inside = match.groups()
    if around == "□":
        return _IN_BOXES.get(inside, inside)
    return chr(0x2460 + int(inside) - 1) if inside.isdecimal() and 1 <= int(inside) <= 20 else inside
