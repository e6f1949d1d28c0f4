"""Powers of ten: 3.5×10⁴ is one number, and 10⁴ is not 10."""

from __future__ import annotations

from audit_cli.expressions import expression
from audit_cli.extract.ledger.amounts import quantity
from audit_cli.extract.ledger.places import B, D, Place, bare
from audit_cli.extract.ledger.units import unit_at
from audit_cli.model import Figure

_EXPONENT = rf"(?:\^[-−]?{D}{{1,2}}(?!{D})|[⁺⁻]?[⁰¹²³⁴-⁹]{{1,2}}(?![⁰¹²³⁴-⁹]))"
_TIMES = expression(rf"{B}?[×xX*✕·]{B}?10({_EXPONENT})")
_RAISED = expression(_EXPONENT)
_LEVEL = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻−", "0123456789+--", "^")
_LARGEST = 12


def power(place: Place, start: int, end: int, printed: str, previous: str, floor: int) -> Figure | None:
    """Return the figure of a power of ten whose first numeral is *printed*, from *start* to *end*; None if it is none.

    Behind a 10 alone, in front of no unit, a raised number may be the mark of a footnote as well: that is unread.
    """
    text, _, high, _, _ = place
    if printed.strip("0123456789.,，"):
        # it has an exponent of its own
        return None
    if found := _TIMES.match(text, end, high):
        exponent, factor = int(found[1].translate(_LEVEL)), printed
    elif printed == "10" and (found := _RAISED.match(text, end, high)):
        exponent, factor = int(found[0].translate(_LEVEL)), "1"
        if not unit_at(text, found.end(), high):
            return bare(place, start, found.end(), "unread")
    else:
        return None
    if abs(exponent) > _LARGEST:
        return bare(place, start, found.end(), "unread")
    return quantity(place, start, found.end(), f"{factor}E{exponent}", previous, floor)


# what may follow the first numeral of a power
AFTER_FACTOR = frozenset("×xX*✕· \xa0^⁺⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
