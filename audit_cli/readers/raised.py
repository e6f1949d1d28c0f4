"""Digits set above the line, exponents and marks of notes, told by the characters made for that: 10⁴ is not 104."""

from __future__ import annotations

from audit_cli.expressions import expression

_ABOVE = str.maketrans("0123456789+-−－", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻")
RAISED = frozenset("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")
# raised digits as they look
LEVEL = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
# longer ones, and those with a point or a unit, were raised by a slip
_EXPONENT_OR_MARK = expression(
    r"\s?[\[(（〔【注]{0,2}[-+−－]?[0-9]{1,3}(?:[,，、~～-][0-9]{1,3}){0,9}[\])）〕】]{0,2}\s?"
)


def raised(text: str) -> str:
    """Return *text*, which is set above the line, as such if it is an exponent or a mark; of the same length."""
    return text.translate(_ABOVE) if _EXPONENT_OR_MARK.fullmatch(text) else text
