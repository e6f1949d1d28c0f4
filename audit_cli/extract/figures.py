"""The figure ledger: every numeral of a document, typed, with its exact value.

A cheap search finds where a numeral may begin; small anchored patterns and one look-up of the unit decide what it is.
"""

from __future__ import annotations

import re
from decimal import Decimal

from audit_cli.extract.numerals import chinese, scaled
from audit_cli.extract.units import SCALES, UNITS, VETOES, Unit
from audit_cli.model import Document, Figure, FigureType, Qualifier

_D = "0-9０-９"
_CN = "一二两三四五六七八九十百千万亿〇○零壹贰叁肆伍陆柒捌玖拾佰仟廿卅"
_LEADS = "一二两三四五六七八九十百千万〇壹贰叁肆伍陆柒捌玖拾廿卅"
_SPACE = " \t\xa0\u2002\u2003\u2009\u3000"

_CANDIDATE = re.compile(rf"[{_D}{_LEADS}①-⑳⑴-⒇]")
_NUMERAL = re.compile(
    rf"(?:[{_D}]{{1,3}}(?:[,，][{_D}]{{3}}(?![{_D}]))+|[{_D}]+)(?:[.．][{_D}]+)?(?:[Ee][-+]?[0-9]{{1,2}}(?![0-9A-Za-z]))?"
)
_SPACED = re.compile(rf"[1-9][0-9]{{0,2}}(?:[ \xa0\u2009][0-9]{{3}}(?![0-9]))+(?:\.[0-9]+)?(?=[ \xa0]?[万亿]?元)")
_CHINESE = re.compile(rf"[{_CN}]+(?:点[一二三四五六七八九〇零]+)?")
_TAIL = re.compile(rf"[ \xa0\u3000]{{0,2}}([余多来几]?)(万亿|[十百千]?[万亿]|[百千]?)([余多来几]?)[ \xa0\u3000]?")
_FULL = re.compile(r"[（(][ \xa0]?([^（）()\s]{1,4})[ \xa0]?[）)]")

_YEAR = r"(?:19|20)[0-9]{2}"
_DATE = re.compile(
    rf"(?:{_YEAR}[ \xa0]?年?[ \xa0]?[-—–~～至][ \xa0]?)?{_YEAR}[ \xa0]{{0,2}}(?:年度|财年|学年|年)"
    r"(?:[ \xa0]{0,2}[0-9]{1,2}(?:[ \xa0]?[-—–~～至到][ \xa0]?[0-9]{1,2})?[ \xa0]{0,2}月(?:份|[ \xa0]{0,2}[0-9]{1,2}[ \xa0]{0,2}[日号])?)?"
    rf"|{_YEAR}([-/.])(?:0?[1-9]|1[0-2])\1(?:0?[1-9]|[12][0-9]|3[01])(?![0-9])"
    rf"|{_YEAR}[./](?:0[1-9]|1[0-2])(?![0-9])(?=[ \xa0]?[-—–~～至到])"
    r"|[0-9]{1,2}(?:[-—–~～至到][0-9]{1,2})?[ \xa0]?月(?:份|[ \xa0]?[0-9]{1,2}[ \xa0]?[日号])?"
)
_CLOCK = re.compile(r"(?:[01]?[0-9]|2[0-4])[:：][0-5][0-9](?:[:：][0-5][0-9])?(?![0-9.,%％:：])")
_SCHEME = re.compile(r"[0-9]+(?:[+＋][0-9NnXx]+)+(?![.0-9])|[0-9]+[×xX*][0-9]+(?![.0-9])")
_PHONE = re.compile(r"(?:0[0-9]{2,3}[-—－][0-9]{7,8}|[48]00-[0-9]{3,4}-[0-9]{3,4}|1[3-9][0-9]{9})(?![0-9])")
_NUMBERED = re.compile(
    rf"[〔\[【［(（]{_YEAR}[〕\]】］)）](?:[A-Za-z\u4e00-\u9fff]{{0,4}}?第?[ \xa0]?[0-9]+[ \xa0]?号?)?"
)
_CODE = re.compile(r"[A-Za-z0-9.\-_/@:#?=&%+~]*")
_RANGE = re.compile(rf"[-—–~～－至到]{{1,2}}([0-9]+(?:\.[0-9]+)?)")
_RANGE_UNITS = re.compile(r"(%|％|‰|[万亿]?元|[人个家天年])[-—–~～－]{1,2}([0-9]+(?:\.[0-9]+)?)(?=\1)")
_LEVELS = re.compile(r"[0-9]{1,2}(?:[.．][0-9]{1,2}){1,4}(?![0-9])")

