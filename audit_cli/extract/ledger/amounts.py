"""Quantities in digits: unit, scale, sign, range and qualifier, and the exact value."""

from __future__ import annotations

import re
from decimal import Decimal

from audit_cli.expressions import expression
from audit_cli.extract.ledger.numerals import scaled
from audit_cli.extract.ledger.places import CENT, LONGEST, SPACE, TAIL, B, D, Place, bare, is_han
from audit_cli.extract.ledger.units import ONE, SCALES, UNITS, Unit, unit_at
from audit_cli.model import Figure, FigureType, Qualifier
from audit_cli.value import Value

_NUMBER = Unit("number", "", ONE)
_MONEY = Unit("money", "元", ONE)
_SECOND = expression(rf"({D}+(?:\.{D}+)?)([千百万]?)")
_BRACKETED_UNIT = expression(rf"[（(]{B}?([^（）()\s]{{1,4}}){B}?[）)]")
_HUNDREDS = expression(rf"({D})百([万亿]?)")  # 2千5百万元
_UPPER = expression(rf"{B}?[-—–~～－至到]{{1,2}}{B}?({D}{{1,12}}(?:,{D}{{3}}){{0,3}}(?:\.{D}{{1,8}})?)(?![0-9.])")
# （21.6-24.5）/24.5 and 20+21.6-24.5=17.1 are no ranges
_TAKEN_OFF = expression(r"[万亿]?元?(?:[)）]\s*[÷/／]|\s*[=＝])")
_UPPER_AFTER_UNIT = expression(
    rf"(%|％|‰|[百千]?[万亿]?元|[人个家天年])[-—–~～－]{{1,2}}({D}{{1,12}}(?:,{D}{{3}}){{0,3}}(?:\.{D}{{1,8}})?)(?=\1)"
    rf"|([人个家名户]|万?元)[至到]({D}{{1,6}}(?:,{D}{{3}})?)(?=\3不等)"
)
_BEFORE: dict[str, tuple[tuple[str, Qualifier], ...]] = {
    "于": (
        ("不低于", "at_least"), ("不少于", "at_least"), ("不小于", "at_least"), ("不高于", "at_most"),
        ("不大于", "at_most"), ("不多于", "at_most"), ("高于", "more"), ("大于", "more"), ("多于", "more"),
        ("低于", "less"), ("小于", "less"), ("少于", "less"),
    ),
    "过": (("不超过", "at_most"), ("不得超过", "at_most"), ("未超过", "at_most"), ("超过", "more")),
    "少": (("至少", "at_least"),),
    "多": (("至多", "at_most"), ("最多", "at_most")),
    "破": (("突破", "more"),),
    "逾": (("逾", "more"),),
    "超": (("赶超", ""), ("反超", ""), ("比超", ""), ("彩超", ""), ("B超", ""), ("超", "more")),
    "足": (("不足", "less"),),
    "到": (("不到", "less"),),
    "约": (
        ("节约", ""), ("合约", ""), ("预约", ""), ("制约", ""), ("履约", ""), ("违约", ""), ("签约", ""), ("契约", ""),
        ("条约", ""), ("集约", ""), ("约", "about"),
    ),
    "为": (("约为", "about"),),
    "达": (("约达", "about"),),
    "有": (("约有", "about"),),
    "近": (("附近", ""), ("最近", ""), ("邻近", ""), ("靠近", ""), ("就近", ""), ("临近", ""), ("近", "about")),
    "≥": (("≥", "at_least"),),
    "≧": (("≧", "at_least"),),
    "⩾": (("⩾", "at_least"),),
    "=": ((">=", "at_least"), ("<=", "at_most")),
    "≤": (("≤", "at_most"),),
    "≦": (("≦", "at_most"),),
    "⩽": (("⩽", "at_most"),),
    "＞": (("＞", "more"),),
    ">": ((">", "more"),),
    "＜": (("＜", "less"),),
    "<": (("<", "less"),),
    "≈": (("≈", "about"),),
}  # fmt: skip
_AFTER = expression(rf"{B}?(?:[（(]含[)）]|及|[（(]含)?(以上|以下|以内|左右|上下|之内|内)")
_AFTER_FIRST = frozenset("以左上及（( \xa0之内")


class _Behind(Value, frozen=True):
    """What stands behind a numeral: to where, the word of its unit and of its scale, and 余 or 多.

    *compound* are value and quantum where a second numeral of a smaller scale belongs to it: 2万5千.
    """

    end: int
    word: str = ""
    scale_word: str = ""
    more: str = ""
    compound: tuple[Decimal, Decimal] | None = None


