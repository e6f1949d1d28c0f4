"""Figures as an author prints them: a numeral, its unit and the habits of the house."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from random import Random
from typing import NamedTuple

from audit_cli.quantity import Quantity, quantum_of

SCALES = {"元": Decimal(1), "千元": Decimal(1000), "万元": Decimal(10_000), "亿元": Decimal(100_000_000)}
_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
_CHINESE = "零一二三四五六七八九十"


class Style(NamedTuple):
    """How one house prints its money: unit, decimals and cosmetics."""

    unit: str = "万元"
    decimals: int = 2
    comma: bool = False
    wide: bool = False
    gap: str = ""
    strip: bool = False


class Slot(NamedTuple):
    """One figure to be printed: *number* is the plain numeral, all else is unit and cosmetics."""

    number: str
    unit: str = ""
    scale: Decimal = Decimal(1)
    exact: bool = False
    comma: bool = False
    wide: bool = False
    gap: str = ""
    show_unit: bool = True
    words: bool = False

    @property
    def numeral(self) -> str:
        text = self.number
        if self.words:
            return chinese(int(text))
        if self.comma:
            whole, _, rest = text.partition(".")
            text = f"{int(whole):,}" + (f".{rest}" if rest else "")
            if self.number.startswith("-0"):
                text = "-" + text.lstrip("-")
        return text.translate(_WIDE) if self.wide else text

    @property
    def printed(self) -> str:
        if self.words and self.unit == "%":
            return "百分之" + self.numeral
        return self.numeral + (self.gap + self.unit if self.show_unit and self.unit else "")

    @property
    def quantity(self) -> Quantity:
        value = Decimal(self.number)
        exact = self.exact or (self.unit == "元" and quantum_of(value) == Decimal("0.01"))
        return Quantity(value * self.scale, quantum_of(value) * self.scale, exact)


def rounded(value: Decimal, decimals: int) -> str:
    """Return *value* with *decimals* places, rounded half up as accountants do."""
    return str(value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP))


def without_zeros(number: str) -> str:
    """Return the numeral as authors type it who drop the last zeros."""
    return number.rstrip("0").rstrip(".") if "." in number else number


def money(value: Decimal, style: Style, show_unit: bool = True) -> Slot:
    """Return *value* (元) printed in *style*."""
    number = rounded(value / SCALES[style.unit], style.decimals)
    if style.strip:
        number = without_zeros(number)
    return Slot(number, style.unit, SCALES[style.unit], False, style.comma, style.wide, style.gap, show_unit)


def rate(value: Decimal, decimals: int = 2, unit: str = "%", strip: bool = False) -> Slot:
    """Return a percentage (or a number of percentage points)."""
    number = rounded(value, decimals)
    return Slot(without_zeros(number) if strip else number, unit)


def count(number: int, unit: str) -> Slot:
    """Return a count of people, cars, cases: exact as printed."""
    return Slot(str(number), unit, exact=True)


def fraction(rng: Random, low: int, high: int) -> Decimal:
    """Draw a share between *low* and *high* thousandths, fine enough to give a rate with all its digits."""
    return Decimal(rng.randint(low * 100, high * 100)) / 100_000


def chinese(number: int) -> str:
    """Return 1 to 99 in Chinese numerals.

    >>> chinese(21)
    '二十一'
    """
    tens, ones = divmod(number, 10)
    if not tens:
        return _CHINESE[ones]
    return ("" if tens == 1 else _CHINESE[tens]) + "十" + (_CHINESE[ones] if ones else "")


def quantities(slots: Mapping[str, Slot]) -> dict[str, Quantity]:
    return {key: slot.quantity for key, slot in slots.items()}