ZERO = Decimal(0)
ONE = Decimal(1)
_NUMBER = Unit("number", "", ONE)
_STOPS = frozenset("。；：;:！!？?\n")
_BEFORE: tuple[tuple[str, Qualifier], ...] = (
    ("不低于", "at_least"), ("不少于", "at_least"), ("不小于", "at_least"), ("至少", "at_least"), ("≥", "at_least"),
    ("＞", "more"), (">", "more"), ("高于", "more"), ("大于", "more"), ("多于", "more"), ("超过", "more"),
    ("突破", "more"), ("逾", "more"), ("超", "more"), ("不超过", "at_most"), ("不高于", "at_most"),
    ("不大于", "at_most"), ("不多于", "at_most"), ("至多", "at_most"), ("最多", "at_most"), ("≤", "at_most"),
    ("低于", "less"), ("小于", "less"), ("少于", "less"), ("不足", "less"), ("不到", "less"), ("＜", "less"),
    ("<", "less"), ("约", "about"), ("近", "about"), 
)  # fmt: skip
_BEFORE_LAST = frozenset(word[-1] for word, _ in _BEFORE)
_BEFORE_LONGEST = sorted(_BEFORE, key=lambda pair: -len(pair[0]))
_NOT_ABOUT = (
    "节约",
    "合约",
    "预约",
    "制约",
    "附近",
    "最近",
    "邻近",
    "靠近",
    "就近",
    "履约",
    "违约",
    "签约",
    "以上",
    "加上",
)
_AFTER = re.compile(r"[ \xa0]?(?:[（(]含[)）]|及|[（(]含)?(以上|以下|以内|左右|上下)")


def figures_of(document: Document) -> tuple[Figure, ...]:
    """Return the ledger of *document*, sorted by place and without overlaps; text outside all blocks has no figures."""
    figures: list[Figure] = []
    for index, block in enumerate(document.blocks):
        _scan(document.text, block.start, block.end, index, figures)
    figures.sort(key=lambda figure: figure.start)
    return tuple(figures)


def _scan(text: str, low: int, high: int, index: int, figures: list[Figure]) -> None:
    find = _CANDIDATE.search
    at = low
    while True:
        found = find(text, at, high)
        if found is None:
            return
        start = found.start()
        lead = text[start]
        if lead in "0123456789０１２３４５６７８９":
            at = _digits(text, start, max(low, at), high, index, figures)
        elif lead in _LEADS:
            at = _chinese(text, start, max(low, at), high, index, figures)
        else:
            at = start + 1
            figures.append(Figure(start, at, lead, "label", block=index))


def _plain(text: str, start: int, end: int, kind: FigureType, index: int, figures: list[Figure]) -> int:
    figures.append(Figure(start, end, text[start:end], kind, block=index))
    return end


def _at_start(text: str, start: int, low: int) -> bool:
    """Whether only spaces stand between *start* and the block's start or the end of a sentence."""
    at = start - 1
    while at >= low and text[at] in _SPACE:
        at -= 1
    return at < low or text[at] in _STOPS


def _unit_at(text: str, at: int, high: int) -> tuple[str, Unit] | None:
    for length in (6, 5, 4, 3, 2, 1):
        word = text[at : at + length]
        unit = UNITS.get(word)
        if unit is not None and at + length <= high:
            veto = VETOES.get(word)
            if veto and text[at + length : at + length + 1] in veto and at + length < high:
                continue
            if word[-1].isascii() and word[-1].isalpha() and text[at + length : at + length + 1].isalnum():
                following = text[at + length : at + length + 1]
                if following.isascii():
                    continue
            return word, unit
    return None


def _before(text: str, start: int, low: int) -> Qualifier:
    at = start
    if at > low and text[at - 1] in " \xa0":
        at -= 1
    if at == low or text[at - 1] not in _BEFORE_LAST:
        return ""
    window = text[max(low, at - 4) : at]
    for word, qualifier in _BEFORE_LONGEST:
        if window.endswith(word):
            return "" if window.endswith(_NOT_ABOUT) else qualifier
    return ""


def _after(text: str, end: int, high: int, kind: FigureType) -> Qualifier:
    if text[end : end + 1] not in "以左上及（( \xa0":
        return ""
    found = _AFTER.match(text, end, high)
    if found is None:
        return ""
    word = found[1]
    if word == "以上":
        return "at_least" if kind == "rate" else "more"
    return "at_most" if word in ("以下", "以内") else "about"


