"""Chinese numerals: 三十二名, 百分之九十八, 第三季度, 一、, and what is part of a word and no figure."""

from __future__ import annotations

from decimal import Decimal

from audit_cli.expressions import expression
from audit_cli.extract.ledger.amounts import qualifier_after, qualifier_before
from audit_cli.extract.ledger.numerals import FRACTIONS, chinese, narrow, scaled
from audit_cli.extract.ledger.places import (
    CENT,
    CLOSE_QUOTES,
    LONGEST,
    NUMERAL,
    OPEN_QUOTES,
    SPACE,
    SPOKEN,
    TAIL,
    C,
    Place,
    bare,
    begins_phrase,
    is_han,
)
from audit_cli.extract.ledger.units import ONE, SCALES, UNITS, unit_at
from audit_cli.model import Figure, Qualifier

_SPOKEN_ORDINAL = expression(rf"{C}+")
_FRACTION = expression(rf"({C}+)分之")
_SPOKEN_DATE = expression(
    r"[二一][〇○零九][〇○零一二三四五六七八九]{2}年(?:度|(?:十[一二]?|[一二三四五六七八九])月(?:[一二三]?十?[一二三四五六七八九]?日)?)?"
    r"|(?:十[一二]?|[一二三四五六七八九])月(?:份|(?:[一二]?十[一二三四五六七八九]?|三十一?|[一二三四五六七八九])[日号])?"
)
# 二标段 is the second, 两个标段 are two
_NAMED_BY_NUMBER = frozenset({"标段"})
_ENDS_POSTPOSED = frozenset("，。；、）),;\n")
_POSTPOSED = frozenset("名台辆人户套座栋家处所个项次份期支间场起件条部")
_NOT_BEFORE_SPOKEN = frozenset("第双某另哪这那每")
# 制定了三项规定 counts them, 中央八项规定 is a name
_MAKES = frozenset("了定订有共计这")
_SITS = frozenset("届大协")  # 政协五届四次会议 is one of many
_COUNTS = frozenset("年月日天个项家百千万亿")  # 占三成五年来不变: five of these
_TENTHS, _OF_TEN = "成", "一二三四五六七八九"
_HUNDREDS_BEFORE = frozenset("上近数几过约逾超好")
_SET_NAMES = frozenset({"三公", "三农", "两会", "三资", "两新", "三大"})


def spoken_figure(place: Place, start: int, floor: int) -> Figure | None:
    """Return the figure of a Chinese numeral, or None where it is part of a word."""
    text, low, high, _, _ = place
    found = SPOKEN.match(text, start, high)
    if found is None:
        return None
    printed = found[0]
    end = found.end()
    following = text[end] if end < high else ""
    previous = text[start - 1] if start > low else ""
    if len(printed) > 20:
        return None
    if following == "分" and text.startswith("分之", end):
        return _fraction(place, start, previous)
    if following in "、.．）)" and following and len(printed) <= 3 and "点" not in printed:
        label = _spoken_label(place, start, end, printed, previous, following, floor)
        if label is not None:
            return label
    if previous == "第" and start > floor:
        return _spoken_ordinal(place, start)
    if (following == "月" or (printed[0] in "二一" and following == "年")) and previous not in _NOT_BEFORE_SPOKEN:
        date = _SPOKEN_DATE.match(text, start, high)
        if date is not None and (following == "年" or date.end() > end):
            return bare(place, start, date.end(), "date")
    return _spoken_quantity(place, start, end, printed, previous, following, floor)


def _spoken_label(
    place: Place, start: int, end: int, printed: str, previous: str, following: str, floor: int
) -> Figure | None:
    if following in "）)":
        if previous and previous in "（(" and start > floor:
            return bare(place, start - 1, end + 1, "label")
        return None
    if printed[0] in "百千万亿" or not (previous in SPACE or begins_phrase(place, start)):
        return None
    return bare(place, start, end + 1, "label")


def _spoken_ordinal(place: Place, start: int) -> Figure | None:
    text, _, high, _, _ = place
    found = _SPOKEN_ORDINAL.match(text, start, high)
    if found is None:
        return None
    word = unit_at(text, found.end(), high)
    if found[0] == "一" and not word:
        return None
    return bare(place, start - 1, found.end() + len(word), "ordinal")


def _fraction(place: Place, start: int, previous: str) -> Figure | None:
    """Return 百分之九十八, 千分之五 or 三分之二 as a rate in percent."""
    text, low, high, index, _ = place
    found = _FRACTION.match(text, start, high)
    if found is None:
        return None
    at = found.end()
    spoken = SPOKEN.match(text, at, high)
    digits = None if spoken is not None else NUMERAL.match(text, at, high)
    if spoken is not None and len(spoken[0]) <= 20:
        end = spoken.end()
        value, quantum = chinese(spoken[0])
    elif digits is not None and len(digits[0]) <= LONGEST:
        end = digits.end()
        value, quantum = scaled(narrow(digits[0]).replace(",", ""), ONE)
    else:
        return None
    factor = FRACTIONS.get(found[1])
    qualifier: Qualifier = ""
    if factor is None:
        whole = chinese(found[1])[0] if len(found[1]) <= 20 else Decimal(0)
        if not whole:
            return None
        factor = Decimal(100) / whole
        value = (value * factor).quantize(CENT)
        quantum = CENT
        qualifier = "" if value * whole % 100 == 0 else "about"
    else:
        value, quantum = value * factor, quantum * factor
    qualifier = (
        qualifier
        or (qualifier_before(text, start, low) if previous else "")
        or qualifier_after(text, end, high, "rate")
    )
    return Figure(
        start, end, text[start:end], "rate", "%", value, quantum, factor, found[0], False, qualifier, None, index
    )