def quantity(place: Place, start: int, end: int, printed: str, previous: str, floor: int) -> Figure:
    """Return the figure of a numeral in digits with its unit, sign and qualifier."""
    text, low, high, index, _ = place
    if end - start > LONGEST:
        return bare(place, start, end, "unread")
    upper = ""
    # few figures have a dash so near
    if end < high and not _DASHES.isdisjoint(text[end : end + _LONGEST_BEFORE_DASH + 1]):
        upper, end = _upper(text, end, high, printed)
    if word := unit_at(text, end, high):
        behind = _Behind(end + len(word), word)
    elif end < high and text[end] in _TAIL_FIRST:
        behind = _scaled(text, end, high, printed, is_range=upper != "")
    else:
        behind = _Behind(end)
    begin, end, negative = start, behind.end, False
    if not behind.word and end < high:
        if text[end] in "（(":
            behind = _with_unit_in_bracket(text, high, behind)
        elif previous and previous in "（(" and start > floor and text[end] in "）)":
            in_brackets = _less_than_nothing(place, start, printed, behind)
            if in_brackets is not None:
                behind, begin, negative = in_brackets, start - 1, True
    end, word, scale_word = behind.end, behind.word, behind.scale_word
    unit = UNITS[word] if word else _NUMBER
    full = SCALES[scale_word] * unit.scale if scale_word else unit.scale
    value, quantum = behind.compound or scaled(printed, full)
    if previous and begin == start and start > floor and previous in "-－−﹣负+＋￥¥":
        begin, negative, unit = _signed(place, start, previous, word or scale_word, printed, unit, floor)
    qualifier: Qualifier = "range" if upper else "more" if behind.more else ""
    if not qualifier and begin > low:
        qualifier = qualifier_before(text, begin, low)
    if not qualifier and end < high and text[end] in _AFTER_FIRST:
        qualifier = qualifier_after(text, end, high, unit.type)
    if not qualifier and unit.type == "measure" and _is_more(text, end, high):
        qualifier = "more"
        end += 1
    if unit.type == "count":
        exact = not scale_word and not qualifier and quantum == ONE
    else:
        exact = unit.type == "money" and full == ONE and quantum == CENT and not qualifier
    return Figure(
        begin, end, text[begin:end], unit.type, unit.unit, -value if negative else value, quantum, full,
        scale_word + word, exact, qualifier, scaled(upper, full)[0] if upper else None, index,
    )  # fmt: skip


def _upper(text: str, end: int, high: int, printed: str) -> tuple[str, int]:
    """Return the upper end of the range that a numeral begins, and to where it stands; "" if it begins none."""
    found = _UPPER.match(text, end, high) or _UPPER_AFTER_UNIT.match(text, end, high)
    if found is None or _TAKEN_OFF.match(text, found.end(), high) is not None:
        return "", end
    upper = found[found.lastindex or 0]
    return (upper, found.end()) if scaled(upper, ONE)[0] > scaled(printed, ONE)[0] else ("", end)


def _scaled(text: str, end: int, high: int, printed: str, *, is_range: bool) -> _Behind:
    """Return what stands behind a numeral that has no unit at once: 3余万元, 5多人, 3.57亿, 2万5千."""
    tail = TAIL.match(text, end, high)
    if tail is None:
        return _Behind(end)
    stop, scale_word = tail.end(), tail[2]
    more = tail[1] or tail[3]
    word = unit_at(text, stop, high, spaced=stop > end and text[stop - 1] in " \xa0")
    if word and not (scale_word and UNITS[word].type in ("rate", "points")):
        return _Behind(stop + len(word), word, scale_word, more)
    if scale_word and scale_word[-1] in "万亿萬億" and tail.start(2) - end <= 1:
        behind = _Behind(tail.end(3), "", scale_word, more)
        return behind if more or is_range else _compound(text, high, printed, behind) or behind
    if scale_word == "千" and (hundreds := _HUNDREDS.match(text, stop, high)) is not None:
        return _with_hundreds(text, high, printed, hundreds)
    if scale_word and not tail[1] and not (stop < high and is_han(text[stop])):
        return _Behind(tail.end(2), "", scale_word)
    return _Behind(end)


def _with_hundreds(text: str, high: int, printed: str, hundreds: re.Match[str]) -> _Behind:
    """Return what stands behind a numeral of thousands, if that is one of hundreds: 2千5百万元."""
    word = unit_at(text, hundreds.end(), high)
    scale_word = f"百{hundreds[2]}"
    scale = SCALES[scale_word] * (UNITS[word].scale if word else ONE)
    thousands, (value, quantum) = scaled(printed, scale * 10)[0], scaled(hundreds[1], scale)
    return _Behind(hundreds.end() + len(word), word, scale_word, compound=(thousands + value, quantum))