def _digits(text: str, start: int, low: int, high: int, index: int, figures: list[Figure]) -> int:
    previous = text[start - 1] if start > low else ""
    if previous in "〔[【［(（" and previous:
        found = _NUMBERED.match(text, start - 1, high)
        if found is not None and (previous not in "(（" or found[0].endswith("号")):
            return _plain(text, start - 1, found.end(), "identifier", index, figures)
    if previous.isascii() and previous.isalpha():
        begin = start
        while begin > low and text[begin - 1].isascii() and (text[begin - 1].isalnum() or text[begin - 1] in ".-_/@:"):
            begin -= 1
        code = _CODE.match(text, start, high)
        end = code.end() if code else start + 1
        while text[end - 1] in ".:-,?":
            end -= 1
        return _plain(text, begin, end, "identifier", index, figures)
    numeral = _NUMERAL.match(text, start, high)
    if numeral is None:
        return start + 1
    end = numeral.end()
    following = text[end] if end < high else ""
    if text[start : start + 2] in ("19", "20") or following in "月 \xa0-—–~～至到" and following:
        found = _DATE.match(text, start, high)
        if found is not None:
            return _plain(text, start, found.end(), "date", index, figures)
    for pattern, kind in ((_CLOCK, "clock"), (_SCHEME, "scheme"), (_PHONE, "identifier")):
        found = pattern.match(text, start, high)
        if found is not None:
            return _plain(text, start, found.end(), kind, index, figures)  # type: ignore[arg-type]
    if previous == "第":
        word = _unit_at(text, end, high)
        stop = end + len(word[0]) if word else end
        return _plain(text, start - 1, stop, "ordinal", index, figures)
    printed = numeral[0]
    if "，" in printed:
        if "." not in printed and "元" not in text[end : end + 3]:
            end = start + printed.index("，")
            printed = text[start:end]
    if previous in "（(" and previous and following in "）)" and following and len(printed) <= 2:
        return _plain(text, start - 1, end + 1, "label", index, figures)
    if _at_start(text, start, low) and len(printed) <= 2 and following in "、.．)）" and following:
        return _plain(text, start, end + 1, "label", index, figures)
    if following == "." or following == "．":
        found = _LEVELS.match(text, start, high)
        if found is not None and found.end() > end:
            return _plain(text, start, found.end(), "label", index, figures)
    spaced = _SPACED.match(text, start, high) if following in " \xa0\u2009" and following else None
    if spaced is not None:
        printed, end = spaced[0], spaced.end()
    return _quantity(text, start, end, printed, low, high, index, figures)


