"""The signs of formulas as they are typed, each kind in one line: what one reading knows, all know."""

from __future__ import annotations

import re

PLUS, MINUS, TIMES, BY, EQUALS = "+＋﹢", "-－–—−﹣", "×*＊xX✕χ", "÷/／∕", "=＝≈≒"
OPENS, CLOSES = "（(【[〔［{", "）)】]〕］}"


def any_of(signs: str) -> str:
    """Return the characters of *signs* as they stand in a set of an expression."""
    return re.escape(signs)
