"""Words of completion beside a target and what was reached: 超额完成年度任务100个，实际完成95个."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from audit_cli.expressions import expression
from audit_cli.extract.indicators.fields import place
from audit_cli.extract.trends.pairs import FAR, Neighbours, last_part
from audit_cli.model import Document, Figure, Trend, TrendKind

_DEGREE = r"(?P<degree>超额|全面|全部|基本)"
_WORDS = expression(rf"(?P<words>{_DEGREE}完成)了?")
_OBJECT = r"(?:20[0-9]{2}年|年度|全年|年初|既定|预定|目标|任务|计划|指标|工作)"
_THING = "[^，,。；;：:0-9（(]{0,12}"
_BEFORE_TARGET = expression(rf"(?P<words>{_DEGREE}完成)了?{_THING}{_OBJECT}{_THING}$")
_TARGET = expression(rf"(?:计划|目标|任务|指标){_THING}$")
_REACHED = expression(rf"[，,](?:20[0-9]{{2}}年|全年|当年|本年|年内|年底|截至年底|共)?(?:实际|已|累计){_THING}")
_BEHIND = expression(rf"[，,]{_WORDS.pattern}{_OBJECT}+(?=[，,。；;]|$)")
_BETWEEN = expression(rf"[，,]{_WORDS.pattern}{_OBJECT}+数?[的为：:]?")
_ACTUAL = expression(rf"(?:实际|累计|已|完成|建成|新建|举办|开展|培训){_THING}$")
# fewer may be better, or a limit is meant
_LIMITED = expression(
    r"不超过|不高于|不多于|以内|控制|低于|压减|减少|下降|降低|成本|费|投诉|事故|案件|能耗|消耗|使用|用量|排放|节能|时间|时限|未|没有|不能|确保|力争|将|拟|人均"
)
# 培训10期、500人，实际培训10期、468人: where what was planned ends and what was reached begins
_ACTUALLY = expression(r"[，,](?:20[0-9]{2}年|全年|当年|本年|年内|年底)?(?:实际|共|已|累计)")
_PLANNED = expression(r"(?:计划|目标|任务|指标)[^。；;]{0,40}$")
_CONCLUDES = expression(rf"[，,]{_WORDS.pattern}(?:既定|预定)?{_THING}{_OBJECT}+(?=[，,。；;]|$)")
_STOP = expression(r"[。；;！？\n]")
_CLAUSE = expression(r"[，,。；;：:\n]")
_KINDS: dict[str, TrendKind] = {
    "超额": "surpassed", "全面": "all done", "全部": "all done", "基本": "nearly done",
}  # fmt: skip


def targets(document: Document, number: int, alike: Sequence[Neighbours]) -> Iterator[Trend]:
    """Yield the words of completion that stand beside a target and what was reached of it."""
    block, text = document.blocks[number], document.text
    for _, first, second in alike:
        between = text[first.end : second.start]
        # what was reached stands behind a comma
        if first.type not in ("count", "measure") or not between.startswith(("，", ",")):
            continue
        sentence = last_part(_STOP, text, max(block.start, first.start - FAR), first.start)
        if _LIMITED.search(sentence) or _LIMITED.search(between) or _STOP.search(between):
            continue
        yield from _of_two(document, number, sentence, (first, second))


def _of_two(document: Document, number: int, sentence: str, two: tuple[Figure, Figure]) -> Iterator[Trend]:
    """Yield what is said of *two* figures, the target first or what was reached."""
    text, (first, second) = document.text, two
    between = text[first.end : second.start]
    label = last_part(_CLAUSE, sentence, 0, len(sentence))
    if _REACHED.fullmatch(between):
        before = _BEFORE_TARGET.search(label)
        behind = _BEHIND.match(text, second.end, document.blocks[number].end) if _TARGET.search(label) else None
        if before is not None:
            at = first.start - len(label)
            words = place(document, number, at + before.start("words"), at + before.end("words"))
            yield Trend(_KINDS[before["degree"]], words, second, first)
        elif behind is not None:
            yield Trend(_KINDS[behind["degree"]], place(document, number, *behind.span("words")), second, first)
    elif _ACTUAL.search(label) and (said := _BETWEEN.fullmatch(between)):
        start, end = said.span("words")
        yield Trend(_KINDS[said["degree"]], place(document, number, first.end + start, first.end + end), first, second)


def several_targets(document: Document, number: int, inner: Sequence[Figure]) -> Iterator[Trend]:
    """Yield what is said of several targets and, in their order, of what was reached of each."""
    block, text = document.blocks[number], document.text
    counted = [figure for figure in inner if figure.type in ("count", "measure")]
    for before, after in pairwise(counted):
        between = text[before.end : after.start]
        if not between.startswith(("，", ",")) or not _ACTUALLY.match(between) or _STOP.search(between):
            continue
        low = max(block.start, before.start - FAR)
        sentence = last_part(_STOP, text, low, before.start)
        start = before.start - len(sentence)
        planned = [f for f in counted if start <= f.start <= before.start]
        reached = [f for f in counted if f.start >= after.start][: len(planned)]
        alike = [f.unit for f in planned] == [f.unit for f in reached] and len(planned) > 1
        if not alike or _STOP.search(text, after.end, reached[-1].start):
            continue
        said = _CONCLUDES.match(text, reached[-1].end, block.end)
        if said is None or not _PLANNED.search(text, start, planned[0].start):
            continue
        if _LIMITED.search(text, start, said.start()):
            continue
        # of several targets some may be no more than reached, though most are surpassed
        kind: TrendKind = "nearly done" if said["degree"] == "基本" else "all done"
        words = place(document, number, *said.span("words"))
        yield from (Trend(kind, words, new, base) for new, base in zip(reached, planned, strict=True))
