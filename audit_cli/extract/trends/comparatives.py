"""Words that compare two figures: 92%，高于95%的目标值; 控制在5万元以内，实际支出6.2万元; 突破100万元，达到98万元.

56万元，超过预算4万元 may say by how much: only a figure that is less than the one behind 超过 contradicts it by either
reading, and behind 低于 and 达到 the other must be called a bound.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise

from audit_cli.expressions import expression
from audit_cli.extract.indicators.fields import place
from audit_cli.extract.trends.clauses import FAR, START, STOP, label_of, sentence_before
from audit_cli.model import Block, Document, Figure, Trend

# a block that has none of these compares nothing so
WORDS = (
    "高于",
    "低于",
    "大于",
    "小于",
    "少于",
    "多于",
    "超过",
    "迈过",
    "跨过",
    "迈上",
    "跨上",
    "突破",
    "达到",
    "控制在",
)


_WORDS = expression(
    r"(?:已|也|仍|远|略|明显|大幅|全部)*(?P<words>"
    r"(?P<most>不高于|不超过|[未没]有?(?:超过|突破|高于)|不[多大]于|控制在)"
    r"|(?P<less>低于|少于|小于|[未没]有?达到)|(?P<reached>达到(?:不[低少]于)?)"
    r"|(?P<least>[高多大]于|超过|突破|不[低少小]于|[未没]有?低于)了?)(?P<other>[^，,。；;、：:0-9（(]{0,16})[（(]?"
)
_BOUND = "目标|标准|要求|预期|平均|水平|警戒线?|红线|规定|上限|下限"
_CALLED_BOUND = expression(_BOUND)
_IS_BOUND = expression(
    rf"的(?:[^，,。；;、：:0-9（(的]{{0,6}}(?:{_BOUND}|任务|指标))(?:[值数线率])?(?=[，,。；;）)]|$)"
)
_ENDED = expression(r"(?:以内|之内|大关|关口)?[）)]?(?=[，,。；;）)]|$)")
_CHANGED = expression(r"增|减|[提升降下涨]|[节超]|其中|[差误]")

_KEPT = expression(
    r"(?P<words>控制在)[^，,。；;、：:0-9（(]{0,12}(?P<bound>[0-9][0-9.]*)[^，,。；;、：:0-9（(]{1,6}[，,]实际[^，,。；;、：:0-9（(]{0,10}"
)
_PASSED = expression(
    r"(?P<words>突破|超过|迈[过上]|跨[过上])了?(?P<bound>[0-9][0-9.]*)[^，,。；;、：:0-9（(]{1,6}[，,](?:达到?|实现|为|完成)了?"
)
_BACK = 6  # figures
_NO_CLAIM = expression(r"目标|计划|[应需]|要求|指标|标准|规定|超|未|原因|不得|拟|将")


def comparatives(document: Document, number: int, quantities: Sequence[Figure]) -> Iterator[Trend]:
    """Yield what words of comparison in a block say of two of its *quantities* that they stand between."""
    yield from _behind(document, number, quantities)
    yield from _before(document, number, quantities)


def _behind(document: Document, number: int, quantities: Sequence[Figure]) -> Iterator[Trend]:
    """Yield what is said of a figure behind it: 92%，高于95%的目标值."""
    block, text = document.blocks[number], document.text
    for new, base in pairwise(quantities):
        if base.start - new.end > FAR or not _alike(new, base) or new.approximate:
            continue
        at = new.end + (text[new.end] in "，,")
        said = _WORDS.fullmatch(text, at, base.start)
        if said is None:
            continue
        if _is_by_how_much(quantities, new, base):
            continue
        is_bound = _CALLED_BOUND.search(said["other"]) or _IS_BOUND.match(text, base.end, block.end)
        plain = said["least"] and not _CHANGED.search(label_of(text, block, new))
        if is_bound or (_ENDED.match(text, base.end, block.end) and (plain or said["most"])):
            least = said["least"] or said["reached"]
            words = place(document, number, *said.span("words"))
            yield Trend("at least" if least else "at most", words, new, base._replace(qualifier=""))


def _is_by_how_much(quantities: Sequence[Figure], new: Figure, base: Figure) -> bool:
    """Whether a figure is how far another is from one told before: 不超过4000元，户均3640元，低于上限360元."""
    at = bisect_left(quantities, new.start, key=START)
    near = quantities[max(at - _BACK, 0) : at]
    return any(_alike(new, bound) and abs(bound.value - new.value) == base.value for bound in near)


def _before(document: Document, number: int, quantities: Sequence[Figure]) -> Iterator[Trend]:
    """Yield what is said of a figure before it: 控制在5万元以内，实际支出6.2万元; 突破100万元，达到98万元."""
    block, text = document.blocks[number], document.text
    for pattern in (_KEPT, _PASSED):
        for said in pattern.finditer(text, block.start, block.end):
            at = bisect_left(quantities, said.start("bound"), key=START)
            base, new = (*quantities[at : at + 2], None, None)[:2]
            if base is None or new is None or new.start != said.end() or new.approximate or not _alike(new, base):
                continue
            if pattern is _KEPT and _NO_CLAIM.search(_sentence(text, block, said.start(), new.end)):
                continue
            words = place(document, number, *said.span("words"))
            yield Trend("at most" if pattern is _KEPT else "at least", words, new, base._replace(qualifier=""))


def _alike(new: Figure, base: Figure) -> bool:
    if new.type == "points":
        return False  # 比上年提高1.5个百分点，高于全市4个百分点
    return (new.type, new.unit) == (base.type, base.unit) and base.qualifier not in ("about", "range")


def _sentence(text: str, block: Block, start: int, end: int) -> str:
    """Return the sentence that holds the words from *start* to *end*."""
    head = sentence_before(text, block, start)
    stop = STOP.search(text, end, min(block.end, end + FAR))
    return head + text[start : stop.start() if stop else min(block.end, end + FAR)]
