"""Slips of the pen: one digit typed for another, two neighbours swapped, the point or the unit of another size."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from audit_cli.model import Figure
from audit_cli.quantity import ZERO

POINT_SLIPS = (-4, -3, -2, -1, 1, 2, 3, 4)  # places by which a point or a unit slips
ODDS = 20  # to one, that figures come so near by a slip rather than by chance
_DIGITS = "0123456789"
_NEIGHBOURS = 2  # digits that one slip may change
_FEWEST = 4  # digits of which one may differ by a slip rather than by chance
_PER_DIGIT = 10  # sizes that a slip of one digit makes: nine others, and its neighbour's
_SIDES = 2  # a sum that has nothing to do with a total may be less or more


def mistyped(figure: Figure, meant: Decimal, fewest: int = _FEWEST) -> bool:
    """Whether *meant*, in the base unit, would be printed like *figure*, of *fewest* digits at least, but for one slip.

    >>> figure = Figure(0, 6, "1854.6", "number", value=Decimal("1854.6"), quantum=Decimal("0.1"))
    >>> mistyped(figure, Decimal("1845.6")), mistyped(figure, Decimal("1854.9")), mistyped(figure, Decimal("1900"))
    (True, True, False)
    """
    value, quantum = figure.value, figure.quantum
    if meant % quantum or meant * value <= 0:
        return False
    gap = abs(meant - value)
    if gap.scaleb(_NEIGHBOURS - 1 - gap.adjusted()) % 1:
        return False  # a slip changes no more than two neighbours
    digits, others = [f"{(abs(number) / quantum).to_integral_value():f}" for number in (value, meant)]
    if len(digits) < fewest:
        return False
    if len(digits) != len(others):
        decimals = sum(map(str.isdigit, figure.text.partition(".")[2]))
        digits, others = digits.zfill(decimals), others.zfill(decimals)  # of 0.67 and 0.07 the second digit differs
    if len(digits) != len(others):
        return False
    differing = [i for i, (a, b) in enumerate(zip(digits, others, strict=True)) if a != b]
    if len(differing) == 1:
        return True
    if len(differing) != 2 or differing[1] != differing[0] + 1:
        return False
    first, second = differing
    return digits[first] == others[second] and digits[second] == others[first]


def misprints(figure: Figure) -> Iterator[Decimal]:
    """Yield the sizes that one wrong digit, or two neighbours swapped, turn into *figure*.

    >>> figure = Figure(0, 4, "14.1", "number", value=Decimal("14.1"), quantum=Decimal("0.1"))
    >>> {Decimal("11.4"), Decimal("19.1"), Decimal("14.0")} <= set(misprints(figure))
    True
    """
    quantum = figure.quantum
    digits = f"{(abs(figure.value) / quantum).to_integral_value():f}"
    places = range(len(digits))
    yield from (Decimal(digits[:k] + digit + digits[k + 1 :]) * quantum for k in places for digit in _DIGITS)
    yield from (Decimal(digits[:k] + digits[k + 1] + digits[k] + digits[k + 2 :]) * quantum for k in places[:-1])


def meant_by(figure: Figure) -> Iterator[Decimal]:
    """Yield the sizes that one slip turns into *figure*: of a digit, of two neighbours, of the first, of the point.

    >>> figure = Figure(0, 4, "14.1", "number", value=Decimal("14.1"), quantum=Decimal("0.1"))
    >>> {Decimal("4.1"), Decimal("41.1"), Decimal("19.1"), Decimal("1.41")} <= set(meant_by(figure))
    True
    """
    size, quantum = abs(figure.value), figure.quantum
    digits = f"{(size / quantum).to_integral_value():f}"
    yield from misprints(figure)
    yield from (Decimal(digit + digits) * quantum for digit in _DIGITS)
    yield Decimal(digits[1:] or 0) * quantum
    yield from (size.scaleb(by) for by in POINT_SLIPS)


def slipped(figure: Figure, meant: Decimal, rounded: Decimal) -> bool:
    """Whether one slip makes *figure* of the size of *meant*, give or take what is *rounded*.

    >>> figure = Figure(0, 4, "18.5", "number", value=Decimal("18.5"), quantum=Decimal("0.1"))
    >>> [slipped(figure, Decimal(meant), Decimal("0.1")) for meant in ("13.52", "185", "13.9")]
    [True, True, False]
    """
    return any(abs(size - abs(meant)) <= rounded for size in meant_by(figure))


def of_quotient(
    weighted: Iterable[tuple[Figure, int, int]], quotient: Decimal, quantum: Decimal
) -> Iterator[tuple[Figure, Decimal, Decimal]]:
    """Yield each figure with what a *quotient*, told to its *quantum*, makes of it, and what that leaves open.

    *weighted* are the figures with how often each adds to what is divided, and to what it is divided by: of a rate of
    growth, the new one (1, 0) and the one before (-1, 1).

    >>> part, whole = (Figure(k, k, "", "count", value=Decimal(v), quantum=Decimal(1)) for k, v in enumerate((30, 50)))
    >>> [int(needed) for _, needed, _ in of_quotient([(part, 1, 0), (whole, 0, 1)], Decimal("0.6"), Decimal("0.01"))]
    [30, 50]
    """
    figures: dict[int, tuple[Figure, int, int]] = {}
    above = below = ZERO
    for figure, up, down in weighted:
        _, ups, downs = figures.get(figure.start, (figure, 0, 0))
        figures[figure.start] = figure, ups + up, downs + down
        above, below = above + up * figure.value, below + down * figure.value
    for figure, up, down in figures.values():
        others_above, others_below = above - up * figure.value, below - down * figure.value
        weight = up - quotient * down
        needed = (quotient * others_below - others_above) / weight if weight else ZERO
        if needed:  # a rate of nothing says nothing of what it is of
            slope = (others_below * up - others_above * down) / weight**2
            yield figure, needed, abs(slope) * quantum + (ZERO if figure.exact else figure.quantum)


def one_slip_off(total: Figure, parts: Sequence[Figure], weights: Sequence[int] = (), odds: int = ODDS) -> bool:
    """Whether one slip is all that keeps *parts* from adding up to *total*, and not by chance: once in *odds* at most.

    Without *weights* each part counts once.

    >>> total, *parts = (Figure(0, 4, "", "count", value=Decimal(v), quantum=Decimal(1)) for v in (1268, 820, 488))
    >>> one_slip_off(total, parts, [1, 1], 4), one_slip_off(total, parts, [1, 1], 40)
    (True, False)
    """
    weights = weights or [1] * len(parts)
    gap = total.value - sum((f.value * weight for f, weight in zip(parts, weights, strict=True)), ZERO)
    if not gap or total.value <= 0:
        return False
    if not is_no_chance(total.value, (total, *parts), odds):
        return False
    meant = ((f, f.value + gap / weight) for f, weight in zip(parts, weights, strict=True))
    return mistyped(total, total.value - gap, 1) or any(mistyped(figure, value, 1) for figure, value in meant)


def is_no_chance(size: Decimal, figures: Sequence[Figure], odds: int) -> bool:
    """Whether a sum of *figures* is one slip away from *size* by chance but once in *odds* at most.

    What has nothing to do with it may be anything up to twice the size; so many sizes as the slips of all the figures
    make come near enough. Where all of them are round, there are but few sizes: 500, of 300 and 150.
    """
    told = [f.value for f in figures if f.value]
    step = min(map(_last_digit, told), default=0)
    digits = sum(value.adjusted() - step + 1 for value in told)
    return odds * _PER_DIGIT * digits <= _SIDES * size.scaleb(-step)


def _last_digit(value: Decimal) -> int:
    """Return the place of the last digit of *value* that is no nought, as a power of ten."""
    exponent = value.normalize().as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0
