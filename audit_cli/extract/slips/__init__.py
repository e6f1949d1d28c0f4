"""Slips of the pen that no reading can excuse: what is printed twice, or lacks its unit, and days in no calendar.

Each pattern begins with a character that is rare or that a search finds fast; what stands around it is looked at only
where it was found, so that a text without slips costs next to nothing.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator
from decimal import Decimal

from audit_cli.expressions import expression
from audit_cli.extract.slips.brackets import unpaired_marks
from audit_cli.extract.slips.printed import Printed
from audit_cli.model import Document, Figure, Slip, SlipKind

_PAIR = expression(r"[，、；：。（(](?=[，、；：。）)])")
_RUN = expression(r"[，、；：。]+[）)]?|[（(][，、；：。]")
# 。。。 and 、、、 are used for what is left out
_TRAILS = frozenset("。、")
_PERCENT = expression("%%"), expression("％％")
_AFTER_UNIT = r"(?=[，。；、）)\s]|$)"
_UNIT = expression(
    "[万亿千百]?元|[万亿]|人次?|个?百分点|平方米|平方公里|公里|千米|米|公顷|亩|吨|户|个|名|台|套|辆|件|份|次|处"
)
_DOUBLED_UNIT = expression(rf"[0-9]([一-鿿]{{1,4}})\1{_AFTER_UNIT}")
_DOUBLED_SCALE = (
    expression("万万元"), expression("亿亿元"), expression(f"万元元{_AFTER_UNIT}"), expression(f"亿元元{_AFTER_UNIT}"),
)  # fmt: skip
# these end no word and begin none, alone or as a part: 管理管理 may be 资产管理 and 管理办法
_DOUBLED_WORD = expression(
    r"(进行|以及|并且|因此|由于|对于|根据|按照|其中|用于|截至|但是|为了|开展|加强|提高|我局|我委|我单位|本单位|本部门"
    r"|原因|对象|完成|主要|积极|切实|认真|不断|全面|深入|及时|严格|做好|落实|推进|确保|促进|达到|实现|制定|强化|健全|完善"
    r"|存在|符合|安排|围绕|坚持|结合)\1(?![率数度])"
)
_DOUBLED_LETTER = (
    expression("的的(?<![目标]的的)(?![确士])"),
    expression("并并(?<!合并并)(?![网购])"),
    expression("及及(?<![普涉]及及)(?![时格早])"),
)
_DOUBLED_YEAR = expression(r"年年(?=[0-9，。；、：）)\s]|$)")
_NARROW_COMMA = expression(r",(?=[一-鿿0-9“《（])")
_BEFORE_COMMA = expression(r"[一-鿿%％”》）]")
_LABEL_MARKS = expression("）、(?=[一-鿿])"), expression(r"\)、(?=[一-鿿])")
_LABEL = expression(r"\s*[（(][一二三四五六七八九十0-9]{1,3}[）)]、")
_NO_UNIT = expression(r"\.[0-9]{2,6}万(?=[，。；、）)]|\s(?!元)|$)")
# 基本支出612.4，项目支出250万元: what follows names its unit, what a heading or a bracket says is for all
_BARE_AMOUNT = expression(r"\.[0-9]{1,6}(?=[，。])")
_WITH_UNIT = expression(r"[0-9](万?元)")
_UNIT_OF_ALL = expression(r"单位|[（(](?:[^（()）]{0,6}[：:])?[百千万亿]?元[）)]")
_MONEY_BEFORE = expression(
    r"(?:支出|收入|经费|资金|预算|决算|罚款|金额|拨款|补助|补贴|投资|奖金?|(?<!免)(?<!消)费用?|[到专]款|结余|结转|工资|余额|成本|支付)"
    r"(?:总额|总计|合计|共计|小计|总|共|数)?[为是达：:]?[ \xa0]?((?<![0-9.,])[0-9]{1,9}(?:,[0-9]{3}){0,4})$"
)
# 满意度为  %，支出　　万元，满意率  ，
_LEFT_OPEN = (
    expression(r"[ \u3000_＿](?<=[一-鿿：:].)[ \u3000_＿]+(?:(?:[%％]|[百千万亿]?元)(?=[，。；、）（])|[，。；])"),
    expression(r"[%％](?<=[为达到][%％])(?=[，。；、）（])"),
    expression(r"[ \u3000](?<=[为达到].)[%％](?=[，。；、）（])"),
)
_OPENED = expression(r"(?:[率度额数分]|支出|收入|资金|经费|为|达到?|共计?|合计)[：:]?$")
_SINCE = expression("以来")
_OF_YEAR = expression("度(?=部门|预算|决算|绩效|单位|整体|财政)")
_ALL_YEAR = expression("全年(?!级|龄)")
_THAN_YEAR = expression(r"[比较](20[0-4][0-9])(?=[增减]|下降|上升|提高)")
_YEAR_BEFORE = expression(r"(?<![0-9A-Za-z.:：\-—~－])(?:19[5-9]|20[0-4])[0-9]$")
_LATE_DAY = expression(r"月[ \xa0]?((?:29|3[0-9]|[4-9][0-9])[ \xa0]?(?:日|号(?![楼线门院店馆机])))")
_LATE_MONTH = expression(r"年[ \xa0]?((?:1[3-9]|[2-9][0-9])[ \xa0]?月(?![龄嫂子]))")
_MONTH_BEFORE = expression(
    r"(?<![0-9./·])(?:((?:19|20)[0-9]{2})[ \xa0]?年[ \xa0]?(?:[0-9]{1,2}[ \xa0]?[-—至~－][ \xa0]?)?)?"
    r"([0-9]{1,2})[ \xa0]?$"
)
_YEAR_AT = expression(r"(?<![0-9.])(?:19|20)[0-9]{2}[ \xa0]?$")
_NUMERIC_DAY = expression(r"20[0-9]{2}([-/.])([0-9]{1,2})\1([0-9]{1,2})(?![0-9.\-/号])")
_CODE_BEFORE = expression(r"[0-9A-Za-z\-./第]$|编号|编码|代码|文号|合同|单号|[Nn][Oo]")
_LUNAR = expression("[农阴]历")
_MONTHS = 12
_FALL = "(?:减少|下降|降低|节约|结余)"
_AMOUNT = r"(?=了?[ \xa0]?[0-9X×_…])"
_UNDECIDED = expression(rf"（{_FALL}）{_AMOUNT}"), expression(rf"\({_FALL}\){_AMOUNT}")
_MOVED = "(?:增加|增长|上升|提高|减少|下降|降低)"
# 增加/减少0万元 goes neither way
_OR_ELSE, _MOVE_BEFORE = expression(rf"[/／]{_MOVED}{_AMOUNT}(?!0(?:\.0*)?[^0-9.])"), expression(f"{_MOVED}$")
_RISE_BEFORE = expression("(?:增加|增长|上升|提高|超出|超支)$")
_MOVES = "(?:提高|上升|增加|增长|提升|下降|降低|减少)"
_TO_A_RATE = (
    rf"(?:{_MOVES}[到至为]|[，,]?[比较](?:上年|去年)(?:同期)?(?:的|为)?|[，,（(](?:上年|去年)(?:同期)?[为是]?)"
    r"([0-9]{1,3}(?:\.[0-9]{1,2})?)[%％]"
    rf"[）)]?[，,]?(?:同比|[比较](?:上年|去年)(?:同期)?)?{_MOVES}了?([0-9]{{1,2}}(?:\.[0-9]{{1,2}})?[%％])"
)
_OF_RATES = expression(f"%{_TO_A_RATE}"), expression(f"％{_TO_A_RATE}")
_RATE_BEFORE = expression(r"(?<![0-9.])[0-9]{1,3}(?:\.[0-9]{1,2})?$")
_WORDS = "(?:限|不超过|控制在|字数)?[0-9]{2,4}字(?:以内|之内|左右)?"
_WORD_LIMIT = expression(f"（{_WORDS}）"), expression(rf"\({_WORDS}\)")
_CLOSES = expression("[）)]")
_LONGEST_ASIDE = 1000
_LOOK_BACK = 24
_NUMBERED, _VOUCHER = "号", "凭证"
# a text that uses the half-width comma throughout does so on purpose
_LEAST_SHARE = 3


def slips(document: Document) -> Iterator[Slip]:
    """Yield the slips of *document*, kind by kind."""
    printed = Printed(document)
    for finder in (_marks, _repeated, _commas, _labels, _amounts, _rates, _days, _outline, unpaired_marks):
        yield from finder(printed)


def _marks(printed: Printed) -> Iterator[Slip]:
    text, done = printed.text, 0
    for pair in _PAIR.finditer(text):
        # the mark may be the second of a run, or open an empty pair
        found = _RUN.match(text, pair.start()) if pair.start() >= done else None
        if found is None:
            continue
        start, done = found.span()
        run, marks = found[0], set(found[0])
        if (start and text[start - 1] == "“") or text[done : done + 1] == "”":
            continue
        if run[0] in "（(":
            if text[done : done + 1] in ("）", ")"):
                continue  # the mark itself is spoken of
            yield from _slip(printed, "stray mark", start, done, run[0], prose=True)
        elif run[-1] in "）)":
            if run[:-1] != "。" or _is_within_sentence(printed, start):
                yield from _slip(printed, "stray mark", start, done, run[-1], prose=True)
        elif len(marks) > 1:
            yield from _slip(printed, "stray mark", start, done)
        elif len(run) == 2 or run[0] not in _TRAILS:
            yield from _slip(printed, "doubled mark", start, done, run[0])


def _is_within_sentence(printed: Printed, stop: int) -> bool:
    """Whether the brackets that the full stop closes stand in a sentence and hold no sentence of their own."""
    text, found = printed.text, printed.block_at(stop)
    if found is None or not (stop + 2 >= found[1].end or text[stop + 2] == "。"):
        return False
    opening = max(text.rfind(mark, max(stop - _LONGEST_ASIDE, found[1].start), stop) for mark in "（(")
    if opening <= found[1].start or "。" in text[opening:stop]:
        return False
    return "一" <= text[opening - 1] <= "鿿" and not _CLOSES.search(text, opening, stop)


def _repeated(printed: Printed) -> Iterator[Slip]:
    text = printed.text
    for found in _all(_PERCENT, text):
        if text[found.start() - 1 : found.start()].isdigit():
            yield from _slip(printed, "doubled unit", *found.span(), found[0][0])
    for found in _DOUBLED_UNIT.finditer(text):
        if _UNIT.fullmatch(found[1]):
            yield from _slip(printed, "doubled unit", found.start() + 1, found.end(), found[1])
    for found in _all(_DOUBLED_SCALE, text):
        if text[found.start() - 1 : found.start()].isdigit():
            yield from _slip(printed, "doubled unit", *found.span(), found[0][0] + "元")
    for found in _DOUBLED_WORD.finditer(text):
        yield from _slip(printed, "doubled word", *found.span(), found[1])
    for found in _all(_DOUBLED_LETTER, text):
        yield from _slip(printed, "doubled word", *found.span(), found[0][0], prose=True)
    for found in _DOUBLED_YEAR.finditer(text):
        if _YEAR_AT.search(text, max(found.start() - 6, 0), found.start()):
            yield from _slip(printed, "doubled word", *found.span(), "年")


def _commas(printed: Printed) -> Iterator[Slip]:
    text = printed.text
    found = [m.start() for m in _NARROW_COMMA.finditer(text) if _BEFORE_COMMA.match(text, max(m.start() - 1, 0))]
    if found and text.count("，") >= _LEAST_SHARE * len(found):
        for at in found:
            yield from _slip(printed, "narrow comma", at, at + 1, "，", prose=True)


def _labels(printed: Printed) -> Iterator[Slip]:
    text = printed.text
    for found in _all(_LABEL_MARKS, text):
        block = printed.block_at(found.start())
        if block is not None and _LABEL.fullmatch(text, block[1].start, found.end()):
            yield from _slip(printed, "label mark", found.start() + 1, found.end(), prose=True)


def _amounts(printed: Printed) -> Iterator[Slip]:
    text = printed.text
    for found in _NO_UNIT.finditer(text):
        if before := _MONEY_BEFORE.search(text, max(found.start() - _LOOK_BACK, 0), found.start()):
            start = before.start(1)
            yield from _slip(printed, "no unit", start, found.end(), text[start : found.end()] + "元", prose=True)
    for found in _BARE_AMOUNT.finditer(text):
        before = _MONEY_BEFORE.search(text, max(found.start() - _LOOK_BACK, 0), found.start())
        unit = _unit_beside(printed, found.start()) if before is not None else ""
        if before is not None and unit:
            start = before.start(1)
            yield from _slip(printed, "no unit", start, found.end(), text[start : found.end()] + unit, prose=True)
    for found in _all(_LEFT_OPEN, text):
        if _OPENED.search(text, max(found.start() - 4, 0), found.start()):
            yield from _slip(printed, "no figure", *found.span(), prose=True)
    for found in _THAN_YEAR.finditer(text):
        yield from _slip(printed, "no year", *found.span(1), f"{found[1]}年")
    for word in (_SINCE, _OF_YEAR, _ALL_YEAR):
        for found in word.finditer(text):
            if year := _YEAR_BEFORE.match(text, max(found.start() - 4, 0), found.start()):
                yield from _slip(printed, "no year", year.start(), found.end(), f"{year[0]}年{found[0]}")


def _unit_beside(printed: Printed, place: int) -> str:
    """Return the unit of the amounts in the line of *place*, "" where there are none or one unit is given to all."""
    found = printed.block_at(place)
    if found is None:
        return ""
    start, end = max(found[1].start, place - _LONGEST_ASIDE), min(found[1].end, place + _LONGEST_ASIDE)
    unit = _WITH_UNIT.search(printed.text, start, end)
    return unit[1] if unit is not None and _UNIT_OF_ALL.search(printed.text, start, end) is None else ""


def _rates(printed: Printed) -> Iterator[Slip]:
    text = printed.text
    for found in _all(_OF_RATES, text):
        before = _RATE_BEFORE.search(text, max(found.start() - 6, 0), found.start())
        if before is not None and abs(Decimal(before[0]) - Decimal(found[1])) == Decimal(found[2][:-1]) != 0:
            yield from _slip(printed, "percent for points", *found.span(2), f"{found[2][:-1]}个百分点")


def _days(printed: Printed) -> Iterator[Slip]:
    text = printed.text
    for found in _LATE_DAY.finditer(text):
        before = _MONTH_BEFORE.search(text, max(found.start() - _LOOK_BACK, 0), found.start())
        day = int(found[1][:2])
        if before is None or _LUNAR.search(text, max(before.start() - 4, 0), before.start()):
            continue
        if found[0].endswith(_NUMBERED) and _VOUCHER in text:
            continue  # 1月34、41号，12月75号凭证: the papers of a month
        if not _may_be(before[1], int(before[2]), day):
            yield from _slip(printed, "no such day", before.start(), found.end())
    for found in _LATE_MONTH.finditer(text):
        if before := _YEAR_AT.search(text, max(found.start() - 6, 0), found.start()):
            yield from _slip(printed, "no such day", before.start(), found.end())
    for found in _NUMERIC_DAY.finditer(text):
        before_code = _CODE_BEFORE.search(text, max(found.start() - 8, 0), found.start())
        version = found[1] == "." and (len(found[2]), len(found[3])) != (2, 2)
        if before_code or version or int(found[2]) > _MONTHS:
            continue
        if not _may_be(found[0][:4], int(found[2]), int(found[3])):
            yield from _slip(printed, "no such day", *found.span())


def _may_be(year: str | None, month: int, day: int) -> bool:
    """Whether there is such a day: of a February without a year, whether there may be."""
    if not 1 <= month <= _MONTHS:
        return False
    return 1 <= day <= (monthrange(int(year), month)[1] if year else 29 if month == 2 else monthrange(2000, month)[1])


def _outline(printed: Printed) -> Iterator[Slip]:
    text = printed.text
    for found in _all(_UNDECIDED, text):
        if before := _RISE_BEFORE.search(text, max(found.start() - 2, 0), found.start()):
            yield from _slip(printed, "undecided", before.start(), found.end(), prose=True)
    for found in _OR_ELSE.finditer(text):
        if before := _MOVE_BEFORE.search(text, max(found.start() - 2, 0), found.start()):
            yield from _slip(printed, "undecided", before.start(), found.end(), prose=True)
    for found in _all(_WORD_LIMIT, text):
        yield from _slip(printed, "word limit", *found.span(), prose=True)


def _all(patterns: Iterable[re.Pattern[str]], text: str) -> Iterator[re.Match[str]]:
    """Yield what each of *patterns* finds; one that begins with one character finds it faster than two in one."""
    return (found for pattern in patterns for found in pattern.finditer(text))


def _slip(
    printed: Printed, what: SlipKind, start: int, end: int, meant: str = "", prose: bool = False
) -> Iterator[Slip]:
    """Yield the slip at a place, unless it is outside all blocks, or in a cell where only *prose* counts."""
    found = printed.block_at(start)
    if found is None or end > found[1].end or (prose and found[1].kind == "cell"):
        return
    yield Slip(what, Figure(start, end, printed.text[start:end], "name", block=found[0]), meant)
