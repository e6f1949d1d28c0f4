"""Quantities in digits: unit, scale, sign, range and qualifier, and the exact value."""

from __future__ import annotations

from decimal import Decimal

from audit_cli.expressions import expression
from audit_cli.extract.ledger.numerals import scaled
from audit_cli.extract.ledger.places import CENT, LONGEST, ONE, SPACE, TAIL, B, D, Place, bare, is_han
from audit_cli.extract.ledger.units import SCALES, UNITS, Unit, unit_at
from audit_cli.model import Figure, FigureType, Qualifier

_NUMBER = Unit("number", "", ONE)
_MONEY = Unit("money", "元", ONE)
_SECOND = expression(rf"({D}+(?:\.{D}+)?)([千百万]?)")
_BRACKETED_UNIT = expression(rf"[（(]{B}?([^（）()\s]{{1,4}}){B}?[）)]")
_HUNDREDS = expression(rf"({D})百([万亿]?)")  # 2千5百万元
_UPPER = expression(rf"{B}?[-—–~～－至到]{{1,2}}{B}?({D}{{1,12}}(?:,{D}{{3}}){{0,3}}(?:\.{D}{{1,8}})?)(?![0-9.])")
_TAKEN_OFF = expression(r"[万亿]?元?[)）]\s*[÷/／]")  # （21.6-24.5）/24.5 is no range
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
    "超": (("赶超", ""), ("反超", ""), ("比超", ""), ("超", "more")),
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


def quantity(place: Place, start: int, end: int, printed: str, previous: str, floor: int) -> Figure:
    """Return the figure of a numeral in digits with its unit, sign and qualifier."""
    text, low, high, index, _ = place
    numeral_end = end
    if end - start > LONGEST:
        return bare(place, start, end, "unread")
    upper = ""
    # few figures have a dash so near
    if end < high and not _DASHES.isdisjoint(text[end : end + _LONGEST_BEFORE_DASH + 1]):
        found = _UPPER.match(text, end, high) or _UPPER_AFTER_UNIT.match(text, end, high)
        candidate = found[found.lastindex or 0] if found is not None else ""
        taken_off = found is not None and _TAKEN_OFF.match(text, found.end(), high) is not None
        if found is not None and not taken_off and scaled(candidate, ONE)[0] > scaled(printed, ONE)[0]:
            upper, end = candidate, found.end()
    scale = ONE
    scale_word = more = ""
    unit = _NUMBER
    compound: tuple[Decimal, Decimal] | None = None
    word = unit_at(text, end, high)
    if word:
        unit = UNITS[word]
        end += len(word)
    elif end < high and text[end] in _TAIL_FIRST:
        tail = TAIL.match(text, end, high)
        if tail is not None:
            stop = tail.end()
            spaced = stop > end and text[stop - 1] in " \xa0"
            word = unit_at(text, stop, high, spaced=spaced)
            if word and tail[2] and UNITS[word].type in ("rate", "points"):
                word = ""
            if word:
                unit = UNITS[word]
                more = tail[1] or tail[3]
                scale_word = tail[2]
                scale = SCALES.get(scale_word, ONE)
                end = stop + len(word)
            elif tail[2] and tail[2][-1] in "万亿萬億" and tail.start(2) - end <= 1:
                more = tail[1] or tail[3]
                scale_word = tail[2]
                scale = SCALES[scale_word]
                end = tail.end(3)
                second = None if more or upper else _SECOND.match(text, end, high)
                if second is not None and len(second[1]) <= 8:
                    lesser = SCALES.get(second[2], ONE)
                    word = unit_at(text, second.end(), high)
                    if lesser < scale and (second[2] or word):
                        unit = UNITS[word] if word else _NUMBER
                        high_part, _ = scaled(printed, scale * unit.scale)
                        low_part, quantum = scaled(second[1], lesser * unit.scale)
                        compound = (high_part + low_part, quantum)
                        scale, scale_word = lesser, second[2]
                        end = second.end() + len(word)
                    else:
                        word = ""
            elif tail[2] == "千" and (hundreds := _HUNDREDS.match(text, stop, high)) is not None:
                word = unit_at(text, hundreds.end(), high)
                unit = UNITS[word] if word else _NUMBER
                scale_word = f"百{hundreds[2]}"
                scale = SCALES[scale_word]
                thousands, (low_part, quantum) = (
                    scaled(printed, scale * unit.scale)[0],
                    scaled(hundreds[1], scale * unit.scale),
                )
                compound = (10 * thousands + low_part, quantum)
                end = hundreds.end() + len(word)
            elif tail[2] and not tail[1] and not (stop < high and is_han(text[stop])):
                scale_word = tail[2]
                scale = SCALES[scale_word]
                end = tail.end(2)
    begin = start
    negative = False
    if not word and end < high and text[end] in "（(":
        bracket = _BRACKETED_UNIT.match(text, end, high)
        if bracket is not None and bracket[1] in UNITS:
            word = bracket[1]
            unit = UNITS[word]
            end = bracket.end()
    elif not word and previous and previous in "（(" and start > floor and end < high and text[end] in "）)":
        stop = end + 1
        money = unit_at(text, stop, high)
        tail = TAIL.match(text, stop, high)
        if money and UNITS[money].type == "money":
            word, unit, begin, end, negative = money, UNITS[money], start - 1, stop + len(money), True
        elif tail is not None and tail[2] and unit_at(text, tail.end(), high) == "元":
            word, unit, begin, negative = "元", _MONEY, start - 1, True
            scale_word, scale, end = tail[2], SCALES[tail[2]], tail.end() + 1
        elif "." in printed and _alone(place, start - 1, stop):
            begin, end, negative = start - 1, stop, True
    full = scale * unit.scale
    value, quantum = compound or scaled(printed, full)
    if previous and begin == start and start > floor and previous in "-－−﹣负+＋￥¥":
        begin, negative, unit = _signed(place, start, previous, word or scale_word, printed, unit, floor)
    qualifier: Qualifier
    if upper:
        qualifier = "range"
    elif more:
        qualifier = "more"
    else:
        qualifier = ""
        if begin > low:
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
    if numeral_end > end:
        end = numeral_end
    return Figure(
        begin, end, text[begin:end], unit.type, unit.unit, -value if negative else value, quantum, full,
        scale_word + word, exact, qualifier, scaled(upper, full)[0] if upper else None, index,
    )  # fmt: skip


_DASHES = frozenset("-—–~～－至到")
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
