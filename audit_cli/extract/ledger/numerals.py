"""Values of numerals: Chinese numerals, full-width digits, thousands separators, and the unit of the last digit."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

from audit_cli.extract.ledger.units import ONE

_NARROW = str.maketrans("０１２３４５６７８９．，：－＋％（）", "0123456789.,:-+%()")
_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")}
_DIGITS |= {c: i for i, c in enumerate("零壹贰叁肆伍陆柒捌玖")}
_DIGITS |= {"〇": 0, "○": 0, "Ｏ": 0, "两": 2, "貳": 2, "叄": 3, "陸": 6}
_TENS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_SCORES = {"廿": 20, "卅": 30}
_MYRIADS = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}


# percent for one part of a named denominator
FRACTIONS = {"百": ONE, "千": Decimal("0.1"), "万": Decimal("0.01")}


def narrow(text: str) -> str:
    """Return *text* with full-width digits and signs as ASCII."""
    return text.translate(_NARROW)


def _plain(value: Decimal) -> Decimal:
    """Return *value* without an exponent and, if it is whole, without decimals."""
    whole = value.to_integral_value()
    return whole.quantize(ONE) if whole == value and abs(value) < Decimal("1e27") else value


@lru_cache(maxsize=16384)
def scaled(numeral: str, scale: Decimal) -> tuple[Decimal, Decimal]:
    """Return value and quantum, in base units, of a numeral in digits such as "1,391,608.78" times *scale*.

    >>> scaled("2.20", Decimal(10000))
    (Decimal('22000'), Decimal('100'))
    """
    if not numeral.isascii():
        numeral = numeral.translate(_NARROW)
    value = Decimal(numeral.replace(",", "").replace(" ", "").replace("\xa0", ""))
    exponent = int(value.as_tuple().exponent)
    quantum = ONE.scaleb(exponent)
    if scale == ONE and exponent <= 0:
        return value, quantum
    return _plain(value * scale), _plain(quantum * scale)


@lru_cache(maxsize=4096)
def chinese(text: str) -> tuple[Decimal, Decimal]:
    """Return value and quantum of a Chinese numeral such as 一百二十三, 二〇二二, 两万五 or 十二点五.

    The quantum is 万 or 亿 where the numeral ends so, as in print, else one, and for 十二点五 a tenth.

    >>> chinese("十二点五")
    (Decimal('12.5'), Decimal('0.1'))
    """
    whole, _, decimals = text.partition("点")
    value = Decimal(_whole(whole))
    if not decimals:
        return value, Decimal(_MYRIADS.get(text[-1], 1))
    if decimals[-1] in _MYRIADS:
        value, quantum = chinese(text[:-1])
        scale = _MYRIADS[decimals[-1]]
        return _plain(value * scale), _plain(quantum * scale)
    fraction = "".join(str(_DIGITS[c]) for c in decimals)
    return Decimal(f"{value}.{fraction}"), ONE.scaleb(-len(fraction))


def _whole(text: str) -> int:
    if all(c in _DIGITS for c in text):
        return int("".join(str(_DIGITS[c]) for c in text))
    total = section = digit = 0
    place = 1
    for c in text:
        if c in _DIGITS:
            digit = _DIGITS[c]
            if digit == 0:
                place = 1
        elif c in _SCORES:
            section, digit, place = section + _SCORES[c], 0, 10
        elif c in _TENS:
            section, digit, place = section + (digit or 1) * _TENS[c], 0, _TENS[c]
        else:
            myriad = _MYRIADS[c]
            section += digit
            if myriad == 10**8:
                total = (total + section) * myriad
            else:
                total += section * myriad
            section, digit, place = 0, 0, myriad
    if digit and place >= 100:
        digit = digit * place // 10  # 两万五 is 25000
    return total + section + digit
