"""Two figures of one sentence that are two states of one thing: 由80万元…到95万元, 95万元，上年80万元."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from audit_cli.expressions import expression
from audit_cli.extract.trends.clauses import FAR, last_part
from audit_cli.model import QUANTITIES, Block, Document, Figure

RISE = "增加|增长|增多|增收|提高|提升|上升|上涨|攀升|扩大|上调|延长"
FALL = "减少|下降|降低|压减|压缩|缩减|回落|下滑|下调|精简|缩小|缩短"
_ADVERBS = "(?:有所|略有|略微|明显|大幅度?|小幅|逐年|逐步|稳步|持续|进一步|有效|显著|快速|同比|又)*"
_YEAR = "(?:20[0-9]{2}年度?|上一?年度?|去年|今年|本年度?|当年)"
_BEFORE = "(?:20[0-9]{2}年度?|上一?年度?|去年)(?:同期|全年)?"

# 由于压减12万元, 从严核定12万元: neither is where something begins
_FROM = expression(r"(?<![理缘自事])[由从](?![于而严此事])[^，,。；;：:、由从增减降压]{0,16}$")
_TO = expression(
    rf"(?:[/／][年月日天人户亩次])?(?:左右)?{_ADVERBS}(?:(?P<rise>{RISE}|增|升)|(?P<fall>{FALL}|降|减)|调整|变化|变更|扩增|发展|变)"
    rf"(?:到|至|为)了?(?:{_YEAR}底?末?的?|目前的?|现在的?)?\s*"
)
# 较上年的120万元减少，为150万元
_COMPARED_WITH = expression(rf"[比较]{_BEFORE}的?$")
_THEN = expression(rf"(?:相比)?{_ADVERBS}(?:(?P<rise>{RISE})|(?P<fall>{FALL}))了?[，,]?(?:到|至|为|达到?|是)了?\s*")
# 95万元，与上年80万元; 36万人次，是上年12万人次; 2.6万人次，上年同期为3.1万人次
_BASE = expression(
    rf"[，,（(]?(?P<how>[与和较比同是为]|相当于|达到?)?{_BEFORE}的?"
    r"(?P<noun>[一-鿿]{0,8}?)(?:总数|总额|金额|数|额)?(?:[为是的达]|达到|约)?\s*"
)
_DATED = expression(rf"(?P<year>{_YEAR})(?:全年|同期)?")
_FILLER = expression(r"[为是达共约的数额\s]|完成|实现|总额|分别|全年|实际|达到|共计")
_CLAUSE = expression(r"[，,。；;：:\n（(]")
_STOP = expression(r"[。；;！？!?\n]")
# one of these stands between two states of one thing
_JOINS = expression(r"[年到至为达是]")
# more of these is less, or they are ranks; and what is said of each of several is no state of the whole
_NO_SIZE = expression(
    r"排名|位次|名次|位居|排位|时限|时间|时长|用时|耗时|周期|时效|精度|误差|分辨率|等级|级别|[每均]|亏损|赤字|负"
)
# of a time these leave no doubt
_TIMED = expression(r"压缩|缩短|延长")
_NO_SIZE_UNITS = frozenset(
    {"天", "日", "小时", "分钟", "秒", "周", "月", "个月", "年", "级", "类", "等", "个工作日", "工作日", "岁", "倍"}
)
_RANKS = frozenset("位名档")

# two quantities of one kind and unit, and the one before them
Neighbours = tuple[Figure | None, Figure, Figure]


class Pair(NamedTuple):
    """Two states of one thing; *rises* says what the verb between them says of it, None if there is none.

    *words* is the place of that verb, *how* the word that leads to the base, *end* where the words behind them begin.
    """

    new: Figure
    base: Figure
    end: int
    how: str = ""
    rises: bool | None = None
    words: tuple[int, int] = (0, 0)
    sure: bool = False


def neighbours(inner: Sequence[Figure]) -> list[Neighbours]:
    """Return the neighbouring quantities of a block that may be two states of one thing."""
    quantities = [figure for figure in inner if figure.type in QUANTITIES]
    return [
        (before, first, second)
        for before, first, second in zip([None, *quantities], quantities, quantities[1:], strict=False)
        if first.unit == second.unit
        and first.type == second.type
        and second.start - first.end <= FAR
        and first.qualifier == second.qualifier == ""
    ]


def pairs(document: Document, block: Block, alike: Sequence[Neighbours]) -> Iterator[Pair]:
    """Yield the pairs among the neighbours in *block*."""
    text = document.text
    for before, first, second in alike:
        between = text[first.end : second.start]
        timed = _TIMED.search(between) is not None
        if first.value < 0 or second.value < 0 or (first.unit in _NO_SIZE_UNITS and not timed):
            continue
        if not _JOINS.search(between) or _STOP.search(between):
            continue
        sentence = last_part(_STOP, text, max(block.start, first.start - FAR), first.start)
        found = _moved(sentence, between, first, second)
        if found is None and not _has_rival(before, first, len(sentence)):
            found = _beside(sentence, between, first, second)
        if found is not None and (timed or not (_NO_SIZE.search(sentence) or _NO_SIZE.search(between))):
            yield found


def _has_rival(before: Figure | None, first: Figure, reach: int) -> bool:
    """Whether the sentence has another figure before, that may be the one which is compared."""
    return before is not None and first.start - reach <= before.start


def _moved(sentence: str, between: str, first: Figure, second: Figure) -> Pair | None:
    """Return the pair that a verb joins: 由80万元下降到95万元; 较上年的120万元减少，为150万元."""
    to, then = _TO.fullmatch(between), _THEN.fullmatch(between)
    to = to if to and _FROM.search(sentence) else then if then and _COMPARED_WITH.search(sentence) else None
    if to is None:
        return None
    verb = next((name for name in ("rise", "fall") if to[name]), None)
    start, end = to.span(verb) if verb else (0, 0)
    # 由12位上升到8位: what is called better need not be more
    better = to["rise"] in ("提高", "提升", "上升") and (first.type == "measure" or first.printed_unit in _RANKS)
    rises = None if verb is None or better else verb == "rise"
    words = first.end + start, first.end + end
    return Pair(second, first, second.end, "", rises, words, "，" not in between and "," not in between)


def _beside(sentence: str, between: str, first: Figure, second: Figure) -> Pair | None:
    """Return the pair that years or 上年 tell apart: 95万元，与上年80万元; 2022年80万元，2023年95万元."""
    label = last_part(_CLAUSE, sentence, 0, len(sentence))
    base = _BASE.fullmatch(between)
    if base is not None and _FILLER.sub("", base["noun"]) in label and not _is_before(label, base[0]):
        return Pair(first, second, second.end, base["how"] or "")
    own, other = _DATED.search(label), _DATED.match(between, 1) if between[:1] in "，,、和" else None
    if own is None or other is None:
        return None
    thing = _FILLER.sub("", label[: own.start()] + label[own.end() :])
    if not thing.endswith(_FILLER.sub("", between[other.end() :])):
        return None
    then, now = _rank(own["year"]), _rank(other["year"])
    if then == now or (then > 1) != (now > 1):
        return None
    return Pair(second, first, second.end) if now > then else Pair(first, second, second.end)


def _is_before(label: str, base: str) -> bool:
    """Whether the first of two figures is that of the earlier year, or of none."""
    own, other = _DATED.search(label), _DATED.search(base)
    if own is None or other is None:
        return False
    then, now = _rank(other["year"]), _rank(own["year"])
    return now <= then if (then > 1) == (now > 1) else now == 0


def _rank(year: str) -> int:
    """Return the year, or 1 for this year and 0 for the one before."""
    return int(year[:4]) if year[:4].isdigit() else int(year[0] in "今本当")
