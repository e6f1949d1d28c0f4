"""The figure ledger: every numeral of a document, typed, with its exact value.

A cheap search finds where a numeral may begin; the character behind it says which few anchored patterns can apply, and
one look-up of the unit decides the rest. Nothing is matched twice, so the time grows with the text.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from audit_cli.extract.numerals import FRACTIONS, chinese, narrow, scaled
from audit_cli.extract.units import SCALES, SPOKEN_UNITS, UNITS, Unit, unit_at
from audit_cli.model import Block, Document, Figure, FigureType, Qualifier

ONE = Decimal(1)
_CENT = Decimal("0.01")
_NUMBER = Unit("number", "", ONE)
_MONEY = Unit("money", "元", ONE)
_LONGEST = 28  # digits of a numeral that can still be a quantity

_D = "[0-9]"
_C = "[一二两三四五六七八九十百千万亿〇○零壹贰叁肆伍陆柒捌玖拾佰仟廿卅]"
_TO = "[-—–~～－至到]"
_B = "[ \xa0]"

# a Chinese numeral is a candidate only where a unit, a label's mark or a fraction can follow
_CANDIDATE = re.compile(
    rf"[0-9①-⑳⑴-⒇一二两三四五六七八九十百千万壹贰叁肆伍陆柒捌玖拾廿卅]"
    rf"(?:(?<=[0-9①-⑳⑴-⒇])|(?<!{_C}.){_C}*+[^，。；：！？“《》〔〕\n])",
    re.DOTALL,
)
_FULL_WIDTH = re.compile("[０-９]")
_NARROW = str.maketrans("０１２３４５６７８９．", "0123456789.")
_NUMERAL = re.compile(
    rf"(?:{_D}{{1,3}}(?:[,，]{_D}{{3}}(?!{_D})){{1,9}}|{_D}+)(?:[.]{_D}+)?(?:[Ee][-+]?[0-9]{{1,2}}(?![0-9A-Za-z]))?"
)
_BLANK_THOUSANDS = re.compile(
    r"[1-9][0-9]{0,2}(?:[ \xa0\u2009][0-9]{3}(?![0-9])){1,4}(?:\.[0-9]+)?(?=[ \xa0]?[万亿]?元)"
)
_SPOKEN = re.compile(rf"{_C}+(?:点[零〇一二三四五六七八九]+[万亿]?)?")
_TAIL = re.compile(rf"{_B}?([余多来几]?)(万亿|[十百千]?[万亿萬億]|[百千]?)([余多来几]?){_B}?")
_SECOND = re.compile(rf"({_D}+(?:\.{_D}+)?)([千百万]?)")
_BRACKETED_UNIT = re.compile(rf"[（(]{_B}?([^（）()\s]{{1,4}}){_B}?[）)]")
_UPPER = re.compile(rf"{_B}?[-—–~～－至到]{{1,2}}{_B}?({_D}{{1,12}}(?:\.{_D}{{1,8}})?)(?![0-9.])")
_UPPER_AFTER_UNIT = re.compile(
    rf"(%|％|‰|[百千]?[万亿]?元|[人个家天年])[-—–~～－]{{1,2}}({_D}{{1,12}}(?:\.{_D}{{1,8}})?)(?=\1)"
)

_YEAR = "(?:19|20)[0-9]{2}"
_MONTH = "(?:1[0-2]|0?[1-9])"
_DAY = "(?:3[01]|[12][0-9]|0?[1-9])"
_MONTH_DAY = (
    rf"(?:{_MONTH}{_B}?{_TO}{_B}?)?{_MONTH}{_B}{{0,2}}月"
    rf"(?:份|{_B}{{0,2}}(?:{_DAY}{_B}?{_TO}{_B}?)?{_DAY}{_B}{{0,2}}[日号])?"
)
_DATE_OF_YEAR = re.compile(
    rf"(?:{_YEAR}{_B}?{_TO}{_B}?)?{_YEAR}{_B}{{0,2}}(?:年度|财年|学年|年)(?:{_B}{{0,2}}{_MONTH_DAY})?"
    rf"|{_YEAR}([-/.])(?:{_MONTH}\1{_DAY})(?!{_D})"
    rf"|{_YEAR}[-/]{_MONTH}(?![0-9.-])"
    rf"|{_YEAR}{_B}?[-—–~～－至]{_B}?{_YEAR}(?![0-9.元万亿人个家户])"
    rf"|{_YEAR}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])(?![0-9.,%％]|[万亿元])"
)
_POINT_MONTH = re.compile(rf"{_YEAR}[.](?:0[1-9]|1[0-2])(?!{_D})")
_SHORT_YEAR = re.compile(rf"(?:1[0-9]|2[0-9])年(度|{_MONTH}月(?:{_DAY}[日号])?|(?=[初底末]))?")
_DATE_OF_MONTH = re.compile(_MONTH_DAY)
_DAY_OF_MONTH = re.compile(rf"(?:{_DAY}{_TO})?{_DAY}日(?![常游内均])(?!以内)")
_POINT_DAY = re.compile(rf"({_MONTH})[.．·•・]({_DAY})(?!{_D})")
_AFTER_POINT_DAY = re.compile('[”"’」』]|事件|事故|地震|讲话|重要|专案|案件|洪')
_CLOCK = re.compile(r"(?:[01]?[0-9]|2[0-4])[:：][0-5][0-9](?:[:：][0-5][0-9])?(?![0-9.,%％:：])")
_HOUR = re.compile(r"(?:[01]?[0-9]|2[0-4])[时点](?:[0-5]?[0-9]分|整|半|(?=许|左右|前|后|至|到|[-—~]))")
_SCHEME = re.compile(r"[0-9]+(?:[+＋](?:[0-9]+|[NnXx]))++(?![.．万亿元%％])|[0-9]+[×xX*✕][0-9]+(?![.0-9])")
_PHONE = re.compile(r"(?:0[0-9]{2,3}[-—－ ][0-9]{3,4}[- ]?[0-9]{4}|[48]00[- ]?[0-9]{3,4}[- ]?[0-9]{3,4})(?![0-9])")
_SUB_NUMBER = re.compile(r"[0-9]{1,3}[-－—]([0-9]{1,3})(?![0-9.,%％-])")
_CHAIN = re.compile(r"[0-9]+(?:[-－—][0-9]+){2,9}")
_DOCUMENT = re.compile(
    rf"[〔\[【［(（]{_B}?{_YEAR}{_B}?[〕\]】］)）](?:{_B}?[A-Za-z\u4e00-\u9fff]{{0,4}}?第?{_B}?[0-9]+(?:-[0-9]+)?{_B}?号?)?"
)
_CODE = re.compile(r"[A-Za-z0-9\-_.]*")
_ADDRESS = re.compile(r"[A-Za-z0-9\-_./@:#?=&%+~]*")
_PAGE = re.compile(r"\s{0,40}[-—－]{1,3} ?[0-9]{1,3} ?[-—－]{1,3}\s{0,40}")
_LEVELS = re.compile(r"[0-9]{1,2}(?:[.][0-9]{1,2}){2,5}(?![0-9])[.]?")
_SUB_LABEL = re.compile(r"(?:[-.－][0-9]{1,2}){1,3}(?![0-9])")
_ORDINAL = re.compile(rf"{_B}?{_D}+(?:{_B}?[-—–~～至到、]{_B}?第?{_D}+){{0,9}}{_B}?")
_SPOKEN_ORDINAL = re.compile(rf"{_C}+")
_FRACTION = re.compile(rf"({_C}+)分之")
_SPOKEN_DATE = re.compile(
    r"[二一][〇○零九][〇○零一二三四五六七八九]{2}年(?:度|(?:十[一二]?|[一二三四五六七八九])月(?:[一二三]?十?[一二三四五六七八九]?日)?)?"
    r"|(?:十[一二]?|[一二三四五六七八九])月(?:份|(?:[一二]?十[一二三四五六七八九]?|三十一?|[一二三四五六七八九])[日号])?"
)
_CLASS_CODE = re.compile(r"2[0-3][0-9](?:[0-9]{2}){1,2}|3(?:0[1-9]|1[0-2]|99)[0-9]{2}")
_CLASS_COLUMNS = re.compile(r"2[0-3][0-9](?:[ \t|]{1,4}[0-9]{2}(?![0-9.,])){1,2}(?=[ \t|]{1,4}[\u4e00-\u9fff])")
_CLASS_CODE_SHORT = re.compile(r"2[0-3][0-9]|3(?:0[1-9]|1[0-2]|99)")

_DIGITS = frozenset("0123456789")
_CIRCLED = frozenset("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇")
_SPACE = frozenset(" \t\xa0\u2002\u2003\u2009\u3000\n\r")
_STOPS = frozenset("。；：;:！!？?\n\r")
_OPEN_QUOTES = frozenset('“"‘「『')
_CLOSE_QUOTES = frozenset('”"’」』')
_ASIDE = frozenset("、，,。；;：:！？!?）)”》\n")

_LABELLED = ("附件", "附表", "附图", "附录", "指标", "目标", "表", "图", "注", "附")
_LABELLED_WEAK = (
    "问题",
    "任务",
    "措施",
    "案例",
    "专栏",
    "机构",
    "单位",
    "项目",
    "备注",
    "举措",
    "建议",
    "情况",
    "方面",
)
_NOT_LABELLED = ("代表", "报表", "发表", "地图", "企图", "关注", "投注", "备注", "调查表", "填表")
_YEAR_LIKE_AFTER = re.compile('以来|部门|预算|决算|财政|至今|年|版|[”"’」』）)》]')

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
_AFTER = re.compile(rf"{_B}?(?:[（(]含[)）]|及|[（(]含)?(以上|以下|以内|左右|上下|之内|内)")
_AFTER_FIRST = frozenset("以左上及（( \xa0之内")


class _Place(NamedTuple):
    """Where the scan stands: one block of the text."""

    text: str
    low: int
    high: int
    number: int
    block: Block


def figures_of(document: Document) -> tuple[Figure, ...]:
    """Return the ledger of *document*, sorted by place and without overlaps; text outside all blocks has no figures."""
    figures: list[Figure] = []
    text = document.text
    wide = _FULL_WIDTH.search(text) is not None
    if wide:
        text = text.translate(_NARROW)
    blocks = document.blocks
    reached = 0
    ordered = True
    for index, block in enumerate(blocks):
        if block.start < reached:
            ordered = False
        reached = block.end
        _scan(_Place(text, block.start, block.end, index, block), figures)
    if not ordered:
        figures.sort(key=lambda figure: figure.start)
    if wide:
        figures = [figure._replace(text=document.text[figure.start : figure.end]) for figure in figures]
    return tuple(_with_class_codes(document, figures))


def _scan(place: _Place, figures: list[Figure]) -> None:
    text, low, high, _, _ = place
    search = _CANDIDATE.search
    at = low
    while True:
        found = search(text, at, high)
        if found is None:
            return
        start = found.start()
        lead = text[start]
        if lead in _DIGITS:
            figure: Figure | None = _digits(place, start, at)
        elif lead in _CIRCLED:
            figure = _bare(place, start, start + 1, "label")
        else:
            figure = _spoken(place, start, at)
        if figure is None:
            at = max(found.end() - 1, start + 1)
        else:
            at = figure.end
            figures.append(figure)


def _bare(place: _Place, start: int, end: int, kind: FigureType) -> Figure:
    return Figure(start, end, place.text[start:end], kind, block=place.number)


def _begins_phrase(place: _Place, at: int) -> bool:
    """Whether only blanks stand between *at* and the start of the block or the end of a sentence."""
    text, low, _, _, _ = place
    at -= 1
    while at >= low and text[at] in _SPACE:
        at -= 1
    return at < low or text[at] in _STOPS


def _begins_block(place: _Place, at: int) -> bool:
    text, low, _, _, _ = place
    at -= 1
    while at >= low and text[at] in _SPACE:
        at -= 1
    return at < low


def _is_letter(character: str) -> bool:
    return character.isascii() and character.isalpha()


def _is_han(character: str) -> bool:
    return "\u4e00" <= character <= "\u9fff"


def _digits(place: _Place, start: int, floor: int) -> Figure:
    """Return the figure whose first digit stands at *start*; nothing before *floor* may be taken."""
    text, low, high, _, _ = place
    previous = text[start - 1] if start > low else ""
    if previous in "〔[【［(（" and previous and start > floor:
        found = _DOCUMENT.match(text, start - 1, high)
        if found is not None and _is_document_number(found[0], previous):
            return _bare(place, start - 1, found.end(), "identifier")
    if start > floor and (previous == "第" or (previous == " " and text[start - 2 : start - 1] == "第")):
        head = text.rindex("第", low, start)
        found = _ORDINAL.match(text, start, high)
        if found is not None:
            return _bare(place, head, found.end() + len(unit_at(text, found.end(), high)), "ordinal")
    numeral = _NUMERAL.match(text, start, high)
    if numeral is None:
        return _bare(place, start, start + 1, "unread")
    end = numeral.end()
    printed = numeral[0]
    if start > floor and previous.isascii() and (_is_letter(previous) or previous in "/_@=.-"):
        code = _code(place, start, end, floor)
        if code is not None:
            return code
    following = text[end] if end < high else ""
    if previous and previous in "+＋" and start > floor + 1 and _is_letter(text[start - 2]):
        return _bare(place, start - 2, end, "scheme")
    special = _special(place, start, end, printed, previous, following, floor)
    if special is not None:
        return special
    if "，" in printed and not ("." in printed or "元" in text[end : end + 3]):
        end = start + printed.index("，")
        printed = text[start:end]
    elif following and following in " \xa0\u2009":
        spaced = _BLANK_THOUSANDS.match(text, start, high)
        if spaced is not None and not (previous in _SPACE and start - 2 >= low and text[start - 2] in _DIGITS):
            printed, end = spaced[0], spaced.end()
    return _quantity(place, start, end, printed, previous, floor)


def _is_document_number(printed: str, bracket: str) -> bool:
    tail = printed[-1]
    if bracket in "(（":
        return tail == "号"
    return tail == "号" or tail.isdigit()


def _code(place: _Place, start: int, end: int, floor: int) -> Figure | None:
    """Return a model name, address or other code that letters begin: A8, PM2.5, www.example.cn/2022."""
    text, _, high, _, _ = place
    begin = start
    address = False
    while (
        begin > floor and text[begin - 1].isascii() and (text[begin - 1].isalnum() or text[begin - 1] in "-_./@:?=&%#~")
    ):
        begin -= 1
        address = address or text[begin] in "/@:"
    while begin < start and not text[begin].isalnum():
        begin += 1
    if begin == start:
        return None
    head = text[begin:start]
    if head.isalpha() and (unit := unit_at(text, end, high)) and UNITS[unit].type in ("money", "rate", "points"):
        return None
    if head[-1] in ".-" and not any(_is_letter(c) for c in head):
        return None
    code = (_ADDRESS if address and any(_is_letter(c) for c in head) else _CODE).match(text, start, high)
    stop = code.end() if code is not None else end
    if text[stop : stop + 1] == "@" and (found := _ADDRESS.match(text, stop, high)):
        stop = found.end()
    while stop > start + 1 and not text[stop - 1].isalnum():
        stop -= 1
    return _bare(place, begin, stop, "identifier")


def _special(
    place: _Place, start: int, end: int, printed: str, previous: str, following: str, floor: int
) -> Figure | None:
    """Return the figure if it is no quantity: a date, a clock time, an identifier, a scheme or a label."""
    text, low, high, _, block = place
    length = end - start
    if length >= 4 and printed[:2] in ("19", "20"):
        date = _year(place, start, end, printed, following, previous)
        if date is not None:
            return date
    if following in _SPECIAL_AFTER:
        figure = _by_following(place, start, end, printed, previous, following)
        if figure is not None:
            return figure
    if previous in _OPEN_QUOTES and previous:
        if "." in printed or (following in "·•・" and following):
            found = _POINT_DAY.match(text, start, high)
            if found is not None and text[found.end() : found.end() + 1] in _CLOSE_QUOTES:
                return _bare(place, start, found.end(), "date")
        if following in _CLOSE_QUOTES and following and printed.isdigit():
            called = text[end + 1 : end + 3]
            return _bare(place, start, end, "identifier" if called in _LINES else "scheme")
    if "." in printed:
        if length <= 5 and _POINT_DAY.fullmatch(printed) and _AFTER_POINT_DAY.match(text, end, high):
            return _bare(place, start, end, "date")
        return _pointed_label(place, start, end, printed, following, block)
    if not printed.isdigit():
        return None
    if length >= 2 and printed[0] == "0":
        found = _PHONE.match(text, start, high)
        return _bare(place, start, found.end() if found else end, "identifier")
    if length >= 11 and not unit_at(text, end, high) and following not in ("万", "亿", "余", "多", "%", "％"):
        return _bare(place, start, end, "identifier")
    if 3 <= length <= 6 and _LINE_AFTER.match(text, end, high) and not unit_at(text, end, high):
        return _bare(place, start, end, "identifier")
    if length <= 3 and previous and previous in "-—－ " and _PAGE.fullmatch(text, low, high):
        return _bare(place, start, end, "label")
    if length <= 2:
        return _label(place, start, end, printed, previous, following, floor)
    if length >= 5 and previous in _AFTER_NAME and _NUMBERS_OF.search(text[max(low, start - 7) : start]):
        return _bare(place, start, end, "identifier")
    if length in (3, 5, 7):
        return _class_code(place, start, end, printed, previous, following)
    if length == 4 and printed[0] in "48" and following == "-":
        found = _PHONE.match(text, start, high)
        if found is not None:
            return _bare(place, start, found.end(), "identifier")
    return None


_PARTS_OF_DAY = ("上午", "下午", "中午", "晚上", "凌晨", "早上", "每晚", "每天")
_NUMBERS_OF = re.compile("(?:电话|手机|传真|邮编|邮政编码|编号|编码|账号|帐号|卡号|号码|代码|证号|QQ)[:： ]{0,2}$")
_AFTER_NAME = frozenset("话机真编码号Q:： ")
_LINE_AFTER = re.compile("[\u4e00-\u9fff]{0,6}?(?:热线|电话|平台)")
_LINES = ("热线", "电话", "平台")
_SPECIAL_AFTER = frozenset(" \xa0年月日号-—–~～－至到.．:：+＋×xX*✕/·•・时点楼xX级") | frozenset(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
)


def _year(place: _Place, start: int, end: int, printed: str, following: str, previous: str) -> Figure | None:
    """Return a date that begins with a year of four digits."""
    text, _, high, _, block = place
    if following and (following in "年 \xa0-—–~～－至到/.．" or len(printed) > 4):
        found = _DATE_OF_YEAR.match(text, start, high)
        if found is not None and (found.end() >= end or found[0][-1] == "年"):
            return _bare(place, start, found.end(), "date")
    elif len(printed) == 8:
        found = _DATE_OF_YEAR.match(text, start, high)
        if found is not None:
            return _bare(place, start, found.end(), "date")
    if len(printed) in (4, 7) and _POINT_MONTH.match(printed) and len(printed) == 7:
        in_table = block.kind == "cell" or text[start - 1 : start] == "\t" or following == "\t"
        if not in_table and not unit_at(text, end, high) and following not in _DIGIT_TAILS:
            return _bare(place, start, end, "date")
    if len(printed) == 4 and printed.isdigit():
        if _YEAR_LIKE_AFTER.match(text, end, high) is None:
            return None
        if following in _CLOSE_QUOTES and previous in _OPEN_QUOTES:
            return _bare(place, start, end, "date")
        if following in ")）" and not (previous and previous in "（("):
            return None
        return _bare(place, start, end, "date")
    return None


_DIGIT_TAILS = frozenset("万亿余多元%％‰")


def _by_following(place: _Place, start: int, end: int, printed: str, previous: str, following: str) -> Figure | None:
    text, low, high, _, _ = place
    if following == "年":
        return _short_year(place, start, printed)
    if following in "月 \xa0":
        found = _DATE_OF_MONTH.match(text, start, high)
        if found is not None:
            return _bare(place, start, found.end(), "date")
        if following == "月":
            return None
        if printed in ("400", "800") or printed[0] == "0":
            found = _PHONE.match(text, start, high)
            if found is not None:
                return _bare(place, start, found.end(), "identifier")
        return None
    if following == "日":
        found = _DAY_OF_MONTH.match(text, start, high)
        return _bare(place, start, found.end(), "date") if found is not None else None
    if following == "号":
        return _bare(place, start, end + 1, "identifier") if printed.isdigit() else None
    if following == "楼":
        return _bare(place, start, end + 1, "ordinal") if printed.isdigit() else None
    if following == "级":
        return _bare(place, start, end + 1, "ordinal") if printed.isdigit() else None
    if following in "时点":
        if following == "时" and printed.isdigit() and int(printed) <= 24 and text[end + 1 : end + 2] != "间":
            found = _HOUR.match(text, start, high)
            return _bare(place, start, found.end() if found is not None else end + 1, "clock")
        if following == "点" and text[max(low, start - 2) : start] in _PARTS_OF_DAY and printed.isdigit():
            return _bare(place, start, end + 1, "clock")
        found = _HOUR.match(text, start, high)
        return _bare(place, start, found.end(), "clock") if found is not None and printed.isdigit() else None
    if following in ":：":
        if previous and _is_han(previous) and text[max(low, start - 2) : start] in _LABELLED:
            return _bare(place, start, end, "label")
        found = _CLOCK.match(text, start, high)
        if found is not None and unit_at(text, found.end(), high) in ("", "分", "时"):
            return _bare(place, start, found.end(), "clock")
        return None
    if following in "+＋×*✕" or (following in "xX" and text[end + 1 : end + 2] in _DIGITS):
        found = _SCHEME.match(text, start, high)
        return _bare(place, start, found.end(), "scheme") if found is not None else None
    if following in "·•・":
        found = _POINT_DAY.match(text, start, high)
        return _bare(place, start, found.end(), "date") if found is not None else None
    if following in ".．":
        found = _LEVELS.match(text, start, high)
        if found is not None and found.end() > end + 1:
            kind: FigureType = "label" if _begins_phrase(place, start) else "identifier"
            return _bare(place, start, found.end(), kind)
        return None
    if following in "-—–~～－至到":
        for pattern, kind in _AFTER_DASH:
            found = pattern.match(text, start, high)
            if found is not None and found.end() > end:
                return _bare(place, start, found.end(), kind)
        if following in "-－—" and printed.isdigit():
            found = _SUB_NUMBER.match(text, start, high)
            if (
                found is not None
                and (printed[0] == "0" or int(found[1]) <= int(printed))
                and not unit_at(text, found.end(), high)
            ):
                return _bare(place, start, found.end(), "identifier")
        return None
    if _is_letter(following) and printed.isdigit() and not unit_at(text, end, high):
        found = _CODE.match(text, start, high)
        stop = found.end() if found is not None else end
        while stop > end and not text[stop - 1].isalnum():
            stop -= 1
        if text[stop : stop + 1] == "级":
            stop += 1
        return _bare(place, start, stop, "identifier")
    return None


_AFTER_DASH: tuple[tuple[re.Pattern[str], FigureType], ...] = (
    (_DATE_OF_MONTH, "date"), (_DAY_OF_MONTH, "date"), (_PHONE, "identifier"), (_CHAIN, "identifier"),
)  # fmt: skip
_DURATION_BEFORE = frozenset("近约满达了共长第每逾任龄过期足超为≥≤＞＜<>")
_DURATION_AFTER = frozenset("以内期来间前后历经左上多余质使有一、，。；）)")


def _short_year(place: _Place, start: int, printed: str) -> Figure | None:
    """Return 18年 as a date where it names a year and no duration."""
    text, low, high, _, _ = place
    if len(printed) != 2:
        return None
    found = _SHORT_YEAR.match(text, start, high)
    if found is None:
        return None
    if found[1] is None:
        previous = text[start - 1 : start] if start > low else ""
        after = text[found.end() : found.end() + 1] if found.end() < high else ""
        if int(printed) % 5 == 0 or int(printed) < 13 or after in _DURATION_AFTER or previous in _DURATION_BEFORE:
            return None
    return _bare(place, start, found.end(), "date")


def _pointed_label(place: _Place, start: int, end: int, printed: str, following: str, block: Block) -> Figure | None:
    """Return the label of "1.2021年…", "2.1 总体情况" or "1.3个…" at the start of a block, else None."""
    text, _, high, _, _ = place
    whole, _, rest = narrow(printed).partition(".")
    if len(whole) > 2 or whole[0] == "0" or not rest.isdigit():
        return None
    if following == "年" and len(rest) == 4 and rest[:2] in ("19", "20"):
        if _begins_phrase(place, start):
            return _bare(place, start, start + len(whole) + 1, "label")
        return None
    if block.kind == "cell" or not _begins_block(place, start):
        return None
    unit = unit_at(text, end, high)
    if unit:
        if UNITS[unit].type == "count" and unit != "分" and rest[0] != "0":
            return _bare(place, start, start + len(whole) + 1, "label")
        return None
    if len(rest) > 2 or rest[0] == "0":
        return None
    at = end
    while at < high and text[at] in _SPACE:
        at += 1
    if at < high and _is_han(text[at]) and text[at] not in "万亿余多个":
        return _bare(place, start, end, "label")
    return None


def _label(
    place: _Place, start: int, end: int, printed: str, previous: str, following: str, floor: int
) -> Figure | None:
    """Return the label that one or two digits are: 1. 1、（1） 1） 指标1 附件3."""
    text, low, high, _, block = place
    if following and following in "）)" and previous and previous in "（(" and start > floor:
        before = text[start - 2] if start - 2 >= low else ""
        after = text[end + 1] if end + 1 < high else ""
        aside = bool(before) and (_is_han(before) or before in _DIGITS)
        if not (aside and (not after or after in _ASIDE)):
            return _bare(place, start - 1, end + 1, "label")
        return None
    if following and following in "、.．)）" and (end + 1 >= high or text[end + 1] not in _DIGITS or following == "、"):
        after = text[end + 1] if end + 1 < high else ""
        year = following == "、" and text[end + 1 : end + 3] in ("19", "20") and text[end + 5 : end + 6] == "年"
        if (after not in _DIGITS or year or not after) and _begins_phrase(place, start):
            return _bare(place, start, end + 1, "label")
        if (
            following == "、"
            and after
            and _is_han(after)
            and (previous in "，," or _is_han(previous))
            and int(printed) <= 30
        ):
            return _bare(place, start, end + 1, "label")
        if following in ".．" and after and _is_han(after) and previous in _SPACE | frozenset("，,、") and previous:
            return _bare(place, start, end + 1, "label")
    if previous and _is_han(previous):
        window = text[max(low, start - 3) : start]
        if window.endswith(_LABELLED) and not window.endswith(_NOT_LABELLED):
            unit = unit_at(text, end, high)
            if not unit or unit not in SPOKEN_UNITS or (UNITS[unit].type != "count" and following not in "%％元"):
                if following in _DIGIT_TAILS:
                    return None
                found = _SUB_LABEL.match(text, end, high)
                return _bare(place, start, found.end() if found is not None else end, "label")
        elif window.endswith(_LABELLED_WEAK) and (end == high or following in "：:\n\t"):
            return _bare(place, start, end, "label")
        return None
    if following and following in _SPACE and following != "\n" and previous == "" and block.kind != "cell":
        at = end
        while at < high and text[at] in _SPACE:
            at += 1
        if at < high and _is_han(text[at]) and not (at - end == 1 and unit_at(text, at, high, spaced=True)):
            return None if text[at] in "余多万亿" else _bare(place, start, end, "label")
    return None


def _class_code(place: _Place, start: int, end: int, printed: str, previous: str, following: str) -> Figure | None:
    """Return the code of a functional or economic class: 2080505 before a name, 208类, （2050201）."""
    text, _, high, _, _ = place
    short = len(printed) == 3
    if short and (columns := _CLASS_COLUMNS.match(text, start, high)) and (not previous or previous in _SPACE):
        return _bare(place, start, columns.end(), "identifier")
    if not (_CLASS_CODE_SHORT if short else _CLASS_CODE).fullmatch(printed):
        return None
    if following and following in "类款项" and (not short or following == "类"):
        return _bare(place, start, end, "identifier")
    if following and following in "）)" and previous and previous in "（(":
        return _bare(place, start, end, "identifier")
    if previous and previous in "）)" and not short and (not following or following in _SPACE or following in _ASIDE):
        return _bare(place, start, end, "identifier")
    if previous and previous not in _SPACE and previous not in "|｜、":
        return None
    at = end
    while at < high and (text[at] in _SPACE or text[at] in "|｜"):
        at += 1
    if at < high and _is_han(text[at]) and not unit_at(text, at, high, spaced=at > end) and text[at] not in "万亿余多":
        return _bare(place, start, end, "identifier")
    return None


def _with_class_codes(document: Document, figures: list[Figure]) -> list[Figure]:
    """Return *figures* with those cells turned into identifiers that hold a class code before a cell with a name."""
    blocks = document.blocks
    for at, figure in enumerate(figures):
        if figure.type != "number" or len(figure.text) not in (3, 5, 7) or blocks[figure.block].kind != "cell":
            continue
        pattern = _CLASS_CODE_SHORT if len(figure.text) == 3 else _CLASS_CODE
        if pattern.fullmatch(figure.text) is None or _cell(document, figure.block, figure.block) != figure.text:
            continue
        columns = 1
        while columns < 3 and len(sub := _cell(document, figure.block, figure.block + columns)) == 2 and sub.isdigit():
            columns += 1
        name = _cell(document, figure.block, figure.block + columns)
        if not name or not _is_han(name[0]):
            continue
        for column in range(min(columns, len(figures) - at)):
            code = figures[at + column]
            figures[at + column] = Figure(code.start, code.end, code.text, "identifier", block=code.block)
    return figures


def _cell(document: Document, anchor: int, index: int) -> str:
    """Return the text of cell *index* if it stands in the row of cell *anchor*, else ""."""
    if index >= len(document.blocks):
        return ""
    block, first = document.blocks[index], document.blocks[anchor]
    if block.kind != "cell" or block.table != first.table or block.row != first.row:
        return ""
    return document.text[block.start : block.end].strip()


def _quantity(place: _Place, start: int, end: int, printed: str, previous: str, floor: int) -> Figure:
    """Return the figure of a numeral in digits with its unit, sign and qualifier."""
    text, low, high, index, _ = place
    if len(printed) > _LONGEST:
        return _bare(place, start, end, "unread")
    upper = ""
    following = text[end] if end < high else ""
    if following in _RANGE_FIRST and following:
        found = _UPPER.match(text, end, high)
        if found is not None:
            candidate = found[1]
        else:
            found = _UPPER_AFTER_UNIT.match(text, end, high)
            candidate = found[2] if found is not None else ""
        if found is not None and scaled(candidate, ONE)[0] > scaled(printed, ONE)[0]:
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
        tail = _TAIL.match(text, end, high)
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
            elif tail[2] and not tail[1] and not (stop < high and _is_han(text[stop])):
                scale_word = tail[2]
                scale = SCALES[scale_word]
                end = tail.end(2)
    begin = start
    negative = False
    numeral_end = start + len(printed)
    if not word and end < high and text[end] in "（(":
        bracket = _BRACKETED_UNIT.match(text, end, high)
        if bracket is not None and bracket[1] in UNITS:
            word = bracket[1]
            unit = UNITS[word]
            end = bracket.end()
    elif not word and previous and previous in "（(" and start > floor and end < high and text[end] in "）)":
        stop = end + 1
        money = unit_at(text, stop, high)
        tail = _TAIL.match(text, stop, high)
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
            qualifier = _before(text, begin, low)
        if not qualifier and end < high and text[end] in _AFTER_FIRST:
            qualifier = _after(text, end, high, unit.type)
        if not qualifier and unit.type == "measure" and _is_more(text, end, high):
            qualifier = "more"
            end += 1
    if unit.type == "count":
        exact = not scale_word and not qualifier and quantum == ONE
    else:
        exact = unit.type == "money" and full == ONE and quantum == _CENT and not qualifier
    if numeral_end > end:
        end = numeral_end
    return Figure(
        begin, end, text[begin:end], unit.type, unit.unit, -value if negative else value, quantum, full,
        scale_word + word, exact, qualifier, scaled(upper, full)[0] if upper else None, index,
    )  # fmt: skip


_RANGE_FIRST = frozenset("-—–~～－至到 \xa0%％‰百千万亿元人个家天年")
_TAIL_FIRST = frozenset(" \xa0余多来几万亿萬億十百千")
_NOT_MORE = frozenset("次种项名家方样部功少维媒措点渠形处条层重级边额款热量个数")


def _is_more(text: str, end: int, high: int) -> bool:
    """Whether 多 or 余 follows a unit and widens it: 3年多, but not 3年多次."""
    return end < high and text[end] in "多余" and text[end + 1 : end + 2] not in _NOT_MORE


def _alone(place: _Place, start: int, end: int) -> bool:
    """Whether the span stands alone in its cell, or between tabs and blanks in a line of numbers."""
    text, low, high, _, _ = place
    return (start == low or text[start - 1] in _SPACE) and (end == high or text[end] in _SPACE)


def _signed(
    place: _Place, start: int, sign: str, word: str, printed: str, unit: Unit, floor: int
) -> tuple[int, bool, Unit]:
    """Return the start with the sign if it is one, whether it is negative, and the unit that a currency sign gives."""
    text, low, _, _, _ = place
    before = text[start - 2] if start - 2 >= low else ""
    if sign in "￥¥":
        return start - 1, False, _MONEY if unit.type == "number" else unit
    if sign in "+＋":
        plus = not before or before in _SPACE or before in "（(：:|长为，、,"
        return (start - 1 if plus else start), False, unit
    if sign == "负":
        return (start - 1, True, unit) if not before or before not in "担抱肩胜自" else (start, False, unit)
    if not before:
        return start - 1, True, unit
    if (before.isascii() and before.isalnum()) or before in _NO_SIGN_AFTER or start - 1 <= floor:
        return start, False, unit
    if before in "）)" and text[start - 3 : start - 2] == "含":
        return start, False, unit
    if not (word or "." in printed or before in _SPACE or before in "：:（(，,≥≤|"):
        return start, False, unit
    return start - 1, True, unit


_NO_SIGN_AFTER = frozenset("%％-—－")


def _before(text: str, start: int, low: int) -> Qualifier:
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


def _after(text: str, end: int, high: int, kind: FigureType) -> Qualifier:
    found = _AFTER.match(text, end, high)
    if found is None:
        return ""
    word = found[1]
    if word == "以上":
        return "at_least" if kind in ("rate", "points") or text[end - 1] == "分" else "more"
    if word == "内" and kind != "measure":
        return ""
    return "about" if word in ("左右", "上下") else "at_most"


_ENDS_POSTPOSED = frozenset("，。；、）),;\n")
_POSTPOSED = frozenset("名台辆人户套座栋家处所个项次份期支间场起件条部")
_NOT_BEFORE_SPOKEN = frozenset("第双某另哪这那每")
_HUNDREDS_BEFORE = frozenset("上近数几过约逾超好")
_SET_NAMES = frozenset({"三公", "三农", "两会", "三资", "两新", "三大"})


def _spoken(place: _Place, start: int, floor: int) -> Figure | None:
    """Return the figure of a Chinese numeral, or None where it is part of a word."""
    text, low, high, _, _ = place
    found = _SPOKEN.match(text, start, high)
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
            return _bare(place, start, date.end(), "date")
    return _spoken_quantity(place, start, end, printed, previous, following, floor)


def _spoken_label(
    place: _Place, start: int, end: int, printed: str, previous: str, following: str, floor: int
) -> Figure | None:
    if following in "）)":
        if previous and previous in "（(" and start > floor:
            return _bare(place, start - 1, end + 1, "label")
        return None
    if printed[0] in "百千万亿" or not (previous in _SPACE or _begins_phrase(place, start)):
        return None
    return _bare(place, start, end + 1, "label")


def _spoken_ordinal(place: _Place, start: int) -> Figure | None:
    text, _, high, _, _ = place
    found = _SPOKEN_ORDINAL.match(text, start, high)
    if found is None:
        return None
    word = unit_at(text, found.end(), high)
    if found[0] == "一" and not word:
        return None
    return _bare(place, start - 1, found.end() + len(word), "ordinal")


def _fraction(place: _Place, start: int, previous: str) -> Figure | None:
    """Return 百分之九十八, 千分之五 or 三分之二 as a rate in percent."""
    text, low, high, index, _ = place
    found = _FRACTION.match(text, start, high)
    if found is None:
        return None
    at = found.end()
    spoken = _SPOKEN.match(text, at, high)
    digits = None if spoken is not None else _NUMERAL.match(text, at, high)
    if spoken is not None and len(spoken[0]) <= 20:
        end = spoken.end()
        value, quantum = chinese(spoken[0])
    elif digits is not None and len(digits[0]) <= _LONGEST:
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
        value = (value * factor).quantize(_CENT)
        quantum = _CENT
        qualifier = "" if value * whole % 100 == 0 else "about"
    else:
        value, quantum = value * factor, quantum * factor
    qualifier = qualifier or (_before(text, start, low) if previous else "") or _after(text, end, high, "rate")
    return Figure(
        start, end, text[start:end], "rate", "%", value, quantum, factor, found[0], False, qualifier, None, index
    )


def _spoken_quantity(
    place: _Place, start: int, end: int, printed: str, previous: str, following: str, floor: int
) -> Figure | None:
    text, low, high, index, _ = place
    single = len(printed) == 1
    qualifier: Qualifier = ""
    scale = ONE
    scale_word = more = ""
    if following and following in "余多来几 \xa0":
        tail = _TAIL.match(text, end, high)
        if tail is not None:
            more, scale_word = tail[1] or tail[3], tail[2]
            scale = SCALES.get(scale_word, ONE)
            end = tail.end()
    if previous in _NOT_BEFORE_SPOKEN and previous and not (previous == "双" and not single):
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
    unit = UNITS[word]
    after = text[end + len(word)] if end + len(word) < high else ""
    if printed == "一":
        if (
            word not in _POSTPOSED
            or not (not after or after in _ENDS_POSTPOSED)
            or not (previous and _is_han(previous))
        ):
            return None
    elif (
        (printed == "二" and word in ("次", "类", "天", "日"))
        or word in ("季度", "季", "届", "期", "层", "节")
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
    begin = start
    if previous == "负" and start > floor and unit.type == "money":
        begin, value = start - 1, -value
    if more and not qualifier:
        qualifier = "more"
    qualifier = qualifier or (_before(text, begin, low) if begin > low else "") or _after(text, end, high, unit.type)
    exact = unit.type == "count" and not qualifier and scale == ONE and quantum == ONE
    return Figure(
        begin, end, text[begin:end], unit.type, unit.unit, value, quantum, scale * unit.scale, scale_word + word, exact,
        qualifier, high_value, index,
    )  # fmt: skip


def _quoted_set(place: _Place, start: int, end: int, printed: str, previous: str, floor: int) -> Figure | None:
    """Return “六真” or 三委（…、…） as a count of what is named so."""
    text, _, high, index, _ = place
    if printed in "一十":
        return None
    word = ""
    if previous in _OPEN_QUOTES and previous:
        for length in (1, 2):
            if text[end + length : end + length + 1] in _CLOSE_QUOTES and end + length < high:
                word = text[end : end + length]
                break
        if text[start : end + len(word)] in _SET_NAMES:
            return None
    elif text[end + 1 : end + 2] in ("（", "(") and end + 1 < high and (not previous or not _is_han(previous)):
        stop = text.find("）", end, min(high, end + 80))
        if stop > 0 and "、" in text[end:stop]:
            word = text[end]
    if not word or not all(_is_han(c) for c in word) or any(c in "一二三四五六七八九十" for c in word):
        return None
    end += len(word)
    return Figure(
        start, end, text[start:end], "count", word, chinese(printed)[0], ONE, ONE, word, True, "", None, index
    )
