"""Numbers as printed: value, the interval that the printed digits allow, and the ladder of verdicts.

A printed number is an interval (XBRL Calculations 1.1): half a unit of its last digit either way.
Sums, restatements and quotients agree if the intervals meet; there is no other tolerance anywhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from math import comb, factorial
from typing import Literal, Protocol

from audit_cli.value import Value

Verdict = Literal["exact", "rounding", "truncation", "improbable", "inconsistent"]

ZERO = Decimal(0)
HUNDRED = Decimal(100)
_HALF = Decimal("0.5")
_ONE = Decimal(1)
_IMPROBABLE = Decimal("1e-6")
_UNLIKELY = Decimal("0.01")  # that two figures were rounded as far as a percentage of them asks
_BEYOND = Decimal("1e9")  # more than any change is of what it led to

Span = tuple[Decimal, Decimal]
_Meant = Callable[[Decimal], Decimal]


class Printed(Protocol):
    """What a part of a sum must have: a Quantity and a Figure do."""

    @property
    def value(self) -> Decimal: ...
    @property
    def quantum(self) -> Decimal: ...
    @property
    def exact(self) -> bool: ...


class Quantity(Value, frozen=True):
    """A value, the unit of its last printed digit, and whether it is exact as printed (people, 元 to the fen)."""

    value: Decimal
    quantum: Decimal
    exact: bool = False

    def interval(self) -> tuple[Decimal, Decimal]:
        """Return the closed interval of round-to-nearest."""
        if self.exact:
            return self.value, self.value
        half = self.quantum * _HALF
        return self.value - half, self.value + half

    def truncated(self) -> tuple[Decimal, Decimal]:
        """Return the interval of cut digits, away from zero; its far end is open."""
        if self.exact:
            return self.value, self.value
        if self.value < 0:
            return self.value - self.quantum, self.value
        return self.value, self.value + self.quantum

    def may_be_zero(self) -> bool:
        low, high = self.interval()
        return low <= 0 <= high


def printed(text: str, exact: bool = False) -> Quantity:
    """Return the quantity of a plain decimal numeral such as "1,391,608.78".

    >>> printed("12.30").quantum
    Decimal('0.01')
    """
    value = Decimal(text.replace(",", ""))
    return Quantity(value, quantum_of(value), exact)


def quantum_of(value: Decimal) -> Decimal:
    """Return the unit of the last digit of *value* as written; whole numbers count in ones."""
    exponent = value.as_tuple().exponent
    return Decimal(1).scaleb(min(int(exponent), 0))


@lru_cache(maxsize=4096)
def significant_digits(value: Decimal) -> int:
    """Return how many digits *value* has, zeros at its end not counted."""
    return len(value.normalize().as_tuple().digits)


def _meet(a: tuple[Decimal, Decimal], b: tuple[Decimal, Decimal]) -> bool:
    return a[0] <= b[1] and b[0] <= a[1]


def _meet_half_open(a: tuple[Decimal, Decimal], b: tuple[Decimal, Decimal], a_negative: bool, b_negative: bool) -> bool:
    """Whether two intervals of cut digits meet; the end away from zero is open unless the interval is a point."""

    def inside(point: Decimal, span: tuple[Decimal, Decimal], negative: bool) -> bool:
        low, high = span
        if low == high:
            return point == low
        return low < point <= high if negative else low <= point < high

    if a[0] == a[1]:
        return inside(a[0], b, b_negative)
    if b[0] == b[1]:
        return inside(b[0], a, a_negative)
    return max(a[0], b[0]) < min(a[1], b[1]) or (a == b)


@lru_cache(maxsize=4096)
def chance_of_gap(parts: int, gap: Decimal) -> Decimal:
    """Return P(|sum of *parts* uniform(-½, ½)| ≥ *gap* − ½), two-sided, exactly (Irwin–Hall).

    *gap* is counted in units of the last printed place.
    """
    threshold = gap - _HALF
    if threshold <= 0:
        return Decimal(1)
    reach = Decimal(parts) / 2 - threshold
    if reach <= 0:
        return ZERO
    twice = int((reach * 2).to_integral_value(ROUND_HALF_UP))
    total = 0
    for j in range(twice // 2 + 1):
        total += (-1) ** j * comb(parts, j) * (twice - 2 * j) ** parts
    return 2 * Decimal(total) / (Decimal(2) ** parts * factorial(parts))


def signed_sum(parts: Sequence[Printed], signs: Sequence[int] | None) -> Decimal:
    """Return the sum of *parts*, each as often as its sign says; most count once, which takes no product."""
    if signs is None:
        return sum([p.value for p in parts], ZERO)
    return sum([p.value if s == 1 else s * p.value for s, p in zip(signs, parts, strict=True)], ZERO)


def sum_verdict(total: Quantity, parts: Sequence[Printed], signs: Sequence[int] | None = None) -> Verdict:
    """Return how *total* agrees with the signed sum of *parts*.

    A part with fewer decimals than its neighbours is read as exact to the finest of them (330 beside 64.03 is 330.00);
    what closes only with its own wide interval is improbable.
    """
    recomputed = signed_sum(parts, signs or None)
    if recomputed == total.value:
        return "exact"
    signs = signs or [1] * len(parts)
    quanta = [p.quantum for p in parts if not p.exact]
    whole = sum(quanta, ZERO)
    if abs(recomputed - total.value) > whole + total.quantum and max(signs, default=1) <= 1:
        return "inconsistent"  # no reading of the digits goes that far
    # a nought is printed with as many decimals as the form has, whatever the others are rounded to
    finest = min([p.quantum for p in parts if not p.exact and p.value] or quanta, default=ZERO)
    half = finest * len(quanta) * _HALF
    meets = _meet((recomputed - half, recomputed + half), total.interval())
    unlikely = False
    if meets:
        if finest != total.quantum or total.exact or len(quanta) < len(parts):
            return "rounding"
        gap = abs(total.value - recomputed) / finest
        unlikely = chance_of_gap(len(parts), gap) < _IMPROBABLE
        if not unlikely:
            return "rounding"
    low = high = ZERO
    for sign, part in zip(signs, parts, strict=True):
        a, b = Quantity(part.value, finest, part.exact).truncated()
        low, high = (low + a, high + b) if sign > 0 else (low - b, high - a)
    if _meet_half_open((low, high), total.truncated(), recomputed < 0, total.value < 0):
        return "truncation"
    if unlikely:
        return "improbable"
    wide = whole * _HALF
    if wide > half and _meet((recomputed - wide, recomputed + wide), total.interval()):
        return "improbable"
    return "inconsistent"


def same_verdict(a: Quantity, b: Quantity, cell_by_cell: bool = False) -> Verdict:
    """Return how two statements of one fact agree; *cell_by_cell* allows one last-place unit (rounded statements)."""
    if a.value == b.value:
        return "exact"
    if cell_by_cell and abs(a.value - b.value) <= max(a.quantum, b.quantum):
        return "rounding"
    if a.quantum == b.quantum or (a.exact and b.exact):
        return "inconsistent"
    if _meet(a.interval(), b.interval()):
        return "rounding"
    if _meet_half_open(a.truncated(), b.truncated(), a.value < 0, b.value < 0):
        return "truncation"
    return "inconsistent"


def _is_printed(stated: Quantity, plain: Decimal) -> bool:
    """Whether a percentage is printed as it was computed; then nobody need ask how its operands were rounded."""
    return abs(stated.value - plain) <= (ZERO if stated.exact else stated.quantum * _HALF)


def _is_cut(stated: Quantity, plain: Decimal) -> bool:
    """Whether a percentage is what was computed but for the digits that were cut off."""
    low, high = stated.truncated()
    return low < plain <= high if stated.value < 0 else low <= plain < high


def _percent_verdict(plain: Decimal, stated: Quantity, part: Quantity, whole: Quantity, quotient: _Meant) -> Verdict:
    """Return how a percentage, *plain* as computed of what is printed, agrees with *part* and *whole* as intervals.

    *quotient* gives the part / whole that a percentage stands for. What only a corner of the intervals admits is
    improbable: not one in a hundred of the pairs that may have been rounded so comes as far.
    """
    if _is_printed(stated, plain):
        return "exact"
    rounded = _chance(part.interval(), whole.interval(), [quotient(end) for end in stated.interval()])
    if rounded is not None and rounded >= _UNLIKELY:
        return "rounding"
    # of what is exact the quotient is: 90 % is never cut to 89 %
    open_ = not (part.exact and whole.exact)
    cut = _chance(part.truncated(), whole.truncated(), [quotient(end) for end in stated.truncated()]) if open_ else None
    if _is_cut(stated, plain) or (cut is not None and cut >= _UNLIKELY):
        return "truncation"
    return "improbable" if rounded is not None or cut else "inconsistent"


def _chance(part: Span, whole: Span, quotients: Sequence[Decimal]) -> Decimal | None:
    """Return how many of all pairs in two intervals have a quotient as far out as one of two bounds, None if none has.

    Where a sign is open, or the quotient is exact, there is no telling: it may be any.
    """
    if whole[0] <= 0 <= whole[1]:
        return None
    low, high = quotients
    corners = [p / w for p in part for w in whole]
    if max(corners) < low or high < min(corners):
        return None
    if part[1] < 0:
        part, low, high = (-part[1], -part[0]), -high, -low
    if low == high or part[0] <= 0 or whole[0] <= 0 or low <= 0:
        return _ONE
    return min(_share_below(part, whole, high), _ONE - _share_below(part, whole, low))


def _share_below(part: Span, whole: Span, quotient: Decimal) -> Decimal:
    """Return how many of all pairs in two intervals have at most *quotient*; each interval is spread evenly."""
    wide, long = part[1] - part[0], whole[1] - whole[0]
    if not long:
        reach = quotient * whole[0] - part[0]
        return min(max(reach / wide, ZERO), _ONE) if wide else Decimal(reach >= 0)
    # where the whole is large enough for some of the parts, and for all of them
    some, all_ = (min(max(p / quotient, whole[0]), whole[1]) for p in part)
    between = (quotient * (some + all_) * _HALF - part[0]) * (all_ - some) / wide if wide else ZERO
    return (between + whole[1] - all_) / long


def ratio_verdict(stated: Quantity, part: Quantity, whole: Quantity) -> Verdict:
    """Return how a stated percentage agrees with *part* / *whole*.

    Raises ZeroDivisionError if *whole* is zero: ask `may_be_zero` first.
    """
    plain = HUNDRED * part.value / whole.value
    return _percent_verdict(plain, stated, part, whole, lambda percent: percent / HUNDRED)


def is_quotient(stated: Quantity, part: Quantity, whole: Quantity) -> bool:
    """Whether a percentage is *part* / *whole* (exactly, by rounding or by cut digits); nothing is that of nothing."""
    return bool(whole.value) and agrees(ratio_verdict(stated, part, whole))


def growth_verdict(stated: Quantity, new: Quantity, base: Quantity) -> Verdict:
    """Return how a stated rate of change (negative for a fall) agrees with *new* against *base*."""
    plain = HUNDRED * (new.value - base.value) / base.value
    return _percent_verdict(plain, stated, new, base, lambda percent: 1 + percent / HUNDRED)


def change_verdict(stated: Quantity, new: Quantity, change: Quantity) -> Verdict:
    """Return how a stated rate agrees with a printed *change* (signed) that led to *new*: change / (new − change)."""
    plain = HUNDRED * change.value / (new.value - change.value)
    return _percent_verdict(plain, stated, change, new, _of_what_it_led_to)


def compounds(stated: Quantity, new: Quantity, base: Quantity, years: int) -> bool:
    """Whether a rate of growth a year, so many *years* in turn, leads from *base* to *new*, all of them as printed.

    >>> compounds(printed("5"), printed("29.17"), printed("24.0"), 4)
    True
    """
    (least, most), (low, high) = new.interval(), base.interval()
    slowest, fastest = (1 + bound / HUNDRED for bound in stated.interval())
    if low <= 0 or slowest <= 0:
        return True  # from nothing, or down to it: any rate leads there
    return low * slowest**years <= most and least <= high * fastest**years


def _of_what_it_led_to(percent: Decimal) -> Decimal:
    """Return the change / new that a rate of change stands for; a fall by all leaves nothing to measure it by."""
    return percent / (HUNDRED + percent) if percent > -HUNDRED else -_BEYOND


def agrees(verdict: Verdict) -> bool:
    """Whether a verdict is a tick."""
    return verdict in ("exact", "rounding", "truncation")


def closes(total: Quantity, parts: Iterable[Printed]) -> bool:
    """Whether *parts* add up to *total* (exactly, by rounding or by cut digits)."""
    return agrees(sum_verdict(total, list(parts)))
