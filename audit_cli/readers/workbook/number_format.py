"""Shows a stored number the way its Excel number format prints it: 0.9897 under 0.00% is 98.97%."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Context, Decimal
from functools import lru_cache
from itertools import takewhile
from typing import NamedTuple

from audit_cli.expressions import expression

GENERAL = "General"
# ECMA-376, 18.8.30; dates that follow the country of the machine are shown as in China
BUILT_IN = {
    0: GENERAL, 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 5: "¥#,##0;¥-#,##0", 6: "¥#,##0;¥-#,##0",
    7: "¥#,##0.00;¥-#,##0.00", 8: "¥#,##0.00;¥-#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 12: GENERAL,
    13: GENERAL, 14: "yyyy-mm-dd", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM",
    20: "h:mm", 21: "h:mm:ss", 22: "yyyy-mm-dd h:mm", 27: 'yyyy"年"m"月"', 28: 'm"月"d"日"', 29: 'm"月"d"日"',
    30: "m-d-yy", 31: 'yyyy"年"m"月"d"日"', 32: 'h"时"mm"分"', 33: 'h"时"mm"分"ss"秒"', 34: 'AM/PMh"时"mm"分"',
    35: 'AM/PMh"时"mm"分"ss"秒"', 36: 'yyyy"年"m"月"', 37: "#,##0;-#,##0", 38: "#,##0;-#,##0", 39: "#,##0.00;-#,##0.00",
    40: "#,##0.00;-#,##0.00", 41: '#,##0;-#,##0;"-"', 42: '¥#,##0;¥-#,##0;"-"', 43: '#,##0.00;-#,##0.00;"-"',
    44: '¥#,##0.00;¥-#,##0.00;"-"', 45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss", 48: "0.00E+00", 49: "@",
    50: 'yyyy"年"m"月"', 51: 'm"月"d"日"', 52: 'yyyy"年"m"月"', 53: 'm"月"d"日"', 54: 'm"月"d"日"',
    55: 'AM/PMh"时"mm"分"', 56: 'AM/PMh"时"mm"分"ss"秒"', 57: 'yyyy"年"m"月"', 58: 'm"月"d"日"',
}  # fmt: skip

# Excel keeps and shows fifteen digits; a general cell shows ten, and a point
_STORED = Context(prec=15, rounding=ROUND_HALF_EVEN)
_EXACT = Context(prec=400)
_GENERAL_DIGITS = 10
_LARGEST = 310
_LONGEST = 255
_LAST_DAY = 2_958_466
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_MONTH_NAMES = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_WEEKDAYS = "一二三四五六日"

_TOKEN = expression(
    r'"(?P<quoted>[^"]*)"?'
    r"|[\\!](?P<escaped>.)"
    r"|_(?P<space>.)|\*(?P<fill>.)"
    r"|\[(?P<bracket>[^\]]*)\]"
    r"|(?P<noon>AM/PM|A/P|上午/下午)"
    r"|(?P<general>General|G/通用格式)"
    r"|(?P<exponent>E[+-])"
    r"|(?P<date>y+|m+|d+|h+|s+|e+|a{3,4})"
    r"|(?P<digit>[0#?])"
    r"|(?P<mark>[.,%‰@;/])"
    r"|(?P<literal>.)",
    re.IGNORECASE | re.DOTALL,
)
_CONDITION = expression(r"(<=|>=|<>|<|>|=)\s*(-?\d+(?:\.\d+)?)")
_COUNTER = expression(r"(?:h+|m+|s+)", re.IGNORECASE)


class Token(NamedTuple):
    """A piece of a format: its kind (text, digit, point, comma, percent, date, …) and its characters."""

    kind: str
    text: str


class Section(NamedTuple):
    """One of the parts of a format that ; divides, with the condition under which it is used."""

    tokens: tuple[Token, ...]
    condition: tuple[str, Decimal] | None

    def has(self, kind: str) -> bool:
        return any(token.kind == kind for token in self.tokens)


def shown_number(stored: str, code: str, date_1904: bool = False) -> str:
    """Return what a cell with the number *stored* (as in the file) shows under the format *code*.

    Blanks that only align the number are left out, and so is a point at its end (5. under 0.##).

    >>> shown_number("0.98970000000000002", "0.00%"), shown_number("1234.5", "#,##0.00"), shown_number("44625", "m-d")
    ('98.97%', '1,234.50', '3-5')
    """
    value = _STORED.create_decimal(stored)
    if not value.is_finite() or value.adjusted() > _LARGEST:
        return stored
    if value.adjusted() < -_LARGEST:
        value = Decimal(0)
    section, signed = _choose(_sections(code), value)
    if section is None:
        return ""
    if section.has("date"):
        return _date(section, value, date_1904)
    if section.has("general") or section.has("at"):
        number = general(value if signed else value.copy_abs())
        return "".join(number if t.kind in ("general", "at") else t.text for t in section.tokens if t.kind in _PLAIN)
    if section.has("slash") and section.has("digit"):
        return general(value)
    return _number(section, value, signed).strip()


def shown_text(text: str, code: str) -> str:
    """Return what a cell with *text* shows: the fourth part of its format, or the only one with @, may add to it."""
    if "@" not in code:
        return text
    sections = _sections(code)
    section = sections[-1]
    if not section.has("at") or len(sections) not in (1, 4):
        return text
    return "".join(text if t.kind == "at" else t.text for t in section.tokens if t.kind in _PLAIN)


_PLAIN = frozenset(["general", "at", "text"])


def general(value: Decimal) -> str:
    """Return a number as a cell without format shows it, save that long whole numbers keep all their digits."""
    whole_digits = max(value.adjusted() + 1, 1)
    places = max(_GENERAL_DIGITS - whole_digits, 0)
    if value and value.adjusted() < -5:
        text = f"{_STORED.plus(value).normalize():E}"
        return text
    text = f"{_rounded(value, places):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _rounded(value: Decimal, places: int) -> Decimal:
    rounded = value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP, _EXACT)
    return rounded.copy_abs() if rounded == 0 else rounded


@lru_cache(maxsize=512)
def _sections(code: str) -> tuple[Section, ...]:
    """Return the parts of a format, at most four."""
    parts: list[list[Token]] = [[]]
    conditions: list[tuple[str, Decimal] | None] = [None]
    for match in _TOKEN.finditer(code, 0, _LONGEST):
        kind, text = match.lastgroup or "", match[0]
        if kind == "mark" and text == ";":
            parts.append([])
            conditions.append(None)
        elif kind == "bracket":
            inner = match["bracket"]
            condition = _CONDITION.fullmatch(inner)
            if condition:
                conditions[-1] = (condition[1], Decimal(condition[2]))
            elif inner.startswith("$"):
                parts[-1].append(Token("text", inner[1:].split("-")[0]))
            elif _COUNTER.fullmatch(inner):
                parts[-1].append(Token("date", f"[{inner[0].lower()}]"))
        else:
            token = _token(kind, text, match)
            if token is not None:
                parts[-1].append(token)
    return tuple(Section(tuple(p), c) for p, c in zip(parts[:4], conditions[:4], strict=True))


def _token(kind: str, text: str, match: re.Match[str]) -> Token | None:
    if kind in ("quoted", "escaped", "literal"):
        return Token("text", match[kind])
    if kind in ("space", "fill"):
        return None
    if kind == "noon":
        return Token("date", "noon")
    if kind == "date":
        return Token("date", text.lower())
    if kind == "mark":
        return Token({".": "point", ",": "comma", "@": "at", "/": "slash"}.get(text, "percent"), text)
    return Token(kind, text)


def _choose(sections: Sequence[Section], value: Decimal) -> tuple[Section | None, bool]:
    """Return the part of the format for *value*, and whether it still has to print the minus."""
    for section in sections[:3]:
        if section.condition is not None and _meets(value, section.condition):
            return section, True
    if any(section.condition is not None for section in sections):
        rest = [section for section in sections[:3] if section.condition is None]
        return (rest[-1], True) if rest else (None, True)
    if len(sections) >= 3 and value == 0:
        return sections[2], True
    if len(sections) >= 2 and value < 0:
        return sections[1], False
    return sections[0], True


def _meets(value: Decimal, condition: tuple[str, Decimal]) -> bool:
    sign, bound = condition
    return (
        (value == bound and sign in ("=", ">=", "<="))
        or (value > bound and sign in (">", ">=", "<>"))
        or (value < bound and sign in ("<", "<=", "<>"))
    )


def _number(section: Section, value: Decimal, signed: bool) -> str:
    tokens = list(section.tokens)
    digits = [i for i, token in enumerate(tokens) if token.kind == "digit"]
    if not digits:
        return "".join(token.text for token in tokens if token.kind != "comma")
    exponent = next((i for i, token in enumerate(tokens) if token.kind == "exponent"), None)
    if exponent is not None:
        return f"{value:.{sum(i < exponent and _after_point(tokens, i) for i in digits)}E}"
    for token in tokens:
        if token.kind == "percent":
            value = value.scaleb(3 if token.text == "‰" else 2, _EXACT)
    point = next((i for i, token in enumerate(tokens) if token.kind == "point"), len(tokens))
    whole = [i for i in digits if i < point]
    places = [i for i in digits if i > point]
    last = max(whole, default=digits[-1])
    # commas behind the last digit, or the last before the point, divide by a thousand each; commas between digits group
    scale = sum(_commas_behind(tokens, end) for end in {last, digits[-1]})
    value = value.scaleb(-3 * scale, _EXACT)
    grouped = any(token.kind == "comma" and whole and whole[0] < i < last for i, token in enumerate(tokens))
    rounded = _rounded(value, len(places))
    head, _, tail = f"{rounded.copy_abs():f}".partition(".")
    texts = _whole_digits(tokens, whole, head, grouped) | _decimals(tokens, places, tail)
    out: list[str] = []
    for i, token in enumerate(tokens):
        if i in texts:
            out.append(texts[i])
        elif token.kind == "point":
            if not any(texts[i] for i in whole):
                out.append(head)
            if any(texts[i] for i in places):
                out.append(".")
        elif token.kind not in ("comma", "digit"):
            out.append(token.text)
    minus = "-" if signed and rounded < 0 else ""
    return minus + "".join(out)


def _commas_behind(tokens: Sequence[Token], index: int) -> int:
    return sum(1 for _ in takewhile(lambda token: token.kind == "comma", tokens[index + 1 :]))


def _after_point(tokens: Sequence[Token], index: int) -> bool:
    return any(token.kind == "point" for token in tokens[:index])


def _whole_digits(tokens: Sequence[Token], places: Sequence[int], head: str, grouped: bool) -> dict[int, str]:
    """Spread the digits before the point over their places, from the right; the first place takes what is left."""
    texts: dict[int, str] = {}
    rest = "" if head == "0" else head
    count = 0
    for place in reversed(places):
        taken = rest if place == places[0] else rest[-1:]
        rest = rest[: len(rest) - len(taken)]
        if not taken:
            taken = {"0": "0", "?": " "}.get(tokens[place].text, "")
        text = ""
        for digit in reversed(taken):
            if grouped and count and count % 3 == 0 and digit != " ":
                text = "," + text
            text = digit + text
            count += 1
        texts[place] = text
    return texts


def _decimals(tokens: Sequence[Token], places: Sequence[int], tail: str) -> dict[int, str]:
    """Spread the digits behind the point; # drops zeros at the end."""
    texts: dict[int, str] = {}
    needed = False
    for place, digit in reversed(list(zip(places, tail, strict=True))):
        needed = needed or digit != "0" or tokens[place].text == "0"
        texts[place] = digit if needed else ""
    return texts


def _date(section: Section, value: Decimal, date_1904: bool) -> str:
    if not 0 <= value < _LAST_DAY:
        return general(value)
    seconds = int((value * 86400).to_integral_value(ROUND_HALF_UP))
    days, second_of_day = divmod(seconds, 86400)
    if date_1904:
        days += 1462
    # the epoch that makes up for 29 February 1900, which only Excel knows
    epoch = datetime.datetime(1899, 12, 30) if days > 59 else datetime.datetime(1899, 12, 31)
    moment = epoch + datetime.timedelta(days=days, seconds=second_of_day)
    tokens = section.tokens
    twelve_hours = any(token.text == "noon" for token in tokens)
    dates = [i for i, token in enumerate(tokens) if token.kind == "date"]
    out: list[str] = []
    for i, token in enumerate(tokens):
        if token.kind != "date":
            # digits behind a point are fractions of a second
            out.append("" if token.kind in ("digit", "point") and section.has("digit") else token.text)
            continue
        text = token.text
        if text[0] == "m" and _is_minute(tokens, dates, i):
            text = text.replace("m", "n")
        out.append(_date_part(text, moment, seconds, twelve_hours))
    return "".join(out)


def _is_minute(tokens: Sequence[Token], dates: Sequence[int], index: int) -> bool:
    """m is the minute behind hours and before seconds."""
    at = dates.index(index)
    before = [tokens[i].text for i in dates[:at] if tokens[i].text != "noon"]
    after = [tokens[i].text for i in dates[at + 1 :] if tokens[i].text != "noon"]
    return bool((before and before[-1][0:2].strip("[")[0] == "h") or (after and after[0][0] == "s"))


def _date_part(text: str, moment: datetime.datetime, seconds: int, twelve_hours: bool) -> str:
    if text == "noon":
        return "上午" if moment.hour < 12 else "下午"
    if text[0] == "[":
        return str(seconds // {"h": 3600, "m": 60, "s": 1}[text[1]])
    wide = len(text) > 1
    match text[0]:
        case "y" | "e":
            return f"{moment.year:04d}" if len(text) > 2 or text[0] == "e" else f"{moment.year % 100:02d}"
        case "m" if len(text) >= 3:
            return _MONTHS[moment.month - 1] if len(text) == 3 else _MONTH_NAMES[moment.month - 1]
        case "d" | "a" if len(text) >= 3:
            return ("星期" if len(text) == 4 else "周") + _WEEKDAYS[moment.weekday()]
        case "h":
            number = (moment.hour % 12 or 12) if twelve_hours else moment.hour
        case "m":
            number = moment.month
        case "d":
            number = moment.day
        case "n":
            number = moment.minute
        case _:
            number = moment.second
    return f"{number:02d}" if wide else str(number)
