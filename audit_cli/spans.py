"""What approximate figures may mean: 约, 余, 近, 以上 and ranges widen a figure, and the widened figure may tick.

An end may be infinite; a low end never is plus infinity, a high end never minus infinity.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import chain

from audit_cli.model import Figure, Term
from audit_cli.quantity import HUNDRED, ZERO, Verdict

Span = tuple[Decimal, Decimal]

_INFINITE = Decimal("Infinity")


def span(figure: Figure) -> Span:
    """Return all that an approximate figure may mean; of any other its interval."""
    if not figure.approximate:
        return figure.quantity.interval()
    value, near = figure.value, _last_digit(figure.value)
    match figure.qualifier:
        case "range":
            return value, figure.high if figure.high is not None else value
        case "at_least":
            return value, _INFINITE
        case "at_most":
            return -_INFINITE, value
        case "more":
            return value, value + near
        case "less":
            return value - near, value
        case _:
            return value - near / 2, value + near / 2


def _last_digit(value: Decimal) -> Decimal:
    """Return the unit of the last digit that is not zero: 100 for 300."""
    if value == 0:
        return Decimal(1)
    _, digits, exponent = value.as_tuple()
    zeros = 0
    while digits[-1 - zeros] == 0:
        zeros += 1
    return Decimal(1).scaleb(int(exponent) + zeros)


def sum_span(signs: Sequence[int], terms: Sequence[Term]) -> Span:
    """Return all that a signed sum of terms may be."""
    low = high = ZERO
    for sign, term in zip(signs, terms, strict=True):
        ends = [sign * end for end in span(term.figure)]
        low, high = low + min(ends), high + max(ends)
    return low, high


def signed_span(term: Term) -> Span:
    """Return all that a term may mean as the words have it, a fall being negative."""
    low, high = span(term.figure)
    if term.sign < 0 and high > 0:
        return -high, -low
    return low, high


def rate_span(term: Term) -> Span:
    """Return all that a rate may mean, in percent."""
    low, high = signed_span(term)
    times = HUNDRED / term.figure.of_all
    return low * times, high * times


def added_spans(figures: Iterable[Figure]) -> Span:
    """Return all that the sum of figures may be."""
    spans = [span(f) for f in figures]
    return sum((s[0] for s in spans), ZERO), sum((s[1] for s in spans), ZERO)


def _finite(*spans: Span) -> bool:
    return all(map(Decimal.is_finite, chain(*spans)))


def percent_span(part: Span, whole: Span) -> Span | None:
    """Return all that the quotient may be, in percent; None where it has no bounds."""
    if not _finite(part, whole) or whole[0] <= 0 <= whole[1]:
        return None
    corners = [HUNDRED * p / w for p in part for w in whole]
    return min(corners), max(corners)


def less_hundred(span: Span | None) -> Span | None:
    """Return rates of change from rates to the base."""
    return None if span is None else (span[0] - HUNDRED, span[1] - HUNDRED)


def change_span(new: Span, change: Span) -> Span | None:
    """Return all that change / (new − change) may be, in percent; None where it has no bounds."""
    if not _finite(new, change) or new[0] <= change[1]:
        return None
    corners = [HUNDRED * c / (n - c) for n in new for c in change]
    return min(corners), max(corners)


def widened(verdict: Verdict, recomputed: Span | None, stated: Span) -> Verdict:
    """Return rounding where what was recomputed may be what is stated, else *verdict*."""
    if recomputed is not None and recomputed[0] <= stated[1] and stated[0] <= recomputed[1]:
        return "rounding"
    return verdict
