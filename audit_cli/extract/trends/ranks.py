"""Words of rank beside figures: 最多的是…其次是…, 最高…最低…平均…, and progress told month by month."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise

from audit_cli.expressions import expression
from audit_cli.extract.indicators.fields import place
from audit_cli.extract.trends.clauses import FAR, START, STOP, figure_at
from audit_cli.model import Document, Figure, Trend

# a block that has none of these ranks nothing
WORDS = ("最", "月底", "月末", "季度末", "年末", "年底", "截至", "截止", "逐年", "连续", "第")


_FIRST = expression(
    r"(?P<words>最(?:(?P<large>大|多|高)|[低小少])的[一-鿿]{0,6}?[是为][：:]?)[^，,。；;、：:0-9（()）]{1,24}[（(]?"
)
# what is joined without a word of rank is one of the others only in a list
_NEXT = expression(
    r"[）)]?(?:[，,；;、](?P<rank>其次|再次|第[二三四五]位?|然后|之后|随后|接着|接下来)(?:的|则|才)?[是为]?|[、和与及])"
    r"[^，,。；;、：:0-9（()合总]{1,24}[（(]?"
)

_SHARE = expression(r"[，,（(](?:占|占比|比重)[^，,。；;：:、0-9]{0,10}")

# 最高气温预报准确率 is no highest rate, 最高20%收入组 no figure of that
_EXTREME = expression(
    r"(?P<which>最[高低](?:自评|综合|考核|总)*(?:得?分数?|分值|成绩|值|额|的[^，,。；;：:、0-9最均]{1,10})?"
    r"|平均[^，,。；;：:、0-9最均]{0,8})[为达是：:]*"
)
_ENDED = expression(r"[，,。；;、）)]|$")
_WHICH = ("最高", "平均", "最低")

# a month, a quarter or the end of the year, by which so much has been done
_BY = expression(
    r"(?:截至|截止到?|至|到)?(?:(?P<month>(?<![0-9])(?:[1-9]|1[0-2]))月(?:[0-9]{1,2}日|底|末)|第?(?P<quarter>[一二三])季度末"
    r"|(?P<half>上半年末)|(?P<year>(?:全年|年(?=[底末终]))[底末终]?))[，,]?(?P<label>[^，,。；;：:0-9]{0,24})$"
)
_PROGRESS = expression(r"(?:执行|支付|支出|拨付|完成|形象|工程)[^，,]{0,4}(?:率|进度)")
_MOVED = expression(r"[增减比较降升未不剩欠]|提高|当[月季]")
_ALSO = expression(
    r"(?:的|已|累计|为|达|提高|提升|上升|到|至|是|增加|加快|升|(?:执行|支付|支出|拨付|完成)(?:率|进度))*"
)
_YEARLY = expression(
    r"(?P<words>(?:逐年|连续[二两三四五]年)(?:稳步|持续|保持|实现|不断|稳定)*"
    r"(?:(?P<rise>增长|增加|上升|提高|递增|提升)|下降|减少|降低|递减|压减|压缩|回落))"
)
# 2021年增长5%，2022年增长4%: what rises is not its growth
_OF_YEAR = expression(r"[^。；;0-9]{0,20}(?P<year>20[0-9]{2})年(?:(?!计划|预计)[^，,。；;：:0-9增减降拟]){0,12}[：:]?")
_PLACES = expression(
    r"由[^，,。；;0-9]{0,10}第(?P<old>[0-9]{1,3})[位名][^，,。；;0-9]{0,6}?"
    r"(?P<words>(?P<up>上升|提升|前进|前移|跃升|跃居|晋升)|下降|下滑|后退|退|降)[到至]?[^，,。；;0-9]{0,10}第(?P<new>[0-9]{1,3})[位名]"
)
_JOINTS = ("，", ",", "；", ";", "、")


def ranks(document: Document, number: int, quantities: Sequence[Figure]) -> Iterator[Trend]:
    """Yield what words of rank in a block say of its *quantities*."""
    block, text = document.blocks[number], document.text
    for said in _FIRST.finditer(text, block.start, block.end):
        yield from _in_turn(document, number, quantities, said)
    yield from _between(document, number, quantities)
    yield from _progress(document, number, quantities)
    yield from _year_by_year(document, number, quantities)
    yield from _places(document, number)


def _in_turn(document: Document, number: int, quantities: Sequence[Figure], said: re.Match[str]) -> Iterator[Trend]:
    """Yield that the first of a ranking leads each that follows: 支出最多的是教育支出320万元，其次是…."""
    before = figure_at(quantities, said.end())
    if before is None:
        return
    words, end = place(document, number, *said.span("words")), before.end
    for figure in quantities[bisect_left(quantities, before.end, key=START) :]:
        if figure.type == "rate" != before.type and _SHARE.fullmatch(document.text, end, figure.start):
            end = figure.end  # 教育支出320万元，占34.6%
            continue
        joint = _NEXT.fullmatch(document.text, end, figure.start)
        if joint is None or figure.unit != before.unit:
            return
        larger, smaller = (before, figure) if said["large"] else (figure, before)
        yield Trend("at least", words, larger, smaller)
        before, end = figure if joint["rank"] else before, figure.end


def _between(document: Document, number: int, quantities: Sequence[Figure]) -> Iterator[Trend]:
    """Yield that the highest is above the mean, and that above the lowest: 最高92分，最低85分，平均93.5分."""
    block, text = document.blocks[number], document.text
    told: dict[str, list[tuple[Figure, Figure]]] = {}
    end = block.start
    for said in _EXTREME.finditer(text, block.start, block.end):
        if STOP.search(text, end, said.start()):
            yield from _ordered(told)
            told = {}
        end = said.end()
        figure = figure_at(quantities, end)
        if figure is not None and not figure.approximate and _ENDED.match(text, figure.end, block.end):
            words = place(document, number, said.start(), said.start() + 2)
            told.setdefault(words.text, []).append((words, figure))
    yield from _ordered(told)


def _ordered(told: Mapping[str, Sequence[tuple[Figure, Figure]]]) -> Iterator[Trend]:
    """Yield that of the highest, the mean and the lowest of one sentence each is above the next, if each is one."""
    known = [told[which] for which in _WHICH if which in told]
    if any(len(figures) > 1 for figures in known):
        return
    for ((words, larger),), ((_, smaller),) in pairwise(known):
        if (larger.type, larger.unit) == (smaller.type, smaller.unit):
            yield Trend("at least", words, larger, smaller)


def _progress(document: Document, number: int, quantities: Sequence[Figure]) -> Iterator[Trend]:
    """Yield that what is done by a later month is no less: 截至6月底执行率48.2%，9月底为76.6%."""
    start, text = document.blocks[number].start, document.text
    before: Figure | None = None
    month = 0
    for figure in quantities:
        low = max(start, figure.start - FAR)
        told = _BY.search(text, low, figure.start)
        start = figure.end
        if told is None or figure.type != "rate" or figure.approximate:
            before = None
            continue
        now = _month(told)
        also = before is not None and text[low : told.start()] in _JOINTS and _ALSO.fullmatch(told["label"])
        if before is not None and also and month < now:
            yield Trend("at least", place(document, number, told.start(), told.start("label")), figure, before)
        is_progress = also or (_PROGRESS.search(told["label"]) and not _MOVED.search(told["label"]))
        before, month = (figure, now) if is_progress else (None, 0)


def _year_by_year(document: Document, number: int, quantities: Sequence[Figure]) -> Iterator[Trend]:
    """Yield that figures of years told in turn rise, or fall: 逐年增长，2021年150万元，2022年140万元."""
    block, text = document.blocks[number], document.text
    for said in _YEARLY.finditer(text, block.start, block.end):
        stop = STOP.search(text, said.end(), block.end)
        low, high = (bisect_left(quantities, at, key=START) for at in (said.end(), stop.start() if stop else block.end))
        words = place(document, number, *said.span("words"))
        year, start, before = 0, said.end(), None
        for figure in quantities[low:high]:
            told = _OF_YEAR.fullmatch(text, start, figure.start)
            if told is None or (before is not None and (figure.unit != before.unit or int(told["year"]) != year + 1)):
                break
            if before is not None and not figure.approximate:
                yield Trend("at least" if said["rise"] else "at most", words, figure, before)
            year, start, before = int(told["year"]), figure.end, figure


def _places(document: Document, number: int) -> Iterator[Trend]:
    """Yield that a place in an order is better, or worse, than the one before: 由第12位上升到第8位."""
    block = document.blocks[number]
    for said in _PLACES.finditer(document.text, block.start, block.end):
        words = place(document, number, *said.span("words"))
        old, new = (
            place(document, number, *said.span(name))._replace(type="count", value=Decimal(said[name]))
            for name in ("old", "new")
        )
        yield Trend("at most" if said["up"] else "at least", words, new, old)


def _month(told: re.Match[str]) -> int:
    """Return the month by whose end something is told."""
    if told["month"]:
        return int(told["month"])
    return 3 * ("一二三".index(told["quarter"]) + 1) if told["quarter"] else 6 if told["half"] else 12
