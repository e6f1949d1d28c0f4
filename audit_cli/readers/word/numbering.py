"""Automatic numbering of Word paragraphs: what label the definitions and the counters give each of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from audit_cli.expressions import expression

if TYPE_CHECKING:
    from lxml.etree import _Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_VAL = f"{W}val"
_LEVELS = 9
_ZEROS = expression("0{1,4}1")


class Level(NamedTuple):
    """One level of a list. *restart* is the 1-based level that resets it, 0 for never, None for any above it."""

    start: int = 1
    format: str = "decimal"
    text: str = ""
    restart: int | None = None
    legal: bool = False
    style: str = ""


class Numbered(NamedTuple):
    """A list as paragraphs refer to it: counters are shared by all lists of one *definition*."""

    definition: str
    levels: dict[int, Level]
    restarts: dict[int, int]


class Numbering(NamedTuple):
    """All lists of a document by number id."""

    lists: dict[str, Numbered]

    def level_of_style(self, number: str, style: str) -> int | None:
        """Return the level that is linked to a paragraph style, None if no level is."""
        listed = self.lists.get(number)
        for index, level in (listed.levels if listed else {}).items():
            if level.style == style:
                return index
        return None


class Counters:
    """The running numbers while a document is walked from top to bottom."""

    def __init__(self, numbering: Numbering) -> None:
        self._lists = numbering.lists
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()

    def label(self, number: str, index: int) -> str:
        """Count a paragraph of list *number* on level *index* (from 0) and return its label, "" if it has none."""
        listed = self._lists.get(number)
        if listed is None or index not in listed.levels:
            return ""
        counts = self._counts.setdefault(listed.definition, {})
        if (number, index) not in self._begun:
            self._begun.add((number, index))
            if index in listed.restarts:
                counts[index] = listed.restarts[index] - 1
        levels = listed.levels
        counts[index] = counts.get(index, levels[index].start - 1) + 1
        for deeper in [d for d in counts if d > index]:
            restart = levels[deeper].restart if deeper in levels else None
            if restart is None or index < restart:
                del counts[deeper]
        return _label(levels, index, counts)


def _label(levels: dict[int, Level], index: int, counts: dict[int, int]) -> str:
    level = levels[index]
    if level.format == "bullet":
        return "•"
    text = level.text
    if "%" not in text:
        return text
    for upper in range(_LEVELS):
        mark = f"%{upper + 1}"
        if mark not in text:
            continue
        if upper > index or upper not in levels:
            text = text.replace(mark, "")
            continue
        shown = "decimal" if level.legal and levels[upper].format != "decimalZero" else levels[upper].format
        text = text.replace(mark, numeral(counts.get(upper, levels[upper].start), shown))
    return text


def read_numbering(root: _Element | None, number_of_style: Callable[[str], str] = lambda style: "") -> Numbering:
    """Return the lists that numbering.xml defines.

    *number_of_style* gives the number id of a numbering style, for definitions that only point to one.
    """
    if root is None:
        return Numbering({})
    definitions: dict[str, dict[int, Level]] = {}
    links: dict[str, str] = {}
    for element in root.iterchildren(f"{W}abstractNum"):
        key = element.get(f"{W}abstractNumId", "")
        definitions[key] = {_integer(lvl.get(f"{W}ilvl"), 0): _level(lvl) for lvl in element.iterchildren(f"{W}lvl")}
        link = element.find(f"{W}numStyleLink")
        if link is not None:
            links[key] = link.get(_VAL, "")
    numbers = {num.get(f"{W}numId", ""): num for num in root.iterchildren(f"{W}num")}
    lists: dict[str, Numbered] = {}
    for number, num in numbers.items():
        definition = _definition_of(num)
        if definition in links and not definitions.get(definition):
            definition = _definition_of(numbers.get(number_of_style(links[definition]))) or definition
        levels = dict(definitions.get(definition, {}))
        restarts: dict[int, int] = {}
        for override in num.iterchildren(f"{W}lvlOverride"):
            index = _integer(override.get(f"{W}ilvl"), 0)
            replaced = override.find(f"{W}lvl")
            if replaced is not None:
                levels[index] = _level(replaced)
            start = override.find(f"{W}startOverride")
            if start is not None:
                restarts[index] = _integer(start.get(_VAL), 1)
        lists[number] = Numbered(definition, levels, restarts)
    return Numbering(lists)


def _definition_of(num: _Element | None) -> str:
    found = None if num is None else num.find(f"{W}abstractNumId")
    return "" if found is None else found.get(_VAL, "")


def _level(element: _Element) -> Level:
    def value(tag: str) -> str | None:
        found = element.find(f"{W}{tag}")
        if found is None:
            # a format of our own time, with one for older programs beside it
            found = element.find(f"{MC}AlternateContent/{MC}Fallback/{W}{tag}")
        return None if found is None else found.get(_VAL, "")

    restart = value("lvlRestart")
    shown = next((e for e in element.iter(f"{W}numFmt") if e.get(_VAL) == "custom"), None)
    # as its first numbers look: 001, 002, 003, …
    custom = "" if shown is None else shown.get(f"{W}format", "").split(",")[0].strip()
    legal = element.find(f"{W}isLgl")
    return Level(
        start=_integer(value("start"), 1),
        format=custom if _ZEROS.fullmatch(custom) else value("numFmt") or "decimal",
        text=value("lvlText") or "",
        restart=None if restart is None else _integer(restart, 0),
        legal=legal is not None and legal.get(_VAL, "1") not in ("0", "false", "off"),
        style=value("pStyle") or "",
    )


def _integer(text: str | None, default: int) -> int:
    """Return a number of the markup; numbers that no document has count as missing."""
    if text is None or len(text) > 9:
        return default
    try:
        return int(text)
    except ValueError:
        return default


_DIGITS = "零一二三四五六七八九"
_LEGAL = str.maketrans("零一二三四五六七八九十百千", "零壹贰叁肆伍陆柒捌玖拾佰仟")
_LEGAL_TRADITIONAL = str.maketrans("零一二三四五六七八九十百千万", "零壹貳參肆伍陸柒捌玖拾佰仟萬")
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
    (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


def chinese(number: int, *, say_one_ten: bool = False, say_one: bool = True) -> str:
    """Return a whole number below 10^8 in Chinese numerals: 二十一, 一百零五.

    *say_one_ten* gives 一十一 for 11 as on cheques; without *say_one* 一 is dropped before 十, 百 and 千 everywhere.
    """
    if number >= 10_000:
        head, rest = divmod(number, 10_000)
        tail = chinese(rest, say_one_ten=True, say_one=say_one) if rest else ""
        return chinese(head, say_one_ten=say_one_ten, say_one=say_one) + "万" + ("零" if 0 < rest < 1000 else "") + tail
    text = ""
    gap = False
    for power, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // power % 10
        if digit == 0:
            gap = bool(text)
            continue
        silent = digit == 1 and unit and (not say_one or (unit == "十" and not text and not say_one_ten))
        text += ("零" if gap and say_one else "") + ("" if silent else _DIGITS[digit]) + unit
        gap = False
    return text or "零"


def _positional(digits: str) -> Callable[[int], str]:
    return lambda number: "".join(digits[int(digit)] for digit in str(number))


def _row(first: int, count: int) -> Callable[[int], str]:
    """Characters that stand in a row in Unicode: ①②③."""
    return lambda number: chr(first + number - 1) if number <= count else str(number)


def _letters(first: str) -> Callable[[int], str]:
    """A…Z, AA, BB, …: Word repeats the letter."""
    return lambda number: (
        chr(ord(first) + (number - 1) % 26) * ((number - 1) // 26 + 1) if number <= 780 else str(number)
    )


def _roman(number: int) -> str:
    if number > 3999:
        return str(number)
    text = ""
    for value, sign in _ROMAN:
        count, number = divmod(number, value)
        text += sign * count
    return text


def _full_width(number: int) -> str:
    return "".join(chr(ord("０") + int(digit)) for digit in str(number))


_FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda number: f"{number:02d}",
    "decimalFullWidth": _full_width,
    "decimalFullWidth2": _full_width,
    "numberInDash": lambda number: f"- {number} -",
    "decimalEnclosedCircle": _row(0x2460, 20),
    "decimalEnclosedCircleChinese": _row(0x2460, 20),
    "decimalEnclosedParen": _row(0x2474, 20),
    "decimalEnclosedFullstop": _row(0x2488, 20),
    "ideographEnclosedCircle": _row(0x3280, 10),
    "chineseCounting": chinese,
    "chineseCountingThousand": chinese,
    "taiwaneseCounting": chinese,
    "taiwaneseCountingThousand": chinese,
    "japaneseCounting": lambda number: chinese(number, say_one=False),
    "koreanCounting": chinese,
    "ideographDigital": _positional("〇一二三四五六七八九"),
    "japaneseDigitalTenThousand": _positional("〇一二三四五六七八九"),
    "taiwaneseDigital": _positional("○一二三四五六七八九"),
    "chineseLegalSimplified": lambda number: chinese(number, say_one_ten=True).translate(_LEGAL),
    "ideographLegalTraditional": lambda number: chinese(number, say_one_ten=True).translate(_LEGAL_TRADITIONAL),
    "ideographTraditional": lambda number: _STEMS[number - 1] if number <= 10 else str(number),
    "ideographZodiac": lambda number: _BRANCHES[number - 1] if number <= 12 else str(number),
    "ideographZodiacTraditional": lambda number: _STEMS[(number - 1) % 10] + _BRANCHES[(number - 1) % 12],
    "lowerLetter": _letters("a"),
    "upperLetter": _letters("A"),
    "lowerRoman": lambda number: _roman(number).lower(),
    "upperRoman": _roman,
    "none": lambda number: "",
}  # fmt: skip


def numeral(number: int, form: str) -> str:
    """Return *number* in a number format of WordprocessingML (ECMA-376, 17.18.59); unknown formats are decimal.

    A format 001 fills up with zeros.

    >>> numeral(21, "chineseCountingThousand"), numeral(3, "decimalEnclosedCircle")
    ('二十一', '③')
    """
    if not 0 < number < 100_000_000 and form != "none":
        return "零" if number == 0 and "Counting" in form else str(number)
    return f"{number:0{len(form)}d}" if _ZEROS.fullmatch(form) else _FORMATS.get(form, str)(number)