def _compound(text: str, high: int, printed: str, behind: _Behind) -> _Behind | None:
    """Return what stands behind a numeral and its scale, if that is a second one of a smaller scale: 2万5千元."""
    second = _SECOND.match(text, behind.end, high)
    if second is None or len(second[1]) > _LONGEST_SECOND:
        return None
    scale, lesser = SCALES[behind.scale_word], SCALES.get(second[2], ONE)
    word = unit_at(text, second.end(), high)
    if lesser >= scale or not (second[2] or word):
        return None
    base = UNITS[word].scale if word else ONE
    value, quantum = scaled(second[1], lesser * base)
    return _Behind(
        second.end() + len(word), word, second[2], compound=(scaled(printed, scale * base)[0] + value, quantum)
    )


def _with_unit_in_bracket(text: str, high: int, behind: _Behind) -> _Behind:
    """Return what stands behind a numeral with the unit in the bracket that follows, if it holds one: 300（万元）."""
    found = _BRACKETED_UNIT.match(text, behind.end, high)
    return behind._replace(word=found[1], end=found.end()) if found is not None and found[1] in UNITS else behind


def _less_than_nothing(place: Place, start: int, printed: str, behind: _Behind) -> _Behind | None:
    """Return what stands behind a numeral in brackets, if these say that it is negative: (1,332)万元, (12.34)."""
    text, _, high, _, _ = place
    stop = behind.end + 1
    word = unit_at(text, stop, high)
    if word and UNITS[word].type == "money":
        return behind._replace(word=word, end=stop + len(word))
    tail = TAIL.match(text, stop, high)
    if tail is not None and tail[2] and unit_at(text, tail.end(), high) == "元":
        return behind._replace(word="元", scale_word=tail[2], end=tail.end() + 1)
    return behind._replace(end=stop) if "." in printed and _alone(place, start - 1, stop) else None


_DASHES = frozenset("-—–~～－至到")
_LONGEST_SECOND = 8  # characters of the second numeral of a compound
_LONGEST_BEFORE_DASH = 3  # characters between the lower end of a range and its dash: 百万元
_TAIL_FIRST = frozenset(" \xa0余多来几万亿萬億十百千")
_NOT_MORE = frozenset("次种项名家方样部功少维媒措点渠形处条层重级边额款热量个数")
# 比任务90亩多完成7亩, 比计划90亩多7亩: more by so much
_BY_SO_MUCH = frozenset("完支收投花建筹接受办审救发拨缴0123456789")


def _is_more(text: str, end: int, high: int) -> bool:
    """Whether 多 or 余 follows a unit and widens it: 3年多, but not 3年多次."""
    if end >= high or text[end] not in "多余" or text[end + 1 : end + 2] in _NOT_MORE:
        return False
    return text[end] != "多" or text[end + 1 : end + 2] not in _BY_SO_MUCH


def _alone(place: Place, start: int, end: int) -> bool:
    """Whether the span stands alone in its cell, or between tabs and blanks in a line of numbers."""
    text, low, high, _, _ = place
    return (start == low or text[start - 1] in SPACE) and (end == high or text[end] in SPACE)


def _signed(
    place: Place, start: int, sign: str, word: str, printed: str, unit: Unit, floor: int
) -> tuple[int, bool, Unit]:
    """Return the start with the sign if it is one, whether it is negative, and the unit that a currency sign gives."""
    text, low, _, _, _ = place
    before = text[start - 2] if start - 2 >= low else ""
    if sign in "￥¥":
        return start - 1, False, _MONEY if unit.type == "number" else unit
    if sign in "+＋":
        plus = not before or before in SPACE or before in "（(：:|长为，、," or (word in ("%", "％") and is_han(before))
        return (start - 1 if plus else start), False, unit
    if sign == "负":
        return (start - 1, True, unit) if not before or before not in "担抱肩胜自" else (start, False, unit)
    if not before:
        return start - 1, True, unit
    if (before.isascii() and before.isalnum()) or before in _NO_SIGN_AFTER or start - 1 <= floor:
        return start, False, unit
    if before in "）)" and text[start - 3 : start - 2] == "含":
        return start, False, unit
    if not (word or "." in printed or before in SPACE or before in "：:（(，,≥≤|"):
        return start, False, unit
    return start - 1, True, unit


_NO_SIGN_AFTER = frozenset("%％-—－")


def qualifier_before(text: str, start: int, low: int) -> Qualifier:
    at = start - 1
    if text[at] in " \xa0" and at > low:
        at -= 1
    words = _BEFORE.get(text[at])
    if words is None:
        return ""
    for word, qualifier in words:
        if text.endswith(word, low, at + 1):
            return qualifier
    return ""


def qualifier_after(text: str, end: int, high: int, kind: FigureType) -> Qualifier:
    found = _AFTER.match(text, end, high)
    if found is None:
        return ""
    word = found[1]
    if word == "以上":
        return "at_least" if kind in ("rate", "points") or text[end - 1] == "分" else "more"
    if word == "内" and kind != "measure":
        return ""
    return "about" if word in ("左右", "上下") else "at_most"