def _spoken_quantity(
    place: Place, start: int, end: int, printed: str, previous: str, following: str, floor: int
) -> Figure | None:
    text, low, high, index, _ = place
    single = len(printed) == 1
    qualifier: Qualifier = ""
    scale = ONE
    scale_word = more = ""
    if following and following in "余多来几 \xa0":
        tail = TAIL.match(text, end, high)
        if tail is not None:
            more, scale_word = tail[1] or tail[3], tail[2]
            scale = SCALES.get(scale_word, ONE)
            end = tail.end()
    if previous in _NOT_BEFORE_SPOKEN:
        return None
    if printed[0] in "百千万亿":
        if not more and previous not in _HUNDREDS_BEFORE:
            return None
        if not single:
            return None
        qualifier = "about" if not more else "more"
    elif previous and previous in "数几好" and printed[0] == "十":
        qualifier = "about"
    word = unit_at(text, end, high, spoken=single and not more)
    if not word:
        return _quoted_set(place, start, end, printed, previous, floor) if single and not more else None
    if word in _NAMED_BY_NUMBER:
        return bare(place, start, end + len(word), "ordinal")
    unit = UNITS[word]
    after = text[end + len(word)] if end + len(word) < high else ""
    if printed == "一":
        if word not in _POSTPOSED or not (not after or after in _ENDS_POSTPOSED) or not (previous and is_han(previous)):
            return None
    elif (
        (word == "次" and text.startswith("全会", end + 1))
        or (word == "次" and previous in _SITS and text.startswith("会议", end + 1))
        or (word == "项" and previous not in _MAKES and text.startswith("规定", end + 1))
        or (printed == "二" and word in ("次", "类", "天", "日"))
        or word in ("季度", "季", "届", "层", "节")
        or (word == "期" and single)
        or (unit.type == "rate" and not single)
        or (unit.type == "money" and single and not scale_word and printed not in ("十",) and word == "元")
    ):
        return None
    value, quantum = chinese(printed)
    high_value = None
    if len(printed) == 2 and printed.isalpha() and all(c in "二两三四五六七八九" for c in printed):
        first, second = chinese(printed[0])[0], chinese(printed[1])[0]
        if second <= first:
            return None
        value, high_value, qualifier = first * scale * unit.scale, second * scale * unit.scale, "range"
    else:
        value *= scale * unit.scale
    quantum *= scale * unit.scale
    end += len(word)
    if word == _TENTHS and high_value is None and after and after in _OF_TEN and text[end + 1 : end + 2] not in _COUNTS:
        value, quantum, end = value + _OF_TEN.index(after) + 1, ONE, end + 1  # 三成五
    begin = start
    if previous == "负" and start > floor and unit.type == "money":
        begin, value = start - 1, -value
    if more and not qualifier:
        qualifier = "more"
    qualifier = (
        qualifier
        or (qualifier_before(text, begin, low) if begin > low else "")
        or qualifier_after(text, end, high, unit.type)
    )
    exact = unit.type == "count" and not qualifier and scale == ONE and quantum == ONE
    return Figure(
        begin, end, text[begin:end], unit.type, unit.unit, value, quantum, scale * unit.scale, scale_word + word, exact,
        qualifier, high_value, index,
    )  # fmt: skip


def _quoted_set(place: Place, start: int, end: int, printed: str, previous: str, floor: int) -> Figure | None:
    """Return “六真” or 三委（…、…） as a count of what is named so."""
    text, _, high, index, _ = place
    if printed in "一十":
        return None
    word = ""
    if previous in OPEN_QUOTES and previous:
        for length in (1, 2):
            if text[end + length : end + length + 1] in CLOSE_QUOTES and end + length < high:
                word = text[end : end + length]
                break
        if text[start : end + len(word)] in _SET_NAMES:
            return None
    elif text[end + 1 : end + 2] in ("（", "(") and end + 1 < high:
        stop = text.find("）", end, min(high, end + 80))
        names = text.count("、", end, stop) + 1 if stop > 0 else 0
        if names > 1 and (names == chinese(printed)[0] or not previous or not is_han(previous)):
            word = text[end]
    if not word or not all(is_han(c) for c in word) or any(c in "一二三四五六七八九十" for c in word):
        return None
    end += len(word)
    return Figure(
        start, end, text[start:end], "count", word, chinese(printed)[0], ONE, ONE, word, True, "", None, index
    )