def _quantity(
    text: str, start: int, end: int, printed: str, low: int, high: int, index: int, figures: list[Figure]
) -> int:
    if len(printed) > 28:
        return _plain(text, start, end, "unread", index, figures)
    upper: str | None = None
    found = _RANGE.match(text, end, high) or _RANGE_UNITS.match(text, end, high)
    if found is not None:
        candidate = found[found.lastindex or 1]
        if len(candidate) <= 28 and scaled(candidate, ONE)[0] > scaled(printed, ONE)[0]:
            upper, end = candidate, found.end()
    direct = _unit_at(text, end, high)
    more = ""
    scale = ONE
    scale_word = ""
    unit = _NUMBER
    unit_word = ""
    compound: tuple[Decimal, Decimal] | None = None
    if direct is not None:
        unit_word, unit = direct
        end += len(unit_word)
    else:
        tail = _TAIL.match(text, end, high)
        if tail is not None and tail.end() > end:
            scale_word = tail[2]
            after = _unit_at(text, tail.end(), high)
            if after is not None and not (scale_word and after[1].type in ("rate", "points")):
                more = tail[1] or tail[3]
                unit_word, unit = after
                scale = SCALES.get(scale_word, ONE)
                end = tail.end() + len(unit_word)
            elif scale_word and scale_word[-1] in "万亿":
                more = tail[1] or tail[3]
                scale = SCALES[scale_word]
                end = tail.end(3)
                second = re.compile(rf"([{_D}]+(?:\.[{_D}]+)?)([千百万]?)").match(text, end, high) if not more else None
                if second is not None and (second[2] or _unit_at(text, second.end(), high)):
                    extra_scale = SCALES.get(second[2], ONE)
                    after = _unit_at(text, second.end(), high)
                    if after is not None:
                        unit_word, unit = after
                    if extra_scale < scale:
                        a, _ = scaled(printed, scale * unit.scale)
                        b, quantum = scaled(second[1], extra_scale * unit.scale)
                        compound = (a + b, quantum)
                        scale, scale_word = extra_scale, second[2]
                        end = second.end() + len(unit_word)
                    else:
                        unit_word, unit = "", _NUMBER
            elif scale_word in ("千", "百"):
                scale = SCALES[scale_word]
                end = tail.end(2)
            else:
                scale_word = ""
        if not unit_word and not scale_word and text[end : end + 1] in "（(":
            bracket = _FULL.match(text, end, high)
            if bracket is not None and bracket[1] in UNITS:
                unit_word, unit = bracket[1], UNITS[bracket[1]]
                end = bracket.end()
    full_scale = scale * unit.scale
    value, quantum = compound or scaled(printed, full_scale)
    top = scaled(upper, full_scale)[0] if upper is not None else None
    qualifier: Qualifier = ""
    if upper is not None:
        qualifier = "range"
    elif more:
        qualifier = "more"
    else:
        qualifier = _before(text, start, low) or _after(text, end, high, unit.type)
    begin = start
    if start > low:
        sign = text[start - 1]
        if sign in "￥¥":
            begin -= 1
            if unit.type == "number":
                unit = Unit("money", "元", ONE)
        elif sign in "-－−负" and _is_sign(text, start - 1, low, unit_word, printed):
            begin -= 1
            value = -value
        elif sign in "+＋" and (start - 1 == low or text[start - 2] in _SPACE + "（(：:|"):
            begin -= 1
        elif sign in "（(" and text[start + len(printed) : start + len(printed) + 1] in "）)":
            pass
    if unit.type == "count":
        exact = scale == ONE and not qualifier and quantum == ONE
    else:
        exact = unit.type == "money" and full_scale == ONE and quantum == Decimal("0.01") and not qualifier
    figures.append(
        Figure(
            begin, end, text[begin:end], unit.type, unit.unit, value, quantum, full_scale, scale_word + unit_word,
            exact, qualifier, top, index,
        )
    )  # fmt: skip
    return end


def _is_sign(text: str, at: int, low: int, unit_word: str, printed: str) -> bool:
    if at == low:
        return True
    before = text[at - 1]
    if before.isascii() and before.isalnum() or before in ")）%％年月日号-—":
        return False
    return bool(unit_word) or "." in printed or before in _SPACE or before in "：:（(，,"


def _chinese(text: str, start: int, low: int, high: int, index: int, figures: list[Figure]) -> int:
    if text.startswith(("百分之", "千分之", "万分之"), start, high):
        lead = text[start]
        scale = {"百": ONE, "千": Decimal("0.1"), "万": Decimal("0.01")}[lead]
        found = _CHINESE.match(text, start + 3, high)
        if found is not None:
            value, quantum = chinese(found[0])
            value, quantum = value * scale, quantum * scale
        else:
            found = _NUMERAL.match(text, start + 3, high)
            if found is None or len(found[0]) > 28:
                return start + 3
            value, quantum = scaled(found[0], scale)
        end = found.end()
        qualifier = _before(text, start, low) or _after(text, end, high, "rate")
        figures.append(
            Figure(start, end, text[start:end], "rate", "%", value, quantum, scale, text[start : start + 3], False,
                   qualifier, None, index)
        )  # fmt: skip
        return end
    found = _CHINESE.match(text, start, high)
    if found is None:
        return start + 1
    end = found.end()
    printed = found[0]
    if len(printed) > 20 or printed == "一" or printed[0] in "百千万":
        return end
    if start > low and text[start - 1] in "第双统":
        return end
    tail = _TAIL.match(text, end, high)
    more = tail[1] if tail is not None and not tail[2] else ""
    word = _unit_at(text, end + len(more), high)
    if word is None or word[1].type == "rate" and len(printed) > 1:
        return end
    unit_word, unit = word
    try:
        value, quantum = chinese(printed)
    except KeyError:
        return end
    end += len(more) + len(unit_word)
    qualifier = "more" if more else _before(text, start, low) or _after(text, end, high, unit.type)
    exact = unit.type == "count" and not qualifier
    figures.append(
        Figure(start, end, text[start:end], unit.type, unit.unit, value * unit.scale, quantum * unit.scale, unit.scale,
               unit_word, exact, qualifier, None, index)
    )  # fmt: skip
    return end
