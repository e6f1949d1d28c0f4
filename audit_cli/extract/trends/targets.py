"""Words of completion beside targets and what was reached of them: 超额完成年度任务100个，实际完成95个."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from audit_cli.expressions import expression
from audit_cli.extract.indicators.fields import place
from audit_cli.extract.trends.clauses import CLAUSE, START, STOP, last_part, sentence_before
from audit_cli.model import Document, Figure, Trend, TrendKind

_OBJECT = r"(?:20[0-9]{2}年|年度|全年|年初|既定|预定|目标|任务|计划|指标)"
# 超额完成年度任务, 全部完成。, 圆满完成了600人次的培训目标
_WORDS = expression(
    r"(?P<words>(?P<degree>超额|全面|全部|基本|圆满|顺利|如期|按期)完成)了?"
    rf"(?=(?<=[，,]....)(?:[，,。；;]|$)|[^，,。；;：:0-9（(]{{0,8}}{_OBJECT}|[0-9][^，,。；;：:]{{0,12}}{_OBJECT})"
)
_PLANNED = expression(r"计划|目标|任务|指标")
_OF_PLAN = expression(r"的?[^，,。；;：:0-9（(]{0,8}(?:目标|任务|计划)")
_DONE = expression(r"实际|实现|完成|建成|已|累计|共|新[建增]|举办|开展|培训|到位|组织|发放")
# fewer may be better, or a limit is meant
_LIMITED = expression(
    r"不超过|不高于|不多于|以内|控制|低于|压减|减少|下降|降低|成本|费|投诉|事故|案件|能耗|消耗|使用|用量|排放|节能|时间|时限|未|没有|不能|确保|力争|将|拟|人均"
)
# what is spent less than was planned may be saved; of what comes in, more is better
_INCOME = expression(r"收入|税|招商|引资|到位|产值|销售|贷款|储备|筹集|募集|争取")
_FAR = 100
_KINDS: dict[str, TrendKind] = {"超额": "surpassed", "基本": "nearly done"}


def targets(document: Document, number: int, inner: Sequence[Figure]) -> Iterator[Trend]:
    """Yield what the words of completion in a sentence say of its targets, and of what was reached of each."""
    block, text = document.blocks[number], document.text
    for said in _WORDS.finditer(text, block.start, block.end):
        start = said.start() - len(sentence_before(text, block, said.start(), _FAR))
        far = min(block.end, said.end() + _FAR)
        stop = STOP.search(text, said.end(), far)
        end = stop.start() if stop else far
        if _LIMITED.search(text, start, end):
            continue
        near = inner[bisect_left(inner, start, key=START) : bisect_left(inner, end, key=START)]
        planned, reached = _sides(text, start, [figure for figure in near if _is_counted(figure, text, start)])
        if not planned or [f.unit for f in planned] != [f.unit for f in reached]:
            continue
        # of several targets some may be no more than reached, though most are surpassed
        kind = _KINDS.get(said["degree"], "all done")
        kind = "all done" if kind == "surpassed" and len(planned) > 1 else kind
        words = place(document, number, *said.span("words"))
        yield from (Trend(kind, words, new, base) for new, base in zip(reached, planned, strict=True))


def _is_counted(figure: Figure, text: str, start: int) -> bool:
    """Whether more of it is better: what is counted or measured, and money that comes in."""
    if figure.qualifier or figure.approximate:
        return False
    return figure.type in ("count", "measure") or (
        figure.type == "money" and _INCOME.search(text, start, figure.start) is not None
    )


def _sides(text: str, start: int, figures: Sequence[Figure]) -> tuple[list[Figure], list[Figure]]:
    """Return the figures of a sentence that were planned, and those of the same units that were reached."""
    planned: list[Figure] = []
    others: list[Figure] = []
    for figure in figures:
        label = last_part(CLAUSE, text, start, figure.start)
        is_plan = _PLANNED.search(label) or _OF_PLAN.match(text, figure.end)
        if is_plan:
            planned.append(figure)
        elif _DONE.search(label):
            others.append(figure)
    units = {figure.unit for figure in planned}
    return planned, [figure for figure in others if figure.unit in units]
